// The decisions of the cash desk. All are pure; the desk locks, asks them and writes.
#pragma once
#include <span>

#include "cash/cash_desk_state.h"
#include "cash/tolerance.h"

namespace tandem::cash {

// The first day from which on `wanted` is free of the balance on every day, not before `earliest`. Asserts
// wanted <= left. After a reversal the money is free only from the reversal's day on: settling earlier
// would use it twice on the days between (trust I1, I2 at every past date).
Date free_from(const Balance& balance, Money wanted, Date earliest);

struct DeskLine {
    OpenItemId item;
    Money amount;
};
struct AllocationRequest {
    std::vector<DeskLine> lines;         // lines of one item are added up
    std::optional<Date> effective;       // later than the earliest day only with a reason
    std::string reason;
    SmallDifference difference = SmallDifference::leave_open;  // settle: close what is left of each item
};

struct PlannedLine {
    OpenItemId item;
    Money amount;
    Money tolerance;  // >= 0: the small difference that closes the item, never cash
    Date effective;
    Rate item_rate;
};
// Refuses, in this order: cash.nothing_to_allocate, cash.unknown_item, cash.other_customer {source}, as
// check_allocation, cash.difference_too_large {difference, allowed}, as effective_date.
Result<std::vector<PlannedLine>> decide_lines(const Source& source, std::span<const ItemState> items, const AllocationRequest& request,
                                              const TolerancePolicy& tolerance);

// From the later of today and the item's day, on which the amount is open. Refuses cash.amount_not_positive,
// receivable.currency_mismatch {first, second}, cash.write_off_above_open {amount, open}. R-009.
Result<Date> decide_write_off(const ItemState& item, Money amount, Date today);

// Whether the receipt can be taken back on that day: not before it came, was cleared, or had an allocation
// reversed, and not in the future. Refuses cash.receipt_reversed {date}, cash.receipt_refunded {amount}, cash.reversal_too_early
// {earliest}, cash.date_in_future {today}.
Result<void> check_reversal(const ReceiptState& receipt, Date on, Date today);

// A bill or cheque is paid: at maturity, by discount at a bank, by clearing. Refuses cash.not_paper,
// cash.receipt_reversed {date}, cash.receipt_cleared {date}, cash.clearing_too_early {value_date},
// cash.date_in_future {today}, cash.charges_range {charges, amount}.
Result<void> check_clearing(const ReceiptState& receipt, Date on, Money charges, Date today);

// It is not paid. As check_reversal, and cash.not_paper, cash.receipt_cleared {date}.
Result<void> check_dishonour(const ReceiptState& receipt, Date on, Date today);

}  // namespace tandem::cash
