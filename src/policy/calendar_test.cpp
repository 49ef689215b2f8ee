#include "policy/calendar.h"

#include <doctest/doctest.h>

#include "core/errors.h"

using namespace tandem;
using namespace tandem::policy;
using namespace std::chrono_literals;

namespace {

constexpr Date day(int year, unsigned month, unsigned day) { return Date{std::chrono::year{year} / month / day}; }
const std::vector<std::chrono::weekday> weekend{std::chrono::Saturday, std::chrono::Sunday};

CalendarYear plain(int year) { return {year, false, "test", {}, {}}; }

// May 2026 with 1 to 5 May off and Saturday the 9th worked.
WorkingCalendar may_2026() {
    CalendarYear year = plain(2026);
    year.days_off = {{day(2026, 5, 1), day(2026, 5, 5), "劳动节", "Labour Day"}};
    year.make_up_workdays = {day(2026, 5, 9)};
    return *make_calendar("test", weekend, {year});
}

std::string_view refusal(std::vector<CalendarYear> years) {
    const auto made = make_calendar("test", weekend, std::move(years));
    REQUIRE(!made);
    CHECK(!explain(made.error(), Language::zh).empty());
    return made.error().code;
}

}  // namespace

TEST_CASE("a day is a workday, weekend, day off or make-up workday") {
    const auto calendar = may_2026();
    CHECK(*calendar.day_kind(day(2026, 4, 30)) == DayKind::workday);
    CHECK(*calendar.day_kind(day(2026, 5, 1)) == DayKind::day_off);
    CHECK(*calendar.day_kind(day(2026, 5, 5)) == DayKind::day_off);
    CHECK(*calendar.day_kind(day(2026, 5, 6)) == DayKind::workday);
    CHECK(*calendar.day_kind(day(2026, 5, 9)) == DayKind::make_up_workday);
    CHECK(*calendar.day_kind(day(2026, 5, 10)) == DayKind::weekend);
    CHECK(*calendar.is_working_day(day(2026, 5, 9)));
    CHECK(!*calendar.is_working_day(day(2026, 5, 5)));
}

TEST_CASE("the next and the previous working day leave the day itself behind") {
    const auto calendar = may_2026();
    CHECK(*calendar.next_working_day(day(2026, 4, 30)) == day(2026, 5, 6));
    CHECK(*calendar.next_working_day(day(2026, 5, 8)) == day(2026, 5, 9));
    CHECK(*calendar.previous_working_day(day(2026, 5, 6)) == day(2026, 4, 30));
    CHECK(*calendar.previous_working_day(day(2026, 5, 11)) == day(2026, 5, 9));
}

TEST_CASE("a date that is not worked rolls as the policy says; a working day never moves") {
    const auto calendar = may_2026();
    const Date holiday = day(2026, 5, 2), month_end = day(2026, 5, 31);  // a Sunday
    CHECK(*roll_date(holiday, Roll::none, calendar) == holiday);
    CHECK(*roll_date(holiday, Roll::following, calendar) == day(2026, 5, 6));
    CHECK(*roll_date(holiday, Roll::preceding, calendar) == day(2026, 4, 30));
    CHECK(*roll_date(month_end, Roll::following, calendar) == day(2026, 6, 1));
    CHECK(*roll_date(month_end, Roll::modified_following, calendar) == day(2026, 5, 29));
    CHECK(*roll_date(holiday, Roll::modified_following, calendar) == day(2026, 5, 6));
    for (const Roll roll : {Roll::none, Roll::following, Roll::modified_following, Roll::preceding}) {
        CHECK(*roll_date(day(2026, 5, 9), roll, calendar) == day(2026, 5, 9));
        CHECK(*roll_named(name_of(roll)) == roll);
    }
    CHECK(!roll_named("next_tuesday"));
}

TEST_CASE("a year without data is refused, never taken for weekends only") {
    const auto calendar = may_2026();
    CHECK(calendar.is_working_day(day(2027, 3, 1)).error().code == "policy.calendar_year_missing");
    CHECK(calendar.next_working_day(day(2026, 12, 31)).error().code == "policy.calendar_year_missing");
    CHECK(calendar.previous_working_day(day(2026, 1, 1)).error().code == "policy.calendar_year_missing");
    CHECK(roll_date(day(2027, 1, 2), Roll::following, calendar).error().code == "policy.calendar_year_missing");
    // The shipped roll asks nothing of the calendar.
    CHECK(*roll_date(day(2031, 1, 4), Roll::none, calendar) == day(2031, 1, 4));
}

TEST_CASE("modified following stays within December and needs no data of the next year") {
    CalendarYear year = plain(2026);
    year.days_off = {{day(2026, 12, 31), day(2026, 12, 31), "盘点", "stock-taking"}};
    const auto calendar = *make_calendar("test", weekend, {year});
    CHECK(*roll_date(day(2026, 12, 31), Roll::modified_following, calendar) == day(2026, 12, 30));
    CHECK(roll_date(day(2026, 12, 31), Roll::following, calendar).error().code == "policy.calendar_year_missing");
}

TEST_CASE("a calendar that contradicts itself is refused") {
    CHECK(make_calendar("", weekend, {plain(2026)}).error().code == "policy.calendar_without_code");
    CHECK(refusal({}) == "policy.calendar_without_years");
    CHECK(refusal({plain(2026), plain(2025), plain(2026)}) == "policy.calendar_year_twice");

    std::vector<std::chrono::weekday> all;
    for (unsigned at = 0; at < 7; ++at) all.emplace_back(at);
    CHECK(make_calendar("test", all, {plain(2026)}).error().code == "policy.calendar_without_workdays");

    CalendarYear year = plain(2026);
    year.days_off = {{day(2026, 5, 3), day(2026, 5, 1), "", ""}};
    CHECK(refusal({year}) == "policy.calendar_days_reversed");
    year.days_off = {{day(2025, 12, 31), day(2026, 1, 1), "", ""}};
    CHECK(refusal({year}) == "policy.calendar_day_outside_year");
    year.days_off = {{day(2026, 5, 1), day(2026, 5, 3), "", ""}, {day(2026, 5, 3), day(2026, 5, 4), "", ""}};
    CHECK(refusal({year}) == "policy.calendar_day_twice");
    year.days_off = {{day(2026, 5, 9), day(2026, 5, 9), "", ""}};
    year.make_up_workdays = {day(2026, 5, 9)};
    CHECK(refusal({year}) == "policy.calendar_day_twice");
    year = plain(2026);
    year.make_up_workdays = {day(2026, 5, 8)};
    CHECK(refusal({year}) == "policy.calendar_make_up_not_weekend");
}
