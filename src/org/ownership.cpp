#include "org/ownership.h"

#include <algorithm>

namespace tandem::org {

void Ownership::assign(AssignmentKind kind, std::int64_t subject, std::int64_t owner, Date from, std::optional<Date> until) {
    auto& subjects = kind == AssignmentKind::customer_rep ? customer_rep_ : kind == AssignmentKind::rep_team ? rep_team_ : team_region_;
    auto& periods = subjects[subject];
    const auto place = std::ranges::upper_bound(periods, from, {}, &Period::from);
    periods.insert(place, {from, until, owner});
}

std::optional<std::int64_t> Ownership::owner_on(const Subjects& subjects, std::int64_t subject, Date on) {
    const auto found = subjects.find(subject);
    if (found == subjects.end()) return std::nullopt;
    const auto& periods = found->second;
    const auto later = std::ranges::upper_bound(periods, on, {}, &Period::from);
    const Period& period = later == periods.begin() ? periods.front() : *std::prev(later);
    if (period.until && on >= *period.until) return std::nullopt;
    return period.owner;
}

Owners Ownership::owners_of(CustomerId customer, Date on) const {
    const auto rep = owner_on(customer_rep_, customer.value, on);
    return owners_through(rep ? std::optional{EmployeeId{*rep}} : std::nullopt, on);
}

Owners Ownership::owners_through(std::optional<EmployeeId> rep, Date on) const {
    Owners owners{.rep = rep, .team = {}, .region = {}};
    if (!rep) return owners;
    if (const auto team = owner_on(rep_team_, rep->value, on)) owners.team = TeamId{*team};
    if (!owners.team) return owners;
    if (const auto region = owner_on(team_region_, owners.team->value, on)) owners.region = RegionId{*region};
    return owners;
}

}  // namespace tandem::org
