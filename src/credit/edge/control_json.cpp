#include "credit/edge/control_json.h"

#include <boost/json.hpp>

namespace tandem::credit {
namespace {

using policy::JsonObject;
namespace json = boost::json;

tl::unexpected<Error> unknown(const std::string& path, const std::string& value, const char* allowed) { return refuse("policy.unknown_code", path, {{"value", value}, {"allowed", allowed}}); }

Result<PolicyAmount> amount(JsonObject& object, std::string_view key) { return PolicyAmount{TRY(parse_decimal(TRY(object.text(key)), currency("CNY"))).minor()}; }

Result<std::vector<std::string>> texts(JsonObject& object, std::string_view key) {
    std::vector<std::string> all;
    TRY_VOID(object.array(key, [&](const json::value& each, const std::string& at) -> Result<void> {
        if (!each.is_string()) return policy::refuse_type(at, "text");
        all.emplace_back(each.get_string());
        return {};
    }));
    return all;
}

Result<ExposureSettings> exposure_of(JsonObject object) {
    ExposureSettings settings;
    JsonObject components = TRY(object.object("components"));
    for (std::size_t at = 0; at < component_count; ++at) settings.counted[at] = TRY(components.boolean(code_of(static_cast<Component>(at))));
    TRY_VOID(components.done());
    settings.subtract_unapplied = TRY(object.boolean("subtract_unapplied"));
    settings.subtract_credit_notes = TRY(object.boolean("subtract_credit_notes"));
    settings.horizon_days = TRY(object.optional("horizon_days", &JsonObject::small_integer));
    settings.closed_statuses = TRY(texts(object, "closed_statuses"));
    TRY_VOID(object.done());
    return settings;
}

// A percentage as hundredths, days as they are, an amount as hundredths of the currency.
Result<std::optional<std::int64_t>> threshold(JsonObject& object, std::string_view key, RuleCode code) {
    if (!object.has(key)) return std::optional<std::int64_t>{};
    if (code == RuleCode::overdue_days) return std::optional<std::int64_t>{TRY(object.small_integer(key))};
    if (code == RuleCode::overdue_amount) return std::optional{TRY(amount(object, key)).hundredths};
    return std::optional{TRY(object.percent(key)).e10 / (Rate::one / 10'000)};
}

Result<CheckRule> rule_of(const json::value& value, const std::string& path) {
    JsonObject object = TRY(JsonObject::open(value, path));
    CheckRule rule;
    const std::string code = TRY(object.text("code"));
    const auto known = rule_named(code);
    if (!known || *known == RuleCode::rate_missing || *known == RuleCode::prepayment_missing)
        return unknown(object.path_of("code"), code, "status, no_grade, limit_expired, limit_used, term_above_cap, overdue_days, overdue_amount, overdue_share");
    rule.code = *known;
    rule.warn = TRY(threshold(object, "warn", rule.code));
    rule.hold = TRY(threshold(object, "hold", rule.code));
    if (const auto effect = TRY(object.optional("effect", &JsonObject::text))) {
        if (*effect != "warn" && *effect != "hold") return unknown(object.path_of("effect"), *effect, "warn, hold");
        rule.effect = *effect == "warn" ? Effect::warn : Effect::hold;
    }
    for (const std::string& each : TRY(texts(object, "at"))) {
        const auto checkpoint = checkpoint_named(each);
        if (!checkpoint) return unknown(object.path_of("at"), each, "quote, contract, order, delivery");
        rule.at[static_cast<std::size_t>(*checkpoint)] = true;
    }
    TRY_VOID(object.done());
    return rule;
}

Result<CheckSettings> checks_of(JsonObject object) {
    CheckSettings settings;
    TRY_VOID(object.array("rules", [&](const json::value& each, const std::string& at) -> Result<void> {
        settings.rules.push_back(TRY(rule_of(each, at)));
        return {};
    }));
    JsonObject grace = TRY(object.object("grace_days"));
    for (std::size_t at = 0; at < checkpoint_count; ++at) settings.grace_days[at] = TRY(grace.small_integer(code_of(static_cast<Checkpoint>(at))));
    TRY_VOID(grace.done());
    settings.small_document = TRY(amount(object, "small_document"));
    settings.excluded_groups = TRY(texts(object, "excluded_groups"));
    TRY_VOID(object.done());
    return settings;
}

Result<LimitFormula> formula_of(const json::value& value, const std::string& path) {
    JsonObject object = TRY(JsonObject::open(value, path));
    LimitFormula formula;
    formula.segment = TRY(object.text("segment"));
    if (formula.segment == "*") formula.segment.clear();
    const std::string basis = TRY(object.text("basis"));
    if (basis != "yearly_sales" && basis != "net_assets" && basis != "fixed") return unknown(object.path_of("basis"), basis, "yearly_sales, net_assets, fixed");
    formula.basis = basis == "fixed" ? Basis::fixed : basis == "net_assets" ? Basis::net_assets : Basis::yearly_sales;
    TRY_VOID(object.array("rates", [&](const json::value& each, const std::string& at) -> Result<void> {
        JsonObject row = TRY(JsonObject::open(each, at));
        const std::string grade = TRY(row.text("grade"));
        if (!formula.rates.emplace(grade, TRY(row.percent("percent"))).second) return refuse("credit.grade_twice", grade);
        return row.done();
    }));
    if (formula.basis == Basis::fixed) formula.fixed_amount = TRY(amount(object, "amount"));
    formula.floor = TRY(amount(object, "floor"));
    formula.cap = TRY(amount(object, "cap"));
    formula.step = TRY(amount(object, "step"));
    TRY_VOID(object.done());
    return formula;
}

Result<LimitSettings> limits_of(JsonObject object) {
    LimitSettings settings;
    TRY_VOID(object.array("formulas", [&](const json::value& each, const std::string& at) -> Result<void> {
        settings.formulas.push_back(TRY(formula_of(each, at)));
        return {};
    }));
    JsonObject rates = TRY(object.object("security_rates"));
    for (const auto* kind : {"guarantor", "collateral", "insurance", "deposit"}) settings.security_rates[kind] = TRY(rates.percent(kind));
    TRY_VOID(rates.done());
    TRY_VOID(object.done());
    return settings;
}

}  // namespace

Result<CreditControl> read_control(JsonObject& policy) {
    CreditControl control;
    control.exposure = TRY(exposure_of(TRY(policy.object("exposure"))));
    control.checks = TRY(checks_of(TRY(policy.object("checks"))));
    control.limits = TRY(limits_of(TRY(policy.object("limits"))));
    JsonObject concentration = TRY(policy.object("concentration"));
    control.concentration = {TRY(concentration.percent("one_customer")), TRY(concentration.percent("ten_largest"))};
    TRY_VOID(concentration.done());
    JsonObject release = TRY(policy.object("release"));
    control.release_days = TRY(release.small_integer("days"));
    control.release_days_most = TRY(release.small_integer("days_most"));
    control.review_days = TRY(release.small_integer("review_days"));
    TRY_VOID(release.done());
    return control;
}

}  // namespace tandem::credit
