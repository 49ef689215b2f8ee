#include "contract/later.h"

#include <doctest/doctest.h>

#include "contract/terms_text.h"

namespace tandem::contract {
namespace {

constexpr Currency yuan = currency("CNY");
constexpr Money cny(std::int64_t minor) { return {minor, yuan}; }
Date day(const char* text) { return *parse_date(text); }

// A signed contract over 1,000.00 that expects these days of its events.
ContractState contract_over_1000(const char* terms, const ContractEvents& expected = {}) {
    ContractState state{{.id = ContractId{1}, .number = "C-1", .title = {}, .customer = CustomerId{1}, .rep = {}, .amount = cny(1'000'00), .terms = *read_terms(terms, yuan, cny(1'000'00)), .signed_date = day("2026-01-05"),
                         .late_interest_daily = {}, .penalty = {}, .source = {}},
                        {}, {{1, BaseEvent::signing, day("2026-01-05")}}, 0};
    const auto plan = compute_plan(*state.contract.terms, state.contract.amount, expected);
    REQUIRE(plan.has_value());
    for (const PlanLine& line : *plan) state.lines.push_back({PlanLineId{line.line_no}, line.line_no, line.label, line.base, line.amount, line.due_date, {}});
    state.last_line_no = static_cast<int>(plan->size());
    return state;
}
ContractEvents expecting(const char* delivery, const char* acceptance = nullptr) {
    ContractEvents events;
    events.delivered_on = day(delivery);
    if (acceptance) events.accepted_on = day(acceptance);
    return events;
}
Lengthened judged(const ContractState& state, std::int64_t amount, const char* rest, const ContractEvents& expected = {}) {
    ChangeOrder order{cny(amount), {}, expected};
    if (*rest) order.rest = read_terms(rest, yuan)->parts();
    const auto changed = decide_change(state, order);
    REQUIRE(changed.has_value());
    return judge_change(state, order, *changed);
}

TEST_CASE("R-175: the longest term stays, and 300.00 that were due within 7 days are due within 30") {
    const auto state = contract_over_1000("30% delivery+7d; remainder delivery+30d");
    CHECK_FALSE(compare_terms(*state.contract.terms, *read_terms("30% delivery+30d; remainder delivery+30d", yuan)).yes);
    const auto later = judged(state, 1'000'00, "30% delivery+29d; remainder delivery+30d");
    CHECK(later.yes);
    CHECK(later.put_off == cny(300'00));
    CHECK_FALSE(judged(state, 1'000'00, "30% delivery+7d; remainder delivery+30d").yes);
    CHECK_FALSE(judged(state, 1'000'00, "40% delivery+7d; remainder delivery+20d").yes);
    CHECK(judged(state, 1'000'00, "20% delivery+7d; remainder delivery+30d").put_off == cny(100'00));
}

TEST_CASE("R-175: a milestone expected later is more time, one expected earlier is not") {
    const auto state = contract_over_1000("30% delivery+7d; remainder acceptance+30d", expecting("2026-03-01", "2026-04-01"));
    const auto later = judged(state, 1'000'00, "", expecting("2026-03-01", "2026-05-01"));
    CHECK(later.yes);
    CHECK(later.put_off == cny(700'00));
    CHECK(*later.expected_before == day("2026-05-01"));
    CHECK(*later.expected_after == day("2026-05-31"));
    CHECK_FALSE(judged(state, 1'000'00, "", expecting("2026-03-01", "2026-04-01")).yes);
    CHECK_FALSE(judged(state, 1'000'00, "", expecting("2026-02-01", "2026-03-01")).yes);
    CHECK_FALSE(judged(state, 1'000'00, "").yes);  // nothing stated: what was expected still is
    // Where acceptance has no day, delivery alone is compared.
    CHECK(judged(contract_over_1000("30% delivery+7d; remainder acceptance+30d", expecting("2026-03-01")), 1'000'00, "", expecting("2026-03-02")).put_off == cny(300'00));
}

TEST_CASE("R-175: what a smaller amount no longer brings was not put off; what a larger one adds was not due before") {
    const auto state = contract_over_1000("30% delivery+7d; remainder acceptance+30d", expecting("2026-03-01", "2026-04-01"));
    CHECK_FALSE(judged(state, 700'00, "").yes);
    CHECK_FALSE(judged(state, 1'500'00, "").yes);
    CHECK_FALSE(judged(state, 700'00, "100% acceptance+30d").yes);  // the 300.00 are gone, the 700.00 stay where they were
    CHECK(judged(state, 701'00, "100% acceptance+31d").yes);
}

TEST_CASE("the plan keeps the expected days over a change order that says nothing of them") {
    const auto state = contract_over_1000("30% delivery+7d; remainder acceptance+30d", expecting("2026-03-01", "2026-04-01"));
    const auto changed = decide_change(state, {cny(1'200'00), {}, {}});
    REQUIRE(changed.has_value());
    CHECK(*changed->replaced.front().due_date == day("2026-03-08"));
    CHECK(*changed->replaced.back().due_date == day("2026-05-01"));
}

}  // namespace
}  // namespace tandem::contract
