#include "receivable/interest.h"

#include <algorithm>

namespace tandem::receivable {
namespace {

Wide greatest_common_divisor(Wide a, Wide b) {
    if (a < 0) a = -a;
    while (b != 0) {
        const Wide rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

// The outstanding principal summed over the days of (after, through]. What changed on or before
// `settled` counts for every day of it; later changes from the day after.
Result<Wide> principal_days(const InterestItem& item, Date settled, Date after, Date through) {
    Wide total = 0;
    std::int64_t principal = item.principal.minor();
    Date at = after;
    for (const PrincipalChange& change : item.changes) {
        TANDEM_ASSERT(change.by.currency() == item.principal.currency());
        if (change.on >= through) break;
        if (change.on > settled && change.on > at) {
            total += Wide{principal} * (change.on - at).count();
            at = change.on;
        }
        principal = (Money{principal, item.principal.currency()} + change.by).minor();
    }
    if (through > at) total += Wide{principal} * (through - at).count();
    return total;
}

Result<void> check_item(const InterestItem& item) {
    Money principal = item.principal;
    if (principal.is_negative()) return refuse("receivable.principal_negative", {}, {{"principal", to_decimal(principal)}});
    for (std::size_t index = 0; index < item.changes.size(); ++index) {
        if (index > 0 && item.changes[index].on < item.changes[index - 1].on)
            return refuse("receivable.changes_order", to_string(item.changes[index].on));
        principal += item.changes[index].by;
        // Several changes of one day may pass below zero; what counts is the end of the day.
        const bool day_ends = index + 1 == item.changes.size() || item.changes[index + 1].on != item.changes[index].on;
        if (day_ends && principal.is_negative())
            return refuse("receivable.principal_negative", to_string(item.changes[index].on), {{"principal", to_decimal(principal)}});
    }
    return {};
}

}  // namespace

Result<InterestTerms> make_interest_terms(std::vector<DatedRate> rates, int grace_days) {
    if (rates.empty()) return refuse("receivable.interest_rates_order", "rates");
    for (std::size_t index = 0; index < rates.size(); ++index) {
        const auto& [from, rate] = rates[index];
        if (rate.rate.e10 < 0 || rate.rate.e10 > Rate::one || rate.period_days < 1 || rate.period_days > 366)
            return refuse("receivable.interest_rate_range", "rates", {{"rate", to_string(rate.rate)}, {"days", std::to_string(rate.period_days)}});
        if (index > 0 && (!from || (rates[index - 1].from && *from <= *rates[index - 1].from)))
            return refuse("receivable.interest_rates_order", from ? to_string(*from) : "rates");
    }
    if (grace_days < 0 || grace_days > 366) return refuse("receivable.interest_grace", "grace_days", {{"days", std::to_string(grace_days)}});
    return InterestTerms{std::move(rates), grace_days};
}

Result<ExactMinor> exact_minor(Wide numerator, Wide denominator) {
    TANDEM_ASSERT(denominator > 0);
    const Wide common = greatest_common_divisor(numerator, denominator);
    ExactMinor made;
    made.numerator_ = numerator / common;
    made.denominator_ = denominator / common;
    return made;
}

Result<ExactMinor> sum(const ExactMinor& a, const ExactMinor& b) {
    const Wide common = greatest_common_divisor(a.denominator(), b.denominator());
    const Wide b_scale = b.denominator() / common;
    Wide left{}, right{}, top{}, bottom{};
    if (__builtin_mul_overflow(a.numerator(), b_scale, &left) ||
        __builtin_mul_overflow(b.numerator(), a.denominator() / common, &right) ||
        __builtin_add_overflow(left, right, &top) || __builtin_mul_overflow(a.denominator(), b_scale, &bottom))
        return refuse("receivable.interest_too_large");
    return exact_minor(top, bottom);
}

Result<ExactMinor> difference(const ExactMinor& a, const ExactMinor& b) {
    return sum(a, TRY(exact_minor(-b.numerator(), b.denominator())));
}

Result<ExactMinor> accrued_interest(const InterestItem& item, const InterestTerms& terms, Date as_of) {
    TRY_VOID(check_item(item));
    const Date grace_ends = item.due_date + Days{terms.grace_days};
    const Date last = item.stopped_on ? std::min(as_of, *item.stopped_on) : as_of;
    ExactMinor total;
    if (last <= grace_ends) return total;
    for (std::size_t index = 0; index < terms.rates.size(); ++index) {
        const auto& [from, rate] = terms.rates[index];
        const Date first_before = from ? std::max(item.due_date, *from - Days{1}) : item.due_date;
        const Date until = index + 1 < terms.rates.size() ? std::min(last, *terms.rates[index + 1].from - Days{1}) : last;
        if (until <= first_before) continue;
        const Wide days = TRY(principal_days(item, grace_ends, first_before, until));
        Wide top{};
        if (__builtin_mul_overflow(days, Wide{rate.rate.e10}, &top)) return refuse("receivable.interest_too_large");
        total = TRY(sum(total, TRY(exact_minor(top, Wide{Rate::one} * rate.period_days))));
    }
    return total;
}

Result<ExactMinor> compute_interest(const InterestItem& item, const InterestTerms& terms, Date after, Date through) {
    return difference(TRY(accrued_interest(item, terms, through)), TRY(accrued_interest(item, terms, after)));
}

Result<Money> interest_to_date(const InterestItem& item, const InterestTerms& terms, Date as_of) {
    const ExactMinor exact = TRY(accrued_interest(item, terms, as_of));
    if (exact.numerator() / exact.denominator() >= INT64_MAX) return refuse("receivable.interest_too_large");
    return Money{exact.rounded(Rounding::half_up), item.principal.currency()};
}

Result<FeeSchedule> make_fee_schedule(std::vector<FeeTier> tiers) {
    if (tiers.empty()) return refuse("receivable.fee_tiers", "tiers");
    for (std::size_t index = 0; index < tiers.size(); ++index) {
        const FeeTier& tier = tiers[index];
        const bool one_currency = tier.from.currency() == tier.fee.currency() && tier.from.currency() == tiers[0].from.currency();
        const bool ascending = index == 0 || (one_currency && tiers[index - 1].from < tier.from);
        if (!one_currency || !ascending || tier.from.is_negative() || tier.fee.is_negative())
            return refuse("receivable.fee_tiers", to_decimal(tier.from));
    }
    return FeeSchedule{std::move(tiers)};
}

Money fixed_fee(Money principal, int overdue_days, const FeeSchedule& schedule) {
    Money fee{0, principal.currency()};
    if (overdue_days <= 0 || schedule.tiers.empty() || schedule.tiers.front().from.currency() != principal.currency()) return fee;
    for (const FeeTier& tier : schedule.tiers)
        if (principal >= tier.from) fee = tier.fee;
    return fee;
}

}  // namespace tandem::receivable
