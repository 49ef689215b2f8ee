// A company whose receipts, allocations, write-offs and credit notes are commanded one transaction at a time.
#pragma once
#include "app/workspace.h"
#include "cash/edge/cash_desk_sql.h"
#include "insight/edge/book_loader.h"
#include "insight/position.h"
#include "receivable/edge/credit_desk_sql.h"
#include "receivable/issuing.h"
#include "support/engines.h"

namespace tandem::testing {

inline Date day(const char* text) { return *parse_date(text); }
inline Money cny(std::int64_t minor) { return {minor, currency("CNY")}; }

class CashBench {
public:
    explicit CashBench(const std::string& url) : workspace_(*app::Workspace::open({.database = url, .company = {}}, clock_)), policy(workspace_.policies().cash) {}
    explicit CashBench(const TemporaryDatabase& database) : CashBench(database.url()) {}

    CustomerId add_customer(const std::string& code) {
        const auto id = workspace_.ids().make<CustomerId>();
        connection().execute("INSERT INTO customer (company_id, id, code, name, name_key, source, external_id, recorded_at) VALUES ($1, $2, $3, $3, $3, 'test', $3, 1)",
                             {workspace_.company().id.value, id.value, code});
        return id;
    }
    void add_rate(const char* from, Date on, Rate rate) {
        connection().execute("INSERT INTO fx_rate (company_id, from_currency, to_currency, rate_date, rate_e10, recorded_at) VALUES ($1, $2, 'CNY', $3, $4, 1)",
                             {workspace_.company().id.value, from, std::int64_t{day_number(on)}, rate.e10});
    }

    struct Issued { InvoiceId invoice; OpenItemId item; };
    Issued issue(CustomerId customer, const std::string& number, Date date, Money net, Money tax, Rate rate = Rate{Rate::one}) {
        const auto act = workspace_.act("test");
        sql::Transaction transaction{connection()};
        audit::SqlTrail trail{connection(), workspace_.ids(), act};
        receivable::SqlLedger ledger{connection(), act, workspace_.company().currency};
        const receivable::NewInvoice invoice{.id = workspace_.ids().make<InvoiceId>(), .number = number, .customer = customer, .contract = {}, .order = {}, .rep = {}, .invoice_date = date,
                                             .due_date = date + Days{30}, .net = net, .tax = tax, .gross = net + tax, .rate = rate, .disputed = false, .origin = {"test", number, {}}};
        const auto item = receivable::issue_invoice(ledger, trail, workspace_.ids(), invoice, {}, Money{0, net.currency()});
        ledger.flush();
        trail.flush();
        transaction.commit();
        return {invoice.id, item.id};
    }
    OpenItemId item(CustomerId customer, const std::string& number, Date date, Money gross) { return issue(customer, number, date, gross, Money{0, gross.currency()}).item; }

    // Commits unless the command refuses.
    template <class Command>
    auto at_desk(Command command) {
        const auto act = workspace_.act("test");
        sql::Transaction transaction{connection()};
        cash::SqlCashDesk desk{connection(), workspace_.company(), act, workspace_.ids(), policy, today};
        auto result = command(*desk.operator->());
        if (!result) return result;
        const auto flushed = desk.flush();
        if (!flushed) return decltype(result){tl::unexpected<Error>(flushed.error())};
        transaction.commit();
        return result;
    }
    Result<cash::NewReceipt> receive(CustomerId customer, Money amount, Date on, cash::Method method = cash::Method::bank_transfer, std::optional<Date> maturity = {}, const std::string& number = {}) {
        return at_desk([&](cash::CashDesk& desk) { return desk.record({.customer = customer, .number = number, .receipt = {method, amount, on, maturity}, .reference = {}}); });
    }
    Result<cash::Settlements> allocate(ReceiptId receipt, std::vector<cash::DeskLine> lines, cash::SmallDifference difference = cash::SmallDifference::leave_open) {
        return at_desk([&](cash::CashDesk& desk) { return desk.allocate(receipt, {.lines = std::move(lines), .effective = {}, .reason = {}, .difference = difference}); });
    }
    Result<cash::Settlements> set_off(CreditNoteId note, std::vector<cash::DeskLine> lines) {
        return at_desk([&](cash::CashDesk& desk) { return desk.allocate(note, {.lines = std::move(lines), .effective = {}, .reason = {}}); });
    }
    Result<cash::Settlements> take_back(SettlementId settlement, cash::Authority authority = cash::Authority::cash) {
        return at_desk([&](cash::CashDesk& desk) { return desk.take_back(settlement, "wrong item", authority); });
    }
    Result<cash::Settlements> reverse(ReceiptId receipt, Date on) {
        return at_desk([&](cash::CashDesk& desk) { return desk.reverse(receipt, on, "wrong \"customer\""); });
    }
    Result<cash::NewSettlement> write_off(OpenItemId item, Money amount) {
        return at_desk([&](cash::CashDesk& desk) { return desk.write_off(item, amount, "insolvent"); });
    }
    Result<receivable::NewCreditNote> credit(CustomerId customer, Money gross, Date on, std::optional<InvoiceId> invoice = {}, const std::string& number = {}) {
        const auto act = workspace_.act("test");
        sql::Transaction transaction{connection()};
        receivable::SqlCreditDesk desk{connection(), workspace_.company(), act, workspace_.ids()};
        auto result = desk->issue({.customer = customer, .invoice = invoice, .number = number, .date = on, .gross = gross, .reason = "returned goods"});
        if (!result) return result;
        const auto flushed = desk.flush();
        if (!flushed) return decltype(result){tl::unexpected<Error>(flushed.error())};
        transaction.commit();
        return result;
    }

