#include "contract/edge/contract_reads_sql.h"

#include <array>

#include "contract/edge/terms_json.h"
#include "platform/sql/listing.h"

namespace tandem::contract {
namespace {

std::optional<Date> maybe_date(const sql::Row& row, int column) {
    const auto day = row.maybe_integer(column);
    return day ? std::optional{date_of(*day)} : std::nullopt;
}
std::optional<Rate> maybe_rate(const sql::Row& row, int column) {
    const auto e10 = row.maybe_integer(column);
    return e10 ? std::optional{Rate{*e10}} : std::nullopt;
}

constexpr sql::Sql row_columns = "SELECT t.id, t.number, t.title, t.customer_id, c.code, c.name, t.rep_id, e.name, t.signed_date, t.currency, t.amount_minor, COALESCE(o.open_minor, 0), t.status, t.net_minor";
constexpr sql::Sql row_tables =
    " FROM contract t JOIN customer c ON c.company_id = t.company_id AND c.id = t.customer_id LEFT JOIN employee e ON e.company_id = t.company_id AND e.id = t.rep_id "
    "LEFT JOIN (SELECT contract_id, CAST(SUM(open_minor) AS BIGINT) AS open_minor FROM open_item WHERE company_id = $1 AND contract_id IS NOT NULL AND voided_at IS NULL GROUP BY contract_id) o "
    "ON o.contract_id = t.id WHERE t.company_id = $1 AND t.voided_at IS NULL";

ContractRow row_of(const sql::Row& row) {
    const Currency currency = *parse_currency(row.text(9));
    const auto net = row.maybe_integer(13);
    std::optional<RepNamed> rep;
    if (const auto id = row.maybe_integer(6)) rep = RepNamed{EmployeeId{*id}, std::string(row.text(7))};
    return {ContractId{row.integer(0)}, std::string(row.text(1)), std::string(row.text(2)), {CustomerId{row.integer(3)}, std::string(row.text(4)), std::string(row.text(5))}, std::move(rep),
            maybe_date(row, 8), Money{row.integer(10), currency}, Money{row.integer(11), currency}, std::string(row.text(12)),
            net ? std::optional{Money{*net, currency}} : std::nullopt};
}

const std::array sort_columns{
    sql::SortColumn{"number", " t.number", " t.number DESC"},
    sql::SortColumn{"title", " t.title", " t.title DESC"},
    sql::SortColumn{"customer", " c.name_key", " c.name_key DESC"},
    sql::SortColumn{"signed_date", " COALESCE(t.signed_date, 1000000)", " COALESCE(t.signed_date, 1000000) DESC"},  // unsigned ones are the newest
    sql::SortColumn{"amount_minor", " t.amount_minor", " t.amount_minor DESC"},
    sql::SortColumn{"open_minor", " COALESCE(o.open_minor, 0)", " COALESCE(o.open_minor, 0) DESC"},
    sql::SortColumn{"status", " t.status", " t.status DESC"},
};

// A filter that is not set still names its parameter: PostgreSQL wants every one of them to have a type.
void append(sql::SqlBuilder& query, const org::Reach& reach, const ContractFilter& filter, bool searched) {
    query << (reach.is_whole() ? sql::Sql(" AND CAST($5 AS TEXT) IS NOT NULL") : sql::Sql(" AND t.customer_id IN {ints:$5}"));
    query << (filter.customer ? sql::Sql(" AND t.customer_id = $2") : sql::Sql(" AND CAST($2 AS BIGINT) IS NULL"));
    query << (filter.status.empty() ? sql::Sql(" AND CAST($3 AS TEXT) IS NULL") : sql::Sql(" AND t.status = $3"));
    query << (searched ? sql::Sql(" AND (LOWER(t.number) LIKE $4 ESCAPE '!' OR LOWER(t.title) LIKE $4 ESCAPE '!' OR LOWER(c.code) LIKE $4 ESCAPE '!' OR LOWER(c.name) LIKE $4 ESCAPE '!' "
                                  "OR c.name_key LIKE $4 ESCAPE '!')")
                       : sql::Sql(" AND CAST($4 AS TEXT) IS NULL"));
}

std::vector<PlanRow> plan_of(sql::Connection& connection, CompanyId company, ContractId id, Currency currency) {
    std::vector<PlanRow> plan;
    connection.query(
        "SELECT l.id, l.line_no, l.label, l.base_event, l.amount_minor, l.expected_date, o.id, o.due_date, o.open_minor, "
        "(SELECT COALESCE(SUM(k.amount_minor), 0) FROM invoice_link k WHERE k.company_id = o.company_id AND k.item_id = o.id AND k.voided_at IS NULL) "
        "FROM plan_line l LEFT JOIN open_item o ON o.company_id = l.company_id AND o.plan_line_id = l.id AND o.voided_at IS NULL "
        "WHERE l.company_id = $1 AND l.contract_id = $2 AND l.voided_at IS NULL ORDER BY l.line_no",
        {company.value, id.value}, [&](const sql::Row& row) {
            const auto item = row.maybe_integer(6);
            const Money amount{row.integer(4), currency};
            plan.push_back({{PlanLineId{row.integer(0)}, static_cast<int>(row.integer(1)), std::string(row.text(2)), *base_event_named(row.text(3)), amount, maybe_date(row, 5),
                             item ? std::optional{OpenItemId{*item}} : std::nullopt},
                            maybe_date(row, 7), Money{row.integer(9), currency}, item ? Money{row.integer(8), currency} : amount});
        });
    return plan;
}

}  // namespace

std::string_view code_of(LineState state) {
    switch (state) {
        case LineState::undated: return "undated";
        case LineState::not_due: return "not_due";
        case LineState::overdue: return "overdue";
        case LineState::settled: return "settled";
    }
    TANDEM_ASSERT(!"a state of the list");
    return {};
}

LineState state_of_line(std::optional<Date> due, Money open, Date today) {
    if (!due) return LineState::undated;
    if (open.is_zero()) return LineState::settled;
    return *due < today ? LineState::overdue : LineState::not_due;
}

Result<ContractList> list_contracts(sql::Connection& connection, CompanyId company, const org::Reach& reach, const ContractFilter& filter, std::int64_t offset, std::int64_t limit) {
    const auto pattern = sql::contains_pattern(filter.search);
    std::optional<std::int64_t> customer;
    if (filter.customer) customer = filter.customer->value;
    std::optional<std::string_view> status;
    if (!filter.status.empty()) status = filter.status;
    const std::string within = sql::integer_list(reach.customers());
    const std::array<sql::Param, 7> params{company.value, customer, status, pattern, within, limit + 1, offset};

    sql::SqlBuilder rows{row_columns};
    rows << row_tables;
    append(rows, reach, filter, pattern.has_value());
    TRY_VOID(sql::order_by(rows, filter.sort.empty() ? std::string_view{"-signed_date"} : std::string_view{filter.sort}, sort_columns, " t.id DESC"));
    rows << " LIMIT $6 OFFSET $7";
    sql::SqlBuilder totals{"SELECT t.currency, COUNT(*), CAST(SUM(t.amount_minor) AS BIGINT), CAST(SUM(COALESCE(o.open_minor, 0)) AS BIGINT)"};
    totals << row_tables;
    append(totals, reach, filter, pattern.has_value());
    totals << " GROUP BY t.currency ORDER BY t.currency";

    const sql::Snapshot snapshot{connection};
    ContractList list;
    connection.query(rows, params, [&](const sql::Row& row) { list.rows.push_back(row_of(row)); });
    list.more = static_cast<std::int64_t>(list.rows.size()) > limit;
    if (list.more) list.rows.pop_back();
    connection.query(totals, std::span{params}.first(5), [&](const sql::Row& row) {
        const Currency currency = *parse_currency(row.text(0));
        list.totals.push_back({currency, row.integer(1), Money{row.integer(2), currency}, Money{row.integer(3), currency}});
    });
    return list;
}

std::optional<ContractPage> find_contract(sql::Connection& connection, CompanyId company, const org::Reach& reach, ContractId id) {
    sql::SqlBuilder query{row_columns};
    query << ", t.terms, t.late_interest_daily_e10, t.penalty_e10, t.penalty_after_days, t.dispute, t.payment_methods" << row_tables << " AND t.id = $2";
    const std::array<sql::Param, 2> params{company.value, id.value};
    const sql::Snapshot snapshot{connection};
    std::optional<ContractPage> page;
    connection.query(query, params, [&](const sql::Row& row) {
        page = ContractPage{row_of(row), {}, {}, maybe_rate(row, 15), maybe_rate(row, 16), {}, {}, {}, {}};
        if (const auto days = row.maybe_integer(17)) page->penalty_after_days = static_cast<int>(*days);
        if (!row.is_null(18)) page->dispute = venue_named(row.text(18));
        if (!row.is_null(19)) page->payment_methods = *parse_methods(row.text(19));
        if (const auto terms = row.text(14); !terms.empty()) page->terms = *parse_terms(terms, page->row.amount.currency());
    });
    if (!page || !reach.sees(page->row.customer.id)) return std::nullopt;
    page->plan = plan_of(connection, company, id, page->row.amount.currency());
    connection.query("SELECT id, kind, event_date, recorded_at FROM contract_event WHERE company_id = $1 AND contract_id = $2 AND voided_at IS NULL ORDER BY event_date, id",
                     {company.value, id.value}, [&](const sql::Row& row) { page->events.push_back({row.integer(0), *base_event_named(row.text(1)), date_of(row.integer(2)), Instant{row.integer(3)}}); });
    return page;
}

}  // namespace tandem::contract
