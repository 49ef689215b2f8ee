#include "policy/edge/policy_sql.h"

#include <boost/json.hpp>

#include "platform/shipped.h"

namespace tandem::policy {
namespace {

std::string shipped_text(std::string_view name) {
    const auto shipped = shipped_file("policies/" + std::string(name) + ".json");
    TANDEM_ASSERT(shipped.has_value());
    return std::string(*shipped);
}

KeptPolicy shipped_policy(std::string_view name) {
    KeptPolicy kept{.body = shipped_text(name), .reason = {}, .proposed_by = {}, .shipped = true};
    const auto document = boost::json::parse(kept.body);
    kept.version = static_cast<int>(document.at("version").as_int64());
    kept.effective_from = *parse_date(std::string_view{document.at("effective_from").as_string()});
    return kept;
}

}  // namespace

std::string policy_text(sql::Connection& connection, CompanyId company, std::string_view name, Date on) {
    const auto versions = policy_versions(connection, company, name);
    return in_force_on(versions, on).body;
}

std::vector<KeptPolicy> policy_versions(sql::Connection& connection, CompanyId company, std::string_view name) {
    std::vector<KeptPolicy> all{shipped_policy(name)};
    connection.query("SELECT p.version, p.effective_from_date, p.body, p.reason, u.display_name, p.recorded_at FROM policy_version p "
                     "LEFT JOIN app_user u ON u.company_id = p.company_id AND u.id = p.approved_by WHERE p.company_id = $1 AND p.name = $2 ORDER BY p.version",
                     {company.value, name}, [&](const sql::Row& row) {
                         all.push_back({.version = static_cast<int>(row.integer(0)), .effective_from = date_of(row.integer(1)), .body = std::string(row.text(2)), .reason = row.is_null(3) ? "" : std::string(row.text(3)),
                                        .proposed_by = row.is_null(4) ? "" : std::string(row.text(4)), .recorded_at = Instant{row.integer(5)}});
                     });
    return all;
}

void insert_policy(sql::Connection& connection, CompanyId company, std::string_view name, const KeptPolicy& policy, UserId proposed_by) {
    connection.execute("INSERT INTO policy_version (company_id, name, version, effective_from_date, body, approved_by, reason, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                       {company.value, name, std::int64_t{policy.version}, std::int64_t{day_number(policy.effective_from)}, policy.body, proposed_by.value, policy.reason, policy.recorded_at.micros});
}

}  // namespace tandem::policy