    std::int64_t open(OpenItemId item) { return *connection().one_integer("SELECT open_minor FROM open_item WHERE company_id = $1 AND id = $2", {company().value, item.value}); }
    std::int64_t left(ReceiptId receipt) { return *connection().one_integer("SELECT unapplied_minor FROM receipt WHERE company_id = $1 AND id = $2", {company().value, receipt.value}); }
    std::int64_t left(CreditNoteId note) { return *connection().one_integer("SELECT open_minor FROM credit_note WHERE company_id = $1 AND id = $2", {company().value, note.value}); }
    // Debit less credit of an account role over the whole book, in one currency.
    std::int64_t balance(const char* role, const char* of = "CNY") {
        return connection().one_integer("SELECT CAST(SUM(CASE side WHEN 'debit' THEN amount_minor ELSE -amount_minor END) AS BIGINT) FROM posting WHERE company_id = $1 AND role = $2 AND currency = $3",
                                        {company().value, role, of}).value_or(0);
    }
    std::int64_t count(sql::Sql query) { return connection().one_integer(query, {}).value_or(0); }
    // Everything that a command may write, as one text: equal texts, equal books.
    std::string everything();
    insight::Book book() { return insight::BookLoader{workspace_.company()}.load(connection()); }

    sql::Connection& connection() { return workspace_.connection(); }
    app::Workspace& workspace() { return workspace_; }
    CompanyId company() const { return workspace_.company().id; }

private:
    SystemClock clock_;
    app::Workspace workspace_;

public:
    Date today = day("2026-06-30");
    cash::CashPolicy policy;
};

inline std::string CashBench::everything() {
    std::string all;
    const auto add = [&](sql::Sql query, int columns) {
        connection().query(query, {company().value}, [&](const sql::Row& row) {
            for (int column = 0; column < columns; ++column) (all += row.text(column)) += '|';
            all += '\n';
        });
    };
    add("SELECT CAST(id AS TEXT), CAST(open_minor AS TEXT) FROM open_item WHERE company_id = $1 ORDER BY id", 2);
    add("SELECT CAST(id AS TEXT), CAST(unapplied_minor AS TEXT), CAST(reversed_date AS TEXT), CAST(counts_date AS TEXT), CAST(cleared_date AS TEXT) FROM receipt WHERE company_id = $1 ORDER BY id", 5);
    add("SELECT CAST(id AS TEXT), CAST(open_minor AS TEXT) FROM credit_note WHERE company_id = $1 ORDER BY id", 2);
    add("SELECT CAST(COUNT(*) AS TEXT) FROM settlement WHERE company_id = $1", 1);
    add("SELECT CAST(COUNT(*) AS TEXT) FROM posting WHERE company_id = $1", 1);
    add("SELECT CAST(COUNT(*) AS TEXT) FROM audit_entry WHERE company_id = $1", 1);
    add("SELECT CAST(COUNT(*) AS TEXT) FROM outbox WHERE company_id = $1", 1);
    add("SELECT series, CAST(next_value AS TEXT) FROM number_series WHERE company_id = $1", 2);
    return all;
}

}  // namespace tandem::testing
