#include "contract/collection_plan.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <numeric>

using namespace tandem;
using namespace tandem::contract;

namespace {

constexpr Date day(int year, unsigned month, unsigned day) { return Date{std::chrono::year{year} / month / day}; }
Money cny(std::int64_t minor) { return {minor, currency("CNY")}; }

TermsPart part(Share share, BaseEvent base, int days) {
    return {.share = share, .base = base, .due = {.months = 0, .day_of_month = {}, .days = days, .next_day_of_month = {}}, .discount = {}, .label = {}};
}

// 30 % within 7 days of signing, 70 % within 30 days of acceptance.
PaymentTerms standard() {
    return *make_payment_terms(
        {part(Percent{Rate::percent(30)}, BaseEvent::signing, 7), part(Percent{Rate::percent(70)}, BaseEvent::acceptance, 30)});
}

std::int64_t sum_of(const std::vector<Money>& amounts) {
    return std::accumulate(amounts.begin(), amounts.end(), std::int64_t{0}, [](std::int64_t sum, Money money) { return sum + money.minor(); });
}

// Up to five percentages of the total, then of the remaining, that leave something, then a remainder; or,
// closed, percentages that reach 100 by themselves.
std::vector<TermsPart> random_parts(bool closed) {
    std::vector<TermsPart> parts;
    int left_percent = 100;
    bool of_remaining = false;
    const int count = *rc::gen::inRange(0, 6);
    for (int at = 0; at < count && left_percent > 1; ++at) {
        const int percent = *rc::gen::inRange(1, left_percent);
        of_remaining = of_remaining || (!closed && *rc::gen::arbitrary<bool>());
        const Rate rate = Rate::percent(percent);
        parts.push_back(part(of_remaining ? Share{PercentOfRemaining{rate}} : Share{Percent{rate}}, BaseEvent::signing, at));
        if (!of_remaining) left_percent -= percent;
    }
    parts.push_back(part(closed ? Share{Percent{Rate::percent(left_percent)}} : Share{Remainder{}}, BaseEvent::acceptance, 9));
    return parts;
}

}  // namespace

TEST_CASE("R-160: a line is dated when its event has happened and undated until then") {
    ContractEvents events;
    events.signed_on = day(2026, 3, 1);
    auto plan = *compute_plan(standard(), cny(3'333'333), events);
    REQUIRE(plan.size() == 2);
    CHECK(plan[0].line_no == 1);
    CHECK(plan[0].amount == cny(1'000'000));
    CHECK(plan[0].due_date == day(2026, 3, 8));
    CHECK(plan[1].amount == cny(2'333'333));
    CHECK(plan[1].base == BaseEvent::acceptance);
    CHECK(!plan[1].due_date);

    events.accepted_on = day(2026, 4, 15);
    plan = *compute_plan(standard(), cny(3'333'333), events);
    CHECK(plan[0].due_date == day(2026, 3, 8));
    CHECK(plan[1].due_date == day(2026, 5, 15));
}

TEST_CASE("each event dates its own lines") {
    const auto terms = *make_payment_terms({part(Percent{Rate::percent(10)}, BaseEvent::signing, 0), part(Percent{Rate::percent(20)}, BaseEvent::delivery, 0),
                                            part(Percent{Rate::percent(30)}, BaseEvent::acceptance, 0), part(Remainder{}, BaseEvent::invoice, 0)});
    const auto plan = *compute_plan(terms, cny(100), {day(2026, 1, 1), day(2026, 1, 2), day(2026, 1, 3), day(2026, 1, 4)});
    for (unsigned at = 0; at < 4; ++at) CHECK(plan[at].due_date == day(2026, 1, at + 1));
    CHECK(plan[3].amount == cny(40));
}

TEST_CASE("a total of zero is one line of zero on the first event's day") {
    auto plan = *compute_plan(standard(), cny(0), {day(2026, 3, 1), {}, {}, {}});
    REQUIRE(plan.size() == 1);
    CHECK(plan[0].amount == cny(0));
    CHECK(plan[0].due_date == day(2026, 3, 1));
    CHECK(!compute_plan(standard(), cny(0), {})->front().due_date);
    CHECK(compute_plan(standard(), cny(-1), {}).error().code == "contract.total_negative");
}

