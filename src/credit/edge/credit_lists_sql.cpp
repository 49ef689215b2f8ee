#include "credit/edge/credit_lists_sql.h"

#include <array>

#include "credit/check.h"

namespace tandem::credit {
namespace json = boost::json;
namespace {

json::value day(const sql::Row& row, int column) { return row.is_null(column) ? json::value(nullptr) : json::value(to_string(date_of(row.integer(column)))); }
json::value instant(const sql::Row& row, int column) { return row.is_null(column) ? json::value(nullptr) : json::value(to_string(Instant{row.integer(column)})); }
json::value text(const sql::Row& row, int column) { return row.text(column).empty() ? json::value(nullptr) : json::value(row.text(column)); }
json::object party(const sql::Row& row, int column) { return {{"id", to_string(CustomerId{row.integer(column)})}, {"code", row.text(column + 1)}, {"name", row.text(column + 2)}}; }

constexpr sql::Sql hold_columns =
    "SELECT h.id, h.customer_id, c.code, c.name, h.order_id, o.number, o.currency, o.amount_minor, o.term_days, h.checkpoint, h.state, h.review_date, h.held_at, h.ended_at, h.end_reason, h.released_until_date, d.snapshot, d.decided_date";
constexpr sql::Sql hold_tables =
    " FROM credit_hold h JOIN customer c ON c.company_id = h.company_id AND c.id = h.customer_id JOIN sales_order o ON o.company_id = h.company_id AND o.id = h.order_id "
    "JOIN credit_decision d ON d.company_id = h.company_id AND d.id = h.decision_id WHERE h.company_id = $1";

json::object hold_json(const sql::Row& row, bool whole) {
    json::object decision = json::parse(row.text(16)).as_object();
    json::object out{{"id", to_string(HoldId{row.integer(0)})}, {"customer", party(row, 1)}, {"order", json::object{{"id", to_string(OrderId{row.integer(4)})}, {"number", row.text(5)}}}, {"currency", row.text(6)},
                     {"amount_minor", row.integer(7)}, {"term_days", row.is_null(8) ? json::value(nullptr) : json::value(row.integer(8))}, {"checkpoint", row.text(9)}, {"state", row.text(10)},
                     {"review_date", day(row, 11)}, {"held_at", instant(row, 12)}, {"ended_at", instant(row, 13)}, {"end_reason", text(row, 14)}, {"released_until", day(row, 15)},
                     {"decided_date", day(row, 17)}, {"reasons", decision.at("reasons")}};
    if (whole) out["decision"] = std::move(decision);
    return out;
}

}  // namespace

HoldPage list_holds(sql::Connection& connection, CompanyId company, const org::Reach& reach, const HoldFilter& filter, std::int64_t offset, std::int64_t limit) {
    const std::string within = sql::integer_list(reach.customers());
    const auto customer = filter.customer ? std::optional{filter.customer->value} : std::nullopt;
    const auto state = filter.state.empty() ? std::nullopt : std::optional<std::string_view>{filter.state};
    const std::array<sql::Param, 6> params{company.value, customer, state, within, limit + 1, offset};
    const auto append = [&](sql::SqlBuilder& query) {
        query << hold_tables;
        query << (filter.customer ? sql::Sql(" AND h.customer_id = $2") : sql::Sql(" AND CAST($2 AS BIGINT) IS NULL"));
        query << (state ? sql::Sql(" AND h.state = $3") : sql::Sql(" AND CAST($3 AS TEXT) IS NULL"));
        query << (reach.is_whole() ? sql::Sql(" AND CAST($4 AS TEXT) IS NOT NULL") : sql::Sql(" AND h.customer_id IN {ints:$4}"));
    };
    sql::SqlBuilder rows{hold_columns}, count{"SELECT COUNT(*)"};
    append(rows);
    append(count);
    rows << " ORDER BY h.id DESC LIMIT $5 OFFSET $6";
    const sql::Snapshot snapshot{connection};
    HoldPage page;
    connection.query(rows, params, [&](const sql::Row& row) { page.rows.push_back(hold_json(row, false)); });
    connection.query(count, std::span{params}.first(4), [&](const sql::Row& row) { page.count = row.integer(0); });
    page.more = static_cast<std::int64_t>(page.rows.size()) > limit;
    if (page.more) page.rows.pop_back();
    return page;
}

std::optional<json::object> find_hold(sql::Connection& connection, CompanyId company, const org::Reach& reach, HoldId id) {
    std::optional<json::object> found;
    sql::SqlBuilder query{hold_columns};
    query << hold_tables << " AND h.id = $2";
    const std::array<sql::Param, 2> params{company.value, id.value};
    connection.query(query, params, [&](const sql::Row& row) {
        if (reach.sees(CustomerId{row.integer(1)})) found = hold_json(row, true);
    });
    return found;
}

json::array limit_history(sql::Connection& connection, CompanyId company, Scope scope, std::int64_t subject) {
    json::array rows;
    connection.query("SELECT e.id, e.kind, e.amount_minor, e.currency, e.from_date, e.valid_to_date, e.reason, e.recorded_at, u.display_name FROM credit_limit_entry e "
                     "LEFT JOIN app_user u ON u.company_id = e.company_id AND u.id = e.actor_id WHERE e.company_id = $1 AND e.scope = $2 AND e.subject_id = $3 ORDER BY e.recorded_at DESC, e.id DESC",
                     {company.value, code_of(scope), subject}, [&](const sql::Row& row) {
                         rows.push_back(json::object{{"id", to_string(LimitEntryId{row.integer(0)})}, {"kind", row.text(1)}, {"amount_minor", row.is_null(2) ? json::value(nullptr) : json::value(row.integer(2))},
                                                     {"currency", row.text(3)}, {"from", day(row, 4)}, {"valid_to", day(row, 5)}, {"reason", row.text(6)}, {"recorded_at", instant(row, 7)}, {"by", text(row, 8)}});
                     });
    return rows;
}

json::value stop_of(sql::Connection& connection, CompanyId company, CustomerId customer) {
    json::value stop = nullptr;
    connection.query("SELECT s.reason, s.recorded_at, u.display_name FROM credit_stop s LEFT JOIN app_user u ON u.company_id = s.company_id AND u.id = s.actor_id WHERE s.company_id = $1 AND s.customer_id = $2 AND s.lifted_at IS NULL",
                     {company.value, customer.value}, [&](const sql::Row& row) { stop = json::object{{"reason", row.text(0)}, {"since", instant(row, 1)}, {"by", text(row, 2)}}; });
    return stop;
}

json::array list_securities(sql::Connection& connection, CompanyId company, const org::Reach& reach, std::optional<CustomerId> customer, Date today, int soon_days) {
    const auto only = customer ? std::optional{customer->value} : std::nullopt;
    json::array rows;
    connection.query("SELECT s.id, s.customer_id, c.code, c.name, s.kind, s.provider, s.reference, s.currency, s.amount_minor, s.from_date, s.valid_to_date, s.contract_id, k.number FROM credit_security s "
                     "JOIN customer c ON c.company_id = s.company_id AND c.id = s.customer_id LEFT JOIN contract k ON k.company_id = s.company_id AND k.id = s.contract_id "
                     "WHERE s.company_id = $1 AND s.voided_at IS NULL AND (CAST($2 AS BIGINT) IS NULL OR s.customer_id = $2) ORDER BY s.valid_to_date, s.id",
                     {company.value, only}, [&](const sql::Row& row) {
                         if (!reach.sees(CustomerId{row.integer(1)})) return;
                         const Date from = date_of(row.integer(9)), until = date_of(row.integer(10));
                         const char* state = until < today ? "expired" : today < from ? "upcoming" : until < today + Days{soon_days} ? "expiring" : "valid";
                         rows.push_back(json::object{{"id", to_string(SecurityId{row.integer(0)})}, {"customer", party(row, 1)}, {"kind", row.text(4)}, {"provider", row.text(5)}, {"reference", text(row, 6)}, {"currency", row.text(7)},
                                                     {"amount_minor", row.integer(8)}, {"from", day(row, 9)}, {"valid_to", day(row, 10)}, {"valid", from <= today && today <= until}, {"state", state},
                                                     {"contract", row.is_null(11) ? json::value(nullptr) : json::value(json::object{{"id", to_string(ContractId{row.integer(11)})}, {"number", row.text(12)}})}});
                     });
    return rows;
}

json::array list_claims(sql::Connection& connection, CompanyId company, const org::Reach& reach, std::optional<CustomerId> customer) {
    const auto only = customer ? std::optional{customer->value} : std::nullopt;
    json::array rows;
    connection.query("SELECT m.id, m.customer_id, c.code, c.name, m.security_id, s.provider, m.currency, m.amount_minor, m.filed_date, m.status, m.paid_minor, m.decided_date, m.reason FROM credit_claim m "
                     "JOIN customer c ON c.company_id = m.company_id AND c.id = m.customer_id JOIN credit_security s ON s.company_id = m.company_id AND s.id = m.security_id "
                     "WHERE m.company_id = $1 AND (CAST($2 AS BIGINT) IS NULL OR m.customer_id = $2) ORDER BY m.id DESC",
                     {company.value, only}, [&](const sql::Row& row) {
                         if (!reach.sees(CustomerId{row.integer(1)})) return;
                         rows.push_back(json::object{{"id", to_string(ClaimId{row.integer(0)})}, {"customer", party(row, 1)}, {"security", json::object{{"id", to_string(SecurityId{row.integer(4)})}, {"provider", row.text(5)}}},
                                                     {"currency", row.text(6)}, {"amount_minor", row.integer(7)}, {"filed_date", day(row, 8)}, {"status", row.text(9)},
                                                     {"paid_minor", row.is_null(10) ? json::value(nullptr) : json::value(row.integer(10))}, {"decided_date", day(row, 11)}, {"reason", row.text(12)}});
                     });
    return rows;
}

}  // namespace tandem::credit
