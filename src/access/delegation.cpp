#include "access/delegation.h"

#include <algorithm>

namespace tandem::access {

bool in_force(const Delegation& delegation, Date today) {
    return !delegation.ended_at && delegation.from_date <= today && today <= delegation.last_date;
}

Result<void> check_delegation(const Delegation& wanted, std::span<const Delegation> others, Date today, const AccessPolicy& policy) {
    if (wanted.from == wanted.to) return refuse("access.delegation_self");
    const Date latest = wanted.from_date + Days{policy.delegation_longest_days - 1};
    if (wanted.from_date < today || wanted.last_date < wanted.from_date || wanted.last_date > latest)
        return refuse("access.delegation_dates", to_string(wanted.last_date), {{"today", to_string(today)}, {"days", std::to_string(policy.delegation_longest_days)}});
    for (const Delegation& other : others)
        if (!other.ended_at && other.from == wanted.from && other.from_date <= wanted.last_date && wanted.from_date <= other.last_date)
            return refuse("access.delegation_overlap", to_string(other.from_date), {{"from", to_string(other.from_date)}, {"to", to_string(other.last_date)}});
    return {};
}

std::vector<UserId> acts_for(UserId delegate, std::span<const Delegation> all, Date today) {
    std::vector<UserId> whom;
    for (const Delegation& one : all)
        if (one.to == delegate && in_force(one, today)) whom.push_back(one.from);
    std::ranges::sort(whom);
    whom.erase(std::ranges::unique(whom).begin(), whom.end());
    return whom;
}

Result<void> check_decides_for(UserId decider, const Permissions& rights, std::string_view permission, UserId addressee, std::span<const UserId> involved,
                               std::span<const Delegation> all, Date today) {
    if (!rights.contains(permission)) return refuse("auth.forbidden", std::string(permission));
    if (decider != addressee) {
        const auto whom = acts_for(decider, all, today);
        if (std::ranges::find(whom, addressee) == whom.end()) return refuse("access.not_addressed");
    }
    for (const UserId person : involved)
        if (person == decider || person == addressee) return refuse("access.own_request");
    return {};
}

}  // namespace tandem::access
