// Delegations as they are kept.
#pragma once
#include <string>
#include <vector>

#include "access/delegation.h"
#include "platform/sql/connection.h"

namespace tandem::access {

struct DelegationTag { static constexpr std::string_view prefix = "dgn"; };
using DelegationId = Id<DelegationTag>;

struct KeptDelegation {
    Delegation terms;
    std::string from_name, to_name, reason;
};

// Of everybody, by their first day; the newest first.
std::vector<KeptDelegation> list_delegations(sql::Connection& connection, CompanyId company);
// What in_force, acts_for and check_decides_for work on: those of that day whose two people may sign in.
std::vector<Delegation> delegations_on(sql::Connection& connection, CompanyId company, Date today);
void insert_delegation(sql::Connection& connection, CompanyId company, const Delegation& delegation, const std::string& reason, UserId by, Instant now);
// Rows changed; `from` or `to` must be `by`, unless anybody's may be ended.
std::int64_t end_delegation(sql::Connection& connection, CompanyId company, DelegationId id, UserId by, bool anybodys, Instant now);
// A user who leaves stands in for nobody, and nobody stands in for him.
void end_delegations_of(sql::Connection& connection, CompanyId company, UserId user, UserId by, Instant now);

}  // namespace tandem::access
