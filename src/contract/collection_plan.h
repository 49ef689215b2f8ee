// The collection plan (回款计划): what a contract's terms say is to be collected, and when.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "contract/payment_terms.h"
#include "policy/calendar.h"

namespace tandem::contract {

// The days on which what the terms wait for happened. Empty: not yet.
struct ContractEvents {
    std::optional<Date> signed_on, delivered_on, accepted_on, invoiced_on;
    std::optional<Date> on(BaseEvent event) const;
};

// Where a due date goes that is not a working day. Shipped: nowhere, and no calendar is needed.
struct DueDateRoll {
    policy::Roll roll = policy::Roll::none;
    const policy::WorkingCalendar* calendar = nullptr;  // needed unless roll is none
};

struct PlanLine {
    int line_no{};  // 1, 2, 3 ...
    std::string label;
    BaseEvent base{};
    Money amount;
    std::optional<Date> due_date;        // empty: the event has not happened, so the line cannot be overdue
    std::optional<Date> discount_until;  // paid by then, the part's discount is granted
};

// The amounts of the parts, in the order of the parts; they always sum to the total.
// Percentages round half-up to the minor unit; fixed parts are paid as agreed; the remainder part, or
// without one the last part that is not fixed, takes what rounding left.
// contract.total_negative, everything check_coverage refuses, and contract.parts_above_total when a
// percentage of the remaining leaves too little for the parts after it.
Result<std::vector<Money>> compute_amounts(const PaymentTerms& terms, Money total);

// One line a part. A total of zero is one line of zero, due on the day of the first part's event.
// policy.calendar_year_missing when a due date is to be rolled in a year the calendar does not know.
Result<std::vector<PlanLine>> compute_plan(const PaymentTerms& terms, Money total, const ContractEvents& events,
                                           const DueDateRoll& roll = {});

}  // namespace tandem::contract
