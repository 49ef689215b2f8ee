#include "access/edge/access_policy_json.h"

#include "access/edge/roles_json.h"
#include "platform/shipped.h"
#include "policy/edge/strict_json.h"

#include <boost/json.hpp>

namespace tandem::access {

Result<AccessPolicy> parse_access_policy(std::string_view text) {
    const auto document = TRY(policy::parse_json(text));
    auto object = TRY(policy::JsonObject::open(document));
    object.ignore("$schema");
    AccessPolicy read;
    read.version = TRY(object.small_integer("version"));
    TRY(object.date("effective_from"));
    TRY(object.text("approver"));
    read.invitation_hours = TRY(object.small_integer("invitation_hours"));
    read.reset_minutes = TRY(object.small_integer("reset_minutes"));
    read.challenge_minutes = TRY(object.small_integer("challenge_minutes"));
    read.key_longest_days = TRY(object.small_integer("key_longest_days"));
    read.delegation_longest_days = TRY(object.small_integer("delegation_longest_days"));
    TRY_VOID(object.array("second_factor_required_roles", [&](const boost::json::value& element, const std::string& path) -> Result<void> {
        if (!element.is_string()) return policy::refuse_type(path, "text");
        const std::string role{element.get_string()};
        if (!shipped_roles().contains(role)) return refuse("access.unknown_role", role);
        read.second_factor_required_roles.insert(role);
        return {};
    }));
    TRY_VOID(object.done());
    return make_access_policy(std::move(read));
}

Result<AccessPolicy> load_access_policy(sql::Connection& connection, CompanyId company, Date on) {
    const auto own = connection.one_text("SELECT body FROM policy_version WHERE company_id = $1 AND name = 'access' AND effective_from_date <= $2 ORDER BY effective_from_date DESC, version DESC LIMIT 1",
                                         {company.value, std::int64_t{day_number(on)}});
    if (own) return parse_access_policy(*own);
    const auto shipped = shipped_file("policies/access.json");
    TANDEM_ASSERT(shipped.has_value());
    return parse_access_policy(*shipped);
}

}  // namespace tandem::access
