#include "contract/due_rule.h"

#include <doctest/doctest.h>

#include "core/errors.h"

using namespace tandem;
using namespace tandem::contract;

namespace {

constexpr Date day(int year, unsigned month, unsigned day) { return Date{std::chrono::year{year} / month / day}; }

DueRule days(int count) { return {.months = 0, .day_of_month = {}, .days = count, .next_day_of_month = {}}; }
DueRule months(int count) { return {.months = count, .day_of_month = {}, .days = 0, .next_day_of_month = {}}; }

}  // namespace

TEST_CASE("R-150: days run on through month ends and the leap day") {
    CHECK(due_date(day(2024, 2, 22), days(7)) == day(2024, 2, 29));
    CHECK(due_date(day(2024, 2, 29), days(30)) == day(2024, 3, 30));
    CHECK(due_date(day(2026, 12, 25), days(7)) == day(2027, 1, 1));
    CHECK(due_date(day(2026, 3, 1), {}) == day(2026, 3, 1));
}

TEST_CASE("months keep the day, or take the last day of a shorter month") {
    CHECK(due_date(day(2026, 1, 31), months(1)) == day(2026, 2, 28));
    CHECK(due_date(day(2028, 1, 31), months(1)) == day(2028, 2, 29));
    CHECK(due_date(day(2026, 11, 30), months(3)) == day(2027, 2, 28));
}

TEST_CASE("the day of the month is set before the days are added") {
    CHECK(due_date(day(2011, 10, 1), {2, 15, 30, {}}) == day(2012, 1, 14));
    CHECK(due_date(day(2019, 1, 1), {0, 31, 45, {}}) == day(2019, 3, 17));
    CHECK(due_date(day(2026, 1, 15), {1, 31, 0, {}}) == day(2026, 2, 28));
}

TEST_CASE("then the next such day, that day itself included") {
    CHECK(due_date(day(2019, 1, 15), {0, {}, 31, 15}) == day(2019, 2, 15));
    CHECK(due_date(day(2019, 1, 16), {0, {}, 31, 15}) == day(2019, 3, 15));
    CHECK(due_date(day(2026, 2, 10), {0, {}, 0, 31}) == day(2026, 2, 28));
    CHECK(due_date(day(2026, 2, 28), {0, {}, 1, 31}) == day(2026, 3, 31));
    CHECK(due_date(day(2026, 12, 20), {0, {}, 0, 10}) == day(2027, 1, 10));
}

TEST_CASE("a part never falls due before its event") {
    CHECK(due_date(day(2026, 3, 20), {0, 10, 0, {}}) == day(2026, 3, 20));
    CHECK(due_date(day(2026, 3, 5), {0, 10, 0, {}}) == day(2026, 3, 10));
}

TEST_CASE("R-154: the longest span is the worst day to sign on") {
    CHECK(longest_span(days(30)) == Days{30});
    CHECK(longest_span(months(1)) == Days{31});
    CHECK(longest_span(months(2)) == Days{62});
    CHECK(longest_span(months(12)) == Days{366});
    CHECK(longest_span({0, 31, 45, {}}) == Days{75});
    CHECK(longest_span({1, 1, 0, {}}) == Days{31});
    CHECK(longest_span({}) == Days{0});
}

TEST_CASE("an offset that makes no sense is refused") {
    const auto refusal = [](DueRule rule) {
        const auto checked = check_due_rule(rule, "2");
        REQUIRE(!checked);
        CHECK(checked.error().subject == "2");
        CHECK(!explain(checked.error(), Language::zh).empty());
        return checked.error().code;
    };
    CHECK(refusal(days(-30)) == "contract.negative_offset");
    CHECK(refusal(months(-1)) == "contract.negative_offset");
    CHECK(refusal(months(601)) == "contract.offset_too_long");
    CHECK(refusal(days(18301)) == "contract.offset_too_long");
    CHECK(refusal({0, 0, 0, {}}) == "contract.day_of_month_out_of_range");
    CHECK(refusal({0, {}, 0, 32}) == "contract.day_of_month_out_of_range");
    CHECK(check_due_rule({600, 31, 18300, 1}, "1"));
}
