#include "receivable/edge/order_list_sql.h"

#include <array>

#include "credit/check.h"
#include "platform/sql/listing.h"

namespace tandem::receivable {
namespace json = boost::json;
namespace {

constexpr sql::Sql row_columns =
    "SELECT o.id, o.number, o.customer_id, c.code, c.name, o.order_date, o.ship_date, o.term_days, o.currency, o.amount_minor, o.prepaid_minor, o.status, o.contract_id, k.number, o.version, h.id, "
    "COALESCE((SELECT CAST(SUM(d.amount_minor) AS BIGINT) FROM delivery d WHERE d.company_id = o.company_id AND d.order_id = o.id AND d.currency = o.currency AND d.voided_at IS NULL), 0), "
    "COALESCE((SELECT CAST(SUM(v.gross_minor) AS BIGINT) FROM invoice v WHERE v.company_id = o.company_id AND v.order_id = o.id AND v.currency = o.currency AND v.voided_at IS NULL), 0), o.released_until_date";
constexpr sql::Sql tables =
    " FROM sales_order o JOIN customer c ON c.company_id = o.company_id AND c.id = o.customer_id LEFT JOIN contract k ON k.company_id = o.company_id AND k.id = o.contract_id "
    "LEFT JOIN credit_hold h ON h.company_id = o.company_id AND h.order_id = o.id AND h.state = 'held' WHERE o.company_id = $1 AND o.voided_at IS NULL";

const std::array sort_columns{
    sql::SortColumn{"date", " o.order_date", " o.order_date DESC"},
    sql::SortColumn{"number", " o.number", " o.number DESC"},
    sql::SortColumn{"amount_minor", " o.amount_minor", " o.amount_minor DESC"},
    sql::SortColumn{"customer", " c.name_key", " c.name_key DESC"},
};

json::value day(const sql::Row& row, int column) { return row.is_null(column) ? json::value(nullptr) : json::value(to_string(date_of(row.integer(column)))); }

json::object row_json(const sql::Row& row) {
    json::object out{{"id", to_string(OrderId{row.integer(0)})}, {"number", row.text(1)}, {"customer", json::object{{"id", to_string(CustomerId{row.integer(2)})}, {"code", row.text(3)}, {"name", row.text(4)}}},
                     {"date", day(row, 5)}, {"ship_date", day(row, 6)}, {"term_days", row.is_null(7) ? json::value(nullptr) : json::value(row.integer(7))}, {"currency", row.text(8)}, {"amount_minor", row.integer(9)},
                     {"prepaid_minor", row.integer(10)}, {"status", code_of(order_state(row.text(11)))}, {"source_status", row.text(11).empty() ? json::value(nullptr) : json::value(row.text(11))},
                     {"version", row.integer(14)}, {"hold_id", row.is_null(15) ? json::value(nullptr) : json::value(to_string(credit::HoldId{row.integer(15)}))},
                     {"delivered_minor", row.integer(16)}, {"invoiced_minor", row.integer(17)}, {"released_until", day(row, 18)}};
    out["contract"] = row.is_null(12) ? json::value(nullptr) : json::value(json::object{{"id", to_string(ContractId{row.integer(12)})}, {"number", row.text(13)}});
    return out;
}

// A filter that is not set still names its parameter: PostgreSQL wants every one of them to have a type.
void append(sql::SqlBuilder& query, const org::Reach& reach, const OrderFilter& filter, bool searched) {
    query << tables;
    query << (reach.is_whole() ? sql::Sql(" AND CAST($4 AS TEXT) IS NOT NULL") : sql::Sql(" AND o.customer_id IN {ints:$4}"));
    query << (filter.customer ? sql::Sql(" AND o.customer_id = $2") : sql::Sql(" AND CAST($2 AS BIGINT) IS NULL"));
    query << (searched ? sql::Sql(" AND (LOWER(o.number) LIKE $3 ESCAPE '!' OR LOWER(c.code) LIKE $3 ESCAPE '!' OR LOWER(c.name) LIKE $3 ESCAPE '!' OR c.name_key LIKE $3 ESCAPE '!')") : sql::Sql(" AND CAST($3 AS TEXT) IS NULL"));
    if (filter.status == "open") query << " AND o.status IN ('confirmed', 'held')";
    if (filter.status == "held") query << " AND h.id IS NOT NULL";
    if (filter.status == "confirmed") query << " AND o.status = 'confirmed'";
    if (filter.status == "closed") query << " AND o.status = 'closed'";
    if (filter.status == "cancelled") query << " AND o.status = 'cancelled'";
    if (filter.status == "imported") query << " AND COALESCE(o.status, '') NOT IN ('confirmed', 'held', 'closed', 'cancelled')";
}

}  // namespace

Result<OrderPage> list_orders(sql::Connection& connection, CompanyId company, const org::Reach& reach, const OrderFilter& filter, std::int64_t offset, std::int64_t limit) {
    const auto pattern = sql::contains_pattern(filter.search);
    std::optional<std::int64_t> customer;
    if (filter.customer) customer = filter.customer->value;
    const std::string within = sql::integer_list(reach.customers());
    const std::array<sql::Param, 6> params{company.value, customer, pattern, within, limit + 1, offset};
    sql::SqlBuilder rows{row_columns};
    append(rows, reach, filter, pattern.has_value());
    TRY_VOID(sql::order_by(rows, filter.sort.empty() ? "-date" : std::string_view{filter.sort}, sort_columns, " o.id DESC"));
    rows << " LIMIT $5 OFFSET $6";
    sql::SqlBuilder totals{"SELECT o.currency, COUNT(*), CAST(SUM(o.amount_minor) AS BIGINT)"};
    append(totals, reach, filter, pattern.has_value());
    totals << " GROUP BY o.currency ORDER BY o.currency";

    const sql::Snapshot snapshot{connection};
    OrderPage page;
    connection.query(rows, params, [&](const sql::Row& row) { page.rows.push_back(row_json(row)); });
    page.more = static_cast<std::int64_t>(page.rows.size()) > limit;
    if (page.more) page.rows.pop_back();
    std::int64_t count = 0;
    json::array amounts;
    connection.query(totals, std::span{params}.first(4), [&](const sql::Row& row) {
        count += row.integer(1);
        amounts.push_back(json::object{{"currency", row.text(0)}, {"amount_minor", row.integer(2)}});
    });
    page.totals = {{"count", count}, {"amounts", std::move(amounts)}};
    return page;
}

std::optional<json::object> find_order_page(sql::Connection& connection, CompanyId company, const org::Reach& reach, OrderId id) {
    std::optional<json::object> out;
    sql::SqlBuilder query{row_columns};
    query << tables << " AND o.id = $2";
    const std::array<sql::Param, 2> params{company.value, id.value};
    connection.query(query, params, [&](const sql::Row& row) {
        if (reach.sees(CustomerId{row.integer(2)})) out = row_json(row);
    });
    if (!out) return out;
    json::array deliveries;
    connection.query("SELECT id, number, delivery_date, currency, amount_minor FROM delivery WHERE company_id = $1 AND order_id = $2 AND voided_at IS NULL ORDER BY delivery_date, id", {company.value, id.value}, [&](const sql::Row& row) {
        deliveries.push_back(json::object{{"id", to_string(DeliveryId{row.integer(0)})}, {"number", row.text(1)}, {"date", day(row, 2)}, {"currency", row.text(3)}, {"amount_minor", row.integer(4)}});
    });
    (*out)["deliveries"] = std::move(deliveries);
    (*out)["decision"] = nullptr;
    connection.query("SELECT snapshot, decided_date, checkpoint, policy_version FROM credit_decision WHERE company_id = $1 AND order_id = $2 ORDER BY recorded_at DESC, id DESC LIMIT 1", {company.value, id.value}, [&](const sql::Row& row) {
        json::object decision = json::parse(row.text(0)).as_object();
        decision["date"] = day(row, 1);
        decision["checkpoint"] = row.text(2);
        decision["policy_version"] = row.integer(3);
        (*out)["decision"] = std::move(decision);
    });
    return out;
}

}  // namespace tandem::receivable
