#pragma once
#include "audit/edge/trail_sql.h"
#include "org/company.h"
#include "receivable/credit_desk.h"
#include "receivable/edge/ledger_sql.h"

namespace tandem::receivable {

class SqlCreditDeskStore final : public CreditDeskStore {
public:
    SqlCreditDeskStore(sql::Connection& connection, const org::Company& company) : connection_(connection), company_(company) {}
    bool has_customer(CustomerId customer) override;
    bool number_is_taken(std::string_view number) override;
    std::string next_number() override;
    Result<Rate> rate_on(Currency currency, Date date) override;
    std::optional<CreditedInvoice> lock(InvoiceId invoice) override;

private:
    sql::Connection& connection_;
    const org::Company& company_;
};

// A desk on a connection, for the time of one command inside the caller's transaction.
class SqlCreditDesk {
public:
    SqlCreditDesk(sql::Connection& connection, const org::Company& company, const audit::Act& act, IdSource& ids)
        : trail_(connection, ids, act), ledger_(connection, act, company.currency), store_(connection, company), desk_(store_, ledger_, trail_, ids) {}
    CreditDesk* operator->() { return &desk_; }
    // Before reading back or committing. Refuses as SqlLedger::check_posted.
    [[nodiscard]] Result<void> flush() {
        ledger_.flush();
        trail_.flush();
        return ledger_.check_posted();
    }

private:
    audit::SqlTrail trail_;
    SqlLedger ledger_;
    SqlCreditDeskStore store_;
    CreditDesk desk_;
};

}  // namespace tandem::receivable
