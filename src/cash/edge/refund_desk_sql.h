#pragma once
#include "audit/edge/trail_sql.h"
#include "cash/edge/cash_desk_sql.h"
#include "cash/refund_desk.h"

namespace tandem::cash {

class SqlRefundStore final : public RefundStore {
public:
    SqlRefundStore(sql::Connection& connection, const org::Company& company, const audit::Act& act) : connection_(connection), company_(company), act_(act) {}
    void add(const NewRefund& refund) override;
    std::optional<NewRefund> find(RefundId refund) override;
    bool is_reversed(RefundId refund) override;

private:
    sql::Connection& connection_;
    const org::Company& company_;
    const audit::Act& act_;
};

// A desk on a connection, for the time of one command inside the caller's transaction.
class SqlRefundDesk {
public:
    SqlRefundDesk(sql::Connection& connection, const org::Company& company, const audit::Act& act, IdSource& ids, Date today)
        : trail_(connection, ids, act), receivable_(connection, act, company.currency), cash_(connection, act, company.currency), desk_store_(connection, company),
          store_(connection, company, act), desk_(desk_store_, store_, Books{receivable_, cash_, trail_, ids}, today) {}
    RefundDesk* operator->() { return &desk_; }
    // Before reading back or committing; refuses what was posted into a closed period.
    [[nodiscard]] Result<void> flush() {
        receivable_.flush();
        trail_.flush();
        return receivable_.check_posted();
    }

private:
    audit::SqlTrail trail_;
    receivable::SqlLedger receivable_;
    SqlLedger cash_;
    SqlCashDeskStore desk_store_;
    SqlRefundStore store_;
    RefundDesk desk_;
};

// Paid out of one receipt or credit note, the newest first; reversals stand with what they reverse.
struct RefundRow {
    NewRefund fact;
    std::optional<Date> reversed;
};
std::vector<RefundRow> load_refunds(sql::Connection& connection, CompanyId company, std::int64_t source);

}  // namespace tandem::cash
