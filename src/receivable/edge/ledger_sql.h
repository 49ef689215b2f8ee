#pragma once
#include <memory>

#include "audit/act.h"
#include "platform/sql/connection.h"
#include "receivable/ledger.h"

namespace tandem::receivable {

// Writes through bulk writers; flush before reading or committing.
class SqlLedger final : public Ledger {
public:
    SqlLedger(sql::Connection& connection, const audit::Act& act, Currency base);
    void add(const NewInvoice& invoice) override;
    void add(const NewOpenItem& item) override;
    void add(const NewCreditNote& note) override;
    void post(const Event& event, std::int64_t event_id, Date effective, Rate rate, std::optional<int> policy_version = {}) override;
    void post_reversal(const Event& event, std::int64_t event_id, Date effective, Rate rate, std::optional<int> policy_version = {}) override;
    void flush();

private:
    void write(const Postings& postings, std::string_view event, std::int64_t event_id, Date effective, Rate rate, std::optional<int> policy_version);
    const audit::Act& act_;
    Currency base_;
    std::unique_ptr<sql::Bulk> invoices_, items_, notes_, postings_;
};

}  // namespace tandem::receivable
