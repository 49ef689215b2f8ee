// Date: a civil day. It has no time zone and never asks the machine what day it is.
// Instant: a moment, in microseconds since 1970-01-01 UTC; only platform/clock makes new ones.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/result.h"

namespace tandem {

using Date = std::chrono::sys_days;
using Days = std::chrono::days;

// Days since 1970-01-01: how a Date is stored.
constexpr std::int32_t day_number(Date date) {
    return static_cast<std::int32_t>(date.time_since_epoch().count());
}
constexpr Date date_of(std::int64_t day_number) { return Date{Days{day_number}}; }

struct Instant {
    std::int64_t micros{};
    friend auto operator<=>(const Instant&, const Instant&) = default;
};
inline constexpr Instant end_of_time{INT64_MAX - 1};  // before "never", which is INT64_MAX

// "2026-03-31". Refuses with date.invalid what is not a day of the calendar from 1900 to 2999.
Result<Date> parse_date(std::string_view text);
std::string to_string(Date date);
std::string month_key(Date date);  // "2026-03"

// The named layouts a file may state its dates in.
enum class DateLayout { iso, month_day_year, day_month_year, year_month_day_compact };
// Accepts the layout with '-', '/' or '.' between, one or two digits for month and day, a trailing
// time of midnight; iso also accepts 2026年3月31日.
Result<Date> parse_date(std::string_view text, DateLayout layout);
Result<DateLayout> parse_date_layout(std::string_view name);  // "iso", "m/d/y", "d/m/y", "yyyymmdd"

// "2026-03-31T08:00:00.000000Z"; parsing also takes a plain date (the end of that day, UTC).
std::string to_string(Instant instant);
Result<Instant> parse_instant(std::string_view text);

constexpr Date first_of_month(Date date) {
    const std::chrono::year_month_day day{date};
    return Date{day.year() / day.month() / 1};
}
constexpr Date end_of_month(Date date) {
    const std::chrono::year_month_day day{date};
    return Date{day.year() / day.month() / std::chrono::last};
}
// The same day of a later month; the 31st becomes the last day of a shorter month.
constexpr Date add_months(Date date, int months) {
    const std::chrono::year_month_day day{date};
    const auto month = std::chrono::year_month{day.year(), day.month()} + std::chrono::months{months};
    const auto same = month / day.day();
    return same.ok() ? Date{same} : Date{month / std::chrono::last};
}
// The day-th of the date's month, or its last day when the month is shorter.
constexpr Date with_day(Date date, unsigned day) {
    const std::chrono::year_month_day ymd{date};
    const auto wanted = ymd.year() / ymd.month() / std::chrono::day{day};
    return wanted.ok() ? Date{wanted} : end_of_month(date);
}

}  // namespace tandem
