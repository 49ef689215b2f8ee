#include "access/policy.h"

namespace tandem::access {
namespace {

Result<void> check_range(const char* field, std::int64_t value, std::int64_t least, std::int64_t most) {
    if (value >= least && value <= most) return {};
    return refuse("access.policy_range", field, {{"value", std::to_string(value)}, {"least", std::to_string(least)}, {"most", std::to_string(most)}});
}

}  // namespace

Result<AccessPolicy> make_access_policy(AccessPolicy policy) {
    TRY_VOID(check_range("invitation_hours", policy.invitation_hours, 1, 14 * 24));
    TRY_VOID(check_range("reset_minutes", policy.reset_minutes, 1, 24 * 60));
    TRY_VOID(check_range("challenge_minutes", policy.challenge_minutes, 1, 30));
    TRY_VOID(check_range("key_longest_days", policy.key_longest_days, 1, 3650));
    TRY_VOID(check_range("delegation_longest_days", policy.delegation_longest_days, 1, 366));
    TRY_VOID(check_range("export_rows_a_day.others", policy.export_rows_of_others, 1, 1'000'000'000));
    for (const auto& [role, rows] : policy.export_rows_of_roles) TRY_VOID(check_range("export_rows_a_day.roles", rows, 1, 1'000'000'000));
    return policy;
}

}  // namespace tandem::access
