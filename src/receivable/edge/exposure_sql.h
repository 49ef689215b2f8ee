// The answer to credit's question: what customers owe or are about to owe, out of the documents of the book.
#pragma once
#include "core/date.h"
#include "credit/exposure.h"
#include "platform/sql/connection.h"

namespace tandem::receivable {

// One statement, so that a claim on its way from one component to the next is seen once, whoever writes meanwhile.
class SqlExposureQuestion final : public credit::ExposureQuestion {
public:
    SqlExposureQuestion(sql::Connection& connection, CompanyId company, const credit::ExposureSettings& settings, Date today)
        : connection_(connection), company_(company), settings_(settings), today_(today) {}
    credit::ExposureRows rows(std::optional<std::span<const CustomerId>> customers) override;
    std::optional<std::vector<CustomerId>> touched_by(std::span<const credit::WrittenObject> objects) override;

private:
    sql::Connection& connection_;
    CompanyId company_;
    const credit::ExposureSettings& settings_;
    Date today_;
};

}  // namespace tandem::receivable
