// Working calendars: which days are worked, and where a date lands that is not.
//
// A calendar speaks only for the years it holds. Any other year is refused: "weekends only" would look
// like an answer and be wrong around every holiday. Shipped data: policies/calendars.
#pragma once
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "core/result.h"

namespace tandem::policy {

struct DaysOff {
    Date from, to;  // both included
    std::string name, name_en;
};

struct CalendarYear {
    int year{};
    bool provisional{};  // the arrangement of the year is not announced yet; statutory days only
    std::string source;  // the notice it was taken from
    std::vector<DaysOff> days_off;
    std::vector<Date> make_up_workdays;  // weekend days worked in exchange (调休)
};

enum class DayKind { workday, weekend, day_off, make_up_workday };
constexpr bool is_worked(DayKind kind) { return kind == DayKind::workday || kind == DayKind::make_up_workday; }

// Build with make_calendar.
class WorkingCalendar {
public:
    const std::string& code() const { return code_; }
    const std::vector<std::chrono::weekday>& weekend() const { return weekend_; }
    const std::vector<CalendarYear>& years() const { return years_; }  // ascending

    // All of these refuse with policy.calendar_year_missing when they need a year the calendar lacks.
    Result<const CalendarYear*> year(int year) const;
    Result<DayKind> day_kind(Date date) const;
    Result<bool> is_working_day(Date date) const;
    Result<Date> next_working_day(Date date) const;      // the first one after the date
    Result<Date> previous_working_day(Date date) const;  // the last one before the date

private:
    friend Result<WorkingCalendar> make_calendar(std::string, std::vector<std::chrono::weekday>, std::vector<CalendarYear>);
    WorkingCalendar() = default;
    Result<Date> step(Date date, Days by) const;

    std::string code_;
    std::vector<std::chrono::weekday> weekend_;
    std::vector<CalendarYear> years_;
    std::map<Date, DayKind> exceptions_;
};

// Refuses, in this order: no code, no years, a weekend of all seven days, a year stated twice, days off
// that end before they begin, a day outside its year, a day stated twice, a make-up workday that is
// worked anyway.
Result<WorkingCalendar> make_calendar(std::string code, std::vector<std::chrono::weekday> weekend, std::vector<CalendarYear> years);

// What happens to a date that is not worked. Shipped: none, a due date stays where the contract put it.
enum class Roll {
    none,
    following,           // the next working day
    modified_following,  // the next working day, but the one before when that leaves the month
    preceding            // the working day before
};
Result<Date> roll_date(Date date, Roll roll, const WorkingCalendar& calendar);

std::string_view name_of(Roll roll);  // "modified_following"
std::optional<Roll> roll_named(std::string_view name);

}  // namespace tandem::policy
