#include "contract/review.h"

#include <algorithm>
#include <set>

namespace tandem::contract {
namespace {

bool blank(const std::string& text) { return text.find_first_not_of(" \t\r\n") == std::string::npos; }

Result<void> check_codes(const Review& review, const GatePolicy& policy) {
    std::set<std::string> seen;
    for (const Answer& each : review.answers) {
        if (std::ranges::find(policy.checklist, each.question, &Question::code) == policy.checklist.end()) return refuse("contract.review_question", each.question);
        if (!seen.insert(each.question).second) return refuse("contract.review_answered_twice", each.question);
    }
    for (const ClauseRisk& each : review.risks)
        if (std::ranges::find(policy.risks, each.kind, &RiskKind::code) == policy.risks.end()) return refuse("contract.review_risk", each.kind);
    return {};
}

Result<void> check_checklist(const Review& review, const GatePolicy& policy) {
    for (const Question& each : policy.checklist) {
        const auto answer = std::ranges::find(review.answers, each.code, &Answer::question);
        if (answer == review.answers.end()) return refuse("contract.review_unanswered", each.code);
        if (answer->reply != Reply::no) continue;
        if (each.must_be_yes) return refuse("contract.review_no", each.code);
        if (blank(answer->remark)) return refuse("contract.review_remark", each.code);
    }
    return {};
}

Result<void> check_accepted(const Review& review, const Contract& contract, std::span<const Finding> findings) {
    std::vector<Finding> blocking;
    std::ranges::copy_if(findings, std::back_inserter(blocking), [](const Finding& each) { return each.treatment == Treatment::block; });
    std::vector<Accepted> reasoned;
    std::ranges::copy_if(review.accepted, std::back_inserter(reasoned), [](const Accepted& each) { return !blank(each.reason); });
    const std::vector<Finding> open = still_open(findings, reasoned);
    if (!blocking.empty()) return refuse("contract.breaks_policy", contract.number, {{"findings", codes_of(blocking)}});
    if (!open.empty()) return refuse("contract.finding_not_accepted", contract.number, {{"findings", codes_of(open)}});
    for (const Accepted& each : review.accepted)
        if (std::ranges::find(findings, each.what, &Finding::what) == findings.end()) return refuse("contract.review_accepts_nothing", std::string(code_of(each.what)));
    return {};
}

}  // namespace

std::string_view code_of(Reply reply) {
    switch (reply) {
        case Reply::yes: return "yes";
        case Reply::no: return "no";
        case Reply::not_applicable: return "not_applicable";
    }
    return "";
}
std::optional<Reply> reply_named(std::string_view code) {
    for (const Reply each : {Reply::yes, Reply::no, Reply::not_applicable})
        if (code_of(each) == code) return each;
    return std::nullopt;
}
std::string_view code_of(Outcome outcome) { return outcome == Outcome::pass ? "pass" : "return"; }

Result<void> check_review(const Review& review, const Contract& contract, std::span<const Finding> findings, const GatePolicy& policy) {
    TRY_VOID(check_codes(review, policy));
    if (review.outcome == Outcome::send_back) {
        if (blank(review.reason)) return refuse("contract.reason_required", contract.number);
        return {};
    }
    TRY_VOID(check_checklist(review, policy));
    for (const ClauseRisk& each : review.risks)
        if (each.severity > policy.worst_passable) return refuse("contract.review_severity", each.kind, {{"severity", std::string(code_of(each.severity))}, {"most", std::string(code_of(policy.worst_passable))}});
    return check_accepted(review, contract, findings);
}

}  // namespace tandem::contract
