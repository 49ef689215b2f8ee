// Who may do what to an account (trust S23, S33): administering accounts and granting rights are two people's work.
#pragma once
#include <span>
#include <string>

#include "access/role.h"
#include "core/id.h"
#include "core/result.h"

namespace tandem::access {

struct Account {
    UserId id;
    std::string role;
    bool able = true;  // not disabled, and with a password: can sign in
};

// A login name: 2 to 64 characters without blanks or control characters. Refuses access.name_invalid.
Result<void> check_login_name(std::string_view name);

// Refuses auth.forbidden without grant_roles, access.own_role for one's own account, access.unknown_role.
Result<void> check_grant(UserId by, const Role& rights, UserId to, std::string_view given, const Roles& roles);

// Disabling, linking to an employee and resetting: never one's own account. Refuses access.own_account.
Result<void> check_other_account(UserId by, UserId subject);

// `becomes` is one of `all` as it would be. Refuses access.last_in_charge {permission} when nobody able would be
// left to administer accounts, or to grant roles, while somebody is now.
Result<void> check_someone_in_charge(std::span<const Account> all, const Account& becomes, const Roles& roles);

}  // namespace tandem::access
