#include "cash/tolerance.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace tandem;
using namespace tandem::cash;
using namespace std::chrono_literals;

namespace {

Money cny(std::int64_t yuan_cents) { return {yuan_cents, currency("CNY")}; }
constexpr Date pay_by{2026y / 1 / 15};

// 5.00 at most, 20.00 off when paid by the 15th, 5 days of grace.
const TolerancePolicy settling = *make_tolerance_policy({{{Rate::percent(1), cny(5'00)}}, SmallDifference::settle, 5});
const EarlyPaymentDiscount discount{cny(20'00), pay_by};

}  // namespace

TEST_CASE("the allowed difference is the lower of percentage and maximum, per currency") {
    CHECK(allowed_difference(cny(1'000'00), settling) == cny(5'00));
    CHECK(allowed_difference(cny(100'00), settling) == cny(1'00));
    CHECK(allowed_difference(cny(1'99), settling) == cny(1));
    CHECK(allowed_difference(Money{1'000'00, currency("USD")}, settling).minor() == 0);
}

TEST_CASE("an item of 1,000 with a discount of 20 and a tolerance of 5") {
    struct Row { std::int64_t received; int day; std::int64_t discount, tolerance, open, on_account; };
    for (const Row& row : {Row{980'00, 0, 20'00, 0, 0, 0}, {985'00, 0, 20'00, -5'00, 0, 0}, {975'00, 0, 20'00, 5'00, 0, 0},
                           {974'99, 0, 0, 0, 25'01, 0}, {985'01, 0, 20'00, 0, 0, 5'01}, {1'000'00, 0, 20'00, 0, 0, 20'00},
                           {980'00, 5, 20'00, 0, 0, 0}, {985'00, 6, 0, 0, 15'00, 0}, {1'000'00, 6, 0, 0, 0, 0},
                           {995'00, 6, 0, 5'00, 0, 0}, {994'99, 6, 0, 0, 5'01, 0}, {1'005'00, 6, 0, -5'00, 0, 0}, {1'005'01, 6, 0, 0, 0, 5'01}}) {
        CAPTURE(row.received);
        CAPTURE(row.day);
        const auto closing = decide_closing(cny(1'000'00), cny(row.received), pay_by + Days{row.day}, discount, settling);
        CHECK(closing.discount.minor() == row.discount);
        CHECK(closing.tolerance.minor() == row.tolerance);
        CHECK(closing.open.minor() == row.open);
        CHECK(closing.on_account.minor() == row.on_account);
    }
}

TEST_CASE("shipped: a small difference stays open until somebody decides") {
    TolerancePolicy leaving = settling;
    leaving.use = SmallDifference::leave_open;
    CHECK(decide_closing(cny(1'000'00), cny(999'99), pay_by, {}, leaving).open == cny(1));
    CHECK(decide_closing(cny(1'000'00), cny(999'99), pay_by, {}, settling).open == cny(0));
    CHECK(decide_closing(cny(1'000'00), cny(1'000'01), pay_by, {}, leaving).on_account == cny(1));
    CHECK(decide_closing(cny(2'00), cny(0), pay_by, {}, settling).open == cny(2'00));
}

TEST_CASE("a discount splits between net and tax without losing a cent") {
    const auto split = split_discount(cny(200'00), cny(36'00), cny(50'00));
    CHECK(split->on_net == cny(42'37));
    CHECK(split->on_tax == cny(7'63));
    CHECK(split_discount(cny(0), cny(0), cny(0))->on_net == cny(0));
    CHECK(split_discount(cny(200'00), cny(36'00), cny(236'01)).error().code == "cash.discount_range");
    CHECK(split_discount(cny(200'00), cny(36'00), cny(-1)).error().code == "cash.discount_range");
    CHECK(discount_of(cny(1'000'25), Rate::percent(2), pay_by).amount == cny(20'01));
    CHECK(cash_due(cny(1'000'00), pay_by, discount) == cny(980'00));
    CHECK(cash_due(cny(1'000'00), pay_by + Days{1}, discount) == cny(1'000'00));
    CHECK(cash_due(cny(20'00), pay_by, discount) == cny(20'00));
}

TEST_CASE("a tolerance out of range is refused") {
    const auto refusal = [](TolerancePolicy policy) { return std::string(make_tolerance_policy(std::move(policy)).error().code); };
    CHECK(refusal({{{Rate{-1}, cny(1)}}}) == "cash.tolerance_range");
    CHECK(refusal({{{Rate::percent(101), cny(1)}}}) == "cash.tolerance_range");
    CHECK(refusal({{{Rate{}, cny(-1)}}}) == "cash.tolerance_range");
    CHECK(refusal({{{Rate{}, cny(1)}, {Rate{}, cny(2)}}}) == "cash.tolerance_twice");
    CHECK(refusal({{}, SmallDifference::settle, -1}) == "cash.discount_grace");
}

TEST_CASE("property: the money and the item are fully explained") {
    CHECK(rc::check([] {
        const Money open = cny(*rc::gen::inRange<std::int64_t>(0, 200'000)), received = cny(*rc::gen::inRange<std::int64_t>(0, 200'000));
        const Date day = pay_by + Days{*rc::gen::inRange(-1, 8)};
        const auto closing = decide_closing(open, received, day, discount, settling);
        RC_ASSERT(closing.cash + closing.on_account == received);
        RC_ASSERT(closing.cash + closing.discount + closing.tolerance + closing.open == open);
        RC_ASSERT(!closing.open.is_negative() && !closing.on_account.is_negative());
        RC_ASSERT(closing.tolerance <= allowed_difference(open, settling) && -closing.tolerance <= allowed_difference(open, settling));
    }));
}
