// Penalty for late payment (违约金): a share of the contract amount, once, when the delay exceeds a
// number of days. Rules; the flags "both cumulate" and "legal cap" are policy.
#pragma once
#include <optional>

#include "core/date.h"
#include "core/money.h"
#include "core/result.h"

namespace tandem::receivable {

// Interest and penalty together: both are claimed, or only the higher of the two.
enum class Cumulation { both, higher_only };

// Build with make_penalty_policy. Shipped: 5 % when more than 30 days overdue, both, no cap.
struct PenaltyPolicy {
    Rate rate = Rate::percent(5);
    int more_than_days = 30;
    Cumulation cumulation = Cumulation::both;
    std::optional<Rate> cap;  // interest and penalty together never exceed this share of the principal
};
Result<PenaltyPolicy> make_penalty_policy(PenaltyPolicy policy);  // receivable.penalty_range

// Zero through `more_than_days`, then rate x contract amount, half-up. Due once for a contract: the
// caller passes what was charged before and receives what is still to charge.
Money compute_penalty(Money contract_amount, int overdue_days, const PenaltyPolicy& policy);
Money penalty_charge(Money penalty, Money already_charged);

// What a written demand states before the penalty arises: the day it would, and how much.
struct PenaltyAnnouncement {
    Date arises_on;
    Money amount;
};
PenaltyAnnouncement announce_penalty(Money contract_amount, Date due, const PenaltyPolicy& policy);

// What may be claimed beside the principal once cumulation and cap are applied; a cap lowers the
// penalty first, then the interest.
struct LateCharges {
    Money interest, penalty;
    Money total() const { return interest + penalty; }
};
LateCharges decide_late_charges(Money principal, Money interest, Money penalty, const PenaltyPolicy& policy);

}  // namespace tandem::receivable
