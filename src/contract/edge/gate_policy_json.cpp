#include "contract/edge/gate_policy_json.h"

#include <boost/json.hpp>

namespace tandem::contract {
namespace {

namespace json = boost::json;
using policy::JsonObject;

tl::unexpected<Error> unknown_code(std::string path, std::string value, std::string allowed) {
    return refuse("policy.unknown_code", std::move(path), {{"value", std::move(value)}, {"allowed", std::move(allowed)}});
}

Result<FindingRule> finding_of(const json::value& value, const std::string& path) {
    JsonObject object = TRY(JsonObject::open(value, path));
    const std::string code = TRY(object.text("code")), treatment = TRY(object.text("treatment"));
    TRY_VOID(object.done());
    const auto what = breaks_named(code);
    if (!what || *what == Breaks::clause_missing) return unknown_code(path + ".code", code, "docs/handbook: the contract gate");
    if (treatment != code_of(Treatment::block) && treatment != code_of(Treatment::accept)) return unknown_code(path + ".treatment", treatment, "block, accept");
    return FindingRule{*what, treatment == code_of(Treatment::block) ? Treatment::block : Treatment::accept};
}

Result<SecurityKind> security_of(const json::value& value, const std::string& path) {
    JsonObject object = TRY(JsonObject::open(value, path));
    SecurityKind kind{TRY(object.text("code")), {}};
    const std::string counts_as = TRY(object.text("counts_as"));
    TRY_VOID(object.done());
    const auto strength = credit::security_named(counts_as);
    if (!strength) return unknown_code(path + ".counts_as", counts_as, "none, guarantor, collateral");
    kind.counts_as = *strength;
    return kind;
}

Result<Question> question_of(const json::value& value, const std::string& path) {
    JsonObject object = TRY(JsonObject::open(value, path));
    Question question{TRY(object.text("code")), TRY(object.text("zh")), TRY(object.text("en")), TRY(object.boolean("must_be_yes"))};
    TRY_VOID(object.done());
    return question;
}

Result<RiskKind> risk_of(const json::value& value, const std::string& path) {
    JsonObject object = TRY(JsonObject::open(value, path));
    RiskKind risk{TRY(object.text("code")), TRY(object.text("zh")), TRY(object.text("en"))};
    TRY_VOID(object.done());
    return risk;
}

Result<ExtensionRule> extension_of(JsonObject object) {
    ExtensionRule rule;
    TRY_VOID(object.array("grades", [&](const json::value& each, const std::string& at) -> Result<void> {
        if (!each.is_string()) return policy::refuse_type(at, "text");
        rule.grades.emplace_back(each.as_string());
        return {};
    }));
    rule.security_required = TRY(object.boolean("security_required"));
    TRY_VOID(object.done());
    return rule;
}

template <class Each>
Result<void> read_all(JsonObject& object, std::string_view key, std::vector<Each>& into, Result<Each> (*read)(const json::value&, const std::string&)) {
    return object.array(key, [&](const json::value& each, const std::string& path) -> Result<void> {
        into.push_back(TRY(read(each, path)));
        return {};
    });
}

}  // namespace

Result<GatePolicy> gate_of(JsonObject object) {
    GatePolicy gate;
    TRY_VOID(read_all(object, "findings", gate.findings, finding_of));
    TRY_VOID(read_all(object, "security", gate.security, security_of));
    gate.late_interest_legal_cap_daily = TRY(object.optional("late_interest_legal_cap_daily", &JsonObject::rate));
    TRY_VOID(read_all(object, "checklist", gate.checklist, question_of));
    TRY_VOID(read_all(object, "risks", gate.risks, risk_of));
    const std::string worst = TRY(object.text("worst_passable"));
    const auto severity = severity_named(worst);
    if (!severity) return unknown_code(object.path_of("worst_passable"), worst, "low, medium, high");
    gate.worst_passable = *severity;
    gate.extension = TRY(extension_of(TRY(object.object("extension"))));
    TRY_VOID(object.done());
    return make_gate_policy(std::move(gate));
}

}  // namespace tandem::contract
