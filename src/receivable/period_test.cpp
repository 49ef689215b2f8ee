#include "receivable/period.h"

#include <doctest/doctest.h>

using namespace tandem;
using namespace tandem::receivable;

namespace {

Date day(const char* text) { return *parse_date(text); }

// The book begins in January 2026 and is closed through April.
Periods closed_through_april() {
    Periods periods;
    const auto months = decide_closing({}, day("2026-04-15"), day("2026-01-20"), day("2026-05-01"));
    for (const Date month : *months) periods.set(month, PeriodState::closed);
    return periods;
}

}  // namespace

TEST_CASE("closing a month closes the undecided months before it, since the first entry") {
    CHECK(*decide_closing({}, day("2026-04-15"), day("2026-01-20"), day("2026-05-01")) == std::vector{day("2026-01-01"), day("2026-02-01"), day("2026-03-01"), day("2026-04-01")});
    CHECK(decide_closing(closed_through_april(), day("2026-04-01"), day("2026-01-20"), day("2026-05-01"))->empty());
    CHECK(*decide_closing({}, day("2026-04-01"), day("2026-09-09"), day("2026-05-01")) == std::vector{day("2026-04-01")});
}

TEST_CASE("nothing takes effect in a closed month; the first open day is named") {
    const Periods periods = closed_through_april();
    const auto refused = periods.check_open(day("2026-03-31"));
    REQUIRE(!refused);
    CHECK(refused.error().code == "receivable.period_closed");
    CHECK(refused.error().figures == std::vector<std::pair<std::string, std::string>>{{"month", "2026-03"}, {"first_open_date", "2026-05-01"}});
    CHECK(!periods.check_open(day("2026-04-30")));
    CHECK(periods.check_open(day("2026-05-01")));
    CHECK(!periods.check_open(day("2025-12-31")));  // before the first entry, and before what is closed
    CHECK(Periods{}.check_open(day("1999-01-01")));
}

TEST_CASE("a reopened month alone takes entries, and is closed again before a later one") {
    Periods periods = closed_through_april();
    periods.set(day("2026-02-01"), PeriodState::open);
    CHECK(periods.check_open(day("2026-02-28")));
    CHECK(!periods.check_open(day("2026-01-31")));
    CHECK(!periods.check_open(day("2026-03-01")));
    CHECK(periods.first_open_day(day("2026-01-05")) == day("2026-02-01"));
    const auto refused = decide_closing(periods, day("2026-05-01"), day("2026-01-20"), day("2026-06-02"));
    REQUIRE(!refused);
    CHECK(refused.error().code == "receivable.period_earlier_open");
    CHECK(*decide_closing(periods, day("2026-02-01"), day("2026-01-20"), day("2026-06-02")) == std::vector{day("2026-02-01")});
}

TEST_CASE("a month is closed when it is over") {
    CHECK(decide_closing({}, day("2026-05-01"), day("2026-05-01"), day("2026-05-31")).error().code == "receivable.period_not_over");
    CHECK(decide_closing({}, day("2026-05-01"), day("2026-05-01"), day("2026-06-01")));
}
