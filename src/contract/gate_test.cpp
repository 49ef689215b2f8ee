#include "contract/review.h"

#include <doctest/doctest.h>

#include "contract/edge/policy_json.h"
#include "support/shared.h"

using namespace tandem;
using namespace tandem::contract;

namespace {

const ContractPolicy& standard() {
    static const ContractPolicy shipped = parse_contract_policy(tandem::testing::read_file("policies/contract.json")).value();
    return shipped;
}
Contract draft(Status status = Status::draft) {
    return {.id = ContractId{1}, .number = "C-1", .title = "pumps", .customer = CustomerId{1}, .rep = EmployeeId{7}, .amount = Money{100'00, currency("CNY")}, .net = {}, .terms = standard().payment, .payment_methods = standard().payment_methods, .signed_date = {},
            .late_interest_daily = standard().breach.late_interest_daily, .penalty = standard().breach.penalty, .penalty_after_days = 30, .dispute = Venue::our_seat, .source = {}, .before_signing = status};
}
template <class Value>
std::string said(const Result<Value>& result) { return result ? "yes" : std::string(result.error().code); }
const std::vector<Finding> blocking{{Breaks::term_above_cap, Treatment::block, {}}}, acceptable{{Breaks::venue_not_ours, Treatment::accept, {}}};
std::vector<Answer> all_yes() {
    std::vector<Answer> answers;
    for (const Question& each : standard().gate.checklist) answers.push_back({each.code, Reply::yes, {}});
    return answers;
}

}  // namespace

TEST_CASE("R-155: only a draft with its clauses in figures and nothing that blocks is submitted") {
    CHECK(said(check_submission(draft(), {})) == "yes");
    CHECK(said(check_submission(draft(Status::returned), acceptable)) == "yes");
    CHECK(said(check_submission(draft(Status::in_review), {})) == "contract.not_draft");
    CHECK(said(check_submission(draft(Status::approved), {})) == "contract.not_draft");
    auto open = draft();
    open.penalty_after_days.reset();
    CHECK(said(check_submission(open, {})) == "contract.clause_missing");
    auto unpaid = draft();
    unpaid.payment_methods.clear();
    CHECK(said(check_submission(unpaid, {})) == "contract.clause_missing");
    CHECK(said(check_submission(draft(), blocking)) == "contract.breaks_policy");
}

TEST_CASE("S4: who wrote, changed or submitted a contract, or sells by it, does not review it, in whatever account") {
    Gate gate;
    gate.makers = {{UserId{1}, EmployeeId{11}}, {UserId{2}, {}}};
    CHECK(said(check_reviewer(gate, draft(), {UserId{3}, EmployeeId{13}})) == "yes");
    CHECK(said(check_reviewer(gate, draft(), {UserId{1}, EmployeeId{11}})) == "contract.own_review");
    CHECK(said(check_reviewer(gate, draft(), {UserId{2}, {}})) == "contract.own_review");
    CHECK(said(check_reviewer(gate, draft(), {UserId{9}, EmployeeId{11}})) == "contract.own_review");
    CHECK(said(check_reviewer(gate, draft(), {UserId{9}, EmployeeId{7}})) == "contract.own_review");
    CHECK(said(check_reviewer(gate, draft(), {UserId{9}, {}})) == "yes");
}

TEST_CASE("R-154, S5: what was approved is signed, and nothing else") {
    Gate gate;
    CHECK(said(check_signing(draft(), gate, "h", {})) == "contract.not_approved");
    CHECK(said(check_signing(draft(Status::in_review), gate, "h", {})) == "contract.not_approved");
    CHECK(said(check_signing(draft(Status::approved), gate, "", {})) == "contract.not_approved");
    gate.approved_hash = "h";
    CHECK(said(check_signing(draft(Status::approved), gate, "h", {})) == "yes");
    CHECK(said(check_signing(draft(Status::approved), gate, "g", {})) == "contract.changed_since_approval");
    CHECK(said(check_signing(draft(Status::approved), gate, "h", acceptable)) == "contract.findings_since_approval");
    gate.accepted = {{Breaks::venue_not_ours, "the customer insists"}, {Breaks::term_above_cap, "not to be accepted"}};
    CHECK(said(check_signing(draft(Status::approved), gate, "h", acceptable)) == "yes");
    CHECK(said(check_signing(draft(Status::approved), gate, "h", blocking)) == "contract.findings_since_approval");
}

TEST_CASE("a draft is written anew until it is submitted; what is signed or under way is changed otherwise") {
    CHECK(said(check_editable({draft(), {}, {}, 0})) == "yes");
    CHECK(said(check_editable({draft(Status::approved), {}, {}, 0})) == "yes");
    CHECK(said(check_editable({draft(Status::in_review), {}, {}, 0})) == "contract.in_review");
    CHECK(said(check_editable({draft(), {}, {{1, BaseEvent::delivery, Date{}}}, 0})) == "contract.draft_dated");
    auto done = draft();
    done.signed_date = Date{};
    CHECK(said(check_editable({done, {}, {}, 0})) == "contract.signed_already");
}

TEST_CASE("R-193: to pass every question is answered, every finding accepted with a reason") {
    const auto& gate = standard().gate;
    Review review{Outcome::pass, all_yes(), {}, {}, {}};
    const auto says = [&](const std::vector<Finding>& findings = {}) { return said(check_review(review, draft(), findings, gate)); };
    CHECK(says() == "yes");
    CHECK(says(blocking) == "contract.breaks_policy");
    CHECK(says(acceptable) == "contract.finding_not_accepted");
    review.accepted = {{Breaks::venue_not_ours, " "}};
    CHECK(says(acceptable) == "contract.finding_not_accepted");
    review.accepted[0].reason = "the customer insists";
    CHECK(says(acceptable) == "yes");
    CHECK(says() == "contract.review_accepts_nothing");
    review.accepted.clear();

    review.answers[3].reply = Reply::no;  // "acceptance" may be no, with a remark
    CHECK(says() == "contract.review_remark");
    review.answers[3].remark = "customary in the trade";
    CHECK(says() == "yes");
    review.answers[0].reply = Reply::no;
    CHECK(says() == "contract.review_no");
    review.answers[0].reply = Reply::not_applicable;
    CHECK(says() == "yes");
    review.answers.pop_back();
    CHECK(says() == "contract.review_unanswered");
    review.answers.push_back({"colour", Reply::yes, {}});
    CHECK(says() == "contract.review_question");
}

TEST_CASE("clause risks beyond what the policy lets pass send a contract back, and that needs a reason") {
    const auto& gate = standard().gate;
    Review review{Outcome::pass, all_yes(), {{"set_off", Severity::medium, {}}}, {}, {}};
    CHECK(said(check_review(review, draft(), {}, gate)) == "yes");
    review.risks[0].severity = Severity::high;
    CHECK(said(check_review(review, draft(), {}, gate)) == "contract.review_severity");
    review.outcome = Outcome::send_back;
    CHECK(said(check_review(review, draft(), {}, gate)) == "contract.reason_required");
    review.reason = "strike out the set-off";
    CHECK(said(check_review(review, draft(), blocking, gate)) == "yes");
    review.risks[0].kind = "rain";
    CHECK(said(check_review(review, draft(), {}, gate)) == "contract.review_risk");
}

TEST_CASE("a gate policy that says nothing of a finding, or the same twice, is refused") {
    auto gate = standard().gate;
    CHECK(said(make_gate_policy(gate)) == "yes");
    gate.findings.pop_back();
    CHECK(said(make_gate_policy(gate)) == "contract.gate_finding_missing");
    gate = standard().gate;
    gate.findings.push_back(gate.findings[0]);
    CHECK(said(make_gate_policy(gate)) == "contract.gate_twice");
    gate = standard().gate;
    gate.checklist[0].en.clear();
    CHECK(said(make_gate_policy(gate)) == "contract.gate_text_missing");
}
