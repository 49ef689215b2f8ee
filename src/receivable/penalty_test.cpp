#include "receivable/penalty.h"

#include <doctest/doctest.h>

using namespace tandem;
using namespace tandem::receivable;
using namespace std::chrono_literals;

namespace {

Money cny(std::int64_t minor) { return {minor, currency("CNY")}; }
constexpr Date due{2026y / 1 / 1};

}  // namespace

TEST_CASE("R-152: 5 % of the contract amount when more than 30 days overdue") {
    const PenaltyPolicy policy;
    CHECK(compute_penalty(cny(333'333), 30, policy) == cny(0));
    CHECK(compute_penalty(cny(333'333), 31, policy) == cny(16'667));
    CHECK(compute_penalty(cny(333'333), 400, policy) == cny(16'667));
    CHECK(compute_penalty(cny(333'333), 8, {.rate = Rate::percent(10), .more_than_days = 7, .cap = {}}) == cny(33'333));
}

TEST_CASE("R-152: a penalty is charged once, never taken back by a second look") {
    CHECK(penalty_charge(cny(16'667), cny(0)) == cny(16'667));
    CHECK(penalty_charge(cny(16'667), cny(16'667)) == cny(0));
    CHECK(penalty_charge(cny(0), cny(16'667)) == cny(0));
}

TEST_CASE("R-171: a demand announces the penalty with its day and amount") {
    const auto announced = announce_penalty(cny(1'000'000), due, PenaltyPolicy{});
    CHECK(announced.arises_on == Date{2026y / 2 / 1});
    CHECK(announced.amount == cny(50'000));
    CHECK(compute_penalty(cny(1'000'000), static_cast<int>((announced.arises_on - due).count()), {}) == announced.amount);
    CHECK(compute_penalty(cny(1'000'000), static_cast<int>((announced.arises_on - due).count()) - 1, {}) == cny(0));
}

TEST_CASE("interest and penalty: both, or the higher, below the cap") {
    const auto claimed = [](Cumulation cumulation, std::optional<Rate> cap, std::int64_t interest, std::int64_t penalty) {
        const auto charges = decide_late_charges(cny(100'000), cny(interest), cny(penalty), {.cumulation = cumulation, .cap = cap});
        return std::pair{charges.interest.minor(), charges.penalty.minor()};
    };
    using Pair = std::pair<std::int64_t, std::int64_t>;
    CHECK(claimed(Cumulation::both, {}, 3'000, 5'000) == Pair{3'000, 5'000});
    CHECK(claimed(Cumulation::higher_only, {}, 3'000, 5'000) == Pair{0, 5'000});
    CHECK(claimed(Cumulation::higher_only, {}, 5'000, 5'000) == Pair{5'000, 0});
    CHECK(claimed(Cumulation::both, Rate::percent(6), 3'000, 5'000) == Pair{3'000, 3'000});
    CHECK(claimed(Cumulation::both, Rate::percent(2), 3'000, 5'000) == Pair{2'000, 0});
    CHECK(claimed(Cumulation::both, Rate::percent(8), 3'000, 5'000) == Pair{3'000, 5'000});
}

TEST_CASE("a penalty out of range is refused") {
    for (const PenaltyPolicy& policy : {PenaltyPolicy{.rate = Rate{-1}, .cap = {}}, {.rate = Rate::percent(101), .cap = {}},
                                        {.more_than_days = -1, .cap = {}}, {.more_than_days = 3661, .cap = {}}, {.cap = Rate{-1}}}) {
        const auto made = make_penalty_policy(policy);
        REQUIRE(!made);
        CHECK(made.error().code == "receivable.penalty_range");
    }
    CHECK(make_penalty_policy({.rate = Rate::percent(100), .more_than_days = 0, .cap = Rate{}}));
}
