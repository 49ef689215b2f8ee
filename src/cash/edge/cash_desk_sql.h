#pragma once
#include "audit/edge/trail_sql.h"
#include "cash/cash_desk.h"
#include "cash/edge/ledger_sql.h"
#include "org/company.h"
#include "receivable/edge/ledger_sql.h"

namespace tandem::cash {

class SqlCashDeskStore final : public CashDeskStore {
public:
    SqlCashDeskStore(sql::Connection& connection, const org::Company& company) : connection_(connection), company_(company) {}
    bool has_customer(CustomerId customer) override;
    bool number_is_taken(std::string_view number) override;
    std::string next_number() override;
    Result<Rate> rate_on(Currency currency, Date date) override;
    std::optional<ReceiptState> lock(ReceiptId receipt) override;
    std::optional<Source> lock(CreditNoteId note) override;
    std::vector<ItemState> lock(std::span<const OpenItemId> items) override;
    std::optional<NewSettlement> find(SettlementId settlement) override;
    bool is_reversed(SettlementId settlement) override;
    void lower(OpenItemId item, Money amount) override;
    void lower(ReceiptId receipt, Money amount) override;
    void lower(CreditNoteId note, Money amount) override;
    void end(ReceiptId receipt, Date on, Ending ending) override;
    void clear(ReceiptId receipt, Date on, std::optional<Date> counts) override;

private:
    std::vector<StoredSettlement> settlements_from(ReceiptId receipt, Currency currency);
    std::vector<Movement> refunds_of(std::int64_t source, Currency currency);
    sql::Connection& connection_;
    const org::Company& company_;
};

// A desk on a connection, for the time of one command inside the caller's transaction.
class SqlCashDesk {
public:
    SqlCashDesk(sql::Connection& connection, const org::Company& company, const audit::Act& act, IdSource& ids, const CashPolicy& policy, Date today)
        : trail_(connection, ids, act), receivable_(connection, act, company.currency), cash_(connection, act, company.currency), store_(connection, company),
          desk_(store_, Books{receivable_, cash_, trail_, ids}, policy, today) {}
    CashDesk* operator->() { return &desk_; }
    // Before reading back or committing. Refuses as SqlLedger::check_posted.
    [[nodiscard]] Result<void> flush() {
        receivable_.flush();
        cash_.flush();
        trail_.flush();
        return receivable_.check_posted();
    }

private:
    audit::SqlTrail trail_;
    receivable::SqlLedger receivable_;
    SqlLedger cash_;
    SqlCashDeskStore store_;
    CashDesk desk_;
};

}  // namespace tandem::cash
