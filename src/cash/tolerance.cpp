#include "cash/tolerance.h"

#include <algorithm>
#include <string>

namespace tandem::cash {
namespace {

const ToleranceLimit* limit_of(Currency currency, const TolerancePolicy& policy) {
    const auto found = std::ranges::find_if(policy.limits, [&](const ToleranceLimit& limit) { return limit.max_amount.currency() == currency; });
    return found == policy.limits.end() ? nullptr : &*found;
}

// Closes `open` with `discount` granted: what differs from the rest is tolerated or stays where it is.
Closing close(Money open, Money received, Money discount, Money tolerated) {
    const Money nothing{0, open.currency()};
    const Money due = open - discount;
    const Money difference = due - received;
    if (difference.is_zero()) return {received, discount, nothing, nothing, nothing};
    const Money size = difference.is_negative() ? -difference : difference;
    if (size <= tolerated && !received.is_zero()) return {received, discount, difference, nothing, nothing};
    if (difference.is_negative()) return {due, discount, nothing, nothing, -difference};
    return {received, nothing, nothing, open - received, nothing};
}

}  // namespace

Result<TolerancePolicy> make_tolerance_policy(TolerancePolicy policy) {
    for (auto limit = policy.limits.begin(); limit != policy.limits.end(); ++limit) {
        const Currency currency = limit->max_amount.currency();
        const std::string subject{currency.code()};
        if (limit->percent.e10 < 0 || limit->percent > Rate::percent(100) || limit->max_amount.is_negative())
            return refuse("cash.tolerance_range", subject, {{"percent", to_string(limit->percent)}, {"amount", to_decimal(limit->max_amount)}});
        if (std::any_of(policy.limits.begin(), limit, [&](const ToleranceLimit& other) { return other.max_amount.currency() == currency; }))
            return refuse("cash.tolerance_twice", subject);
    }
    if (policy.discount_grace_days < 0 || policy.discount_grace_days > 366)
        return refuse("cash.discount_grace", "discount_grace_days", {{"days", std::to_string(policy.discount_grace_days)}});
    return policy;
}

Money allowed_difference(Money amount, const TolerancePolicy& policy) {
    const ToleranceLimit* limit = limit_of(amount.currency(), policy);
    if (limit == nullptr) return {0, amount.currency()};
    return std::min(amount.times(limit->percent, Rounding::down), limit->max_amount);
}

EarlyPaymentDiscount discount_of(Money gross, Rate percent, Date pay_by) { return {gross.times(percent, Rounding::half_up), pay_by}; }

Result<DiscountSplit> split_discount(Money net, Money tax, Money discount) {
    const Money gross = net + tax;
    if (discount.is_negative() || discount > gross)
        return refuse("cash.discount_range", to_decimal(discount), {{"gross", to_decimal(gross)}});
    if (gross.is_zero()) return DiscountSplit{gross, gross};
    const Money on_net = discount.scaled(net.minor(), gross.minor(), Rounding::half_up);
    return DiscountSplit{on_net, discount - on_net};
}

Closing decide_closing(Money open, Money received, Date value_date, const std::optional<EarlyPaymentDiscount>& discount,
                       const TolerancePolicy& policy) {
    TANDEM_ASSERT(!open.is_negative() && !received.is_negative());
    const Money nothing{0, open.currency()};
    const Money tolerated = policy.use == SmallDifference::settle ? allowed_difference(open, policy) : nothing;
    const bool in_time = discount && value_date <= discount->pay_by + Days{policy.discount_grace_days};
    if (in_time && discount->amount < open && received + tolerated >= open - discount->amount)
        return close(open, received, discount->amount, tolerated);
    return close(open, received, nothing, tolerated);
}

Money cash_due(Money open, Date value_date, const std::optional<EarlyPaymentDiscount>& discount) {
    const bool in_time = discount && value_date <= discount->pay_by && discount->amount < open;
    return in_time ? open - discount->amount : open;
}

}  // namespace tandem::cash
