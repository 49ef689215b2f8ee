#include "insight/policy_effect.h"

#include <doctest/doctest.h>

using namespace tandem;
using namespace tandem::insight;

namespace {

std::string spans(const char* begins, const char* today, int days) {
    const auto around = spans_around(parse_date(begins).value(), parse_date(today).value(), days);
    if (!around) return "none";
    return to_string(around->before.from) + ".." + to_string(around->before.to) + " " + to_string(around->after.from) + ".." + to_string(around->after.to) + (around->whole ? " whole" : "");
}

}  // namespace

TEST_CASE("R-412: the spans before and after a version are equally long and meet where it began") {
    CHECK(spans("2026-04-01", "2026-12-31", 90) == "2026-01-01..2026-03-31 2026-04-01..2026-06-29 whole");
    CHECK(spans("2026-04-01", "2026-06-29", 90) == "2026-01-01..2026-03-31 2026-04-01..2026-06-29 whole");
    CHECK(spans("2026-04-01", "2026-06-28", 90) == "2026-01-02..2026-03-31 2026-04-01..2026-06-28");
    CHECK(spans("2026-04-01", "2026-04-01", 90) == "2026-03-31..2026-03-31 2026-04-01..2026-04-01");
    CHECK(spans("2026-04-02", "2026-04-01", 90) == "none");
}

TEST_CASE("an overdue rate is a share of what is open; of nothing there is none") {
    CHECK(SpanFigures{.open = 30'000, .overdue = 10'000}.overdue_bp() == 3333);
    CHECK_FALSE(SpanFigures{.billed = 5}.overdue_bp());
}