TEST_CASE("fixed parts are paid as agreed and rounding is settled on another part") {
    const auto deposit_last = *make_payment_terms({part(Percent{Rate::percent(25)}, BaseEvent::signing, 0), part(Percent{*parse_percent("25.25")}, BaseEvent::signing, 1),
                                                   part(Fixed{cny(199)}, BaseEvent::acceptance, 0)}, cny(400));
    const auto amounts = *compute_amounts(deposit_last, cny(400));
    CHECK(amounts == std::vector{cny(100), cny(101), cny(199)});

    const auto squeezed = *make_payment_terms({part(Percent{Rate::percent(25)}, BaseEvent::signing, 0), part(Percent{Rate::percent(25)}, BaseEvent::signing, 1),
                                               part(Fixed{cny(1)}, BaseEvent::acceptance, 0)}, cny(2));
    CHECK(*compute_amounts(squeezed, cny(2)) == std::vector{cny(1), cny(0), cny(1)});
    const auto all_fixed = *make_payment_terms({part(Fixed{cny(3)}, BaseEvent::signing, 0), part(Fixed{cny(4)}, BaseEvent::signing, 1)});
    CHECK(*compute_amounts(all_fixed, cny(7)) == std::vector{cny(3), cny(4)});
    CHECK(compute_amounts(all_fixed, cny(8)).error().code == "contract.parts_below_total");
    CHECK(compute_amounts(all_fixed, cny(6)).error().code == "contract.fixed_above_total");
}

TEST_CASE("percentages that take what a later fixed part needs are refused") {
    const auto terms = *make_payment_terms({part(PercentOfRemaining{Rate::percent(100)}, BaseEvent::signing, 0), part(Fixed{cny(400)}, BaseEvent::signing, 1),
                                            part(Remainder{}, BaseEvent::acceptance, 0)});
    CHECK(compute_amounts(terms, cny(1000)).error().code == "contract.parts_above_total");
    const auto too_much_later = *make_payment_terms({part(PercentOfRemaining{Rate::percent(50)}, BaseEvent::signing, 0),
                                                     part(Percent{Rate::percent(60)}, BaseEvent::signing, 1), part(Remainder{}, BaseEvent::acceptance, 0)});
    CHECK(compute_amounts(too_much_later, cny(1000)).error().subject == "2");
}

TEST_CASE("discount windows count from the event and due dates roll only when the policy says so") {
    auto only = part(Percent{Rate::percent(100)}, BaseEvent::invoice, 30);
    only.discount = Discount{Rate::percent(5), 10};
    const auto terms = *make_payment_terms({only});
    const ContractEvents events{{}, {}, {}, day(2026, 5, 29)};
    CHECK((*compute_plan(terms, cny(100), events))[0].due_date == day(2026, 6, 28));  // a Sunday stays
    CHECK((*compute_plan(terms, cny(100), events))[0].discount_until == day(2026, 6, 8));

    const auto calendar = *policy::make_calendar("test", {std::chrono::Saturday, std::chrono::Sunday}, {{2026, false, "test", {}, {}}});
    const auto rolled = *compute_plan(terms, cny(100), events, {policy::Roll::following, &calendar});
    CHECK(rolled[0].due_date == day(2026, 6, 29));
    CHECK(rolled[0].discount_until == day(2026, 6, 8));
    const auto unknown_year = compute_plan(terms, cny(100), {{}, {}, {}, day(2026, 12, 20)}, {policy::Roll::following, &calendar});
    CHECK(unknown_year.error().code == "policy.calendar_year_missing");
}

TEST_CASE("property I5: the lines sum to the total, none is below zero, for every total from one cent up") {
    CHECK(rc::check([] {
        const auto terms = make_payment_terms(random_parts(*rc::gen::arbitrary<bool>()));
        RC_ASSERT(terms.has_value());
        const Money total = cny(*rc::gen::oneOf(rc::gen::inRange<std::int64_t>(0, 20), rc::gen::inRange<std::int64_t>(0, 9'000'000'000'000'000)));
        const auto amounts = compute_amounts(*terms, total);
        RC_ASSERT(amounts.has_value());
        RC_ASSERT(sum_of(*amounts) == total.minor());
        for (const Money amount : *amounts) RC_ASSERT(!amount.is_negative());
        const auto plan = compute_plan(*terms, total, {});
        RC_ASSERT(plan.has_value());
        RC_ASSERT(plan->size() == (total.is_zero() ? 1U : terms->parts().size()));
    }));
}

TEST_CASE("property: with a fixed part among the percentages nothing is lost and the fixed part is exact") {
    CHECK(rc::check([] {
        auto parts = random_parts(false);
        const Money total = cny(*rc::gen::inRange<std::int64_t>(1, 100'000));
        const Money agreed = cny(*rc::gen::inRange<std::int64_t>(1, total.minor() + 1));
        parts.insert(parts.begin(), part(Fixed{agreed}, BaseEvent::delivery, 0));
        const auto terms = make_payment_terms(std::move(parts), total);
        if (!terms) {
            RC_ASSERT(terms.error().code == "contract.parts_above_total");
            return;
        }
        const auto amounts = compute_amounts(*terms, total);
        RC_ASSERT(amounts.has_value());
        RC_ASSERT(amounts->front() == agreed);
        RC_ASSERT(sum_of(*amounts) == total.minor());
    }));
}
