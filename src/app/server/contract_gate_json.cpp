#include "app/server/contract_gate_json.h"

#include <algorithm>

#include "app/server/contract_command.h"
#include "app/server/contract_credit.h"
#include "app/server/exposure_upkeep.h"
#include "approval/level.h"
#include "contract/edge/gate_json.h"
#include "credit/edge/check_json.h"

namespace tandem::app::server {
namespace {

json::value text_or_null(const std::string& text) { return text.empty() ? json::value(nullptr) : json::value(text); }
json::value date_or_null(std::optional<Date> date) { return date ? json::value(to_string(*date)) : json::value(nullptr); }
json::value instant_or_null(std::optional<Instant> at) { return at ? json::value(to_string(*at)) : json::value(nullptr); }

json::object review_json(const contract::ReviewRow& row) {
    return {{"submission", row.submission}, {"outcome", contract::code_of(row.review.outcome)}, {"at", to_string(row.at)}, {"reviewer", text_or_null(row.reviewer)}, {"reason", text_or_null(row.review.reason)},
            {"grade", text_or_null(row.grade)}, {"contract_policy_version", row.contract_policy}, {"credit_policy_version", row.credit_policy},
            {"checklist", contract::to_json(row.review.answers)}, {"risks", contract::to_json(row.review.risks)}, {"accepted", contract::to_json(row.review.accepted)}, {"findings", json::parse(row.findings_json)}};
}

// The requests for agreement about this contract, the newest first.
json::array approvals_json(sql::Connection& connection, CompanyId company, ContractId id) {
    json::array all;
    connection.query("SELECT id, command, state, requester_name, recorded_at, decided_at FROM approval_request WHERE company_id = $1 AND object_kind = 'contract' AND object_id = $2 AND state <> 'exempt' ORDER BY id DESC",
                     {company.value, id.value}, [&](const sql::Row& row) {
                         const auto decided = row.maybe_integer(5);
                         all.push_back(json::object{{"id", to_string(approval::ApprovalId{row.integer(0)})}, {"command", row.text(1)}, {"state", row.text(2)}, {"requester", row.text(3)},
                                                    {"recorded_at", to_string(Instant{row.integer(4)})}, {"decided_at", instant_or_null(decided ? std::optional{Instant{*decided}} : std::nullopt)}});
                     });
    return all;
}

bool waits_for_agreement(const json::array& approvals) {
    return std::ranges::any_of(approvals, [](const json::value& each) { return each.at("state").as_string() == "pending" && each.at("command").as_string() == "contract.approve"; });
}

json::object credit_json(const contract::Contract& contract, const contract::GateFacts& facts, const credit::CreditPolicy& policy, Date today) {
    const Money zero{0, contract.amount.currency()};
    const Money needed = contract.terms ? contract::amount_on_credit(*contract.terms, contract.amount) : zero;
    const auto counted = contract::security_that_counts(facts.security, needed, today, facts.policy.gate);
    Money held = zero;
    for (const auto& each : facts.security)
        if (each.from <= today && today <= each.valid_to) held += each.amount;
    return {{"grade", text_or_null(facts.standing.grade)}, {"valid_to", date_or_null(facts.standing.valid_to)}, {"expired_on", date_or_null(facts.standing.expired_on)}, {"security", credit::code_of(counted)},
            {"security_minor", held.minor()}, {"on_credit_minor", needed.minor()}, {"term_days", contract.terms ? json::value(contract::longest_span(*contract.terms).count()) : json::value(nullptr)},
            {"cap_days", credit::term_cap_days(policy, facts.standing.grade, counted)}};
}

json::object may_json(const contract::ContractState& state, const contract::GateFacts& facts, const contract::Gate& gate, const http::Principal& who, bool waiting) {
    const contract::Contract& contract = state.contract;
    const bool writes = who.permissions.has(http::Permission::manage_contracts), in_review = contract.status() == contract::Status::in_review;
    const bool reviews = who.permissions.has(http::Permission::review_contracts) && in_review && !waiting;
    return {{"edit", writes && contract::check_editable(state).has_value()}, {"submit", writes && contract::check_submission(contract, facts.findings).has_value()}, {"withdraw", writes && in_review},
            {"review", reviews && contract::check_reviewer(gate, contract, {who.user, who.employee}).has_value()},
            {"sign", writes && contract::check_signing(contract, gate, facts.content_hash, facts.findings).has_value()}};
}

// Each with whether what was accepted with the approval covers it as it is now.
json::array findings_json(const std::vector<contract::Finding>& findings, const std::vector<contract::Accepted>& accepted) {
    json::array out = contract::to_json(findings);
    for (std::size_t at = 0; at < findings.size(); ++at) out[at].as_object()["accepted"] = contract::still_open({&findings[at], 1}, accepted).empty();
    return out;
}

}  // namespace

Result<json::object> gate_json(Serving& serving, ContractId id, const http::Principal& who) {
    sql::Connection& connection = serving.connection();
    const CompanyId company = serving.company().id;
    bring_exposure_up(serving);
    const sql::Snapshot snapshot{connection};
    const audit::Act act{company, UserId{}, serving.clock().now(), "look", 0};
    contract::SqlContractStore store{connection, act};
    const auto state = store.find(id);
    if (!state) return refuse("contract.unknown", to_string(id));
    const auto facts = TRY(gate_desk(serving, connection, GateLook::reads).look(state->contract));
    const contract::Gate gate = facts.row ? contract::with_employees(connection, company, *facts.row) : contract::Gate{};
    json::array reviews;
    for (const auto& each : contract::load_reviews(connection, company, id)) reviews.push_back(review_json(each));
    json::array approvals = approvals_json(connection, company, id);
    const bool waiting = waits_for_agreement(approvals);
    json::value check = nullptr;  // once signed it is in the exposure already
    if (state->contract.status() != contract::Status::signed_off) {
        const ContractCheck asked = check_contract_credit(serving, connection, state->contract);
        check = credit::decision_json(asked.decision, asked.position, asked.adds_minor, serving.company().currency);
    }
    json::object out{{"check", std::move(check)}, {"status", contract::code_of(state->contract.status())}, {"waiting_for_agreement", waiting}, {"submission", facts.row ? facts.row->gate.submission : 0}, {"seen_hash", facts.content_hash},
                     {"submitted_at", facts.row ? instant_or_null(facts.row->submitted_at) : json::value(nullptr)}, {"approved_at", facts.row ? instant_or_null(facts.row->approved_at) : json::value(nullptr)},
                     {"findings", findings_json(facts.findings, gate.accepted)}, {"accepted", contract::to_json(gate.accepted)}, {"credit", credit_json(state->contract, facts, serving.policies().credit, serving.today())},
                     {"questions", contract::questions_json(facts.policy.gate)}, {"contract_policy_version", facts.policy.version}, {"credit_policy_version", serving.policies().credit.version},
                     {"reviews", std::move(reviews)}, {"approvals", std::move(approvals)}, {"may", may_json(*state, facts, gate, who, waiting)}};
    return out;
}

}  // namespace tandem::app::server
