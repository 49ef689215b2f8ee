#include "credit/edge/scoring_model_json.h"

#include <boost/json.hpp>
#include <doctest/doctest.h>

#include "credit/edge/credit_policy_json.h"
#include "support/shared.h"

namespace tandem::credit {
namespace {

namespace json = boost::json;

json::value shipped() { return json::parse(tandem::testing::read_file("policies/scoring.json")); }
std::string refusal(const json::value& document) {
    const auto parsed = parse_scoring_model(json::serialize(document));
    return parsed ? "accepted" : std::string(parsed.error().code);
}
// The shipped model with the value at a place replaced, or removed.
std::string with(const char* pointer, json::value value) {
    auto document = shipped();
    document.at_pointer(pointer) = std::move(value);
    return refusal(document);
}
std::string without(const char* pointer, const char* key) {
    auto document = shipped();
    document.at_pointer(pointer).as_object().erase(key);
    return refusal(document);
}

TEST_CASE("the shipped model is accepted, and its bands are the shipped grades") {
    const auto model = parse_scoring_model(json::serialize(shipped()));
    REQUIRE(model);
    CHECK(model->least_known_bp == 2000);
    CHECK(check_bands(*model, *parse_credit_policy(tandem::testing::read_file("policies/credit.json"))));
}

TEST_CASE("weights that do not make 100 % are refused, with the sum") {
    CHECK(with("/dimensions/0/weight_bp", 2900) == "credit.weights_sum");
    CHECK(with("/dimensions/1/factors/0/weight_bp", 3900) == "credit.weights_sum");
    CHECK(with("/dimensions/0/weight_bp", 0) == "credit.weight_range");
    auto document = shipped();
    document.at_pointer("/dimensions/0/weight_bp") = 2900;
    const auto refused = parse_scoring_model(json::serialize(document));
    CHECK(explain(refused.error(), Language::en).find("99") != std::string::npos);
}

TEST_CASE("ranges cover every value once, in order, and never give a better value fewer points") {
    CHECK(with("/dimensions/1/factors/0/ranges/2/from", "1.25") == "credit.ranges_overlap");
    CHECK(with("/dimensions/1/factors/0/ranges/2/from", "0.5") == "credit.ranges_overlap");
    CHECK(with("/dimensions/0/factors/0/ranges/1/up_to", "0") == "credit.ranges_overlap");
    CHECK(without("/dimensions/1/factors/0/ranges/2", "from") == "credit.ranges_edges");
    CHECK(without("/dimensions/0/factors/0/ranges/0", "up_to") == "credit.ranges_edges");
    CHECK(with("/dimensions/1/factors/0/ranges/0", json::object{{"from", "0.1"}, {"points", 0}}) == "credit.ranges_edges");
    CHECK(with("/dimensions/1/factors/0/ranges/4/points", 60) == "credit.points_direction");
    CHECK(with("/dimensions/0/factors/0/ranges/1/points", 100) == "accepted");
    CHECK(with("/dimensions/0/factors/0/ranges/4/points", 40) == "credit.points_direction");
    CHECK(with("/dimensions/1/factors/0/ranges/4/points", 101) == "credit.points_range");
    CHECK(with("/dimensions/1/factors/0/ranges/4/from", "1,5") == "credit.number_invalid");
}

TEST_CASE("bands fall, and the last takes the rest") {
    CHECK(with("/bands/1/from", "80") == "credit.bands_overlap");
    CHECK(with("/bands/1/from", "85") == "credit.bands_overlap");
    CHECK(with("/bands/1/from", "79.5") == "accepted");
    CHECK(with("/bands/1/from", "79.555") == "credit.bands_edges");
    CHECK(without("/bands/1", "from") == "credit.bands_edges");
    CHECK(with("/bands/3", json::object{{"grade", "D"}, {"from", "10"}}) == "credit.bands_edges");
    CHECK(with("/bands/1/grade", "A") == "credit.band_twice");
}

TEST_CASE("factors are those there are, each once, from where they come") {
    CHECK(with("/dimensions/0/factors/0/code", "shoe_size") == "credit.factor_unknown");
    CHECK(with("/dimensions/0/factors/0/source", "form") == "credit.factor_source");
    CHECK(with("/dimensions/0/factors/1/code", "overdue_days_max") == "credit.factor_twice");
    CHECK(with("/dimensions/0/factors/0/missing", "guess") == "policy.unknown_code");
    CHECK(with("/dimensions/4/factors/0/choices/1/code", "growing") == "credit.ranges_overlap");
    CHECK(without("/dimensions/4/factors/0", "choices") == "json.missing_key");
    CHECK(with("/dimensions/1/factors/0/better", "choice") == "json.missing_key");
    CHECK(with("/dimensions/1/factors/0/stale_after_months", 0) == "credit.stale_months");
    auto document = shipped();
    document.at_pointer("/dimensions/1/factors/0").as_object()["colour"] = "red";
    CHECK(refusal(document) == "json.unknown_key");
    CHECK(with("/dimensions", json::array{}) == "credit.model_size");
    CHECK(with("/override_longest_days", 0) == "credit.override_longest");
    CHECK(with("/reassess_ahead_days", -1) == "credit.reassess_ahead");
    CHECK(with("/complaint_open_days", 0) == "credit.complaint_open_days");
    CHECK(with("/least_known_percent", "101") == "credit.weight_range");
}

TEST_CASE("grades of the bands are the policy's, in its order") {
    const auto policy = *parse_credit_policy(tandem::testing::read_file("policies/credit.json"));
    auto model = *parse_scoring_model(json::serialize(shipped()));
    model.bands[0].grade = "AAA";
    CHECK(check_bands(model, policy).error().code == "credit.band_grade");
    model = *parse_scoring_model(json::serialize(shipped()));
    std::swap(model.bands[0].grade, model.bands[1].grade);
    CHECK(check_bands(model, policy).error().code == "credit.band_order");
}

}  // namespace
}  // namespace tandem::credit
