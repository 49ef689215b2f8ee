// Late-payment interest (逾期利息): simple interest on the principal outstanding each day, derived and
// never stored by day. Rules R-151 and definitions.md "Interest".
//
// Counted from the day after the due date through the day paid (that day included) or the as-of date;
// exact until the end, then rounded half-up once per item. A charge is the rounded total to date minus
// what was charged before, so many small charges never add up to more than one.
#pragma once
#include <optional>
#include <span>
#include <vector>

#include "core/date.h"
#include "core/money.h"
#include "core/result.h"

namespace tandem::receivable {

// A rate per so many days: 0.05 % a day is {0.0005, 1}, 13.25 % a year is {0.1325, 365}.
struct InterestRate {
    Rate rate{};
    int period_days = 1;
    static constexpr InterestRate daily(Rate rate) { return {rate, 1}; }
    static constexpr InterestRate annual(Rate rate, int day_basis) { return {rate, day_basis}; }
    friend bool operator==(const InterestRate&, const InterestRate&) = default;
};

// The rate that holds from a day on; the first of a history may hold since ever.
struct DatedRate {
    std::optional<Date> from;
    InterestRate rate;
};

// Build with make_interest_terms.
struct InterestTerms {
    std::vector<DatedRate> rates;  // ascending
    int grace_days = 0;  // what is paid within these days after the due date bears no interest at all
};
// Refuses receivable.interest_rates_order (empty, not ascending), receivable.interest_rate_range
// (negative, above 100 % a period, a period outside 1 to 366 days), receivable.grace_days.
Result<InterestTerms> make_interest_terms(std::vector<DatedRate> rates, int grace_days = 0);

// An exact number of minor units: a fraction in lowest terms, rounded only when asked.
class ExactMinor {
public:
    ExactMinor() = default;
    Wide numerator() const { return numerator_; }
    Wide denominator() const { return denominator_; }
    std::int64_t rounded(Rounding rounding = Rounding::half_up) const { return divide(numerator_, denominator_, rounding); }
    friend bool operator==(const ExactMinor&, const ExactMinor&) = default;

private:
    friend Result<ExactMinor> exact_minor(Wide numerator, Wide denominator);
    Wide numerator_ = 0;
    Wide denominator_ = 1;
};
// denominator > 0. All three refuse receivable.interest_too_large when 127 bits do not hold the figure.
Result<ExactMinor> exact_minor(Wide numerator, Wide denominator);
Result<ExactMinor> sum(const ExactMinor& a, const ExactMinor& b);
Result<ExactMinor> difference(const ExactMinor& a, const ExactMinor& b);

// At the end of the day `on` the principal changes: a payment, a credit or a dispute lowers it
// (negative), a reversal or a dispute settled raises it again.
struct PrincipalChange {
    Date on;
    Money by;
};

struct InterestItem {
    Money principal;  // outstanding at the due date, before the changes
    Date due_date;
    std::span<const PrincipalChange> changes{};  // ascending by date; on or before the due date counts at once
    std::optional<Date> stopped_on{};            // last day that bears interest: agreement, judgment, write-off
};

// All refuse receivable.principal_negative, receivable.changes_order, receivable.interest_too_large;
// amounts in other currencies are asserted away.
Result<ExactMinor> accrued_interest(const InterestItem& item, const InterestTerms& terms, Date as_of);
// The interest that arose after one day through another: (after, through]. Adds up over any days between.
Result<ExactMinor> compute_interest(const InterestItem& item, const InterestTerms& terms, Date after, Date through);
// The rounded total to date.
Result<Money> interest_to_date(const InterestItem& item, const InterestTerms& terms, Date as_of);
// What to charge now; negative when a correction left less than was charged.
inline Money interest_charge(Money to_date, Money already_charged) { return to_date - already_charged; }

// One item's interest at one rate without a list of segments: add a term for each segment, then round
// once. Holds the sum of principal x days; allocates nothing.
struct InterestAccrual {
    Wide minor_days = 0;
    void add(std::int64_t principal_minor, std::int64_t days) { minor_days += Wide{principal_minor} * days; }
    std::int64_t rounded(InterestRate rate) const {
        return divide(minor_days * rate.rate.e10, Wide{Rate::one} * rate.period_days, Rounding::half_up);
    }
};

// A fixed sum per late debt by its size, such as the recovery sum of the British 1998 Act.
struct FeeTier {
    Money from;  // of debts of at least this amount
    Money fee;
};
struct FeeSchedule {  // build with make_fee_schedule
    std::vector<FeeTier> tiers;  // ascending, one currency
};
Result<FeeSchedule> make_fee_schedule(std::vector<FeeTier> tiers);  // receivable.fee_tiers
// The fee of the highest tier reached; zero below the first tier, when nothing is overdue, and in
// another currency than the schedule's.
Money fixed_fee(Money principal, int overdue_days, const FeeSchedule& schedule);

}  // namespace tandem::receivable
