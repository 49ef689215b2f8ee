#include "contract/planning.h"

#include <doctest/doctest.h>

#include "contract/terms_text.h"

using namespace tandem;
using namespace tandem::contract;

namespace {

Money cny(std::int64_t minor) { return {minor, currency("CNY")}; }
Date day(const char* text) { return *parse_date(text); }

// A contract over 100.00 whose lines numbered in `dated` are open items already.
ContractState contract_over_100(std::string_view terms, std::initializer_list<int> dated = {}) {
    const auto read = read_terms(terms, currency("CNY"), cny(100'00));
    REQUIRE(read);
    ContractState state{{.id = {1}, .number = "HT-1", .title = "HT-1", .customer = {1}, .rep = {}, .amount = cny(100'00), .terms = *read, .signed_date = {}, .late_interest_daily = {}, .penalty = {}, .source = {}}, {}, {}, 0};
    const auto plan = compute_plan(*read, cny(100'00), {});
    for (const PlanLine& line : *plan) state.lines.push_back({PlanLineId{line.line_no}, line.line_no, line.label, line.base, line.amount, {}, {}});
    for (const int number : dated) state.lines[static_cast<std::size_t>(number - 1)].item = OpenItemId{number};
    state.last_line_no = static_cast<int>(state.lines.size());
    return state;
}

std::string amounts_of(const ChangedPlan& plan) {
    std::string text;
    for (const StoredLine& line : plan.kept) text += "[" + std::to_string(line.line_no) + ": " + to_decimal(line.amount) + "] ";
    for (const PlanLine& line : plan.replaced) text += std::to_string(line.line_no) + ": " + to_decimal(line.amount) + " ";
    return text;
}

}  // namespace

TEST_CASE("an event dates the lines that wait for it, and no others") {
    const auto state = contract_over_100("30% acceptance+7d; 20% signing; remainder acceptance+1m", {});
    const auto dated = decide_dated_lines(state, BaseEvent::acceptance, day("2026-01-31"), {});
    REQUIRE(dated);
    REQUIRE(dated->size() == 2);
    CHECK(dated->at(0).number == "HT-1-1");
    CHECK(dated->at(0).item_date == day("2026-01-31"));
    CHECK(dated->at(0).due_date == day("2026-02-07"));
    CHECK(dated->at(1).due_date == day("2026-02-28"));
    CHECK(dated->at(1).amount == cny(50'00));
    CHECK(decide_dated_lines(state, BaseEvent::delivery, day("2026-01-31"), {})->empty());
    const auto half_dated = contract_over_100("30% acceptance+7d; remainder acceptance+1m", {1});
    CHECK(decide_dated_lines(half_dated, BaseEvent::acceptance, day("2026-01-31"), {})->size() == 1);
}

TEST_CASE("the same day again is nothing new; another day contradicts") {
    auto state = contract_over_100("100% delivery");
    CHECK_FALSE(*is_recorded(state, BaseEvent::delivery, day("2026-02-01")));
    state.events.push_back({7, BaseEvent::delivery, day("2026-02-01")});
    CHECK(*is_recorded(state, BaseEvent::delivery, day("2026-02-01")));
    CHECK(is_recorded(state, BaseEvent::delivery, day("2026-02-02")).error().code == "contract.event_recorded");
    CHECK_FALSE(*is_recorded(state, BaseEvent::acceptance, day("2026-02-02")));
}

TEST_CASE("a change order keeps dated lines and their numbers; new lines are numbered on") {
    const auto state = contract_over_100("30% signing; 40% delivery; remainder acceptance", {1});
    CHECK(amounts_of(*decide_change(state, {cny(170'00), {}})) == "[1: 30.00] 4: 80.00 5: 60.00 ");
    const auto rest = read_terms("25% delivery; remainder acceptance+10d", currency("CNY"))->parts();
    const auto changed = decide_change(state, {cny(70'00), rest});
    CHECK(amounts_of(*changed) == "[1: 30.00] 4: 10.00 5: 30.00 ");
    CHECK(to_text(changed->terms) == "30.00 signing \"#1\"; 10.00 delivery; remainder acceptance+10d");
    CHECK(amounts_of(*decide_change(state, {cny(30'00), {}})) == "[1: 30.00] ");
    CHECK(amounts_of(*decide_change(contract_over_100("30% signing; remainder acceptance"), {cny(0), {}})) == "3: 0.00 ");
}

TEST_CASE("a change order that cannot be planned is refused with what to do") {
    const auto state = contract_over_100("30% signing; 40% delivery; remainder acceptance", {1});
    const auto refused = [&](const ContractState& of, const ChangeOrder& order) { return decide_change(of, order).error().code; };
    CHECK(refused(state, {cny(29'99), {}}) == "contract.change_below_dated");
    CHECK(refused(state, {Money{100'00, currency("USD")}, {}}) == "contract.currency_mismatch");
    CHECK(refused(state, {cny(30'00), read_terms("100% delivery", currency("CNY"))->parts()}) == "contract.change_nothing_left");
    CHECK(refused(state, {cny(50'00), read_terms("5.00 delivery", currency("CNY"))->parts()}) == "contract.parts_below_total");
    CHECK(refused(contract_over_100("30% signing; remainder delivery", {1, 2}), {cny(101'00), {}}) == "contract.change_needs_parts");
    auto without = state;
    without.contract.terms.reset();
    CHECK(refused(without, {cny(50'00), {}}) == "contract.no_plan");
}
