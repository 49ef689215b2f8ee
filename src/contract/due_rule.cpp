#include "contract/due_rule.h"

#include <algorithm>
#include <string>

namespace tandem::contract {
namespace {

constexpr int longest_months = 50 * 12;
constexpr int longest_days = 50 * 366;

Date next_day_of_month(Date from, unsigned day) {
    const Date same_month = with_day(from, day);
    return same_month >= from ? same_month : with_day(add_months(first_of_month(from), 1), day);
}

}  // namespace

Result<void> check_due_rule(const DueRule& rule, const std::string& part) {
    if (rule.months < 0 || rule.days < 0)
        return refuse("contract.negative_offset", part, {{"months", std::to_string(rule.months)}, {"days", std::to_string(rule.days)}});
    if (rule.months > longest_months || rule.days > longest_days) return refuse("contract.offset_too_long", part);
    for (const auto& day : {rule.day_of_month, rule.next_day_of_month})
        if (day && (*day < 1 || *day > 31)) return refuse("contract.day_of_month_out_of_range", part, {{"day", std::to_string(*day)}});
    return {};
}

Date due_date(Date event, const DueRule& rule) {
    Date due = add_months(event, rule.months);
    if (rule.day_of_month) due = with_day(due, static_cast<unsigned>(*rule.day_of_month));
    due += Days{rule.days};
    if (rule.next_day_of_month) due = next_day_of_month(due, static_cast<unsigned>(*rule.next_day_of_month));
    return std::max(due, event);
}

Days longest_span(const DueRule& rule) {
    Days longest{0};
    const Date leap_cycle_begins{std::chrono::year{2024} / 1 / 1};
    const Date leap_cycle_ends{std::chrono::year{2028} / 1 / 1};
    for (Date event = leap_cycle_begins; event < leap_cycle_ends; event += Days{1})
        longest = std::max(longest, Days{due_date(event, rule) - event});
    return longest;
}

}  // namespace tandem::contract
