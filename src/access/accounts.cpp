#include "access/accounts.h"

#include <algorithm>

namespace tandem::access {
namespace {

bool holds(const Account& account, std::string_view permission, const Roles& roles) {
    const auto role = roles.find(account.role);
    return account.able && role != roles.end() && role->second.may(permission);
}

}  // namespace

Result<void> check_login_name(std::string_view name) {
    const bool plain = std::ranges::none_of(name, [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == 0x7f; });
    if (name.size() < 2 || name.size() > 64 || !plain) return refuse("access.name_invalid", "name", {{"shortest", "2"}, {"longest", "64"}});
    return {};
}

Result<void> check_grant(UserId by, const Role& rights, UserId to, std::string_view given, const Roles& roles) {
    if (!rights.may("grant_roles")) return refuse("auth.forbidden", "grant_roles");
    if (by == to) return refuse("access.own_role");
    if (!roles.contains(given)) return refuse("access.unknown_role", std::string(given));
    return {};
}

Result<void> check_other_account(UserId by, UserId subject) {
    if (by == subject) return refuse("access.own_account");
    return {};
}

Result<void> check_someone_in_charge(std::span<const Account> all, const Account& becomes, const Roles& roles) {
    for (const char* permission : {"manage_users", "grant_roles"}) {
        const bool now = std::ranges::any_of(all, [&](const Account& one) { return holds(one, permission, roles); });
        const bool then = std::ranges::any_of(all, [&](const Account& one) { return holds(one.id == becomes.id ? becomes : one, permission, roles); });
        if (now && !then) return refuse("access.last_in_charge", permission, {{"permission", permission}});
    }
    return {};
}

}  // namespace tandem::access
