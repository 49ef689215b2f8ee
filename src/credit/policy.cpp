#include "credit/policy.h"

#include <algorithm>

namespace tandem::credit {
namespace {

Result<void> check_row(const std::string& preset, const std::string& grade, const TermRow& row) {
    if (row.none < 0) return refuse("credit.term_negative", grade, {{"preset", preset}});
    if (row.guarantor < row.none || row.collateral < row.guarantor) return refuse("credit.term_falls", grade, {{"preset", preset}});
    return {};
}

Result<void> check_preset(const CreditPolicy& policy, const TermsPreset& preset) {
    for (const auto& each : policy.grades)
        if (!preset.days.contains(each.code)) return refuse("credit.term_row", each.code, {{"preset", preset.name}});
    for (const auto& [grade, row] : preset.days) {
        if (!policy.find(grade)) return refuse("credit.term_row", grade, {{"preset", preset.name}});
        TRY_VOID(check_row(preset.name, grade, row));
    }
    return {};
}

}  // namespace

int TermRow::days(Security security) const {
    switch (security) {
        case Security::none: return none;
        case Security::guarantor: return guarantor;
        case Security::collateral: return collateral;
    }
    return 0;
}

const GradeRule* CreditPolicy::find(std::string_view grade) const {
    const auto found = std::ranges::find(grades, grade, &GradeRule::code);
    return found == grades.end() ? nullptr : &*found;
}

int CreditPolicy::rank(std::string_view grade) const {
    const auto* rule = find(grade);
    TANDEM_ASSERT(rule);
    return static_cast<int>(rule - grades.data());
}

const TermsPreset& CreditPolicy::terms() const {
    const auto found = std::ranges::find(presets, preset, &TermsPreset::name);
    TANDEM_ASSERT(found != presets.end());
    return *found;
}

int term_cap_days(const CreditPolicy& policy, std::string_view grade, Security security) {
    const auto& rows = policy.terms().days;
    const auto found = rows.find(std::string(grade));
    return found == rows.end() ? 0 : found->second.days(security);
}

Result<CreditPolicy> make_credit_policy(CreditPolicy draft) {
    if (draft.grades.empty()) return refuse("credit.no_grades");
    for (std::size_t i = 0; i < draft.grades.size(); ++i) {
        const GradeRule& each = draft.grades[i];
        if (draft.find(each.code) != &each) return refuse("credit.grade_twice", each.code);
        if (each.reassess_months < 1 || each.reassess_months > 60) return refuse("credit.reassess_months", each.code);
    }
    for (const auto& each : draft.presets) TRY_VOID(check_preset(draft, each));
    if (std::ranges::find(draft.presets, draft.preset, &TermsPreset::name) == draft.presets.end()) return refuse("credit.preset_unknown", draft.preset);
    std::vector<std::string> codes;
    for (const GradeRule& each : draft.grades) codes.push_back(each.code);
    draft.control = TRY(make_credit_control(std::move(draft.control), codes));
    return draft;
}

}  // namespace tandem::credit
