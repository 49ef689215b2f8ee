#include "contract/edge/gate_desk.h"

#include <algorithm>
#include <boost/json.hpp>

#include "contract/edge/due_dates_sql.h"
#include "contract/edge/gate_json.h"
#include "credit/edge/standing_sql.h"
#include "org/edge/org_sql.h"

namespace tandem::contract {
namespace {

namespace json = boost::json;

// "contract.submitted": the step is what the history knows it by.
void note(const GateDesk::Commands& to, ContractId contract, std::string_view topic, int policy, json::object detail) {
    detail["step"] = topic.substr(topic.find('.') + 1);
    const std::string text = json::serialize(detail);
    to.trail.record({.object_kind = "contract", .object_id = contract.value, .topic = topic, .policy_version = policy == 0 ? std::nullopt : std::optional<std::int64_t>{policy}, .detail = text});
}

void set(Contract& contract, Status status, const GateDesk::Commands& to) {
    contract.before_signing = status;
    to.store.update(contract);
}

}  // namespace

Result<GateFacts> GateDesk::look(const Contract& contract) {
    sql::Connection& connection = books_.connection;
    const CompanyId company = books_.company.id;
    GateFacts facts{.policy = TRY(load_contract_policy(connection, company, books_.today)), .standing = credit::load_standing(connection, company, contract.customer, books_.today),
                    .security = {}, .findings = {}, .row = load_gate(connection, company, contract.id), .content_hash = {}};
    const auto rates = org::load_exchange_rates(connection, company);
    facts.security = load_securities(connection, company, contract, {rates, books_.company.currency, books_.today});
    facts.findings = check_contract(contract, facts.credit(books_.credit), facts.policy, books_.today);
    if (books_.limit) std::ranges::move(books_.limit(contract, facts.policy.gate), std::back_inserter(facts.findings));
    facts.content_hash = content_hash(contract, facts.row ? facts.row->gate.submission : 0);
    return facts;
}

Gate GateDesk::gate_of(const GateFacts& facts) { return facts.row ? with_employees(books_.connection, books_.company.id, *facts.row) : Gate{}; }

Result<void> GateDesk::submit(Contract& contract, const Commands& to) {
    const GateFacts facts = TRY(look(contract));
    TRY_VOID(check_submission(contract, facts.findings));
    set(contract, Status::in_review, to);
    const int submission = facts.row ? facts.row->gate.submission + 1 : 1;
    note_submission(books_.connection, books_.company.id, contract.id, to.act.actor, content_hash(contract, submission), to.act.at);
    note(to, contract.id, "contract.submitted", facts.policy.version, {{"submission", submission}, {"findings", codes_of(facts.findings)}});
    return {};
}

Result<void> GateDesk::withdraw(Contract& contract, const std::string& reason, const Commands& to) {
    TRY_VOID(check_in_review(contract));
    set(contract, Status::draft, to);
    note(to, contract.id, "contract.withdrawn", 0, {{"reason", reason}});
    return {};
}

Result<void> GateDesk::review(Contract& contract, const Review& review, const Hand& reviewer, std::string_view seen, const Commands& to) {
    TRY_VOID(check_in_review(contract));
    GateFacts facts = TRY(look(contract));
    TRY_VOID(check_reviewer(gate_of(facts), contract, reviewer));
    if (seen != facts.content_hash) return refuse("contract.review_seen", contract.number);
    TRY_VOID(check_review(review, contract, facts.findings, facts.policy.gate));
    insert_review(books_.connection, books_.company.id, contract.id,
                  {.id = to.ids.next(), .submission = facts.row->gate.submission, .review = review, .findings = facts.findings, .findings_json = {}, .grade = facts.standing.grade, .reviewer = {},
                   .content_hash = facts.content_hash, .by = to.act.actor, .contract_policy = facts.policy.version, .credit_policy = books_.credit.version, .at = to.act.at});
    if (review.outcome == Outcome::send_back) {
        set(contract, Status::returned, to);
        note(to, contract.id, "contract.returned", facts.policy.version, {{"reason", review.reason}});
        return {};
    }
    set(contract, Status::approved, to);
    note_approval(books_.connection, books_.company.id, contract.id, facts.content_hash, review.accepted, to.act.at);
    note(to, contract.id, "contract.approved", facts.policy.version, {{"submission", facts.row->gate.submission}, {"accepted", to_json(review.accepted)}});
    return {};
}

Result<void> GateDesk::check_signature(const Contract& contract) {
    const GateFacts facts = TRY(look(contract));
    return check_signing(contract, facts.row ? facts.row->gate : Gate{}, facts.content_hash, facts.findings);
}

}  // namespace tandem::contract
