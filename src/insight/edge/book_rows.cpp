#include "insight/edge/book_rows.h"

#include <algorithm>
#include <climits>

namespace tandem::insight {
namespace {

Recorded recorded_of(const sql::Row& row) { return {row.integer(1), row.maybe_integer(2).value_or(INT64_MAX)}; }
std::int32_t day(const sql::Row& row, int column, std::int32_t otherwise = INT32_MAX) {
    return static_cast<std::int32_t>(row.maybe_integer(column).value_or(otherwise));
}
std::uint8_t currency_of(Book& book, const sql::Row& row, int column) {
    const auto text = row.text(column);
    // Nearly always the currency of the row before.
    if (!book.currencies.empty() && book.currencies.front().code() == text) return 0;
    return book.currency_place(*parse_currency(text));
}
cash::SettlementKind settlement_kind(std::string_view code) {
    for (const auto kind : {cash::SettlementKind::receipt, cash::SettlementKind::credit_note, cash::SettlementKind::write_off, cash::SettlementKind::tolerance, cash::SettlementKind::discount})
        if (cash::code_of(kind) == code) return kind;
    TANDEM_ASSERT(false);
}

}  // namespace

void put_invoice(Book& book, const sql::Row& row) {
    Invoices& all = book.invoices;
    if (const Place known = all.find(row.integer(0)); known != nowhere) { all.recorded[known] = recorded_of(row); return; }
    const Place at = all.append(row.integer(0), recorded_of(row), day(row, 3), row.integer(4));
    all.customer.push_back(book.customers.find(row.integer(5)));
    all.by_customer.add(all.customer.back(), at);
    all.rep.push_back(book.employees.find(row.integer(6)));
    all.currency.push_back(currency_of(book, row, 7));
    all.number.add(row.text(8));
}

void put_item(Book& book, const sql::Row& row) {
    Items& all = book.items;
    if (const Place known = all.find(row.integer(0)); known != nowhere) { all.recorded[known] = recorded_of(row); return; }
    const Place at = all.append(row.integer(0), recorded_of(row), day(row, 3), row.integer(4));
    all.customer.push_back(book.customers.find(row.integer(5)));
    all.by_customer.add(all.customer.back(), at);
    all.rep.push_back(book.employees.find(row.integer(6)));
    all.currency.push_back(currency_of(book, row, 7));
    all.number.add(row.text(8));
    all.due.push_back(day(row, 9));
    all.team.push_back(book.teams.find(row.integer(10)));
    all.region.push_back(book.regions.find(row.integer(11)));
    const auto kind = row.text(13);
    all.flags.push_back(static_cast<std::uint8_t>((row.integer(12) ? item_disputed : 0) | (kind == "plan" ? item_plan : 0) | (kind == "opening" ? item_opening : 0)));
    all.contract.push_back(row.integer(14));
    all.invoice.push_back(row.integer(15));
    all.last_settlement.push_back(nowhere);
}

void put_receipt(Book& book, const sql::Row& row) {
    Receipts& all = book.receipts;
    if (const Place known = all.find(row.integer(0)); known != nowhere) {
        all.recorded[known] = recorded_of(row);
        all.reversed[known] = day(row, 10);
        return;
    }
    const Place at = all.append(row.integer(0), recorded_of(row), day(row, 3), row.integer(4));
    all.customer.push_back(book.customers.find(row.integer(5)));
    all.by_customer.add(all.customer.back(), at);
    all.currency.push_back(currency_of(book, row, 7));
    all.number.add(row.text(8));
    all.method.push_back(static_cast<std::uint8_t>(*cash::parse_method(row.text(9))));
    all.reversed.push_back(day(row, 10));
}

void put_note(Book& book, const sql::Row& row) {
    CreditNotes& all = book.credit_notes;
    if (const Place known = all.find(row.integer(0)); known != nowhere) { all.recorded[known] = recorded_of(row); return; }
    const Place at = all.append(row.integer(0), recorded_of(row), day(row, 3), row.integer(4));
    all.customer.push_back(book.customers.find(row.integer(5)));
    all.by_customer.add(all.customer.back(), at);
    all.currency.push_back(currency_of(book, row, 7));
    all.number.add(row.text(8));
}

void put_settlement(Book& book, const sql::Row& row) {
    Settlements& all = book.settlements;
    const auto kind = settlement_kind(row.text(6));
    // A transfer counts on its own day; a bill or cheque from the day that the receipt states, once it does.
    const std::int32_t counts = kind == cash::SettlementKind::receipt ? day(row, 8) : INT_MIN;
    if (const Place known = all.find(row.integer(0)); known != nowhere) {
        all.recorded[known] = recorded_of(row);
        all.counts[known] = counts;
        return;
    }
    const Place item = book.items.find(row.integer(5));
    TANDEM_ASSERT(item != nowhere);
    const Place at = all.append(row.integer(0), recorded_of(row), day(row, 3), row.integer(4));
    all.item.push_back(item);
    all.previous.push_back(book.items.last_settlement[item]);
    book.items.last_settlement[item] = at;
    all.kind.push_back(static_cast<std::uint8_t>(kind));
    all.counts.push_back(counts);
    all.source.push_back(kind == cash::SettlementKind::receipt ? book.receipts.find(row.integer(7)) : kind == cash::SettlementKind::credit_note ? book.credit_notes.find(row.integer(7)) : nowhere);
}

void put_refund(Book& book, const sql::Row& row) {
    Refunds& all = book.refunds;
    if (all.find(row.integer(0)) != nowhere) return;
    const auto kind = settlement_kind(row.text(5));
    all.append(row.integer(0), recorded_of(row), day(row, 3), row.integer(4));
    all.kind.push_back(static_cast<std::uint8_t>(kind));
    all.source.push_back(kind == cash::SettlementKind::receipt ? book.receipts.find(row.integer(6)) : book.credit_notes.find(row.integer(6)));
}

void load_names(sql::Connection& connection, Book& book, Date owners_on) {
    const std::int64_t company = book.company.value;
    const auto plain = [&](sql::Sql query, Register<Named>& into) {
        connection.query(query, {company}, [&](const sql::Row& row) { into.add({row.integer(0), std::string(row.text(1)), std::string(row.text(2)), nowhere}); });
    };
    plain("SELECT id, code, name FROM region WHERE company_id = $1 ORDER BY id", book.regions);
    plain("SELECT id, code, name FROM team WHERE company_id = $1 ORDER BY id", book.teams);
    plain("SELECT id, code, name FROM employee WHERE company_id = $1 ORDER BY id", book.employees);
    plain("SELECT id, code, name FROM customer_group WHERE company_id = $1 ORDER BY id", book.groups);
    connection.query("SELECT id, code, name, name_key, country, group_id, since_date, merged_into_id FROM customer WHERE company_id = $1 ORDER BY id", {company}, [&](const sql::Row& row) {
        book.customers.add({row.integer(0), std::string(row.text(1)), std::string(row.text(2)), std::string(row.text(3)), std::string(row.text(4)), book.groups.find(row.integer(5)), nowhere, day(row, 6, INT32_MIN), row.integer(7)});
    });
    // As org::Ownership decides: the last owner who began by that day; the first one also owns what came before.
    const auto own = [on = std::int64_t{day_number(owners_on)}](Place& owner, Place candidate, std::int64_t from) {
        if (owner == nowhere || from <= on) owner = candidate;
    };
    connection.query("SELECT kind, subject_id, owner_id, from_date FROM assignment WHERE company_id = $1 AND until_date IS NULL AND voided_at IS NULL ORDER BY from_date", {company}, [&](const sql::Row& row) {
        const auto kind = row.text(0);
        if (kind == "customer_rep") {
            if (const Place customer = book.customers.find(row.integer(1)); customer != nowhere) own(book.customers.change(customer).rep, book.employees.find(row.integer(2)), row.integer(3));
        } else if (kind == "rep_team") {
            if (const Place rep = book.employees.find(row.integer(1)); rep != nowhere) own(book.employees.change(rep).parent, book.teams.find(row.integer(2)), row.integer(3));
        } else if (const Place team = book.teams.find(row.integer(1)); team != nowhere) {
            own(book.teams.change(team).parent, book.regions.find(row.integer(2)), row.integer(3));
        }
    });
}

namespace {

constexpr sql::Sql contract_columns = "SELECT id, amount_minor, late_interest_daily_e10, penalty_e10, number FROM contract WHERE company_id = $1 AND voided_at IS NULL";
constexpr sql::Sql link_columns = "SELECT invoice_id, item_id, amount_minor FROM invoice_link WHERE company_id = $1 AND voided_at IS NULL";
constexpr sql::Sql undated_columns =
    "SELECT l.id, l.contract_id, c.customer_id, c.rep_id, c.currency, l.expected_date, l.amount_minor FROM plan_line l "
    "JOIN contract c ON c.company_id = l.company_id AND c.id = l.contract_id AND c.voided_at IS NULL "
    "LEFT JOIN open_item o ON o.company_id = l.company_id AND o.plan_line_id = l.id AND o.voided_at IS NULL "
    "WHERE l.company_id = $1 AND l.voided_at IS NULL AND o.id IS NULL";

void put_contract(Book& book, const sql::Row& row) {
    book.contracts[row.integer(0)] = {std::string(row.text(4)), row.integer(1), row.maybe_integer(2).value_or(-1), row.maybe_integer(3).value_or(-1)};
}
void put_link(Book& book, const sql::Row& row) {
    if (const Place item = book.items.find(row.integer(1)); item != nowhere) book.invoice_links[row.integer(0)].push_back({item, row.integer(2)});
}
void put_undated(Book& book, const sql::Row& row) {
    book.undated.push_back({row.integer(0), row.integer(1), book.customers.find(row.integer(2)), book.employees.find(row.integer(3)), currency_of(book, row, 4), day(row, 5), row.integer(6)});
}

void put_all(sql::Connection& connection, Book& book, const sql::Sql& columns, sql::Sql end, void (*put)(Book&, const sql::Row&), const Touched* touched = nullptr) {
    sql::SqlBuilder query{columns};
    query << end;
    std::vector<sql::Param> params{book.company.value};
    const std::string list = touched ? sql::integer_list({touched->begin(), touched->end()}) : std::string{};
    if (touched) params.emplace_back(list);
    connection.query(query, params, [&](const sql::Row& row) { put(book, row); });
}

}  // namespace

void load_contracts(sql::Connection& connection, Book& book) {
    put_all(connection, book, contract_columns, "", put_contract);
    put_all(connection, book, link_columns, " ORDER BY invoice_id, item_id", put_link);
    put_all(connection, book, undated_columns, " ORDER BY l.id", put_undated);
}

void refresh_contracts(sql::Connection& connection, Book& book, const Touched& contracts) {
    if (contracts.empty()) return;
    for (const std::int64_t contract : contracts) book.contracts.erase(contract);
    std::erase_if(book.undated, [&](const UndatedLine& line) { return std::ranges::binary_search(contracts, line.contract); });
    put_all(connection, book, contract_columns, " AND id IN {ints:$2}", put_contract, &contracts);
    put_all(connection, book, undated_columns, " AND l.contract_id IN {ints:$2}", put_undated, &contracts);
    std::ranges::sort(book.undated, {}, &UndatedLine::id);
}

void refresh_links(sql::Connection& connection, Book& book, const Touched& invoices) {
    if (invoices.empty()) return;
    for (const std::int64_t invoice : invoices) book.invoice_links.erase(invoice);
    put_all(connection, book, link_columns, " AND invoice_id IN {ints:$2} ORDER BY invoice_id, item_id", put_link, &invoices);
}

}  // namespace tandem::insight
