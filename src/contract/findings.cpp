#include "contract/findings.h"

#include <algorithm>
#include <map>

#include "credit/treatment.h"

namespace tandem::contract {
namespace {

using credit::Security;

bool paid_at_once(const TermsPart& part) { return rank_of(part.base) <= rank_of(BaseEvent::delivery) && longest_span(part.due) == Days{0}; }

class Findings {
public:
    explicit Findings(const GatePolicy& policy) : policy_(policy) {}
    void add(Breaks what, std::vector<std::pair<std::string, Figure>> figures) {
        const Treatment treatment = what == Breaks::clause_missing ? Treatment::block : policy_.treatment_of(what);
        all_.push_back({what, treatment, std::move(figures)});
    }
    std::vector<Finding> sorted() && {
        std::ranges::stable_sort(all_, {}, &Finding::what);
        return std::move(all_);
    }

private:
    const GatePolicy& policy_;
    std::vector<Finding> all_;
};

void check_clauses(const Contract& contract, const ContractPolicy& policy, Findings& findings) {
    const Clauses clauses = clauses_of(contract);
    if (!clauses.payment) findings.add(Breaks::clause_missing, {{"clause", "payment"}});
    if (clauses.payment_methods.empty()) findings.add(Breaks::clause_missing, {{"clause", "payment_methods"}});
    if (!clauses.breach) findings.add(Breaks::clause_missing, {{"clause", "breach"}});
    if (!clauses.dispute) findings.add(Breaks::clause_missing, {{"clause", "dispute"}});
    if (clauses.payment && !compute_amounts(*clauses.payment, contract.amount)) findings.add(Breaks::parts_not_total, {{"amount", contract.amount}});
    if (clauses.dispute && *clauses.dispute != Venue::our_seat) findings.add(Breaks::venue_not_ours, {{"venue", std::string(name_of(*clauses.dispute))}});

    const BreachClause& standard = policy.breach;
    if (contract.late_interest_daily) {
        const Rate daily = *contract.late_interest_daily;
        if (daily < standard.late_interest_daily)
            findings.add(Breaks::late_interest_below_standard, {{"daily", to_string(daily)}, {"standard", to_string(standard.late_interest_daily)}});
        if (const auto& cap = policy.gate.late_interest_legal_cap_daily; cap && daily > *cap)
            findings.add(Breaks::late_interest_above_legal_cap, {{"daily", to_string(daily)}, {"cap", to_string(*cap)}});
    }
    const auto percent = [](Rate rate) { return to_string(Rate{rate.e10 * 100}); };
    if (contract.penalty && *contract.penalty < standard.penalty)
        findings.add(Breaks::penalty_below_standard, {{"percent", percent(*contract.penalty)}, {"standard", percent(standard.penalty)}});
    if (contract.penalty_after_days && *contract.penalty_after_days > standard.penalty_after_days)
        findings.add(Breaks::penalty_later_than_standard, {{"days", *contract.penalty_after_days}, {"standard", standard.penalty_after_days}});
}

// Without a valid grade, or with one that gets no term: prepaid or secured, or not at all.
bool check_admission(const CreditSide& credit, Money on_credit, Security counted, Findings& findings) {
    const credit::Standing& standing = credit.standing;
    const bool safe = on_credit.is_zero() || counted != Security::none;
    if (!standing.graded()) {
        if (safe && credit.policy.without_grade == credit::WithoutGrade::cash_only) return true;
        findings.add(Breaks::not_graded, {{"on_credit", on_credit}, {"expired", standing.expired_on ? to_string(*standing.expired_on) : std::string{}}});
        return false;
    }
    if (safe || term_cap_days(credit.policy, standing.grade, Security::collateral) > 0) return true;
    findings.add(Breaks::poor_grade, {{"on_credit", on_credit}, {"grade", standing.grade}});
    return false;
}

void check_term(const CreditSide& credit, int term, Money on_credit, Security counted, Findings& findings) {
    const std::string& grade = credit.standing.grade;
    const int cap = term_cap_days(credit.policy, grade, counted);
    if (term <= cap) return;
    for (const Security stronger : {Security::guarantor, Security::collateral}) {
        const int reach = term_cap_days(credit.policy, grade, stronger);
        if (stronger <= counted || reach < term) continue;
        findings.add(Breaks::security_required, {{"grade", grade}, {"term", term}, {"cap", cap}, {"needed", std::string(code_of(stronger))}, {"reach", reach}, {"on_credit", on_credit}});
        return;
    }
    findings.add(Breaks::term_above_cap, {{"grade", grade}, {"term", term}, {"cap", cap}, {"security", std::string(code_of(counted))}});
}

// who is graded pays as his grade may, everybody else as the last grade may.
void check_methods(const Contract& contract, const CreditSide& credit, Findings& findings) {
    const PaymentMethods allowed = treatment_of(credit.policy, credit.standing, false).methods;
    const PaymentMethods beyond = without(contract.payment_methods, allowed);
    if (beyond.empty()) return;
    findings.add(Breaks::payment_method_not_allowed, {{"grade", credit.standing.graded() ? credit.standing.grade : std::string{}}, {"granted", to_text(contract.payment_methods)}, {"beyond", to_text(beyond)}, {"allowed", to_text(allowed)}});
}

// The last day on which as much security counts as on `from`.
std::optional<Date> secured_until(std::span<const SecurityHeld> held, Money needed, Date from, Date until, const GatePolicy& policy, Security counted) {
    std::vector<Date> ends;
    for (const SecurityHeld& each : held)
        if (each.valid_to >= from && each.valid_to < until) ends.push_back(each.valid_to);
    std::ranges::sort(ends);
    for (const Date end : ends)
        if (security_that_counts(held, needed, end + Days{1}, policy) < counted) return end;
    return std::nullopt;
}

}  // namespace

int rank_of(BaseEvent event) {
    switch (event) {
        case BaseEvent::signing: return 0;
        case BaseEvent::delivery: return 1;
        case BaseEvent::acceptance:
        case BaseEvent::invoice: return 2;
    }
    return 2;
}

Money amount_on_credit(const PaymentTerms& terms, Money total) {
    const auto amounts = compute_amounts(terms, total);
    if (!amounts) return total;
    Money sum{0, total.currency()};
    for (std::size_t at = 0; at < amounts->size() && at < terms.parts().size(); ++at)
        if (!paid_at_once(terms.parts()[at])) sum += (*amounts)[at];
    return sum;
}

Security security_that_counts(std::span<const SecurityHeld> held, Money needed, Date on, const GatePolicy& policy) {
    Money strong{0, needed.currency()}, any{0, needed.currency()};
    for (const SecurityHeld& each : held) {
        if (on < each.from || on > each.valid_to) continue;
        const Security strength = policy.strength_of(each.kind);
        if (strength == Security::none) continue;
        any += each.amount;
        if (strength == Security::collateral) strong += each.amount;
    }
    if (!strong.is_zero() && strong >= needed) return Security::collateral;
    return !any.is_zero() && any >= needed ? Security::guarantor : Security::none;
}

Clauses clauses_of(const Contract& contract) {
    Clauses clauses{contract.terms, {}, contract.dispute, contract.payment_methods};
    if (contract.late_interest_daily && contract.penalty && contract.penalty_after_days)
        clauses.breach = BreachClause{*contract.late_interest_daily, *contract.penalty, *contract.penalty_after_days};
    return clauses;
}

std::vector<Finding> check_contract(const Contract& contract, const CreditSide& credit, const ContractPolicy& policy, Date today) {
    Findings findings{policy.gate};
    check_clauses(contract, policy, findings);
    check_methods(contract, credit, findings);
    if (contract.terms) {
        const Money on_credit = amount_on_credit(*contract.terms, contract.amount);
        const int term = static_cast<int>(longest_span(*contract.terms).count());
        const Security counted = security_that_counts(credit.security, on_credit, today, policy.gate);
        if (check_admission(credit, on_credit, counted, findings)) check_term(credit, term, on_credit, counted, findings);
        if (counted != Security::none)
            if (const auto end = secured_until(credit.security, on_credit, today, today + Days{term}, policy.gate, counted))
                findings.add(Breaks::security_ends_early, {{"security", std::string(code_of(counted))}, {"until", to_string(*end)}, {"term", term}});
    }
    return std::move(findings).sorted();
}

Lengthened compare_terms(const PaymentTerms& before, const PaymentTerms& after) {
    // How late money may come that waits for this event or a later one; -1: no money does.
    const auto latest = [](const PaymentTerms& terms, int from) {
        Days longest{-1};
        for (const TermsPart& part : terms.parts())
            if (rank_of(part.base) >= from) longest = std::max(longest, longest_span(part.due));
        return longest;
    };
    Lengthened lengthened{.before = longest_span(before), .after = longest_span(after)};
    for (const int from : {0, 1, 2}) lengthened.yes = lengthened.yes || latest(after, from) > latest(before, from);
    return lengthened;
}

Result<Finding> check_extension(const Extension& extension, const CreditSide& credit, const GatePolicy& policy, Date today) {
    const auto& grades = policy.extension.grades;
    const std::string& grade = credit.standing.grade;
    if (std::ranges::find(grades, grade) == grades.end()) return refuse("contract.extension_grade", grade.empty() ? "-" : grade);
    Money added{0, extension.still_to_pay.currency()};
    for (const SecurityHeld& each : credit.security)
        if (each.recorded_at > extension.agreed_at && each.from <= today && today <= each.valid_to && policy.strength_of(each.kind) != Security::none) added += each.amount;
    if (policy.extension.security_required && added < extension.still_to_pay)
        return refuse("contract.extension_without_security", {}, {{"needed", to_decimal(extension.still_to_pay)}, {"added", to_decimal(added)}, {"currency", std::string(added.currency().code())}});
    Finding finding{Breaks::term_extended, policy.treatment_of(Breaks::term_extended),
                    {{"grade", grade}, {"before", static_cast<int>(extension.terms.before.count())}, {"after", static_cast<int>(extension.terms.after.count())}, {"added", added}, {"still_to_pay", extension.still_to_pay}}};
    if (extension.terms.put_off) finding.figures.emplace_back("put_off", *extension.terms.put_off);
    return finding;
}

}  // namespace tandem::contract
