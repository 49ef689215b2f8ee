#include "access/api_key.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace tandem::access {
namespace {

constexpr std::array<std::string_view, 5> for_people_only{"approve", "manage_users", "grant_roles", "manage_policies", "reveal_personal"};

}  // namespace

Result<void> check_new_key(const NewKey& key, const Permissions& owner, Date today, const AccessPolicy& policy) {
    if (key.permissions.empty()) return refuse("access.key_without_permission");
    for (const std::string& permission : key.permissions) {
        if (std::ranges::find(for_people_only, permission) != for_people_only.end()) return refuse("access.key_never", permission);
        if (!owner.contains(permission)) return refuse("access.key_exceeds", permission);
    }
    const Date latest = today + Days{policy.key_longest_days};
    if (key.last_date < today || key.last_date > latest) return refuse("access.key_expiry", to_string(key.last_date), {{"latest", to_string(latest)}});
    return {};
}

Permissions key_permissions(const Permissions& given, const Permissions& owner) {
    Permissions both;
    std::ranges::set_intersection(given, owner, std::inserter(both, both.end()));
    return both;
}

}  // namespace tandem::access
