#include "policy/edge/calendar_json.h"

#include <doctest/doctest.h>

#include "support/shared.h"

using namespace tandem;
using namespace tandem::policy;

namespace {

constexpr Date day(int year, unsigned month, unsigned day) { return Date{std::chrono::year{year} / month / day}; }

WorkingCalendar mainland() {
    auto calendar = parse_calendar(testing::read_file("policies/calendars/cn-mainland.json"));
    REQUIRE(calendar);
    return *std::move(calendar);
}

int days_of(const WorkingCalendar& calendar, int year, DayKind kind) {
    int count = 0;
    for (Date date = day(year, 1, 1); date <= day(year, 12, 31); date += Days{1}) count += *calendar.day_kind(date) == kind;
    return count;
}

std::string_view refusal(std::string_view json) {
    const auto parsed = parse_calendar(json);
    REQUIRE(!parsed);
    return parsed.error().code;
}

}  // namespace

TEST_CASE("mainland China: holidays and make-up workdays as announced") {
    const auto calendar = mainland();
    const auto kind = [&](int year, unsigned month, unsigned at) { return *calendar.day_kind(day(year, month, at)); };
    CHECK(kind(2024, 2, 4) == DayKind::make_up_workday);
    CHECK(kind(2024, 2, 9) == DayKind::workday);  // New Year's Eve was only recommended in 2024
    CHECK(kind(2024, 2, 17) == DayKind::day_off);
    CHECK(kind(2024, 9, 14) == DayKind::make_up_workday);
    CHECK(kind(2025, 1, 2) == DayKind::workday);
    CHECK(kind(2025, 1, 28) == DayKind::day_off);  // and a holiday by law from 2025
    CHECK(kind(2025, 10, 8) == DayKind::day_off);
    CHECK(kind(2025, 10, 9) == DayKind::workday);
    CHECK(kind(2025, 10, 11) == DayKind::make_up_workday);
    CHECK(kind(2026, 1, 2) == DayKind::day_off);
    CHECK(kind(2026, 1, 4) == DayKind::make_up_workday);
    CHECK(kind(2026, 2, 23) == DayKind::day_off);
    CHECK(kind(2026, 2, 28) == DayKind::make_up_workday);
    CHECK(kind(2026, 9, 20) == DayKind::make_up_workday);
    CHECK(*calendar.next_working_day(day(2026, 2, 14)) == day(2026, 2, 24));
}

TEST_CASE("mainland China: as many days off and make-up workdays as the notices count") {
    const auto calendar = mainland();
    struct Row { int year, off, made_up; };
    for (const Row& row : {Row{2024, 28, 8}, {2025, 28, 5}, {2026, 33, 6}, {2027, 13, 0}}) {
        CAPTURE(row.year);
        CHECK(days_of(calendar, row.year, DayKind::day_off) == row.off);
        CHECK(days_of(calendar, row.year, DayKind::make_up_workday) == row.made_up);
        CHECK(!(*calendar.year(row.year))->source.empty());
    }
}

TEST_CASE("mainland China: 2027 holds what the law fixes and says that it is provisional") {
    const auto calendar = mainland();
    CHECK(!(*calendar.year(2026))->provisional);
    CHECK((*calendar.year(2027))->provisional);
    for (const Date holiday : {day(2027, 1, 1), day(2027, 2, 5), day(2027, 2, 6), day(2027, 2, 8), day(2027, 4, 5), day(2027, 5, 2),
                               day(2027, 6, 9), day(2027, 9, 15), day(2027, 10, 3)})
        CHECK(*calendar.day_kind(holiday) == DayKind::day_off);
    CHECK(*calendar.day_kind(day(2027, 2, 9)) == DayKind::workday);
    CHECK(calendar.day_kind(day(2028, 1, 3)).error().code == "policy.calendar_year_missing");
    CHECK(calendar.day_kind(day(2023, 12, 29)).error().code == "policy.calendar_year_missing");
}

TEST_CASE("a calendar written out and read again is the same calendar") {
    const auto calendar = mainland();
    const auto again = parse_calendar(to_json(calendar));
    REQUIRE(again);
    CHECK(to_json(*again) == to_json(calendar));
    for (Date date = day(2024, 1, 1); date <= day(2027, 12, 31); date += Days{1}) CHECK(*again->day_kind(date) == *calendar.day_kind(date));
}

TEST_CASE("a calendar file of another form is refused with the place") {
    CHECK(refusal("{") == "json.invalid");
    CHECK(refusal("[]") == "json.wrong_type");
    CHECK(refusal(R"({"code":"x","weekend":["sunday"]})") == "json.missing_key");
    CHECK(refusal(R"({"code":"x","weekend":["sun"],"years":[]})") == "json.wrong_type");
    CHECK(refusal(R"({"code":"x","weekend":[],"years":[],"zone":"+8"})") == "json.unknown_key");
    const auto bad_date = parse_calendar(R"({"code":"x","weekend":[],"years":[{"year":2026,"source":"s","days_off":[],"make_up_workdays":["2026-02-30"]}]})");
    REQUIRE(!bad_date);
    CHECK(bad_date.error().code == "date.invalid");
    const auto typo = parse_calendar(R"({"code":"x","weekend":[],"years":[{"year":2026,"source":"s","days_off":[{"from":"2026-01-01","until":"2026-01-01"}],"make_up_workdays":[]}]})");
    REQUIRE(!typo);
    CHECK(typo.error().subject == "years[0].days_off[0].to");
}
