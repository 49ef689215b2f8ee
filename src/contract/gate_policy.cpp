#include "contract/gate_policy.h"

#include <algorithm>
#include <array>
#include <set>

namespace tandem::contract {
namespace {

struct Breakable { Breaks what; std::string_view code, rule; };
constexpr std::array breakable{
    Breakable{Breaks::clause_missing, "clause_missing", "R-155"},
    Breakable{Breaks::not_graded, "not_graded", "R-005"},
    Breakable{Breaks::poor_grade, "poor_grade", "R-149"},
    Breakable{Breaks::security_required, "security_required", "R-147"},
    Breakable{Breaks::term_above_cap, "term_above_cap", "R-154"},
    Breakable{Breaks::security_ends_early, "security_ends_early", "R-144"},
    Breakable{Breaks::parts_not_total, "parts_not_total", "R-150"},
    Breakable{Breaks::payment_method_not_allowed, "payment_method_not_allowed", "R-205"},
    Breakable{Breaks::late_interest_below_standard, "late_interest_below_standard", "R-151"},
    Breakable{Breaks::late_interest_above_legal_cap, "late_interest_above_legal_cap", "R-151"},
    Breakable{Breaks::penalty_below_standard, "penalty_below_standard", "R-152"},
    Breakable{Breaks::penalty_later_than_standard, "penalty_later_than_standard", "R-152"},
    Breakable{Breaks::venue_not_ours, "venue_not_ours", "R-153"},
    Breakable{Breaks::term_extended, "term_extended", "R-175"},
    Breakable{Breaks::credit_limit, "credit_limit", "R-004"},
};

const Breakable& entry(Breaks what) { return *std::ranges::find(breakable, what, &Breakable::what); }

template <class Each, class Code>
Result<void> check_once(const std::vector<Each>& all, Code code) {
    std::set<std::string> seen;
    for (const Each& each : all)
        if (std::string one{code(each)}; !seen.insert(one).second) return refuse("contract.gate_twice", one);
    return {};
}

template <class Worded>
Result<void> check_words(const std::vector<Worded>& all) {
    TRY_VOID(check_once(all, [](const Worded& each) { return each.code; }));
    for (const Worded& each : all)
        if (each.code.empty() || each.zh.empty() || each.en.empty()) return refuse("contract.gate_text_missing", each.code);
    return {};
}

}  // namespace

std::string_view code_of(Breaks what) { return entry(what).code; }
std::string_view rule_of(Breaks what) { return entry(what).rule; }
std::optional<Breaks> breaks_named(std::string_view code) {
    const auto found = std::ranges::find(breakable, code, &Breakable::code);
    return found == breakable.end() ? std::nullopt : std::optional{found->what};
}

std::string_view code_of(Treatment treatment) { return treatment == Treatment::block ? "block" : "accept"; }

std::string_view code_of(Severity severity) {
    switch (severity) {
        case Severity::low: return "low";
        case Severity::medium: return "medium";
        case Severity::high: return "high";
    }
    return "";
}
std::optional<Severity> severity_named(std::string_view code) {
    for (const Severity each : {Severity::low, Severity::medium, Severity::high})
        if (code_of(each) == code) return each;
    return std::nullopt;
}

Treatment GatePolicy::treatment_of(Breaks what) const {
    const auto found = std::ranges::find(findings, what, &FindingRule::what);
    return found == findings.end() ? Treatment::block : found->treatment;
}

credit::Security GatePolicy::strength_of(std::string_view kind) const {
    const auto found = std::ranges::find(security, kind, &SecurityKind::code);
    return found == security.end() ? credit::Security::none : found->counts_as;
}

Result<GatePolicy> make_gate_policy(GatePolicy draft) {
    TRY_VOID(check_once(draft.findings, [](const FindingRule& each) { return code_of(each.what); }));
    for (const Breakable& each : breakable)
        if (each.what != Breaks::clause_missing && std::ranges::find(draft.findings, each.what, &FindingRule::what) == draft.findings.end())
            return refuse("contract.gate_finding_missing", std::string(each.code));
    TRY_VOID(check_once(draft.security, [](const SecurityKind& each) { return each.code; }));
    TRY_VOID(check_words(draft.checklist));
    TRY_VOID(check_words(draft.risks));
    return draft;
}

}  // namespace tandem::contract
