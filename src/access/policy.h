// The figures of signing in: how long links and keys live, who needs a second factor.
#pragma once
#include <cstdint>

#include "access/role.h"
#include "core/result.h"

namespace tandem::access {

struct AccessPolicy {
    int version{};
    int invitation_hours{};        // the link to a first password
    int reset_minutes{};           // the link to a new password (trust S9)
    int challenge_minutes{};       // between the password and the second factor
    int key_longest_days{};        // an API key expires within so many days
    int delegation_longest_days{};
    std::map<std::string, std::int64_t, std::less<>> export_rows_of_roles{};  // rows a day one holder of the role may export (trust S31)
    std::int64_t export_rows_of_others{};                                      // and of every other role
    Permissions second_factor_required_roles{};  // names of roles
    std::set<std::string, std::less<>> provider_second_factors{};  // amr or acr of single sign-on that count as the second factor
};

// Refuses access.policy_range {field, least, most}.
Result<AccessPolicy> make_access_policy(AccessPolicy policy);

}  // namespace tandem::access
