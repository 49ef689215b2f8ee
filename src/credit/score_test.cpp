#include "credit/score.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "credit/edge/scoring_model_json.h"
#include "credit/edge/snapshot_json.h"
#include "support/shared.h"

namespace tandem::credit {
namespace {

ScoringModel shipped() { return parse_scoring_model(tandem::testing::read_file("policies/scoring.json")).value(); }
FactorValue known(std::string factor, Ratio number) { return {.factor = std::move(factor), .number = number, .choice = {}, .gap = Gap::none, .origin = "test", .date = {}}; }
FactorValue chosen(std::string factor, std::string choice) { return {.factor = std::move(factor), .number = {}, .choice = std::move(choice), .gap = Gap::none, .origin = "test", .date = {}}; }

// What the sources call good: every threshold of just reached.
std::vector<FactorValue> good() {
    return {known("overdue_days_max", {0, 1}), known("on_time_share", {100, 1}), known("failed_payments", {0, 1}), known("broken_promises", {0, 1}), known("complaints", {0, 1}), known("contracts_kept", {95, 1}), known("lawsuits", {0, 1}), known("current_ratio", {3, 2}), known("quick_ratio", {1, 1}),
            known("receivables_turnover", {6, 1}), known("net_assets", {5'000'000, 1}), known("debt_ratio", {60, 1}), known("collateral_cover", {100, 1}), chosen("industry_outlook", "growing"), known("market_position", {10, 1})};
}
std::optional<int> points(const ScoreSheet& sheet, std::string_view factor) {
    for (const ScoreLine& line : sheet.lines)
        if (line.factor == factor) return line.points;
    return std::nullopt;
}
int points_of(const char* factor, Ratio value) { return *points(*compute_score(shipped(), std::vector{known("on_time_share", {100, 1}), known(factor, value), known("overdue_days_max", {0, 1}), known("failed_payments", {0, 1})}), factor); }

TEST_CASE("R-140: the dimensions weigh 30, 25, 20, 15 and 10") {
    std::vector<int> weights;
    for (const auto& each : shipped().dimensions) weights.push_back(each.weight_bp);
    CHECK(weights == std::vector{3000, 2500, 2000, 1500, 1000});
}

TEST_CASE("R-142, R-143, R-145: reaching the source's threshold is full points, missing it is less") {
    const auto sheet = compute_score(shipped(), good());
    REQUIRE(sheet);
    CHECK(sheet->total == Fraction{100, 1});
    CHECK(sheet->grade == "A");
    CHECK(points_of("current_ratio", {3, 2}) == 100);
    CHECK(points_of("current_ratio", {1499, 1000}) == 75);
    CHECK(points_of("quick_ratio", {999, 1000}) == 70);
    CHECK(points_of("receivables_turnover", {599, 100}) == 60);
    CHECK(points_of("net_assets", {499'999'999, 100}) == 70);
    CHECK(points_of("debt_ratio", {60, 1}) == 100);
    CHECK(points_of("debt_ratio", {600'001, 10'000}) == 60);
    CHECK(points_of("market_position", {10, 1}) == 100);
    CHECK(points_of("market_position", {11, 1}) == 70);
}

TEST_CASE("R-203: complaints and contracts that were kept") {
    CHECK(points_of("complaints", {0, 1}) == 100);
    CHECK(points_of("complaints", {1, 1}) == 60);
    CHECK(points_of("complaints", {3, 1}) == 30);
    CHECK(points_of("complaints", {4, 1}) == 0);
    CHECK(points_of("contracts_kept", {949, 10}) == 70);
    CHECK(points_of("contracts_kept", {95, 1}) == 100);
    CHECK(points_of("contracts_kept", {499, 10}) == 0);
}

TEST_CASE("R-146 to R-149, R-14A: bands are half-open and compared exactly: 79.995 is below 80") {
    const auto model = shipped();
    const auto grade = [&](Wide num, Wide den) { return band_of(model, make_fraction(num, den)).grade; };
    CHECK(grade(80, 1) == "A");
    CHECK(grade(79'995, 1000) == "B");
    CHECK(hundredths(make_fraction(79'995, 1000)) == 8000);
    CHECK(grade(60, 1) == "B");
    CHECK(grade(59'999, 1000) == "C");
    CHECK(grade(40, 1) == "C");
    CHECK(grade(39'999, 1000) == "D");
    CHECK(grade(0, 1) == "D");
}

TEST_CASE("what is missing: left out and re-weighted, zero, or no assessment at all") {
    auto model = shipped();
    auto values = good();
    std::erase_if(values, [](const FactorValue& each) { return each.factor == "lawsuits"; });
    values[0].number = Ratio{40, 1};  // overdue_days_max: 0 of 3000 points' weight
    // (0 x 3000 + 100 x 2500 + 100 x 1000 + 100 x 1000 + 100 x 500 + 100 x 500) / 8500 = 1100/17
    const auto left_out = compute_score(model, values).value();
    CHECK(left_out.dimensions[0].score == make_fraction(1100, 17));
    CHECK(left_out.total == make_fraction(Wide{1100} * 3000 + Wide{100} * 7000 * 17, Wide{17} * 10'000));
    CHECK(left_out.known_bp == 9550);
    model.dimensions[0].factors[6].missing = Missing::zero;
    CHECK(compute_score(model, values).value().dimensions[0].score == make_fraction(55, 1));
    model.dimensions[0].factors[6].missing = Missing::block;
    CHECK(compute_score(model, values).error().code == "credit.factor_missing");
    values.push_back({.factor = "lawsuits", .number = {}, .choice = {}, .gap = Gap::undefined, .origin = {}, .date = {}});
    CHECK(compute_score(model, values).error().code == "credit.ratio_undefined");
}

TEST_CASE("a dimension of which nothing is known weighs nothing; too little known is no grade") {
    const std::vector values{known("overdue_days_max", {0, 1}), known("on_time_share", {96, 1}), known("failed_payments", {0, 1}), known("complaints", {0, 1})};
    const auto sheet = compute_score(shipped(), values).value();
    CHECK(sheet.known_bp == 2100);
    CHECK(sheet.total == Fraction{100, 1});
    CHECK_FALSE(sheet.dimensions[1].score);
    const auto refused = compute_score(shipped(), std::vector{known("on_time_share", {96, 1})});
    CHECK(refused.error().code == "credit.too_little_known");
    CHECK(compute_score(shipped(), {}).error().code == "credit.too_little_known");
}

TEST_CASE("a choice the model does not list is a gap with a name") {
    auto values = good();
    values[13].choice = "booming";
    const auto sheet = compute_score(shipped(), values).value();
    CHECK_FALSE(points(sheet, "industry_outlook"));
    CHECK(sheet.lines[13].value.gap == Gap::unlisted);
}

// Any values, with gaps.
std::vector<FactorValue> any_values(const ScoringModel& model) {
    std::vector<FactorValue> values;
    for (const auto& dimension : model.dimensions)
        for (const auto& factor : dimension.factors) {
            if (*rc::gen::inRange(0, 6) == 0) continue;
            if (factor.better == Better::choice) values.push_back(chosen(factor.code, (*rc::gen::elementOf(factor.choices)).code));
            else values.push_back(known(factor.code, {*rc::gen::inRange<std::int64_t>(-2000, 12'000'000) >> *rc::gen::inRange(0, 16), *rc::gen::inRange<std::int64_t>(1, 200)}));
        }
    return values;
}
ScoringModel any_weights(ScoringModel model) {
    const auto spread = [](auto& parts) {
        int rest = whole_bp;
        for (std::size_t at = 0; at + 1 < parts.size(); ++at) rest -= parts[at].weight_bp = *rc::gen::inRange(1, rest - static_cast<int>(parts.size() - at) + 2);
        parts.back().weight_bp = rest;
    };
    spread(model.dimensions);
    for (auto& each : model.dimensions) spread(each.factors);
    model.least_known_bp = 0;
    return make_scoring_model(std::move(model)).value();
}

TEST_CASE("a better input never gives a worse score or grade, whatever the weights") {
    const auto base = shipped();
    CHECK(rc::check([&] {
        const auto model = any_weights(base);
        auto values = any_values(model);
        RC_PRE(!values.empty());
        const auto before = compute_score(model, values);
        RC_PRE(before.has_value());
        FactorValue& changed = values[*rc::gen::inRange<std::size_t>(0, values.size())];
        RC_PRE(changed.number.has_value());
        const std::int64_t step = *rc::gen::inRange<std::int64_t>(0, 1'000'000);
        for (const auto& dimension : model.dimensions)
            for (const auto& factor : dimension.factors)
                if (factor.code == changed.factor) changed.number->num += factor.better == Better::higher ? step : -step;
        const auto after = compute_score(model, values).value();
        RC_ASSERT(plus(after.total, {-before->total.num, before->total.den}).num >= 0);
        CreditPolicy order;
        for (const Band& each : model.bands) order.grades.push_back({.code = each.grade, .reassess_months = 1, .methods = {}, .first_order_discount = false, .tone = {}, .escalation = {}});
        RC_ASSERT(order.rank(after.grade) <= order.rank(before->grade));
    }));
}

TEST_CASE("the same inputs give the same sheet, also after they were kept and read again, in any order") {
    const auto base = shipped();
    CHECK(rc::check([&] {
        const auto model = any_weights(base);
        auto values = any_values(model);
        const auto once = compute_score(model, values);
        RC_PRE(once.has_value());
        const auto again = inputs_from_text(inputs_text(values));
        RC_ASSERT(again == values);
        std::reverse(values.begin(), values.end());
        const auto twice = compute_score(model, values).value();
        RC_ASSERT(points_text(twice) == points_text(*once));
        RC_ASSERT(twice.total == once->total);
    }));
}

}  // namespace
}  // namespace tandem::credit
