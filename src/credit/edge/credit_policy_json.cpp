#include "credit/edge/credit_policy_json.h"

#include <algorithm>
#include <boost/json.hpp>
#include <span>

#include "credit/edge/control_json.h"
#include "policy/edge/methods_json.h"
#include "policy/edge/policy_head.h"
#include "policy/edge/strict_json.h"

namespace tandem::credit {
namespace {

using policy::JsonObject;
namespace json = boost::json;

constexpr std::array<std::string_view, 3> tones{"mild", "plain", "firm"}, escalations{"slow", "standard", "fast"};

Result<std::string> one_of(std::string value, const std::string& path, std::span<const std::string_view> allowed) {
    if (std::ranges::find(allowed, value) != allowed.end()) return value;
    std::string words;
    for (const auto each : allowed) words += (words.empty() ? "" : ", ") + std::string(each);
    return refuse("policy.unknown_code", path, {{"value", value}, {"allowed", words}});
}

Result<GradeRule> grade_of(const json::value& value, const std::string& path) {
    JsonObject object = TRY(JsonObject::open(value, path));
    GradeRule rule;
    rule.code = TRY(object.text("code"));
    rule.reassess_months = TRY(object.small_integer("reassess_months"));
    rule.methods = TRY(policy::read_methods(object, "methods"));
    rule.first_order_discount = TRY(object.boolean("first_order_discount"));
    rule.tone = TRY(one_of(TRY(object.text("tone")), object.path_of("tone"), tones));
    rule.escalation = TRY(one_of(TRY(object.text("escalation")), object.path_of("escalation"), escalations));
    TRY_VOID(object.done());
    return rule;
}

Result<TermsPreset> preset_of(const json::value& value, const std::string& path) {
    JsonObject object = TRY(JsonObject::open(value, path));
    TermsPreset preset{.name = TRY(object.text("name")), .days = {}};
    TRY_VOID(object.array("days", [&](const json::value& each, const std::string& at) -> Result<void> {
        JsonObject row = TRY(JsonObject::open(each, at));
        const std::string grade = TRY(row.text("grade"));
        const TermRow days{TRY(row.small_integer("none")), TRY(row.small_integer("guarantor")), TRY(row.small_integer("collateral"))};
        TRY_VOID(row.done());
        if (!preset.days.emplace(grade, days).second) return refuse("credit.grade_twice", grade);
        return {};
    }));
    TRY_VOID(object.done());
    return preset;
}

Result<void> read_terms(CreditPolicy& policy, JsonObject& object) {
    policy.preset = TRY(object.text("preset"));
    TRY_VOID(object.array("presets", [&](const json::value& each, const std::string& at) -> Result<void> {
        TermsPreset preset = TRY(preset_of(each, at));
        policy.presets.push_back(std::move(preset));
        return {};
    }));
    return object.done();
}

}  // namespace

Result<CreditPolicy> parse_credit_policy(std::string_view text) {
    const json::value document = TRY(policy::parse_json(text));
    JsonObject object = TRY(JsonObject::open(document));
    CreditPolicy policy;
    policy.version = TRY(policy::read_policy_head(object));
    TRY_VOID(object.array("grades", [&](const json::value& each, const std::string& at) -> Result<void> {
        GradeRule rule = TRY(grade_of(each, at));
        policy.grades.push_back(std::move(rule));
        return {};
    }));
    JsonObject terms = TRY(object.object("terms"));
    TRY_VOID(read_terms(policy, terms));
    const std::string without = TRY(object.text("without_grade"));
    if (without != "cash_only" && without != "refuse") return refuse("policy.unknown_code", "without_grade", {{"value", without}, {"allowed", "cash_only, refuse"}});
    policy.without_grade = without == "refuse" ? WithoutGrade::refuse : WithoutGrade::cash_only;
    policy.control = TRY(read_control(object));
    TRY_VOID(object.done());
    return make_credit_policy(std::move(policy));
}

}  // namespace tandem::credit
