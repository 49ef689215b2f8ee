#include "access/edge/access_policy_json.h"

#include "access/edge/roles_json.h"
#include "policy/edge/policy_sql.h"
#include "policy/edge/policy_head.h"
#include "policy/edge/strict_json.h"

#include <boost/json.hpp>

namespace tandem::access {

namespace {

Result<void> read_export_rows(policy::JsonObject figures, AccessPolicy& into) {
    into.export_rows_of_others = TRY(figures.integer("others"));
    TRY_VOID(figures.array("roles", [&](const boost::json::value& element, const std::string& path) -> Result<void> {
        auto one = TRY(policy::JsonObject::open(element, path));
        const std::string role = TRY(one.text("role"));
        if (!shipped_roles().contains(role)) return refuse("access.unknown_role", role);
        const std::int64_t rows = TRY(one.integer("rows"));
        if (!into.export_rows_of_roles.emplace(role, rows).second) return refuse("access.role_twice", role);
        return one.done();
    }));
    return figures.done();
}

}  // namespace

Result<AccessPolicy> parse_access_policy(std::string_view text) {
    const auto document = TRY(policy::parse_json(text));
    auto object = TRY(policy::JsonObject::open(document));
    AccessPolicy read;
    read.version = TRY(policy::read_policy_head(object));
    read.invitation_hours = TRY(object.small_integer("invitation_hours"));
    read.reset_minutes = TRY(object.small_integer("reset_minutes"));
    read.challenge_minutes = TRY(object.small_integer("challenge_minutes"));
    read.key_longest_days = TRY(object.small_integer("key_longest_days"));
    read.delegation_longest_days = TRY(object.small_integer("delegation_longest_days"));
    auto export_rows = TRY(object.object("export_rows_a_day"));
    TRY_VOID(read_export_rows(std::move(export_rows), read));
    TRY_VOID(object.array("second_factor_required_roles", [&](const boost::json::value& element, const std::string& path) -> Result<void> {
        if (!element.is_string()) return policy::refuse_type(path, "text");
        const std::string role{element.get_string()};
        if (!shipped_roles().contains(role)) return refuse("access.unknown_role", role);
        read.second_factor_required_roles.insert(role);
        return {};
    }));
    TRY_VOID(object.array("provider_second_factors", [&](const boost::json::value& element, const std::string& path) -> Result<void> {
        if (!element.is_string() || element.get_string().empty()) return policy::refuse_type(path, "text");
        read.provider_second_factors.emplace(element.get_string());
        return {};
    }));
    TRY_VOID(object.done());
    return make_access_policy(std::move(read));
}

Result<AccessPolicy> load_access_policy(sql::Connection& connection, CompanyId company, Date on) {
    return parse_access_policy(policy::policy_text(connection, company, "access", on));
}

}  // namespace tandem::access
