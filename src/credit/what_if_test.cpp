#include "credit/what_if.h"

#include <doctest/doctest.h>

#include "credit/edge/credit_policy_json.h"
#include "support/shared.h"

namespace tandem::credit {
namespace {

CreditPolicy shipped() { return parse_credit_policy(tandem::testing::read_file("policies/credit.json")).value(); }
Regrading one(std::int64_t id, std::string before, std::string after, int days_before = 0, int days_after = 0) {
    return {.customer = CustomerId{id}, .before = {.grade = std::move(before), .score_x100 = 0, .refused = {}}, .after = {.grade = std::move(after), .score_x100 = 0, .refused = {}}, .days_before = days_before, .days_after = days_after};
}
std::vector<std::int64_t> order(const GradeShift& shift) {
    std::vector<std::int64_t> ids;
    for (const Regrading& each : shift.changed) ids.push_back(each.customer.value);
    return ids;
}

TEST_CASE("R-412: who falls furthest is read first, then who rises furthest; the rest is counted") {
    const auto shift = compare_grades(shipped(), {one(1, "A", "A", 30, 30), one(2, "C", "B", 0, 60), one(3, "A", "B", 30, 0), one(4, "B", "", 0, 0), one(5, "D", "A"), one(6, "A", "D", 90, 0), one(7, "", "")});
    CHECK(order(shift) == std::vector<std::int64_t>{4, 6, 3, 5, 2});
    CHECK(shift.customers == 7);
    CHECK(shift.worse == 3);
    CHECK(shift.better == 2);
    CHECK(shift.longer == 1);
    CHECK(shift.shorter == 2);
}

TEST_CASE("the matrix holds every customer once, the best grade first, no grade last") {
    const auto shift = compare_grades(shipped(), {one(1, "B", "A"), one(2, "A", "A"), one(3, "A", "A"), one(4, "", "D"), one(5, "A", "")});
    CHECK(shift.matrix == std::vector<GradeMove>{{"A", "A", 2}, {"A", "", 1}, {"B", "A", 1}, {"", "D", 1}});
}

TEST_CASE("nothing known, no grade, and it says why") {
    const ScoringModel model{.version = 1, .least_known_bp = 5000, .override_longest_days = 0, .reassess_ahead_days = 0, .dimensions = {}, .bands = {{"A", {}}}};
    const auto graded = grade_by(model, {});
    CHECK(graded.grade.empty());
    REQUIRE(graded.refused);
}

TEST_CASE("held under one policy alone: by number and amount, in both directions") {
    using enum Outcome;
    const std::vector<Verdict> all{{100, pass, hold}, {200, warn, hold}, {400, hold, warn}, {800, hold, hold}, {1600, pass, warn}};
    CHECK(compare_holds(all) == HoldShift{.checked = 5, .held_before = 2, .held_after = 3, .newly_held = 2, .newly_held_minor = 300, .freed = 1, .freed_minor = 400});
}

}  // namespace
}  // namespace tandem::credit
