#include "credit/control.h"

#include <algorithm>
#include <set>

#include "core/codes.h"

namespace tandem::credit {
namespace {

constexpr std::array<std::string_view, component_count> components{"open_items", "delivered_not_invoiced", "open_orders", "open_contracts", "pending_approvals"};
constexpr std::array<std::string_view, checkpoint_count> checkpoints{"quote", "contract", "order", "delivery"};
constexpr std::array<std::string_view, 10> rule_codes{"status", "no_grade", "limit_expired", "limit_used", "term_above_cap", "overdue_days", "overdue_amount", "overdue_share", "rate_missing", "prepayment_missing"};
constexpr int longest_days = 365;

bool has_figure(RuleCode code) { return code == RuleCode::limit_used || code == RuleCode::overdue_days || code == RuleCode::overdue_amount || code == RuleCode::overdue_share; }

Result<void> check_rule(const CheckRule& rule) {
    const auto wrong = [&] { return refuse("credit.rule_threshold", std::string(code_of(rule.code))); };
    if (has_figure(rule.code) ? rule.effect || (!rule.warn && !rule.hold) : !rule.effect || rule.warn || rule.hold) return wrong();
    for (const auto& each : {rule.warn, rule.hold})
        if (each && *each < 0) return wrong();
    if (rule.warn && rule.hold && *rule.warn > *rule.hold) return wrong();
    return {};
}

Result<void> check_formula(const LimitFormula& formula, const std::vector<std::string>& grades) {
    if (formula.floor.hundredths < 0 || formula.cap.hundredths < formula.floor.hundredths || formula.step.hundredths <= 0) return refuse("credit.formula_range", formula.segment);
    std::optional<Rate> better;
    for (const std::string& grade : grades) {
        const auto found = formula.rates.find(grade);
        if (found == formula.rates.end() || found->second.e10 < 0 || (better && found->second > *better)) return refuse("credit.grade_rate", grade);
        better = found->second;
    }
    if (formula.rates.size() != grades.size()) return refuse("credit.grade_rate", formula.rates.begin()->first);
    return {};
}

}  // namespace

std::int64_t PolicyAmount::minor_in(Currency base) const {
    Wide scaled = hundredths;
    std::int64_t divisor = 1;
    for (int digits = base.exponent(); digits > 2; --digits) scaled *= 10;
    for (int digits = base.exponent(); digits < 2; ++digits) divisor *= 10;
    return divide(scaled, divisor, Rounding::half_up);
}

std::string_view code_of(Component component) { return components[static_cast<std::size_t>(component)]; }
std::string_view code_of(Checkpoint checkpoint) { return checkpoints[static_cast<std::size_t>(checkpoint)]; }
std::string_view code_of(RuleCode code) { return rule_codes[static_cast<std::size_t>(code)]; }
std::string_view code_of(Effect effect) { return effect == Effect::warn ? "warn" : "hold"; }
std::string_view code_of(Basis basis) { return basis == Basis::yearly_sales ? "yearly_sales" : basis == Basis::net_assets ? "net_assets" : "fixed"; }
std::optional<Checkpoint> checkpoint_named(std::string_view code) { return named<Checkpoint>(checkpoints, code); }
std::optional<RuleCode> rule_named(std::string_view code) { return named<RuleCode>(rule_codes, code); }

const LimitFormula* LimitSettings::formula_for(std::string_view segment) const {
    const auto own = std::ranges::find(formulas, segment, &LimitFormula::segment);
    if (own != formulas.end()) return &*own;
    const auto general = std::ranges::find(formulas, std::string{}, &LimitFormula::segment);
    return general == formulas.end() ? nullptr : &*general;
}

Result<CreditControl> make_credit_control(CreditControl draft, const std::vector<std::string>& grades) {
    std::set<RuleCode> codes;
    for (const CheckRule& each : draft.checks.rules) {
        if (!codes.insert(each.code).second) return refuse("credit.rule_twice", std::string(code_of(each.code)));
        TRY_VOID(check_rule(each));
    }
    std::set<std::string> segments;
    for (const LimitFormula& each : draft.limits.formulas) {
        if (!segments.insert(each.segment).second) return refuse("credit.formula_twice", each.segment);
        TRY_VOID(check_formula(each, grades));
    }
    for (const auto& [kind, rate] : draft.limits.security_rates)
        if (rate.e10 < 0 || rate > Rate::percent(100)) return refuse("credit.security_rate", kind);
    for (const int days : {draft.release_days, draft.release_days_most, draft.review_days})
        if (days < 1 || days > longest_days) return refuse("credit.days_range", std::to_string(days));
    if (draft.release_days > draft.release_days_most) return refuse("credit.days_range", std::to_string(draft.release_days));
    return draft;
}

}  // namespace tandem::credit
