// Small payment differences and early-payment discount: when an item closes although the money is not
// exactly what it says. Neither is ever cash: tolerance and discount stand apart from collection.
#pragma once
#include <optional>
#include <vector>

#include "core/date.h"
#include "core/money.h"
#include "core/result.h"

namespace tandem::cash {

// The allowed difference is the lower of the percentage of the amount and the maximum amount.
struct ToleranceLimit {
    Rate percent;
    Money max_amount;
};
// What to do with a difference within the limit: ask nothing and settle it, or leave it open.
enum class SmallDifference { settle, leave_open };

// Build with make_tolerance_policy: one limit a currency; without one nothing is tolerated.
struct TolerancePolicy {
    std::vector<ToleranceLimit> limits;
    SmallDifference use = SmallDifference::leave_open;
    int discount_grace_days = 0;  // days after the discount date on which the discount is still granted
};
Result<TolerancePolicy> make_tolerance_policy(TolerancePolicy policy);  // cash.tolerance_range, tolerance_twice, discount_grace

Money allowed_difference(Money amount, const TolerancePolicy& policy);  // >= 0, rounded down

// A fixed sum off when paid by a day.
struct EarlyPaymentDiscount {
    Money amount;  // gross, 0 < amount < gross of the document
    Date pay_by;
};
EarlyPaymentDiscount discount_of(Money gross, Rate percent, Date pay_by);  // percent of gross, half-up

// How an early payment settles an item: net carries its share half-up, tax the rest.
struct DiscountSplit {
    Money on_net, on_tax;
};
// Refuses cash.discount_range when the discount is negative or above net + tax.
Result<DiscountSplit> split_discount(Money net, Money tax, Money discount);

// What the money of one day does to one item.
struct Closing {
    Money cash;        // taken from the receipt
    Money discount;    // granted
    Money tolerance;   // > 0: the payer left it; < 0: the payer paid too much and it is kept
    Money open;        // stays open
    Money on_account;  // stays with the receipt
};
// The discount is granted when the money arrives by pay_by plus grace and covers the rest within
// tolerance; otherwise the full amount is due and tolerance is tried on that.
Closing decide_closing(Money open, Money received, Date value_date, const std::optional<EarlyPaymentDiscount>& discount,
                       const TolerancePolicy& policy);

// What to pay on a day to close the item.
Money cash_due(Money open, Date value_date, const std::optional<EarlyPaymentDiscount>& discount);

}  // namespace tandem::cash
