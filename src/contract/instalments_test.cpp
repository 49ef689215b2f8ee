#include "contract/instalments.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace tandem;
using namespace tandem::contract;

namespace {

constexpr Date day(int year, unsigned month, unsigned day) { return Date{std::chrono::year{year} / month / day}; }
Money cny(std::int64_t minor) { return {minor, currency("CNY")}; }

Money sum_of(const std::vector<Instalment>& plan) {
    Money sum = cny(0);
    for (const Instalment& instalment : plan) sum += instalment.amount;
    return sum;
}

}  // namespace

TEST_CASE("pieces of one size every so many months; the last takes what is left") {
    const auto plan = *split_into_pieces(cny(100'00), cny(30'00), {day(2026, 12, 31), 2});
    REQUIRE(plan.size() == 4);
    CHECK(plan[0].due_date == day(2026, 12, 31));
    CHECK(plan[1].due_date == day(2027, 2, 28));
    CHECK(plan[2].due_date == day(2027, 4, 30));
    CHECK(plan[3].due_date == day(2027, 6, 30));
    CHECK(plan[2].amount == cny(30'00));
    CHECK(plan[3].amount == cny(10'00));
    CHECK(split_into_pieces(cny(90'00), cny(30'00), {day(2026, 1, 1), 1})->size() == 3);
}

TEST_CASE("equal shares round half-up and the last takes the rest") {
    const auto thirds = *split_into_count(cny(100'00), 3, {day(2026, 1, 1), 1});
    CHECK(thirds[0].amount == cny(33'33));
    CHECK(thirds[2].amount == cny(33'34));
    const auto two_thirds = *split_into_count(cny(200'00), 3, {day(2026, 1, 1), 1});
    CHECK(two_thirds[0].amount == cny(66'67));
    CHECK(two_thirds[2].amount == cny(66'66));
    const auto cents = *split_into_count(cny(3), 2, {day(2026, 1, 1), 1});
    CHECK(cents[1].amount == cny(1));
}

TEST_CASE("a split that never ends or pays nothing is refused") {
    const Rhythm monthly{day(2026, 1, 1), 1};
    CHECK(split_into_pieces(cny(100), cny(0), monthly).error().code == "contract.instalment_piece");
    CHECK(split_into_pieces(cny(0), cny(1), monthly).error().code == "contract.instalment_amount");
    CHECK(split_into_pieces(cny(601), cny(1), monthly).error().code == "contract.too_many_instalments");
    CHECK(split_into_pieces(cny(100), cny(10), {day(2026, 1, 1), 0}).error().code == "contract.instalment_rhythm");
    CHECK(split_into_count(cny(100), 0, monthly).error().code == "contract.too_many_instalments");
    CHECK(split_into_count(cny(2), 3, monthly).error().code == "contract.instalment_piece");
}

TEST_CASE("R-172: an agreed plan may move dates and amounts but not the debt") {
    const Date first = day(2026, 1, 1);
    const std::vector<Instalment> agreed{{first, cny(4000)}, {day(2026, 2, 1), cny(3000)}, {day(2026, 4, 1), cny(3000)}};
    CHECK(check_instalments(agreed, cny(10000)));
    const auto short_plan = check_instalments(agreed, cny(10001));
    REQUIRE(!short_plan);
    CHECK(short_plan.error().code == "contract.instalments_not_total");
    CHECK(short_plan.error().figures[2].second == "0.01");
    CHECK(check_instalments(std::vector<Instalment>{{first, cny(1)}, {first - Days{1}, cny(1)}}, cny(2)).error().code == "contract.instalments_out_of_order");
    CHECK(check_instalments(std::vector<Instalment>{{first, cny(2)}, {first, cny(0)}}, cny(2)).error().code == "contract.instalment_amount");
    CHECK(check_instalments({}, cny(2)).error().code == "contract.instalments_not_total");
}

TEST_CASE("amounts in the company's currency follow in proportion") {
    const auto usd = [](std::int64_t minor) { return Money{minor, currency("USD")}; };
    const std::vector parts{usd(4000), usd(3000), usd(3000)};
    CHECK(in_proportion(parts, cny(9000)) == std::vector{cny(3600), cny(2700), cny(2700)});
    const std::vector thirds{usd(1), usd(1), usd(1)};
    CHECK(in_proportion(thirds, cny(100)) == std::vector{cny(33), cny(33), cny(34)});
    CHECK(in_proportion(thirds, cny(2)) == std::vector{cny(1), cny(1), cny(0)});
}

TEST_CASE("property: no split loses a cent or makes an instalment of nothing") {
    CHECK(rc::check([] {
        const Money amount = cny(*rc::gen::inRange<std::int64_t>(1, 1'000'000));
        const Rhythm rhythm{day(2026, 1, 31), *rc::gen::inRange(1, 5)};
        for (const auto& plan : {split_into_count(amount, *rc::gen::inRange(1, 61), rhythm),
                                 split_into_pieces(amount, cny(*rc::gen::inRange<std::int64_t>(1, 1'000'000)), rhythm)}) {
            if (!plan) continue;
            RC_ASSERT(sum_of(*plan) == amount);
            RC_ASSERT(check_instalments(*plan, amount).has_value());
        }
    }));
}
