// Decisions about one contract: what an event dates, what a change order leaves.
#pragma once
#include <vector>

#include "contract/contract.h"
#include "contract/plan_items.h"

namespace tandem::contract {

// The undated lines that the event dates, each with its due date by its own part of the terms.
// policy.calendar_year_missing as compute_plan.
Result<std::vector<DatedLine>> decide_dated_lines(const ContractState& state, BaseEvent event, Date date, const DueDateRoll& roll);

// May the event be recorded for that day? True when it is already there with the same day (nothing to do).
// contract.event_recorded {event, recorded, date} when it is there with another day.
Result<bool> is_recorded(const ContractState& state, BaseEvent event, Date date);

// A change order: a new amount, and new parts for what is not dated yet. Percentages are of the new rest.
// Without parts the undated lines keep their proportions. `expected`: when what has not happened is expected from now on; what
// is not stated stays expected as it was.
struct ChangeOrder {
    Money amount;
    std::vector<TermsPart> rest;
    ContractEvents expected{};
};
struct ChangedPlan {
    PaymentTerms terms;              // a fixed part a dated line, then the parts of the rest
    std::vector<StoredLine> kept;    // the dated lines
    std::vector<PlanLine> replaced;  // the new undated lines with their expected due dates; numbers go on after the last one used
};
// Refuses contract.no_plan, contract.currency_mismatch, contract.change_below_dated {amount, dated},
// contract.change_needs_parts {left}, contract.change_nothing_left {dated}, and as make_payment_terms.
Result<ChangedPlan> decide_change(const ContractState& state, const ChangeOrder& order);

}  // namespace tandem::contract
