// The figures of the contract gate (policies/contract.json, "gate"): what a contract must not break, what risk control may
// accept, and what a review answers..
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/money.h"
#include "credit/security.h"

namespace tandem::contract {

// What a contract can break.
enum class Breaks {
    clause_missing,                 // payment, breach or dispute is not in figures; always blocks
    not_graded,                     // no valid grade, and neither prepaid nor secured
    poor_grade,                     // a grade that gets no term, and neither prepaid nor secured
    security_required,              // the term is the grade's with more security than there is
    term_above_cap,                 // no security would do
    security_ends_early,            // what secures the deal ends before its longest term
    parts_not_total,
    payment_method_not_allowed,     // a way to pay that the customer's grade does not have
    late_interest_below_standard,
    late_interest_above_legal_cap,
    penalty_below_standard,
    penalty_later_than_standard,
    venue_not_ours,
    term_extended,                  // a change order that gives more time
    credit_limit,                   // the customer's exposure would exceed the limit
};
std::string_view code_of(Breaks what);  // "term_above_cap"
std::optional<Breaks> breaks_named(std::string_view code);
std::string_view rule_of(Breaks what);  // "R-154"

// block: no review lets it pass. accept: risk control may, with a reason.
enum class Treatment { block, accept };
std::string_view code_of(Treatment treatment);

struct Question {  // of the checklist
    std::string code, zh, en;
    bool must_be_yes = false;  // a no keeps the contract from passing; "not applicable" does not
};
struct RiskKind { std::string code, zh, en; };

enum class Severity { low, medium, high };
std::string_view code_of(Severity severity);
std::optional<Severity> severity_named(std::string_view code);

struct FindingRule { Breaks what; Treatment treatment; };
// What a kind of security on record ("insurance") counts as in the terms matrix.
struct SecurityKind { std::string code; credit::Security counts_as; };

// who may have more time, and whether only against more security.
struct ExtensionRule {
    std::vector<std::string> grades;
    bool security_required = true;
};

struct GatePolicy {
    std::vector<FindingRule> findings;
    std::vector<SecurityKind> security;
    std::optional<Rate> late_interest_legal_cap_daily;  // none: no cap is watched
    std::vector<Question> checklist;
    std::vector<RiskKind> risks;
    Severity worst_passable = Severity::medium;  // a clause risk above it keeps the contract from passing
    ExtensionRule extension;

    Treatment treatment_of(Breaks what) const;  // block for what the policy does not name
    credit::Security strength_of(std::string_view kind) const;
};

// contract.gate_twice {subject}: a finding, kind of security, question or risk stands twice; contract.gate_text_missing {subject};
// contract.gate_finding_missing {subject}: no treatment for something a contract can break.
Result<GatePolicy> make_gate_policy(GatePolicy draft);

}  // namespace tandem::contract
