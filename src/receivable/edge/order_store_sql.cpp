#include "receivable/edge/order_store_sql.h"

#include <algorithm>
#include <array>

#include "receivable/facts.h"

namespace tandem::receivable {
namespace {

constexpr sql::Sql columns =
    "SELECT o.id, o.number, o.customer_id, o.contract_id, (SELECT c.signed_date FROM contract c WHERE c.company_id = o.company_id AND c.id = o.contract_id AND c.voided_at IS NULL), o.order_date, o.currency, "
    "o.amount_minor, o.prepaid_minor, o.ship_date, o.term_days, COALESCE(o.status, ''), o.passed_date, o.released_minor, o.released_term_days, o.released_until_date, o.version, "
    "COALESCE((SELECT CAST(SUM(d.amount_minor) AS BIGINT) FROM delivery d WHERE d.company_id = o.company_id AND d.order_id = o.id AND d.currency = o.currency AND d.voided_at IS NULL), 0), "
    "COALESCE((SELECT CAST(SUM(v.gross_minor) AS BIGINT) FROM invoice v WHERE v.company_id = o.company_id AND v.order_id = o.id AND v.currency = o.currency AND v.voided_at IS NULL), 0), o.rate_e10 "
    "FROM sales_order o WHERE o.company_id = $1 AND o.voided_at IS NULL";

std::optional<Date> day_of(const sql::Row& row, int column) { return row.is_null(column) ? std::nullopt : std::optional{date_of(row.integer(column))}; }
std::optional<std::int64_t> number(const std::optional<Date>& date) { return date ? std::optional<std::int64_t>{day_number(*date)} : std::nullopt; }

std::optional<std::int64_t> number(const std::optional<int>& days) { return days ? std::optional<std::int64_t>{*days} : std::nullopt; }

Order order_of(const sql::Row& row) {
    const Currency in = *parse_currency(row.text(6));
    Order order{.id = OrderId{row.integer(0)}, .number = std::string(row.text(1)), .customer = CustomerId{row.integer(2)}, .contract = {}, .under_signed_contract = !row.is_null(4), .date = date_of(row.integer(5)),
                .terms = {Money{row.integer(7), in}, Money{row.integer(8), in}, day_of(row, 9), {}}, .state = order_state(row.text(11)), .delivered = Money{row.integer(17), in}, .invoiced = Money{row.integer(18), in}, .rate = Rate{row.integer(19)},
                .passed_on = day_of(row, 12), .released = {}, .version = row.integer(16)};
    if (!row.is_null(3)) order.contract = ContractId{row.integer(3)};
    if (!row.is_null(10)) order.terms.term_days = static_cast<int>(row.integer(10));
    if (!row.is_null(15)) order.released = Order::Released{row.integer(13), static_cast<int>(row.integer(14)), date_of(row.integer(15))};
    return order;
}

std::vector<Order> orders_where(sql::Connection& connection, sql::Sql condition, const std::vector<sql::Param>& params) {
    sql::SqlBuilder query{columns};
    query << condition;
    std::vector<Order> found;
    connection.query(query, params, [&](const sql::Row& row) { found.push_back(order_of(row)); });
    return found;
}

// Neither delivered nor invoiced in full.
std::vector<Order> with_more_to_come(std::vector<Order> orders) {
    std::erase_if(orders, [](const Order& order) { return order.terms.amount <= std::max(order.delivered, order.invoiced); });
    return orders;
}

}  // namespace

std::optional<Order> find_order(sql::Connection& connection, CompanyId company, OrderId id, OrderLock lock) {
    if (lock == OrderLock::write) connection.query("SELECT id FROM sales_order WHERE company_id = $1 AND id = $2{for_update}", {company.value, id.value}, [](const sql::Row&) {});
    std::optional<Order> found;
    sql::SqlBuilder query{columns};
    query << " AND o.id = $2";
    const std::array<sql::Param, 2> params{company.value, id.value};
    connection.query(query, params, [&](const sql::Row& row) { found = order_of(row); });
    return found;
}

std::vector<Order> find_orders(sql::Connection& connection, CompanyId company, std::span<const OrderId> ids) {
    std::vector<std::int64_t> values;
    for (const OrderId each : ids) values.push_back(each.value);
    return orders_where(connection, " AND o.id IN {ints:$2} ORDER BY o.id", {company.value, sql::integer_list(values)});
}

std::vector<Order> open_orders(sql::Connection& connection, CompanyId company, std::span<const std::string> closed_statuses) {
    return with_more_to_come(orders_where(connection, " AND COALESCE(o.status, '') NOT IN ('closed', 'cancelled') AND NOT (LOWER(COALESCE(o.status, '')) IN {texts:$2}) ORDER BY o.id",
                                          {company.value, sql::text_list(closed_statuses)}));
}

std::vector<Order> orders_between(sql::Connection& connection, CompanyId company, Date from, Date to) {
    return orders_where(connection, " AND o.order_date >= $2 AND o.order_date <= $3 AND COALESCE(o.status, '') <> 'cancelled' ORDER BY o.order_date, o.id",
                        {company.value, std::int64_t{day_number(from)}, std::int64_t{day_number(to)}});
}

std::vector<Order> open_imported_orders(sql::Connection& connection, CompanyId company, std::span<const std::string> closed_statuses) {
    return with_more_to_come(orders_where(connection, " AND COALESCE(o.status, '') NOT IN ('confirmed', 'held', 'closed', 'cancelled') AND NOT (LOWER(COALESCE(o.status, '')) IN {texts:$2}) ORDER BY o.id",
                                          {company.value, sql::text_list(closed_statuses)}));
}

void insert_order(sql::Connection& connection, const OrderRecord& record, const Order& order, std::optional<EmployeeId> rep) {
    const auto contract = order.contract ? std::optional{order.contract->value} : std::nullopt;
    const auto seller = rep ? std::optional{rep->value} : std::nullopt;
    connection.execute("INSERT INTO sales_order (company_id, id, number, customer_id, contract_id, rep_id, order_date, currency, amount_minor, base_amount_minor, rate_e10, status, ship_date, term_days, prepaid_minor, "
                       "passed_date, source, external_id, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 'tandem', $3, $17)",
                       {record.company.value, order.id.value, order.number, order.customer.value, contract, seller, std::int64_t{day_number(order.date)}, order.terms.amount.currency().code(), order.terms.amount.minor(),
                        base_minor(order.terms.amount, order.rate, record.base), order.rate.e10, code_of(order.state), number(order.terms.ships), number(order.terms.term_days), order.terms.prepaid.minor(),
                        number(order.passed_on), record.at.micros});
}

void save_order(sql::Connection& connection, const OrderRecord& record, const Order& order) {
    // An order from a file keeps its own system's word for how far it is.
    const auto status = order.state == OrderState::imported ? sql::Param{nullptr} : sql::Param{code_of(order.state)};
    std::optional<std::int64_t> minor, term, until;
    if (order.released) {
        minor = order.released->minor;
        term = order.released->term_days;
        until = day_number(order.released->until);
    }
    connection.execute("UPDATE sales_order SET amount_minor = $3, base_amount_minor = $4, prepaid_minor = $5, ship_date = CAST($6 AS BIGINT), term_days = CAST($7 AS BIGINT), "
                       "status = COALESCE(CAST($8 AS TEXT), status), passed_date = CAST($9 AS BIGINT), released_minor = CAST($10 AS BIGINT), released_term_days = CAST($11 AS BIGINT), "
                       "released_until_date = CAST($12 AS BIGINT), version = version + 1 WHERE company_id = $1 AND id = $2",
                       {record.company.value, order.id.value, order.terms.amount.minor(), base_minor(order.terms.amount, order.rate, record.base), order.terms.prepaid.minor(), number(order.terms.ships),
                        number(order.terms.term_days), status, number(order.passed_on), minor, term, until});
}

}  // namespace tandem::receivable
