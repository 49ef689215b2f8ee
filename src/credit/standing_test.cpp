#include "credit/standing.h"

#include <doctest/doctest.h>

namespace tandem::credit {
namespace {

constexpr Date day(unsigned month, unsigned of_month) { return Date{std::chrono::year{2026} / std::chrono::month{month} / std::chrono::day{of_month}}; }
GradeFact fact(GradeFact::Kind kind, std::string grade, Date from, Date to, std::int64_t recorded) {
    return {.kind = kind, .grade = std::move(grade), .assessment = AssessmentId{1}, .from = from, .valid_to = to, .recorded_at = Instant{recorded}, .ended_at = {}};
}
const auto scored = [](std::string grade, Date from, Date to, std::int64_t recorded = 1) { return fact(GradeFact::Kind::assessment, std::move(grade), from, to, recorded); };
const auto decided = [](std::string grade, Date from, Date to, std::int64_t recorded = 2) { return fact(GradeFact::Kind::override_, std::move(grade), from, to, recorded); };

TEST_CASE("the newest assessment counts from its first day through its last") {
    const std::vector facts{scored("B", day(1, 10), day(6, 30)), scored("A", day(4, 1), day(12, 31))};
    CHECK_FALSE(standing_on(facts, day(1, 9)).graded());
    CHECK(standing_on(facts, day(1, 10)).grade == "B");
    CHECK(standing_on(facts, day(3, 31)).grade == "B");
    CHECK(standing_on(facts, day(4, 1)).grade == "A");
    CHECK(standing_on(facts, day(12, 31)).grade == "A");
}

TEST_CASE("an expired grade is no grade, and the better one it replaced does not come back") {
    const std::vector facts{scored("A", day(1, 1), day(12, 31)), scored("C", day(3, 1), day(5, 31))};
    const auto standing = standing_on(facts, day(6, 1));
    CHECK_FALSE(standing.graded());
    CHECK(standing.expired_on == day(5, 31));
}

TEST_CASE("an override outranks the score while it lasts; then the score counts again") {
    const std::vector facts{scored("C", day(1, 1), day(12, 31)), decided("B", day(3, 1), day(4, 30))};
    CHECK(standing_on(facts, day(3, 1)).grade == "B");
    CHECK(standing_on(facts, day(3, 1)).source == GradeFact::Kind::override_);
    CHECK(standing_on(facts, day(4, 30)).grade == "B");
    CHECK(standing_on(facts, day(5, 1)).grade == "C");
}

TEST_CASE("an override taken back stops at once; what was known before stays known") {
    std::vector facts{scored("C", day(1, 1), day(12, 31)), decided("A", day(3, 1), day(9, 30), 5)};
    facts[1].ended_at = Instant{9};
    CHECK(standing_on(facts, day(4, 1)).grade == "C");
    CHECK(standing_on(facts, day(4, 1), Instant{8}).grade == "A");
    CHECK(standing_on(facts, day(4, 1), Instant{4}).grade == "C");
}

TEST_CASE("of two on one day the one recorded later counts") {
    const std::vector facts{scored("A", day(1, 1), day(12, 31), 7), scored("B", day(1, 1), day(12, 31), 8)};
    CHECK(standing_on(facts, day(2, 1)).grade == "B");
}

}  // namespace
}  // namespace tandem::credit
