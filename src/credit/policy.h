// What each credit grade may have (policies/credit.json), as one checked value., R-14A, R-202.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/payment_method.h"
#include "core/result.h"
#include "credit/control.h"
#include "credit/security.h"

namespace tandem::credit {

// How a grade is treated. The list of grades is ordered, the best first.
struct GradeRule {
    std::string code;                  // "A"
    int reassess_months = 0;           // how long an assessment counts
    PaymentMethods methods;            // ways to pay, R-205
    bool first_order_discount = false;
    std::string tone;                  // of reminders, R-202: "mild", "plain", "firm"
    std::string escalation;            // "slow", "standard", "fast"
};

// Longest term in days by security; 0 is prepaid or cash.
struct TermRow {
    int none = 0, guarantor = 0, collateral = 0;
    int days(Security security) const;
    friend bool operator==(const TermRow&, const TermRow&) = default;
};
struct TermsPreset {
    std::string name;                     // "secured-longer"
    std::map<std::string, TermRow> days;  // one row a grade
};

// What a customer without a valid grade may have: cash and prepaid deals, or nothing.
enum class WithoutGrade { cash_only, refuse };

struct CreditPolicy {
    int version = 0;
    std::vector<GradeRule> grades;  // best first
    std::string preset;
    std::vector<TermsPreset> presets;
    WithoutGrade without_grade = WithoutGrade::cash_only;
    CreditControl control;  // limits, exposure, checks

    const GradeRule* find(std::string_view grade) const;  // null: no such grade
    // 0 for the best. The grade must be one of the policy's.
    int rank(std::string_view grade) const;
    const TermsPreset& terms() const;
};

// The longest term the grade gets with that security under the preset in force; a customer without a grade pays at once.
int term_cap_days(const CreditPolicy& policy, std::string_view grade, Security security);

// Refuses credit.no_grades, credit.grade_twice, credit.reassess_months, credit.preset_unknown, credit.term_row (a preset without
// a row for a grade, or with one for a grade that is none), credit.term_falls {grade} (more security, shorter term) and
// credit.term_negative; and as make_credit_control.
Result<CreditPolicy> make_credit_policy(CreditPolicy draft);

}  // namespace tandem::credit
