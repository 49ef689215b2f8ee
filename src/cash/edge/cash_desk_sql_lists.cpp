#include "cash/edge/cash_desk_sql_lists.h"

#include <array>

#include "platform/sql/listing.h"

namespace tandem::cash {
namespace {

std::optional<Date> maybe_date(const sql::Row& row, int column) {
    const auto day = row.maybe_integer(column);
    return day ? std::optional{date_of(*day)} : std::nullopt;
}
std::optional<std::int64_t> number(const std::optional<Date>& date) { return date ? std::optional<std::int64_t>{day_number(*date)} : std::nullopt; }

constexpr sql::Sql row_columns =
    "SELECT r.id, r.number, r.customer_id, c.code, c.name, r.method, r.value_date, r.maturity_date, r.counts_date, r.cleared_date, r.dishonoured_date, r.reversed_date, "
    "r.currency, r.amount_minor, r.unapplied_minor, r.reference";
constexpr sql::Sql row_tables = " FROM receipt r JOIN customer c ON c.company_id = r.company_id AND c.id = r.customer_id WHERE r.company_id = $1 AND r.voided_at IS NULL";

ReceiptRow row_of(const sql::Row& row) {
    const Currency currency = *parse_currency(row.text(12));
    return {ReceiptId{row.integer(0)}, std::string(row.text(1)), CustomerId{row.integer(2)}, std::string(row.text(3)), std::string(row.text(4)), *parse_method(row.text(5)),
            date_of(row.integer(6)), maybe_date(row, 7), maybe_date(row, 8), maybe_date(row, 9), maybe_date(row, 10), maybe_date(row, 11),
            Money{row.integer(13), currency}, Money{row.integer(14), currency}, std::string(row.text(15))};
}

const std::array sort_columns{
    sql::SortColumn{"value_date", " r.value_date", " r.value_date DESC"},
    sql::SortColumn{"number", " r.number", " r.number DESC"},
    sql::SortColumn{"amount_minor", " r.amount_minor", " r.amount_minor DESC"},
    sql::SortColumn{"open_minor", " r.unapplied_minor", " r.unapplied_minor DESC"},
    sql::SortColumn{"customer", " c.name_key", " c.name_key DESC"},
};

// A filter that is not set still names its parameter: PostgreSQL wants every one of them to have a type.
void append(sql::SqlBuilder& query, const org::Reach& reach, const ReceiptFilter& filter, bool searched) {
    query << (reach.is_whole() ? sql::Sql(" AND CAST($8 AS TEXT) IS NOT NULL") : sql::Sql(" AND r.customer_id IN {ints:$8}"));
    query << (filter.unapplied_only ? sql::Sql(" AND r.unapplied_minor > 0") : sql::Sql(""));
    query << (filter.customer ? sql::Sql(" AND r.customer_id = $2") : sql::Sql(" AND CAST($2 AS BIGINT) IS NULL"));
    query << (filter.method ? sql::Sql(" AND r.method = $3") : sql::Sql(" AND CAST($3 AS TEXT) IS NULL"));
    query << (filter.currency ? sql::Sql(" AND r.currency = $4") : sql::Sql(" AND CAST($4 AS TEXT) IS NULL"));
    query << (filter.from ? sql::Sql(" AND r.value_date >= $5") : sql::Sql(" AND CAST($5 AS BIGINT) IS NULL"));
    query << (filter.to ? sql::Sql(" AND r.value_date <= $6") : sql::Sql(" AND CAST($6 AS BIGINT) IS NULL"));
    query << (searched ? sql::Sql(" AND (LOWER(r.number) LIKE $7 ESCAPE '!' OR LOWER(r.reference) LIKE $7 ESCAPE '!' OR LOWER(c.code) LIKE $7 ESCAPE '!' OR LOWER(c.name) LIKE $7 ESCAPE '!' OR c.name_key LIKE $7 ESCAPE '!')")
                       : sql::Sql(" AND CAST($7 AS TEXT) IS NULL"));
}

}  // namespace

Result<ReceiptPage> list_receipts(sql::Connection& connection, CompanyId company, const org::Reach& reach, const ReceiptFilter& filter, std::int64_t offset, std::int64_t limit) {
    const auto pattern = sql::contains_pattern(filter.search);
    std::optional<std::int64_t> customer;
    if (filter.customer) customer = filter.customer->value;
    std::optional<std::string_view> method, currency;
    if (filter.method) method = code_of(*filter.method);
    if (filter.currency) currency = filter.currency->code();
    const std::string within = sql::integer_list(reach.customers());
    const std::array<sql::Param, 10> params{company.value, customer, method, currency, number(filter.from), number(filter.to), pattern, within, limit + 1, offset};

    sql::SqlBuilder rows{row_columns};
    rows << row_tables;
    append(rows, reach, filter, pattern.has_value());
    TRY_VOID(sql::order_by(rows, filter.sort.empty() ? "-value_date" : std::string_view{filter.sort}, sort_columns, " r.id DESC"));
    rows << " LIMIT $9 OFFSET $10";
    sql::SqlBuilder totals{"SELECT r.currency, r.method, COUNT(*), CAST(SUM(r.amount_minor) AS BIGINT), CAST(SUM(r.unapplied_minor) AS BIGINT), "
                           "CAST(SUM(CASE WHEN r.reversed_date IS NULL THEN r.amount_minor ELSE 0 END) AS BIGINT)"};
    totals << row_tables;
    append(totals, reach, filter, pattern.has_value());
    totals << " GROUP BY r.currency, r.method ORDER BY r.currency, r.method";

    const sql::Snapshot snapshot{connection};
    ReceiptPage page;
    connection.query(rows, params, [&](const sql::Row& row) { page.rows.push_back(row_of(row)); });
    page.more = static_cast<std::int64_t>(page.rows.size()) > limit;
    if (page.more) page.rows.pop_back();
    connection.query(totals, std::span{params}.first(8), [&](const sql::Row& row) {
        const Currency of = *parse_currency(row.text(0));
        page.totals.push_back({of, *parse_method(row.text(1)), row.integer(2), Money{row.integer(3), of}, Money{row.integer(4), of}, Money{row.integer(5), of}});
    });
    return page;
}

std::optional<ReceiptRow> find_receipt(sql::Connection& connection, CompanyId company, const org::Reach& reach, ReceiptId receipt) {
    sql::SqlBuilder query{row_columns};
    query << row_tables << " AND r.id = $2";
    const std::array<sql::Param, 2> params{company.value, receipt.value};
    std::optional<ReceiptRow> found;
    connection.query(query, params, [&](const sql::Row& row) { found = row_of(row); });
    if (found && !reach.sees(found->customer)) found.reset();
    return found;
}

std::vector<AllocationRow> allocations_of(sql::Connection& connection, CompanyId company, ReceiptId receipt, Currency currency) {
    std::vector<AllocationRow> allocations;
    connection.query(
        "SELECT s.id, s.item_id, o.number, s.kind, s.amount_minor, s.effective_date, t.effective_date, s.reason FROM settlement s "
        "JOIN open_item o ON o.company_id = s.company_id AND o.id = s.item_id "
        "LEFT JOIN settlement t ON t.company_id = s.company_id AND t.reverses_id = s.id AND t.voided_at IS NULL "
        "WHERE s.company_id = $1 AND s.source_id = $2 AND s.reverses_id IS NULL AND s.voided_at IS NULL ORDER BY s.id",
        {company.value, receipt.value}, [&](const sql::Row& row) {
            allocations.push_back({SettlementId{row.integer(0)}, OpenItemId{row.integer(1)}, std::string(row.text(2)),
                                   row.text(3) == "tolerance" ? SettlementKind::tolerance : SettlementKind::receipt, Money{row.integer(4), currency}, date_of(row.integer(5)), maybe_date(row, 6),
                                   std::string(row.text(7))});
        });
    return allocations;
}

std::vector<OpenClaimRow> open_claims(sql::Connection& connection, CompanyId company, CustomerId customer, Currency currency) {
    std::vector<OpenClaimRow> claims;
    connection.query(
        "SELECT o.id, o.number, v.number, k.number, o.open_minor, o.item_date, o.due_date FROM open_item o "
        "LEFT JOIN invoice v ON v.company_id = o.company_id AND v.id = o.invoice_id "
        "LEFT JOIN contract k ON k.company_id = o.company_id AND k.id = o.contract_id "
        "WHERE o.company_id = $1 AND o.customer_id = $2 AND o.currency = $3 AND o.open_minor > 0 AND o.voided_at IS NULL ORDER BY o.due_date, o.id",
        {company.value, customer.value, currency.code()}, [&](const sql::Row& row) {
            OpenClaim open{{.item = OpenItemId{row.integer(0)}, .open = Money{row.integer(4), currency}, .item_date = date_of(row.integer(5)), .due_date = date_of(row.integer(6))}, {}};
            for (const int column : {1, 2, 3})
                if (!row.is_null(column)) open.numbers.emplace_back(row.text(column));
            claims.push_back({std::move(open), std::string(row.text(1))});
        });
    return claims;
}

}  // namespace tandem::cash
