// The gate of a contract: what it breaks, submitting it, taking it back, reviewing it.; trust S4, S5.
#include "app/server/contract_body.h"
#include "app/server/contract_command.h"
#include "app/server/contract_credit.h"
#include "app/server/contract_gate_json.h"
#include "app/server/reached.h"
#include "app/server/shared_figures.h"
#include "contract/edge/gate_json.h"
#include "contract/edge/terms_json.h"
#include "policy/edge/methods_json.h"

namespace tandem::app::server {
namespace {

using http::Permission;
using http::Scope;
using Commands = contract::GateDesk::Commands;

contract::Hand hand_of(const http::Request& request) { return {request.principal->user, request.principal->employee}; }

Result<http::Response> gate_page(Serving& serving, const http::Request& request) {
    TRY_VOID(request.query.only({}));
    const ContractId id = TRY(known_id<ContractTag>(serving, serving.reach(request), request, "contract.unknown"));
    json::value answer = TRY(gate_json(serving, id, *request.principal));
    const org::Reach reach = serving.reach(request);
    const CustomerId customer{serving.connection().one_integer("SELECT customer_id FROM contract WHERE company_id = $1 AND id = $2", {serving.company().id.value, id.value}).value_or(0)};
    SharedFigures{serving, reach}.hide(customer, answer);
    return answer_json(answer);
}

// What "take over our standard clauses" fills a draft with; of the ways to pay those that the customer may
// use, where one is named.
Result<http::Response> standard_clauses(Serving& serving, const http::Request& request) {
    TRY_VOID(request.query.only({"customer"}));
    std::optional<PaymentMethods> allowed;
    if (const auto name = request.query.get("customer")) {
        const auto customer = parse_id<CustomerTag>(*name);
        const bool known = customer && serving.connection().one_integer(detail::owner_of(*customer), {serving.company().id.value, customer->value});
        if (!known || !serving.reach(request).sees(*customer)) return refuse("receivable.unknown_customer", std::string(*name));
        allowed = methods_allowed(serving, serving.connection(), *customer);
    }
    const auto policy = TRY(contract::load_contract_policy(serving.connection(), serving.company().id, serving.today()));
    const auto clauses = contract::with_standard_clauses({}, policy, allowed);
    return answer_json(json::object{{"policy_version", policy.version}, {"terms", contract::terms_to_json(*clauses.payment)}, {"payment_methods", policy::methods_json(clauses.payment_methods)}, {"late_interest_daily", to_string(clauses.breach->late_interest_daily)},
                                    {"penalty_percent", to_string(Rate{clauses.breach->penalty.e10 * 100})}, {"penalty_after_days", clauses.breach->penalty_after_days}, {"dispute", contract::name_of(*clauses.dispute)}});
}

json::value answer_of(const contract::Contract& contract) { return json::object{{"id", to_string(contract.id)}, {"status", contract::code_of(contract.status())}}; }

Result<http::Response> submit(Serving& serving, const http::Request& request) {
    const ContractId id = TRY(path_id<ContractTag>(serving, serving.reach(request), request, "contract.unknown"));
    Body body = TRY(Body::parse(request));
    return at_contract_desk(serving, request, body, "contract.submit", 200, [&](receivable::ContractDesk& desk, sql::Connection& connection, const Commands& commands) -> Result<json::value> {
        auto state = TRY(desk.lock(id));
        TRY_VOID(gate_desk(serving, connection).submit(state.contract, commands));
        return answer_of(state.contract);
    });
}

Result<http::Response> withdraw(Serving& serving, const http::Request& request) {
    const ContractId id = TRY(path_id<ContractTag>(serving, serving.reach(request), request, "contract.unknown"));
    Body body = TRY(Body::parse(request));
    const std::string reason = body.text("reason");
    return at_contract_desk(serving, request, body, "contract.withdraw", 200, [&](receivable::ContractDesk& desk, sql::Connection& connection, const Commands& commands) -> Result<json::value> {
        auto state = TRY(desk.lock(id));
        TRY_VOID(gate_desk(serving, connection).withdraw(state.contract, reason, commands));
        return answer_of(state.contract);
    });
}

// ---- the review
template <class Value>
Value named(Body& body, const char* key, std::optional<Value> (*find)(std::string_view), const char* allowed) {
    const std::string name = body.text(key);
    const auto value = find(name);
    if (!value && !name.empty()) body.wrong(key, {"policy.unknown_code", key, {{"value", name}, {"allowed", allowed}}});
    return value.value_or(Value{});
}

template <class Each>
void read_list(Body& body, const char* key, Each each) {
    if (const auto* value = body.raw(key); !value || value->is_null() || (value->is_array() && value->get_array().empty())) return;
    for (Body& part : body.list(key)) {
        each(part);
        part.whole();
        body.adopt(part);
    }
}

contract::Review review_of(Body& body) {
    contract::Review review;
    const std::string outcome = body.text("outcome");
    review.outcome = outcome == contract::code_of(contract::Outcome::pass) ? contract::Outcome::pass : contract::Outcome::send_back;
    if (!outcome.empty() && outcome != contract::code_of(review.outcome)) body.wrong("outcome", {"policy.unknown_code", "outcome", {{"value", outcome}, {"allowed", "pass, return"}}});
    read_list(body, "checklist", [&](Body& part) { review.answers.push_back({part.text("question"), named(part, "reply", contract::reply_named, "yes, no, not_applicable"), part.text_or("remark")}); });
    read_list(body, "risks", [&](Body& part) { review.risks.push_back({part.text("kind"), named(part, "severity", contract::severity_named, "low, medium, high"), part.text_or("note")}); });
    // Accepted is what the reviewer saw: the finding with its figures, and nothing worse.
    read_list(body, "accepted", [&](Body& part) {
        contract::Accepted accepted{named(part, "finding", contract::breaks_named, "a finding of the contract"), part.text("reason"), {}};
        const auto* seen = part.raw("figures");
        auto figures = seen ? contract::figures_of(*seen) : std::nullopt;
        if (!figures) part.wrong("figures", {seen ? "contract.review_figures" : "http.field_required", "figures", {}});
        else accepted.figures = *std::move(figures);
        review.accepted.push_back(std::move(accepted));
    });
    review.reason = body.text_or("reason");
    return review;
}

// To pass a contract is held for agreement (contract_review); to send it back is not.
Result<http::Response> review(Serving& serving, const http::Request& request) {
    const ContractId id = TRY(path_id<ContractTag>(serving, serving.reach(request), request, "contract.unknown"));
    Body body = TRY(Body::parse(request));
    const contract::Review given = review_of(body);
    const std::string seen = body.text("seen_hash");
    const char* name = given.outcome == contract::Outcome::pass ? "contract.approve" : "contract.send_back";
    return at_contract_desk(serving, request, body, name, 200, [&](receivable::ContractDesk& desk, sql::Connection& connection, const Commands& commands) -> Result<json::value> {
        auto state = TRY(desk.lock(id));
        TRY_VOID(gate_desk(serving, connection).review(state.contract, given, hand_of(request), seen, commands));
        return answer_of(state.contract);
    });
}

using Handle = Result<http::Response> (*)(Serving&, const http::Request&);

}  // namespace

contract::GateDesk gate_desk(Serving& serving, sql::Connection& connection, GateLook look) {
    return contract::GateDesk{{.connection = connection, .company = serving.company(), .credit = serving.policies().credit, .today = serving.today(), .limit = credit_question(serving, connection, look)}};
}

void add_contract_gate_routes(http::Router& router, Serving& serving) {
    const auto add = [&](const char* method, const char* pattern, Permission permission, Handle handle) {
        router.add({.method = method, .pattern = pattern, .permission = permission, .scope = Scope::company, .money = permission != Permission::view,
                    .handler = [&serving, handle](const http::Request& request) { return handle(serving, request); }});
    };
    add("GET", "/api/v1/contracts/standard-clauses", Permission::view, standard_clauses);
    add("GET", "/api/v1/contracts/{id}/gate", Permission::view, gate_page);
    add("POST", "/api/v1/contracts/{id}/submit", Permission::manage_contracts, submit);
    add("POST", "/api/v1/contracts/{id}/withdraw", Permission::manage_contracts, withdraw);
    add("POST", "/api/v1/contracts/{id}/review", Permission::review_contracts, review);
}

}  // namespace tandem::app::server
