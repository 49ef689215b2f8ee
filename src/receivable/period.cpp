#include "receivable/period.h"

#include <algorithm>
#include <string>

namespace tandem::receivable {

PeriodState Periods::state_of(Date day) const {
    const auto at = states_.lower_bound(first_of_month(day));
    if (at != states_.end() && at->first == first_of_month(day)) return at->second;
    const bool later_closed = std::any_of(at, states_.end(), [](const auto& each) { return each.second == PeriodState::closed; });
    return later_closed ? PeriodState::closed : PeriodState::open;
}

Date Periods::first_open_day(Date from) const {
    Date day = from;
    while (state_of(day) == PeriodState::closed) day = end_of_month(day) + Days{1};
    return day;
}

Result<void> Periods::check_open(Date effective) const {
    if (states_.empty() || effective > end_of_month(states_.rbegin()->first) || state_of(effective) == PeriodState::open) return {};
    return refuse("receivable.period_closed", to_string(effective), {{"month", month_key(effective)}, {"first_open_date", to_string(first_open_day(effective))}});
}

Result<std::vector<Date>> decide_closing(const Periods& periods, Date month, Date first_entry, Date today) {
    const Date closing = first_of_month(month);
    if (end_of_month(closing) >= today) return refuse("receivable.period_not_over", month_key(closing), {{"today", to_string(today)}});
    std::vector<Date> months;
    if (periods.state_of(closing) == PeriodState::closed) return months;
    for (Date each = std::min(first_of_month(first_entry), closing); each < closing; each = add_months(each, 1)) {
        if (periods.state_of(each) == PeriodState::closed) continue;
        if (periods.is_decided(each)) return refuse("receivable.period_earlier_open", month_key(closing), {{"earlier", month_key(each)}});
        months.push_back(each);
    }
    months.push_back(closing);
    return months;
}

}  // namespace tandem::receivable
