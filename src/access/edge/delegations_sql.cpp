#include "access/edge/delegations_sql.h"

namespace tandem::access {

std::vector<KeptDelegation> list_delegations(sql::Connection& connection, CompanyId company) {
    std::vector<KeptDelegation> all;
    connection.query("SELECT d.id, d.from_user_id, d.to_user_id, d.from_date, d.last_date, d.ended_at, f.display_name, t.display_name, d.reason FROM delegation d "
                     "JOIN app_user f ON f.company_id = d.company_id AND f.id = d.from_user_id JOIN app_user t ON t.company_id = d.company_id AND t.id = d.to_user_id "
                     "WHERE d.company_id = $1 ORDER BY d.from_date DESC, d.id DESC",
                     {company.value}, [&](const sql::Row& row) {
                         const auto ended = row.maybe_integer(5);
                         all.push_back({{row.integer(0), UserId{row.integer(1)}, UserId{row.integer(2)}, date_of(row.integer(3)), date_of(row.integer(4)), ended ? std::optional{Instant{*ended}} : std::nullopt},
                                        std::string(row.text(6)), std::string(row.text(7)), std::string(row.text(8))});
                     });
    return all;
}

std::vector<Delegation> delegations_on(sql::Connection& connection, CompanyId company, Date today) {
    std::vector<Delegation> all;
    connection.query("SELECT d.id, d.from_user_id, d.to_user_id, d.from_date, d.last_date FROM delegation d "
                     "JOIN app_user f ON f.company_id = d.company_id AND f.id = d.from_user_id JOIN app_user t ON t.company_id = d.company_id AND t.id = d.to_user_id "
                     "WHERE d.company_id = $1 AND d.from_date <= $2 AND d.last_date >= $2 AND d.ended_at IS NULL AND f.disabled_at IS NULL AND t.disabled_at IS NULL ORDER BY d.id",
                     {company.value, std::int64_t{day_number(today)}},
                     [&](const sql::Row& row) { all.push_back({row.integer(0), UserId{row.integer(1)}, UserId{row.integer(2)}, date_of(row.integer(3)), date_of(row.integer(4))}); });
    return all;
}

void insert_delegation(sql::Connection& connection, CompanyId company, const Delegation& delegation, const std::string& reason, UserId by, Instant now) {
    connection.execute("INSERT INTO delegation (company_id, id, from_user_id, to_user_id, from_date, last_date, reason, created_by, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                       {company.value, delegation.id, delegation.from.value, delegation.to.value, std::int64_t{day_number(delegation.from_date)}, std::int64_t{day_number(delegation.last_date)},
                        reason, by.value, now.micros});
}

std::int64_t end_delegation(sql::Connection& connection, CompanyId company, DelegationId id, UserId by, bool anybodys, Instant now) {
    return connection.execute("UPDATE delegation SET ended_at = $5, ended_by = $3 WHERE company_id = $1 AND id = $2 AND ended_at IS NULL "
                              "AND (CAST($4 AS {int}) = 1 OR from_user_id = CAST($3 AS {int}) OR to_user_id = CAST($3 AS {int}))",
                              {company.value, id.value, by.value, std::int64_t{anybodys}, now.micros});
}

void end_delegations_of(sql::Connection& connection, CompanyId company, UserId user, UserId by, Instant now) {
    connection.execute("UPDATE delegation SET ended_at = $4, ended_by = $3 WHERE company_id = $1 AND (from_user_id = $2 OR to_user_id = $2) AND ended_at IS NULL",
                       {company.value, user.value, by.value, now.micros});
}

}  // namespace tandem::access
