// Does a change order give more time? Judged by when the money falls due, before and after: by the terms, and by the days on
// which signing, delivery and acceptance are expected. R-175.
#pragma once
#include "contract/findings.h"
#include "contract/planning.h"

namespace tandem::contract {

// More time is a longer term or payment after a later event than before; money that falls due later than it did, though the
// longest term stays; an event that is expected later. What a smaller amount no longer brings was not put off, and what a
// larger one adds was not due before.
Lengthened judge_change(const ContractState& state, const ChangeOrder& order, const ChangedPlan& changed);

// The days of the contract's events as far as they are known: recorded, stated by the change order, or behind the expected
// due dates of the plan.
ContractEvents known_events(const ContractState& state, const ContractEvents& stated);

}  // namespace tandem::contract
