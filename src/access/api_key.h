// API keys: what a program may do in somebody's name. Never more than he himself at that moment (trust S23).
#pragma once
#include "access/policy.h"
#include "access/role.h"
#include "core/date.h"
#include "core/result.h"

namespace tandem::access {

struct NewKey {
    std::string label;
    Permissions permissions;
    Date last_date;  // the last day on which it works
};

// Refuses access.key_without_permission, access.key_never for what only a person decides (accounts, roles, policies,
// approvals, personal data in full), access.key_exceeds for what the owner lacks, access.key_expiry.
Result<void> check_new_key(const NewKey& key, const Permissions& owner, Date today, const AccessPolicy& policy);

// What the key may do now: of what it was given, what its owner still has.
Permissions key_permissions(const Permissions& given, const Permissions& owner);

}  // namespace tandem::access
