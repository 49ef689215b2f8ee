// Contracts: lists, one contract with its plan, making, changing, and the events that date the plan.
#include "app/server/contract_body.h"
#include "app/server/contract_command.h"
#include "app/server/contract_credit.h"
#include "app/server/exposure_upkeep.h"
#include "app/server/reached.h"
#include "contract/edge/contract_history.h"
#include "contract/edge/contract_json.h"
#include "contract/edge/terms_json.h"
#include "credit/edge/check_json.h"
#include "platform/http/cursor.h"

namespace tandem::app::server {
namespace {

using http::Permission;
using http::Scope;
using Commands = contract::GateDesk::Commands;

// ---- reading
Result<http::Response> contracts(Serving& serving, const http::Request& request) {
    TRY_VOID(request.query.only({"q", "customer", "status", "sort", "limit", "cursor"}));
    contract::ContractFilter filter{.search = request.query.text("q"), .status = request.query.text("status"), .sort = request.query.text("sort"), .customer = {}};
    if (const auto customer = request.query.get("customer")) {
        filter.customer = parse_id<CustomerTag>(*customer);
        if (!filter.customer) return refuse("http.unknown_id", std::string(*customer));
    }
    const std::string list = "contracts " + filter.sort;
    const std::int64_t limit = TRY(request.query.limit());
    std::int64_t offset = 0;
    if (const auto cursor = request.query.get("cursor")) offset = std::get<std::int64_t>(TRY(http::decode_cursor(list, *cursor)).at(0));
    const auto page = TRY(contract::list_contracts(serving.connection(), serving.company().id, serving.reach(request), filter, offset, limit));
    json::array rows;
    for (const auto& row : page.rows) rows.push_back(contract::to_json(row));
    const json::value next = page.more ? json::value(http::encode_cursor(list, {offset + limit})) : json::value(nullptr);
    return answer_json(json::object{{"rows", std::move(rows)}, {"next_cursor", next}, {"totals", contract::totals_json(page.totals)}});
}

Result<http::Response> contract_page(Serving& serving, const http::Request& request) {
    const org::Reach reach = serving.reach(request);
    const ContractId id = TRY(path_id<ContractTag>(serving, reach, request, "contract.unknown"));
    const auto page = contract::find_contract(serving.connection(), serving.company().id, reach, id);
    if (!page) return refuse("contract.unknown", to_string(id));
    json::object out = contract::to_json(*page, serving.today());
    const auto history = contract::load_history(serving.connection(), serving.company().id, id, page->row.amount.currency());
    out["version"] = contract::version_of(history);
    out["history"] = contract::history_json(history);
    return answer_json(out);
}

// ---- making
Result<http::Response> make_contract(Serving& serving, const http::Request& request) {
    Body body = TRY(Body::parse(request));
    const org::Reach reach = serving.reach(request);
    contract::ContractDraft draft = TRY(draft_of(body, serving, reach));
    if (draft.title.empty()) body.wrong("title", {"http.field_required", "title", {}});
    draft.customer = customer_of(body, serving.connection(), serving.company().id, reach);
    // What was signed elsewhere comes in by a file; what is written here goes through the gate.
    if (body.whole() && draft.signed_date) return refuse("contract.not_approved", draft.number.empty() ? draft.title : draft.number, {{"status", "draft"}});
    return at_contract_desk(serving, request, body, "contract.make", 201, [&](receivable::ContractDesk& desk, sql::Connection& connection, const Commands& commands) -> Result<json::value> {
        TRY_VOID(fill_in_methods(draft, serving, connection, draft.customer));
        const auto made = TRY(desk.service().make(draft)).contract;
        desk.store().flush();
        contract::open_gate(connection, serving.company().id, made.id, commands.act.actor);
        return json::object{{"id", to_string(made.id)}, {"number", made.number}};
    });
}

Result<http::Response> preview_plan(Serving& serving, const http::Request& request) {
    Body body = TRY(Body::parse(request));
    const org::Reach reach = serving.reach(request);
    // A plan needs no customer yet; with one it is told what the credit check would say.
    const bool stated = !body.text_or("customer_id").empty() || !body.text_or("customer_code").empty();
    const CustomerId customer = stated ? customer_of(body, serving.connection(), serving.company().id, reach) : CustomerId{};
    const contract::ContractDraft draft = TRY(draft_of(body, serving, reach));
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    const auto dates = TRY(contract::DueDates::load(serving.connection(), serving.company().id, serving.today()));
    contract::ContractEvents events;
    events.signed_on = draft.signed_date;
    const auto plan = TRY(contract::compute_plan(*draft.terms, draft.amount, events, dates.roll()));
    const auto expected = TRY(contract::compute_plan(*draft.terms, draft.amount, draft.expected, dates.roll()));
    json::value credit = nullptr;
    if (customer) {
        const contract::Contract asked{.id = {}, .number = {}, .title = {}, .customer = customer, .rep = {}, .amount = draft.amount, .terms = draft.terms, .signed_date = {}, .late_interest_daily = {}, .penalty = {}, .source = {}};
        bring_exposure_up(serving);
        const ContractCheck check = check_contract_credit(serving, serving.connection(), asked);
        credit = credit::decision_json(check.decision, check.position, check.adds_minor, serving.company().currency);
    }
    return answer_json(json::object{{"plan", contract::preview_json(*draft.terms, plan, expected, serving.today())}, {"credit", std::move(credit)}});
}

// ---- events
Result<http::Response> record_event(Serving& serving, const http::Request& request) {
    const ContractId id = TRY(path_id<ContractTag>(serving, serving.reach(request), request, "contract.unknown"));
    Body body = TRY(Body::parse(request));
    const std::string kind = body.text("kind");
    const auto event = contract::base_event_named(kind);
    if (!kind.empty() && !event) body.wrong("kind", {"contract.unknown_event", kind, {}});
    const Date date = body.date("date");
    return at_contract_desk(serving, request, body, "contract.event", 201, [&](receivable::ContractDesk& desk, sql::Connection& connection, const Commands&) -> Result<json::value> {
        auto state = TRY(desk.lock(id));
        if (*event == contract::BaseEvent::signing && !state.event(*event)) TRY_VOID(gate_desk(serving, connection).check_signature(state.contract));
        TRY(desk.service().record_event(state, *event, date));
        return json::object{{"id", contract::event_id_text(state.event(*event)->id)}};
    });
}

Result<http::Response> void_event(Serving& serving, const http::Request& request) {
    const ContractId id = TRY(path_id<ContractTag>(serving, serving.reach(request), request, "contract.unknown"));
    const std::string kind{request.parameter("kind")};
    const auto event = contract::base_event_named(kind);
    if (!event) return refuse("contract.unknown_event", kind);
    Body body = TRY(Body::parse(request));
    const std::string reason = body.text("reason");
    return at_contract_desk(serving, request, body, "contract.void_event", 200, [&](receivable::ContractDesk& desk, sql::Connection&, const Commands&) -> Result<json::value> {
        auto state = TRY(desk.lock(id));
        TRY_VOID(desk.service().void_event(state, *event, reason));
        return json::object{{"id", to_string(id)}};
    });
}

using Handle = Result<http::Response> (*)(Serving&, const http::Request&);

}  // namespace

void add_contract_routes(http::Router& router, Serving& serving) {
    const auto look = [&](const char* method, const char* pattern, Handle handle) {
        router.add({.method = method, .pattern = pattern, .permission = Permission::view, .scope = Scope::company, .handler = [&serving, handle](const http::Request& request) { return handle(serving, request); }});
    };
    const auto command = [&](const char* pattern, Handle handle) {
        router.add({.method = "POST", .pattern = pattern, .permission = Permission::manage_contracts, .scope = Scope::company, .money = true,
                    .handler = [&serving, handle](const http::Request& request) { return handle(serving, request); }});
    };
    look("GET", "/api/v1/contracts", contracts);
    look("GET", "/api/v1/contracts/{id}", contract_page);
    look("POST", "/api/v1/contracts/preview-plan", preview_plan);
    command("/api/v1/contracts", make_contract);
    command("/api/v1/contracts/{id}/events", record_event);
    command("/api/v1/contracts/{id}/events/{kind}/void", void_event);
    add_contract_change_routes(router, serving);
    add_contract_gate_routes(router, serving);
}

}  // namespace tandem::app::server
