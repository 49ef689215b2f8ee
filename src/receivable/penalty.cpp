#include "receivable/penalty.h"

#include <algorithm>

namespace tandem::receivable {

Result<PenaltyPolicy> make_penalty_policy(PenaltyPolicy policy) {
    const bool rate_fits = policy.rate.e10 >= 0 && policy.rate <= Rate::percent(100);
    const bool cap_fits = !policy.cap || policy.cap->e10 >= 0;
    if (!rate_fits || !cap_fits || policy.more_than_days < 0 || policy.more_than_days > 3660)
        return refuse("receivable.penalty_range", "penalty",
                      {{"rate", to_string(policy.rate)}, {"days", std::to_string(policy.more_than_days)},
                       {"cap", policy.cap ? to_string(*policy.cap) : "-"}});
    return policy;
}

Money compute_penalty(Money contract_amount, int overdue_days, const PenaltyPolicy& policy) {
    if (overdue_days <= policy.more_than_days) return {0, contract_amount.currency()};
    return contract_amount.times(policy.rate, Rounding::half_up);
}

Money penalty_charge(Money penalty, Money already_charged) {
    return std::max(penalty - already_charged, Money{0, penalty.currency()});
}

PenaltyAnnouncement announce_penalty(Money contract_amount, Date due, const PenaltyPolicy& policy) {
    const int first_day = policy.more_than_days + 1;
    return {due + Days{first_day}, compute_penalty(contract_amount, first_day, policy)};
}

LateCharges decide_late_charges(Money principal, Money interest, Money penalty, const PenaltyPolicy& policy) {
    const Money nothing{0, principal.currency()};
    LateCharges charges{interest, penalty};
    if (policy.cumulation == Cumulation::higher_only) (interest >= penalty ? charges.penalty : charges.interest) = nothing;
    if (!policy.cap) return charges;
    const Money limit = principal.times(*policy.cap, Rounding::down);
    charges.interest = std::min(charges.interest, limit);
    charges.penalty = std::min(charges.penalty, limit - charges.interest);
    return charges;
}

}  // namespace tandem::receivable
