// A role: what its holders may do, and how far they see. One account has one role (trust S23).
#pragma once
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace tandem::access {

using Permissions = std::set<std::string, std::less<>>;  // "post_cash", "grant_roles": the words of policies/roles.json

struct Role {
    std::string name, scope;
    Permissions permissions;
    bool may(std::string_view permission) const { return permissions.contains(permission); }
};
using Roles = std::map<std::string, Role, std::less<>>;

// A new account has this one until somebody with grant_roles gives it another: it may sign in and nothing else.
inline constexpr const char* no_role = "none";

}  // namespace tandem::access
