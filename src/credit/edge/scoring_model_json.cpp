#include "credit/edge/scoring_model_json.h"

#include <boost/json.hpp>

#include "policy/edge/policy_head.h"
#include "policy/edge/strict_json.h"

namespace tandem::credit {
namespace {

using policy::JsonObject;
namespace json = boost::json;

Result<Better> better_of(JsonObject& object) {
    const std::string text = TRY(object.text("better"));
    for (const Better each : {Better::higher, Better::lower, Better::choice})
        if (code_of(each) == text) return each;
    return refuse("policy.unknown_code", object.path_of("better"), {{"value", text}, {"allowed", "higher, lower, choice"}});
}

Result<Missing> missing_of(JsonObject& object) {
    const std::string text = TRY(object.text("missing"));
    for (const Missing each : {Missing::exclude, Missing::zero, Missing::block})
        if (code_of(each) == text) return each;
    return refuse("policy.unknown_code", object.path_of("missing"), {{"value", text}, {"allowed", "exclude, zero, block"}});
}

Result<std::optional<Ratio>> edge_of(JsonObject& object, const char* key) {
    if (!object.has(key)) return std::optional<Ratio>{};
    return std::optional<Ratio>{TRY(parse_ratio(TRY(object.text(key))))};
}

Result<void> read_points(Factor& factor, JsonObject& object) {
    if (factor.better == Better::choice)
        return object.array("choices", [&](const json::value& each, const std::string& at) -> Result<void> {
            JsonObject row = TRY(JsonObject::open(each, at));
            factor.choices.push_back({TRY(row.text("code")), TRY(row.small_integer("points"))});
            return row.done();
        });
    return object.array("ranges", [&](const json::value& each, const std::string& at) -> Result<void> {
        JsonObject row = TRY(JsonObject::open(each, at));
        factor.ranges.push_back({TRY(edge_of(row, factor.better == Better::higher ? "from" : "up_to")), TRY(row.small_integer("points"))});
        return row.done();
    });
}

// The source is written out for whoever reads the file; it is the factor's own, or refused.
Result<void> check_source(const std::string& code, JsonObject& object) {
    const std::string source = TRY(object.text("source"));
    const FactorKind* kind = find_factor(code);
    if (!kind) return refuse("credit.factor_unknown", code);
    if (code_of(kind->source) != source) return refuse("credit.factor_source", code, {{"source", std::string(code_of(kind->source))}, {"stated", source}});
    return {};
}

Result<Factor> factor_of(const json::value& value, const std::string& path) {
    JsonObject object = TRY(JsonObject::open(value, path));
    Factor factor;
    factor.code = TRY(object.text("code"));
    TRY_VOID(check_source(factor.code, object));
    factor.weight_bp = TRY(object.small_integer("weight_bp"));
    factor.better = TRY(better_of(object));
    TRY_VOID(read_points(factor, object));
    factor.missing = TRY(missing_of(object));
    factor.stale_after_months = TRY(object.optional("stale_after_months", &JsonObject::small_integer));
    if (factor.stale_after_months && (*factor.stale_after_months < 1 || *factor.stale_after_months > 120)) return refuse("credit.stale_months", factor.code);
    TRY_VOID(object.done());
    return factor;
}

Result<Dimension> dimension_of(const json::value& value, const std::string& path) {
    JsonObject object = TRY(JsonObject::open(value, path));
    Dimension dimension;
    dimension.code = TRY(object.text("code"));
    dimension.en = TRY(object.text("en"));
    dimension.zh = TRY(object.text("zh"));
    dimension.weight_bp = TRY(object.small_integer("weight_bp"));
    TRY_VOID(object.array("factors", [&](const json::value& each, const std::string& at) -> Result<void> {
        dimension.factors.push_back(TRY(factor_of(each, at)));
        return {};
    }));
    TRY_VOID(object.done());
    return dimension;
}

}  // namespace

Result<ScoringModel> parse_scoring_model(std::string_view text) {
    const json::value document = TRY(policy::parse_json(text));
    JsonObject object = TRY(JsonObject::open(document));
    ScoringModel model;
    model.version = TRY(policy::read_policy_head(object));
    model.least_known_bp = static_cast<int>(divide(Wide{TRY(object.percent("least_known_percent")).e10} * whole_bp, Rate::one, Rounding::half_up));
    model.override_longest_days = TRY(object.small_integer("override_longest_days"));
    model.reassess_ahead_days = TRY(object.small_integer("reassess_ahead_days"));
    model.complaint_open_days = TRY(object.small_integer("complaint_open_days"));
    TRY_VOID(object.array("dimensions", [&](const json::value& each, const std::string& at) -> Result<void> {
        model.dimensions.push_back(TRY(dimension_of(each, at)));
        return {};
    }));
    TRY_VOID(object.array("bands", [&](const json::value& each, const std::string& at) -> Result<void> {
        JsonObject row = TRY(JsonObject::open(each, at));
        model.bands.push_back({TRY(row.text("grade")), TRY(edge_of(row, "from"))});
        return row.done();
    }));
    TRY_VOID(object.done());
    return make_scoring_model(std::move(model));
}

}  // namespace tandem::credit
