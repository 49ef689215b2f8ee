#pragma once
#include <memory>
#include <optional>

#include "audit/act.h"
#include "platform/sql/connection.h"
#include "receivable/ledger.h"
#include "receivable/period.h"

namespace tandem::receivable {

// Writes through bulk writers; flush before reading or committing. Make one inside the transaction: from then on
// no month is closed or opened until it ends.
class SqlLedger final : public Ledger {
public:
    SqlLedger(sql::Connection& connection, const audit::Act& act, Currency base);
    void add(const NewInvoice& invoice) override;
    void add(const NewOpenItem& item) override;
    void add(const NewCreditNote& note) override;
    Result<void> check_open(Date effective) const override { return periods_.check_open(effective); }
    void post(const Event& event, std::int64_t event_id, Date effective, Rate rate, std::optional<int> policy_version = {}) override;
    void post_reversal(const Event& event, std::int64_t event_id, Date effective, Rate rate, std::optional<int> policy_version = {}) override;
    void flush();
    // Refuses as check_open when something was posted into a closed month: ask before committing.
    Result<void> check_posted() const;

private:
    void write(const Postings& postings, std::string_view event, std::int64_t event_id, Date effective, Rate rate, std::optional<int> policy_version);
    const audit::Act& act_;
    Currency base_;
    Periods periods_;
    std::optional<Date> posted_into_closed_;
    std::unique_ptr<sql::Bulk> invoices_, items_, notes_, postings_;
};

}  // namespace tandem::receivable
