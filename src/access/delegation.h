// Delegation for leave (代理): for some days somebody may take up another's tasks and approvals. It gives no right:
// what the delegate may not do by his own role stays out of his reach (trust S33).
#pragma once
#include <optional>
#include <span>
#include <vector>

#include "access/policy.h"
#include "core/date.h"
#include "core/id.h"
#include "core/result.h"

namespace tandem::access {

struct Delegation {
    std::int64_t id{};
    UserId from, to;
    Date from_date, last_date;               // both included
    std::optional<Instant> ended_at = {};    // taken back
};

bool in_force(const Delegation& delegation, Date today);

// Refuses access.delegation_self, access.delegation_dates {latest}: it ends before it begins, has begun before today or
// lasts too long; access.delegation_overlap: on one of the days `from` is already stood in for.
Result<void> check_delegation(const Delegation& wanted, std::span<const Delegation> others, Date today, const AccessPolicy& policy);

// In whose place somebody acts today. It does not travel on: who stands in for A cannot pass A's work to a third.
std::vector<UserId> acts_for(UserId delegate, std::span<const Delegation> all, Date today);

// May `decider` decide what stands before `addressee`? He is that person or stands in for him today, has the permission
// himself, and neither of the two made the request or gains by it (trust S4: no self-approval by way of a delegate).
// Refuses auth.forbidden {permission}, access.not_addressed, access.own_request.
Result<void> check_decides_for(UserId decider, const Permissions& rights, std::string_view permission, UserId addressee, std::span<const UserId> involved,
                               std::span<const Delegation> all, Date today);

}  // namespace tandem::access
