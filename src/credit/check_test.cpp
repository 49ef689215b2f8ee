#include "credit/check.h"

#include <doctest/doctest.h>

#include "credit/edge/credit_policy_json.h"
#include "support/shared.h"

namespace tandem::credit {
namespace {

constexpr Currency cny = currency("CNY");
constexpr Date today{std::chrono::year{2026} / 6 / 30};

CreditPolicy shipped() { return parse_credit_policy(testing::read_file("policies/credit.json")).value(); }

Position graded(std::int64_t limit, std::int64_t used) {
    Position position;
    position.standing = {.grade = "A", .source = {}, .assessment = {}, .valid_to = today, .expired_on = {}};
    position.term_cap_days = 30;
    position.pools.push_back({Scope::customer, {.state = LimitInForce::State::set, .base = limit, .temporary = 0, .secured = 0, .entry = {}, .valid_to = {}}, used});
    return position;
}
Decision decide(const Position& position, const DocumentFacts& document, const CreditPolicy& policy = shipped(), Checkpoint at = Checkpoint::order) {
    return decide_check(position, document, at, {policy, policy.control.checks, cny, today});
}
DocumentFacts of(std::int64_t amount) { return {.base_minor = amount, .adds_minor = amount, .term_days = 30}; }

TEST_CASE("up to 90 % of the limit passes, above it warns, above 100 % holds") {
    CHECK(decide(graded(100'00, 40'00), of(50'00)).outcome == Outcome::pass);
    CHECK(decide(graded(100'00, 40'00), of(50'01)).outcome == Outcome::warn);
    CHECK(decide(graded(100'00, 40'00), of(60'00)).outcome == Outcome::warn);
    const auto held = decide(graded(100'00, 40'00), of(60'01));
    CHECK(held.outcome == Outcome::hold);
    CHECK(held.reasons.front().actual == 100'01);
    CHECK(held.reasons.front().threshold == 100'00);
}

TEST_CASE("R-146: a term above the cap holds; every reason is told, in the order of the policy") {
    auto position = graded(100'00, 90'00);
    position.exposure.overdue_days = 16;
    auto document = of(20'00);
    document.term_days = 31;
    const auto decision = decide(position, document);
    REQUIRE(decision.reasons.size() == 3);
    CHECK(decision.reasons[0].code == RuleCode::limit_used);
    CHECK(decision.reasons[1].code == RuleCode::term_above_cap);
    CHECK(decision.reasons[2].code == RuleCode::overdue_days);
}

TEST_CASE("overdue warns from day 8 and holds from day 16") {
    for (const auto& [days, outcome] : {std::pair{7, Outcome::pass}, {8, Outcome::warn}, {15, Outcome::warn}, {16, Outcome::hold}}) {
        auto position = graded(100'00, 0);
        position.exposure.overdue_days = days;
        CHECK(decide(position, of(1'00)).outcome == outcome);
    }
}

TEST_CASE("a limit of 0 is cash only, and no limit is not a limit without bounds") {
    CHECK(decide(graded(0, 0), of(1)).outcome == Outcome::hold);
    auto unknown = graded(0, 0);
    unknown.pools.front().limit = {};
    CHECK(decide(unknown, of(1)).outcome == Outcome::hold);
    unknown.pools.front().limit.state = LimitInForce::State::unlimited;
    CHECK(decide(unknown, of(1'000'000'00)).outcome == Outcome::pass);
}

TEST_CASE("R-005: who pays before delivery needs no limit and no grade; a stop by hand holds him too") {
    Position position;
    position.pools.push_back({});
    auto document = of(100'00);
    document.prepaid_minor = 100'00;
    document.adds_minor = 0;
    CHECK(decide(position, document).outcome == Outcome::pass);
    position.stopped = true;
    CHECK(decide(position, document).outcome == Outcome::hold);
}

TEST_CASE("a release covers the amount, the terms and the days it was given for, and no stop by hand") {
    auto position = graded(100'00, 100'00);
    auto document = of(50'00);
    document.release = Release{50'00, 30, today};
    CHECK(decide(position, document).outcome == Outcome::warn);
    CHECK(decide(position, document).by_release);
    document.release->until = today - Days{1};
    CHECK(decide(position, document).outcome == Outcome::hold);
    document.release = Release{49'99, 30, today};
    CHECK(decide(position, document).outcome == Outcome::hold);
    document.release = Release{50'00, 29, today};
    CHECK(decide(position, document).outcome == Outcome::hold);
    document.release = Release{50'00, 30, today};
    position.stopped = true;
    CHECK(decide(position, document).outcome == Outcome::hold);
}

TEST_CASE("days of grace: what passed three days ago is not looked at again at delivery, money that was to come first is") {
    auto document = of(50'00);
    document.passed_on = today - Days{3};
    CHECK(decide(graded(0, 0), document, shipped(), Checkpoint::delivery).outcome == Outcome::pass);
    document.prepaid_lacking = 1;
    CHECK(decide(graded(0, 0), document, shipped(), Checkpoint::delivery).outcome == Outcome::hold);
    document.prepaid_lacking = 0;
    document.passed_on = today - Days{4};
    CHECK(decide(graded(0, 0), document, shipped(), Checkpoint::delivery).outcome == Outcome::hold);
}

TEST_CASE("small documents and excluded groups are checked for a stop alone; an amount that cannot be told is not small") {
    auto policy = shipped();
    policy.control.checks.small_document = {50'00};
    CHECK(decide(graded(0, 0), of(50'00), policy).outcome == Outcome::pass);
    CHECK(decide(graded(0, 0), of(50'01), policy).outcome == Outcome::hold);
    auto unknown = of(0);
    unknown.rate_missing = true;
    CHECK(decide(graded(0, 0), unknown, policy).outcome == Outcome::hold);
    policy.control.checks.excluded_groups = {"OWN"};
    auto own = graded(0, 0);
    own.group = "OWN";
    CHECK(decide(own, of(50'01), policy).outcome == Outcome::pass);
}

TEST_CASE("R-402: the proposal is a share of the year's sales by grade, in whole steps, between floor and cap") {
    const auto policy = shipped();
    const auto* formula = policy.control.limits.formula_for("anybody");
    REQUIRE(formula);
    CHECK(propose_limit(*formula, "A", {1'000'000'00, {}}, cny) == 250'000'00);
    CHECK(propose_limit(*formula, "B", {1'239'999'00, {}}, cny) == 180'000'00);
    CHECK(propose_limit(*formula, "A", {100'000'000'00, {}}, cny) == 5'000'000'00);
    CHECK(propose_limit(*formula, "D", {1'000'000'00, {}}, cny) == 0);
    CHECK_FALSE(propose_limit(*formula, "A", {}, cny));
}

TEST_CASE("a control policy that contradicts itself is refused") {
    const auto refusal = [](auto change) {
        auto policy = shipped();
        change(policy.control);
        const auto made = make_credit_policy(std::move(policy));
        return made ? std::string_view{"accepted"} : made.error().code;
    };
    CHECK(refusal([](CreditControl&) {}) == "accepted");
    CHECK(refusal([](CreditControl& c) { c.checks.rules.push_back(c.checks.rules.front()); }) == "credit.rule_twice");
    CHECK(refusal([](CreditControl& c) { c.checks.rules[3].warn = 100'01; }) == "credit.rule_threshold");
    CHECK(refusal([](CreditControl& c) { c.limits.formulas.front().rates["B"] = Rate::percent(30); }) == "credit.grade_rate");
    CHECK(refusal([](CreditControl& c) { c.limits.formulas.front().step = {}; }) == "credit.formula_range");
    CHECK(refusal([](CreditControl& c) { c.limits.security_rates["deposit"] = Rate::percent(101); }) == "credit.security_rate");
    CHECK(refusal([](CreditControl& c) { c.release_days = 31; }) == "credit.days_range");
}

}  // namespace
}  // namespace tandem::credit
