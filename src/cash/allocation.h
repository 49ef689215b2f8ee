// Allocation of money to open items (回款核销): which items a receipt settles, how far, from which day.
//
// Order of decision: remittance reference, customer designation, then the policy's order. Never above
// what the receipt holds or an item has open, never across currencies.
#pragma once
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "cash/allocation_order.h"

namespace tandem::cash {

// A claim somebody named; without amount, as much as the money covers.
struct Designation {
    OpenItemId item;
    std::optional<Money> amount{};
};

struct Incoming {
    Money available;  // what the receipt holds and no allocation used yet, >= 0
    Date value_date;
    std::span<const Designation> by_reference{};  // document numbers found in the remittance text
    std::span<const Designation> by_customer{};   // the customer's own instruction
};

enum class AllocationReason { remittance_reference, customer_designation, policy_order };
std::string_view code_of(AllocationReason reason);

struct AllocationLine {
    OpenItemId item;
    Money amount;  // > 0
    Date effective_date;
    AllocationReason reason;
    friend bool operator==(const AllocationLine&, const AllocationLine&) = default;
};

struct AllocationDecision {
    std::vector<AllocationLine> lines;  // in the order settled; an item may stand once per reason
    Money unapplied;                    // stays on account
};
// Claims in another currency than the money are passed over; designated items that are not among the
// claims too. `as_of` tells due from not due. Asserts that available and open amounts are not negative.
AllocationDecision decide_allocation(const Incoming& money, std::span<const Claim> claims, const AllocationOrder& order,
                                     Date as_of);

// A line that a person or a file commands, beside what the item has open.
struct CommandedLine {
    OpenItemId item;
    Money amount;
    Money open;
};
// Refuses, in this order: cash.amount_not_positive, cash.currency_mismatch {receipt, item},
// cash.over_allocation {amount, available} for an item and for the receipt. Lines of one item are added up.
Result<void> check_allocation(Money available, std::span<const CommandedLine> lines);

// The later of the receipt's value date and the item's date, unless asked for a later day with a reason.
// Refuses cash.allocation_too_early {date, earliest}, cash.reason_required.
Result<Date> effective_date(Date value_date, Date item_date, std::optional<Date> requested = {}, std::string_view reason = {});

// An item on a day, with what is allocated to it from a later day on (future receipts).
struct Outlook {
    Money open, future, remaining;
};
// `later` holds the item's allocations that are effective after the day asked about.
Outlook compute_outlook(Money open, std::span<const AllocationLine> later);

}  // namespace tandem::cash
