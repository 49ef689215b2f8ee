#include "policy/calendar.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tandem::policy {
namespace {

int year_of(Date date) { return static_cast<int>(std::chrono::year_month_day{date}.year()); }

constexpr std::array<std::pair<Roll, std::string_view>, 4> roll_names{{{Roll::none, "none"},
                                                                       {Roll::following, "following"},
                                                                       {Roll::modified_following, "modified_following"},
                                                                       {Roll::preceding, "preceding"}}};

Result<void> add_exception(std::map<Date, DayKind>& exceptions, Date date, DayKind kind, const CalendarYear& year) {
    if (year_of(date) != year.year)
        return refuse("policy.calendar_day_outside_year", to_string(date), {{"year", std::to_string(year.year)}});
    if (!exceptions.emplace(date, kind).second) return refuse("policy.calendar_day_twice", to_string(date));
    return {};
}

Result<void> add_year(std::map<Date, DayKind>& exceptions, const CalendarYear& year, const std::vector<std::chrono::weekday>& weekend) {
    for (const DaysOff& off : year.days_off) {
        if (off.to < off.from) return refuse("policy.calendar_days_reversed", to_string(off.from), {{"to", to_string(off.to)}});
        for (Date date = off.from; date <= off.to; date += Days{1}) TRY_VOID(add_exception(exceptions, date, DayKind::day_off, year));
    }
    for (const Date date : year.make_up_workdays) {
        TRY_VOID(add_exception(exceptions, date, DayKind::make_up_workday, year));
        if (std::ranges::find(weekend, std::chrono::weekday{date}) == weekend.end())
            return refuse("policy.calendar_make_up_not_weekend", to_string(date));
    }
    return {};
}

}  // namespace

Result<WorkingCalendar> make_calendar(std::string code, std::vector<std::chrono::weekday> weekend, std::vector<CalendarYear> years) {
    if (code.empty()) return refuse("policy.calendar_without_code");
    if (years.empty()) return refuse("policy.calendar_without_years", code);
    std::ranges::sort(weekend, {}, [](std::chrono::weekday day) { return day.c_encoding(); });
    weekend.erase(std::ranges::unique(weekend).begin(), weekend.end());
    if (weekend.size() >= 7) return refuse("policy.calendar_without_workdays", code);

    std::ranges::sort(years, {}, &CalendarYear::year);
    const auto twice = std::ranges::adjacent_find(years, {}, &CalendarYear::year);
    if (twice != years.end()) return refuse("policy.calendar_year_twice", std::to_string(twice->year), {{"calendar", code}});

    WorkingCalendar calendar;
    for (const CalendarYear& year : years) TRY_VOID(add_year(calendar.exceptions_, year, weekend));
    calendar.code_ = std::move(code);
    calendar.weekend_ = std::move(weekend);
    calendar.years_ = std::move(years);
    return calendar;
}

Result<const CalendarYear*> WorkingCalendar::year(int year) const {
    const auto found = std::ranges::find(years_, year, &CalendarYear::year);
    if (found == years_.end()) return refuse("policy.calendar_year_missing", std::to_string(year), {{"calendar", code_}});
    return &*found;
}

Result<DayKind> WorkingCalendar::day_kind(Date date) const {
    TRY(year(year_of(date)));
    if (const auto found = exceptions_.find(date); found != exceptions_.end()) return found->second;
    const bool at_weekend = std::ranges::find(weekend_, std::chrono::weekday{date}) != weekend_.end();
    return at_weekend ? DayKind::weekend : DayKind::workday;
}

Result<bool> WorkingCalendar::is_working_day(Date date) const { return is_worked(TRY(day_kind(date))); }

Result<Date> WorkingCalendar::step(Date date, Days by) const {
    do date += by;
    while (!TRY(is_working_day(date)));
    return date;
}

Result<Date> WorkingCalendar::next_working_day(Date date) const { return step(date, Days{1}); }
Result<Date> WorkingCalendar::previous_working_day(Date date) const { return step(date, Days{-1}); }

Result<Date> roll_date(Date date, Roll roll, const WorkingCalendar& calendar) {
    if (roll == Roll::none || TRY(calendar.is_working_day(date))) return date;
    if (roll == Roll::preceding) return calendar.previous_working_day(date);
    // The rest of the month first: at the end of December the next year may have no data, and modified
    // following needs none of it.
    const Date last = end_of_month(date);
    for (Date later = date + Days{1}; later <= last; later += Days{1})
        if (TRY(calendar.is_working_day(later))) return later;
    return roll == Roll::following ? calendar.next_working_day(last) : calendar.previous_working_day(date);
}

std::string_view name_of(Roll roll) { return std::ranges::find(roll_names, roll, &std::pair<Roll, std::string_view>::first)->second; }

std::optional<Roll> roll_named(std::string_view name) {
    const auto found = std::ranges::find(roll_names, name, &std::pair<Roll, std::string_view>::second);
    return found == roll_names.end() ? std::nullopt : std::optional{found->first};
}

}  // namespace tandem::policy
