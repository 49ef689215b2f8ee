#include "dunning/edge/day_end_sql_alerts.h"

#include <array>
#include <climits>

namespace tandem::dunning {

std::vector<FiredSum> load_fired_sums(sql::Connection& connection, CompanyId company, const FiredFilter& filter) {
    const std::int64_t from = day_number(filter.from), to = day_number(filter.to);
    sql::SqlBuilder query{
        "SELECT a.business_date, a.code, a.currency, COUNT(*), CAST(SUM(a.open_minor) AS {int}), "
        "SUM(CASE WHEN a.alert_date < a.business_date THEN 1 ELSE 0 END), CAST(SUM(CASE WHEN a.alert_date < a.business_date THEN a.open_minor ELSE 0 END) AS {int}) FROM alert_fired a"};
    std::vector<sql::Param> params{company.value, from, to};
    if (filter.customer) query << " JOIN open_item o ON o.company_id = a.company_id AND o.id = a.item_id";
    query << " WHERE a.company_id = $1 AND a.business_date >= $2 AND a.business_date <= $3";
    const std::string currency{filter.currency ? filter.currency->code() : std::string_view{}};
    if (filter.currency) {
        params.emplace_back(currency);
        query << " AND a.currency = $4";
    }
    if (filter.customer) {
        params.emplace_back(filter.customer->value);
        if (filter.currency) query << " AND o.customer_id = $5";
        else query << " AND o.customer_id = $4";
    }
    query << " GROUP BY a.business_date, a.code, a.currency ORDER BY a.business_date, a.code, a.currency";
    std::vector<FiredSum> sums;
    connection.query(query, params, [&](const sql::Row& row) {
        sums.push_back({date_of(row.integer(0)), std::string(row.text(1)), *parse_currency(row.text(2)), row.integer(3), row.integer(4), row.integer(5), row.integer(6)});
    });
    return sums;
}

std::vector<FiredAlert> load_fired_alerts(sql::Connection& connection, CompanyId company, const org::Reach& reach, const AlertPage& page) {
    const auto after = page.after.value_or(AlertPage::After{INT64_MAX, 0, {}});
    const std::string within = sql::integer_list(reach.customers());
    const std::array<sql::Param, 8> params{company.value, std::int64_t{day_number(page.from)}, std::int64_t{day_number(page.to)}, after.business_date, after.item, after.code, page.limit, within};
    std::vector<FiredAlert> alerts;
    sql::SqlBuilder query{
        "SELECT a.business_date, a.alert_date, a.due_date, a.code, a.item_id, o.number, o.customer_id, c.code, c.name, a.open_minor, a.currency FROM alert_fired a "
        "JOIN open_item o ON o.company_id = a.company_id AND o.id = a.item_id JOIN customer c ON c.company_id = o.company_id AND c.id = o.customer_id "
        "WHERE a.company_id = $1 AND a.business_date >= $2 AND a.business_date <= $3 AND a.business_date <= $4 "
        "AND (a.business_date < $4 OR a.item_id > $5 OR (a.item_id = $5 AND a.code > $6))"};
    query << (reach.is_whole() ? sql::Sql(" AND CAST($8 AS TEXT) IS NOT NULL") : sql::Sql(" AND o.customer_id IN {ints:$8}"));
    query << " ORDER BY a.business_date DESC, a.item_id, a.code LIMIT $7";
    connection.query(query, params, [&](const sql::Row& row) {
            alerts.push_back({date_of(row.integer(0)), date_of(row.integer(1)), date_of(row.integer(2)), std::string(row.text(3)), OpenItemId{row.integer(4)}, std::string(row.text(5)),
                              CustomerId{row.integer(6)}, std::string(row.text(7)), std::string(row.text(8)), Money{row.integer(9), *parse_currency(row.text(10))}});
        });
    return alerts;
}

}  // namespace tandem::dunning
