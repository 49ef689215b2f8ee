#include "app/server/identify.h"

#include <algorithm>
#include <array>

#include "access/edge/access_policy_json.h"
#include "access/edge/factors_sql.h"
#include "access/edge/keys_sql.h"
#include "access/second_factor.h"
#include "app/server/session_cookie.h"
#include "app/server/sessions.h"

namespace tandem::app::server {
namespace {

constexpr std::int64_t mark_after = 60 * 1'000'000;
constexpr std::array open_before_enrolling{"/api/v1/session", "/api/v1/me/second-factor", "/api/v1/me/second-factor/confirm"};
// Whose key could make itself another key, or act on his account, would outlive its end.
constexpr std::array for_people_only{"/api/v1/me", "/api/v1/session", "/api/v1/delegations", "/api/v1/users", "/api/v1/role-grants", "/api/v1/api-keys"};
// What a key reads, and people alone change: the figures that decide, and requests that wait for somebody's agreement.
constexpr std::array changed_by_people_only{"/api/v1/policies", "/api/v1/policy-phases", "/api/v1/approvals"};

bool below(std::string_view path, std::string_view folder) { return path == folder || (path.starts_with(folder) && path[folder.size()] == '/'); }

// Trying a draft on the book changes nothing.
bool for_people(const http::Request& request) {
    const auto below_it = [&](const char* folder) { return below(request.path, folder); };
    if (std::ranges::any_of(for_people_only, below_it)) return true;
    const bool reads = request.method == "GET" || request.method == "HEAD" || request.path.ends_with("/what-if");
    return !reads && std::ranges::any_of(changed_by_people_only, below_it);
}

Result<void> check_second_factor(Serving& serving, const User& user, std::string_view path) {
    auto& connection = serving.connection();
    const CompanyId company = serving.company().id;
    if (access::has_second_factor(connection, company, user.id)) return {};
    const auto policy = TRY(access::load_access_policy(connection, company, serving.today()));
    if (access::second_factor_of(user.role, false, policy) != access::SecondFactor::needed) return {};
    if (std::ranges::find(open_before_enrolling, path) != open_before_enrolling.end()) return {};
    return refuse("auth.second_factor_needed");
}

Result<std::optional<http::Principal>> by_key(Serving& serving, const http::Request& request, std::string_view token) {
    auto& connection = serving.connection();
    const CompanyId company = serving.company().id;
    const auto key = access::find_key(connection, company, token, serving.today());
    const auto owner = key ? find_user(connection, company, key->owner) : std::nullopt;
    if (!owner) return refuse("auth.signed_out");
    TRY_VOID(check_second_factor(serving, *owner, request.path));
    if (for_people(request)) return refuse("auth.key_not_here");
    http::Principal principal = serving.placed(principal_of(*owner, company));
    const access::Permissions may = access::key_permissions(key->permissions, role_named(owner->role).permissions);
    http::PermissionSet permissions{http::Permission::signed_in};
    for (int at = 0; at <= static_cast<int>(http::Permission::administer); ++at)
        if (may.contains(http::to_string(static_cast<http::Permission>(at)))) permissions.add(static_cast<http::Permission>(at));
    principal.permissions = permissions;
    const Instant now = serving.clock().now();
    if (!key->used_at || now.micros - key->used_at->micros > mark_after)
        if (const auto writing = serving.try_write_lock(); writing.owns_lock()) access::mark_key_used(connection, company, key->id, now);
    return principal;
}

}  // namespace

Result<std::optional<http::Principal>> identify(Serving& serving, const http::Request& request) {
    constexpr std::string_view bearer = "Bearer ";
    const std::string_view authorization = request.headers.get("Authorization");
    if (authorization.starts_with(bearer)) return by_key(serving, request, authorization.substr(bearer.size()));
    const auto user = session_user(serving, session_token(request));
    if (!user) return std::optional<http::Principal>{};
    const auto factor = check_second_factor(serving, *user, request.path);
    if (!factor && factor_by(serving.connection(), serving.company().id, session_token(request)) != FactorBy::provider) return tl::unexpected<Error>(factor.error());
    return std::optional{serving.placed(principal_of(*user, serving.company().id))};
}

}  // namespace tandem::app::server
