#include "receivable/edge/credit_desk_sql_list.h"

#include <array>

#include "platform/sql/listing.h"

namespace tandem::receivable {
namespace json = boost::json;
namespace {

std::optional<std::int64_t> number(const std::optional<Date>& date) { return date ? std::optional<std::int64_t>{day_number(*date)} : std::nullopt; }
json::value text_or_null(const sql::Row& row, int column) { return row.text(column).empty() ? json::value(nullptr) : json::value(row.text(column)); }

constexpr sql::Sql tables =
    " FROM credit_note n JOIN customer c ON c.company_id = n.company_id AND c.id = n.customer_id LEFT JOIN invoice v ON v.company_id = n.company_id AND v.id = n.invoice_id "
    "WHERE n.company_id = $1 AND n.voided_at IS NULL";

const std::array sort_columns{
    sql::SortColumn{"date", " n.note_date", " n.note_date DESC"},
    sql::SortColumn{"number", " n.number", " n.number DESC"},
    sql::SortColumn{"amount_minor", " n.gross_minor", " n.gross_minor DESC"},
    sql::SortColumn{"open_minor", " n.open_minor", " n.open_minor DESC"},
    sql::SortColumn{"customer", " c.name_key", " c.name_key DESC"},
};

constexpr sql::Sql row_columns = "SELECT n.id, n.number, n.customer_id, c.code, c.name, n.invoice_id, v.number, n.note_date, n.gross_minor, n.open_minor, n.currency, n.reason";

// A filter that is not set still names its parameter: PostgreSQL wants every one of them to have a type.
void append(sql::SqlBuilder& query, const org::Reach& reach, const CreditNoteFilter& filter, bool searched) {
    query << tables;
    query << (reach.is_whole() ? sql::Sql(" AND CAST($6 AS TEXT) IS NOT NULL") : sql::Sql(" AND n.customer_id IN {ints:$6}"));
    query << (filter.customer ? sql::Sql(" AND n.customer_id = $2") : sql::Sql(" AND CAST($2 AS BIGINT) IS NULL"));
    query << (filter.from ? sql::Sql(" AND n.note_date >= $3") : sql::Sql(" AND CAST($3 AS BIGINT) IS NULL"));
    query << (filter.to ? sql::Sql(" AND n.note_date <= $4") : sql::Sql(" AND CAST($4 AS BIGINT) IS NULL"));
    query << (searched ? sql::Sql(" AND (LOWER(n.number) LIKE $5 ESCAPE '!' OR LOWER(n.reason) LIKE $5 ESCAPE '!' OR LOWER(v.number) LIKE $5 ESCAPE '!' OR LOWER(c.code) LIKE $5 ESCAPE '!' "
                                  "OR LOWER(c.name) LIKE $5 ESCAPE '!' OR c.name_key LIKE $5 ESCAPE '!')")
                       : sql::Sql(" AND CAST($5 AS TEXT) IS NULL"));
}

json::object row_json(const sql::Row& row) {
    json::object out{{"id", to_string(CreditNoteId{row.integer(0)})}, {"number", row.text(1)},
                     {"customer", json::object{{"id", to_string(CustomerId{row.integer(2)})}, {"code", row.text(3)}, {"name", row.text(4)}}},
                     {"date", to_string(date_of(row.integer(7)))}, {"amount_minor", row.integer(8)}, {"open_minor", row.integer(9)}, {"currency", row.text(10)}, {"reason", text_or_null(row, 11)}};
    out["invoice"] = row.is_null(5) ? json::value(nullptr) : json::value(json::object{{"id", to_string(InvoiceId{row.integer(5)})}, {"number", row.text(6)}});
    return out;
}

}  // namespace

Result<CreditNotePage> list_credit_notes(sql::Connection& connection, CompanyId company, const org::Reach& reach, const CreditNoteFilter& filter, std::int64_t offset, std::int64_t limit) {
    const auto pattern = sql::contains_pattern(filter.search);
    std::optional<std::int64_t> customer;
    if (filter.customer) customer = filter.customer->value;
    const std::string within = sql::integer_list(reach.customers());
    const std::array<sql::Param, 8> params{company.value, customer, number(filter.from), number(filter.to), pattern, within, limit + 1, offset};

    sql::SqlBuilder rows{row_columns};
    append(rows, reach, filter, pattern.has_value());
    TRY_VOID(sql::order_by(rows, filter.sort.empty() ? "-date" : std::string_view{filter.sort}, sort_columns, " n.id DESC"));
    rows << " LIMIT $7 OFFSET $8";
    sql::SqlBuilder totals{"SELECT n.currency, COUNT(*), CAST(SUM(n.gross_minor) AS BIGINT), CAST(SUM(n.open_minor) AS BIGINT)"};
    append(totals, reach, filter, pattern.has_value());
    totals << " GROUP BY n.currency ORDER BY n.currency";

    const sql::Snapshot snapshot{connection};
    CreditNotePage page;
    connection.query(rows, params, [&](const sql::Row& row) { page.rows.push_back(row_json(row)); });
    page.more = static_cast<std::int64_t>(page.rows.size()) > limit;
    if (page.more) page.rows.pop_back();
    std::int64_t count = 0;
    json::array amounts;
    connection.query(totals, std::span{params}.first(6), [&](const sql::Row& row) {
        count += row.integer(1);
        amounts.push_back(json::object{{"currency", row.text(0)}, {"amount_minor", row.integer(2)}, {"open_minor", row.integer(3)}});
    });
    page.totals = {{"count", count}, {"amounts", std::move(amounts)}};
    return page;
}

std::optional<json::object> find_credit_note(sql::Connection& connection, CompanyId company, const org::Reach& reach, CreditNoteId id) {
    sql::SqlBuilder query{row_columns};
    query << tables << " AND n.id = $2";
    const std::array<sql::Param, 2> params{company.value, id.value};
    std::optional<json::object> found;
    connection.query(query, params, [&](const sql::Row& row) {
        if (reach.sees(CustomerId{row.integer(2)})) found = row_json(row);
    });
    return found;
}

}  // namespace tandem::receivable
