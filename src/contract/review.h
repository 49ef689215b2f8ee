// A review: the checklist, the risks of the clauses, and what of the findings is accepted..
#pragma once
#include <span>
#include <string>
#include <vector>

#include "contract/gate.h"

namespace tandem::contract {

enum class Reply { yes, no, not_applicable };
std::string_view code_of(Reply reply);
std::optional<Reply> reply_named(std::string_view code);

struct Answer {
    std::string question;  // code
    Reply reply{};
    std::string remark;    // needed with a no
};
struct ClauseRisk {
    std::string kind;  // code
    Severity severity{};
    std::string note;
};

enum class Outcome { pass, send_back };
std::string_view code_of(Outcome outcome);  // "pass", "return"

struct Review {
    Outcome outcome{};
    std::vector<Answer> answers;
    std::vector<ClauseRisk> risks;
    std::vector<Accepted> accepted;
    std::string reason;  // needed to send it back
};

// What holds of every review: contract.review_question, contract.review_answered_twice, contract.review_risk,
// contract.reason_required (to send back). To pass also: contract.review_unanswered {subject}, contract.review_remark
// {subject}, contract.review_no {subject}, contract.review_severity, contract.breaks_policy {findings},
// contract.finding_not_accepted {findings}, contract.review_accepts_nothing {subject}.
Result<void> check_review(const Review& review, const Contract& contract, std::span<const Finding> findings, const GatePolicy& policy);

}  // namespace tandem::contract
