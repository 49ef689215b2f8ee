// R-14A: every figure of the shipped scoring model, written here a second time. What the source states (the weights of
// the dimensions, the thresholds of capacity and capital, the bands) and what is ours (the steps around them) stand apart; whoever
// changes the policy changes this table too, and says why.
#include <doctest/doctest.h>

#include <set>

#include "credit/edge/scoring_model_json.h"
#include "credit/score.h"
#include "support/shared.h"

namespace tandem::credit {
namespace {

// A value of a factor in ten-thousandths, and the points it gets.
struct Step { std::int64_t value_e4; int points; };
struct Figures {
    const char *dimension, *factor;
    int dimension_bp, factor_bp;
    std::vector<Step> steps;  // below, at and above every edge
};

constexpr std::int64_t e4 = 10'000;

// of_days(7, ...): edges that whole numbers reach; ratios and amounts step by a ten-thousandth.
const std::vector<Figures> figures{
    // character 30 %. R-141: the record of our own book, kept and broken promises (reputation), lawsuits; the steps are ours.
    {"character", "overdue_days_max", 3000, 3000, {{0, 100}, {1 * e4, 80}, {6 * e4, 80}, {7 * e4, 80}, {8 * e4, 60}, {15 * e4, 60}, {16 * e4, 30}, {30 * e4, 30}, {31 * e4, 0}, {365 * e4, 0}}},
    {"character", "on_time_share", 3000, 2500, {{0, 0}, {499'999, 0}, {500'000, 30}, {699'999, 30}, {700'000, 60}, {849'999, 60}, {850'000, 80}, {949'999, 80}, {950'000, 100}, {1'000'000, 100}}},
    {"character", "failed_payments", 3000, 1000, {{0, 100}, {1 * e4, 40}, {2 * e4, 0}, {9 * e4, 0}}},
    {"character", "broken_promises", 3000, 1000, {{0, 100}, {1 * e4, 50}, {2 * e4, 0}, {9 * e4, 0}}},
    // complaints and performance of contracts.
    {"character", "complaints", 3000, 500, {{0, 100}, {1 * e4, 60}, {2 * e4, 30}, {3 * e4, 30}, {4 * e4, 0}, {50 * e4, 0}}},
    {"character", "contracts_kept", 3000, 500, {{0, 0}, {499'999, 0}, {500'000, 40}, {799'999, 40}, {800'000, 70}, {949'999, 70}, {950'000, 100}, {1'000'000, 100}}},
    {"character", "lawsuits", 3000, 1500, {{0, 100}, {1 * e4, 60}, {2 * e4, 60}, {3 * e4, 20}, {5 * e4, 20}, {6 * e4, 0}}},
    // capacity 25 %. R-142: current ratio 1.5, quick ratio 1, receivables turnover 6 are good.
    {"capacity", "current_ratio", 2500, 4000, {{0, 0}, {7'999, 0}, {8'000, 25}, {9'999, 25}, {10'000, 50}, {12'499, 50}, {12'500, 75}, {14'999, 75}, {15'000, 100}, {15'001, 100}}},
    {"capacity", "quick_ratio", 2500, 3000, {{0, 0}, {4'999, 0}, {5'000, 40}, {7'999, 40}, {8'000, 70}, {9'999, 70}, {10'000, 100}, {10'001, 100}}},
    {"capacity", "receivables_turnover", 2500, 3000, {{0, 0}, {19'999, 0}, {20'000, 30}, {39'999, 30}, {40'000, 60}, {59'999, 60}, {60'000, 100}, {60'001, 100}}},
    // capital 20 %. R-143: net assets of 5,000,000, a debt ratio of at most 60 % are good.
    {"capital", "net_assets", 2000, 5000, {{-1, 0}, {500'000 * e4 - 1, 0}, {500'000 * e4, 20}, {1'000'000 * e4 - 1, 20}, {1'000'000 * e4, 40}, {3'000'000 * e4 - 1, 40}, {3'000'000 * e4, 70}, {5'000'000 * e4 - 1, 70}, {5'000'000 * e4, 100}, {5'000'000 * e4 + 1, 100}}},
    {"capital", "debt_ratio", 2000, 5000, {{0, 100}, {599'999, 100}, {600'000, 100}, {600'001, 60}, {700'000, 60}, {700'001, 30}, {800'000, 30}, {800'001, 0}}},
    // collateral 15 %. R-144: against the exposure asked for; the steps are ours.
    {"collateral", "collateral_cover", 1500, 10'000, {{0, 0}, {299'999, 0}, {300'000, 30}, {599'999, 30}, {600'000, 60}, {799'999, 60}, {800'000, 80}, {999'999, 80}, {1'000'000, 100}, {1'000'001, 100}}},
    // condition 10 %. R-145: an industry that grows (below), among the first ten.
    {"condition", "market_position", 1000, 4000, {{1 * e4, 100}, {10 * e4, 100}, {11 * e4, 70}, {30 * e4, 70}, {31 * e4, 40}, {100 * e4, 40}, {101 * e4, 10}}},
};

ScoringModel shipped() { return parse_scoring_model(tandem::testing::read_file("policies/scoring.json")).value(); }
FactorValue number_of(const char* factor, std::int64_t value_e4) { return {.factor = factor, .number = make_ratio(value_e4, e4), .choice = {}, .gap = Gap::none, .origin = "test", .date = {}}; }
FactorValue choice_of(const char* factor, const char* code) { return {.factor = factor, .number = {}, .choice = code, .gap = Gap::none, .origin = "test", .date = {}}; }

const Factor& factor_of(const ScoringModel& model, std::string_view dimension, std::string_view factor) {
    for (const Dimension& one : model.dimensions)
        for (const Factor& each : one.factors)
            if (one.code == dimension && each.code == factor) return each;
    FAIL("no factor " << factor << " in " << dimension);
    return model.dimensions[0].factors[0];
}

// The points of one value, with nothing else to weigh against it.
int points_of(ScoringModel model, const FactorValue& value) {
    model.least_known_bp = 0;
    const auto sheet = compute_score(model, std::vector{value});
    REQUIRE(sheet);
    for (const ScoreLine& line : sheet->lines)
        if (line.factor == value.factor) return line.points.value_or(-1);
    return -1;
}

TEST_CASE("every band edge of every factor: below it, at it, above it") {
    const auto model = shipped();
    for (const Figures& one : figures) {
        CAPTURE(one.factor);
        for (const Step& step : one.steps) {
            CAPTURE(step.value_e4);
            CHECK(points_of(model, number_of(one.factor, step.value_e4)) == step.points);
        }
    }
    CHECK(points_of(model, choice_of("industry_outlook", "growing")) == 100);
    CHECK(points_of(model, choice_of("industry_outlook", "stable")) == 60);
    CHECK(points_of(model, choice_of("industry_outlook", "declining")) == 0);
}

TEST_CASE("every weight, and the table names every factor and every range of the model") {
    const auto model = shipped();
    std::set<std::string> named{"industry_outlook"};
    for (const Figures& one : figures) {
        CAPTURE(one.factor);
        named.insert(one.factor);
        const Factor& factor = factor_of(model, one.dimension, one.factor);
        CHECK(factor.weight_bp == one.factor_bp);
        std::set<int> given, meant;
        for (const auto& range : factor.ranges) meant.insert(range.points);
        for (const Step& step : one.steps) given.insert(step.points);
        CHECK(given == meant);
    }
    CHECK(factor_of(model, "condition", "industry_outlook").weight_bp == 6000);
    std::vector<std::pair<std::string, int>> dimensions;
    std::set<std::string> known;
    for (const Dimension& one : model.dimensions) {
        dimensions.emplace_back(one.code, one.weight_bp);
        for (const Factor& each : one.factors) known.insert(each.code);
    }
    CHECK(known == named);
    CHECK(dimensions == std::vector<std::pair<std::string, int>>{{"character", 3000}, {"capacity", 2500}, {"capital", 2000}, {"collateral", 1500}, {"condition", 1000}});
}

TEST_CASE("R-146 to R-149: the bands are A from 80, B from 60, C from 40, D below") {
    const auto model = shipped();
    const auto grade = [&](std::int64_t hundredths) { return band_of(model, make_fraction(hundredths, 100)).grade; };
    for (const auto& [at, expected] : std::vector<std::pair<std::int64_t, const char*>>{{10'000, "A"}, {8'001, "A"}, {8'000, "A"}, {7'999, "B"}, {6'001, "B"}, {6'000, "B"}, {5'999, "C"}, {4'001, "C"}, {4'000, "C"}, {3'999, "D"}, {0, "D"}}) {
        CAPTURE(at);
        CHECK(grade(at) == expected);
    }
}

}  // namespace
}  // namespace tandem::credit
