// Contracts: lists, one contract with its plan, making, changing, and the events that date the plan.
#include "app/server/body.h"
#include "app/server/if_match.h"
#include "app/server/reached.h"
#include "app/server/serving.h"
#include "contract/edge/contract_history.h"
#include "contract/edge/contract_json.h"
#include "contract/edge/due_dates_sql.h"
#include "contract/edge/terms_json.h"
#include "org/edge/org_sql.h"
#include "platform/http/cursor.h"
#include "platform/http/problem.h"
#include "receivable/edge/contract_desk.h"

namespace tandem::app::server {
namespace {

using http::Permission;
using http::Scope;

// A command on contracts in one transaction: what it returns is written, and answered as `status`.
template <class Do>
Result<http::Response> at_desk(Serving& serving, const http::Request& request, Body& body, const char* name, int status, Do run) {
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    return serving.command(request, name, [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        const auto& company = serving.company();
        audit::SqlTrail trail{connection, serving.ids(), act};
        receivable::SqlLedger ledger{connection, act, company.currency};
        const auto ownership = org::load_ownership(connection, company.id);
        const auto rates = org::load_exchange_rates(connection, company.id);
        const auto dates = TRY(contract::DueDates::load(connection, company.id, serving.today()));
        receivable::ContractDesk desk{{connection, act, serving.ids(), trail, ledger, ownership, rates, company.currency}, dates.roll()};
        json::value written = TRY(run(desk, connection));
        desk.flush();
        ledger.flush();
        TRY_VOID(ledger.check_posted());
        return Answer{status, std::move(written)};
    });
}

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

// Grows with every event and change that the history tells.
std::int64_t version_of(const std::vector<contract::HistoryEntry>& history) { return static_cast<std::int64_t>(history.size()) + 1; }

Result<http::Response> contract_page(Serving& serving, const http::Request& request) {
    const org::Reach reach = serving.reach(request);
    const ContractId id = TRY(path_id<ContractTag>(serving, reach, request, "contract.unknown"));
    const auto page = contract::find_contract(serving.connection(), serving.company().id, reach, id);
    if (!page) return refuse("contract.unknown", to_string(id));
    json::object out = contract::to_json(*page, serving.today());
    const auto history = contract::load_history(serving.connection(), serving.company().id, id, page->row.amount.currency());
    out["version"] = version_of(history);
    out["history"] = contract::history_json(history);
    return answer_json(out);
}

// ---- making
std::optional<Rate> maybe_rate(Body& body, const char* key, Result<Rate> (*parse)(std::string_view)) {
    const std::string text = body.text_or(key);
    if (text.empty()) return std::nullopt;
    const auto rate = parse(text);
    if (!rate) body.wrong(key, rate.error());
    return rate ? std::optional{*rate} : std::nullopt;
}

// A customer out of reach is as unknown as one that is not there.
CustomerId customer_of(Body& body, sql::Connection& connection, CompanyId company, const org::Reach& reach) {
    const auto id = body.maybe_id<CustomerTag>("customer_id");
    const std::string code = body.text_or("customer_code");
    const auto found = id ? connection.one_integer("SELECT COALESCE(merged_into_id, id) FROM customer WHERE company_id = $1 AND id = $2 AND voided_at IS NULL", {company.value, id->value})
                          : connection.one_integer("SELECT COALESCE(merged_into_id, id) FROM customer WHERE company_id = $1 AND code = $2 AND voided_at IS NULL", {company.value, code});
    const CustomerId known{found && reach.sees(CustomerId{*found}) ? *found : 0};
    if (!id && code.empty()) body.wrong("customer_id", {"http.field_required", "customer_id", {}});
    else if (!known) body.wrong(id ? "customer_id" : "customer_code", {"receivable.unknown_customer", id ? to_string(*id) : code, {}});
    return known;
}

// What the body states; what it leaves open is the company's standard terms. Wrong fields are in the body.
Result<contract::ContractDraft> draft_of(Body& body, Serving& serving, const org::Reach& reach) {
    contract::ContractDraft draft{.number = body.text_or("number"), .title = body.text_or("title"), .customer = {}, .rep = body.maybe_id<EmployeeTag>("rep_id"), .amount = body.money("amount"), .net = body.maybe_money("net"), .terms = {},
                                  .signed_date = body.maybe_date("signed_date"), .expected = {}, .late_interest_daily = maybe_rate(body, "late_interest_daily", parse_rate),
                                  .penalty = maybe_rate(body, "penalty_percent", parse_percent), .source = {}};
    const auto employed = [&](EmployeeId rep) { return serving.connection().one_integer("SELECT id FROM employee WHERE company_id = $1 AND id = $2 AND voided_at IS NULL", {serving.company().id.value, rep.value}).has_value(); };
    if (draft.rep && *draft.rep && !(reach.sees(*draft.rep) && employed(*draft.rep)))
        body.wrong("rep_id", {"http.unknown_id", to_string(*draft.rep), {}});
    if (const auto* value = body.raw("expected"); value && !value->is_null()) {
        const auto expected = contract::expected_events(*value);
        if (!expected) body.wrong("expected", expected.error());
        else draft.expected = *expected;
    }
    if (const auto* value = body.raw("terms"); value && !value->is_null()) {
        const auto total = draft.amount.is_zero() ? std::nullopt : std::optional{draft.amount};  // zero also stands for an amount that could not be read
        auto terms = contract::terms_from_json(*value, draft.amount.currency(), total);
        if (!terms) body.wrong("terms", terms.error());
        else draft.terms = *std::move(terms);
    } else {
        draft.terms = TRY(contract::load_contract_policy(serving.connection(), serving.company().id, serving.today())).payment;
    }
    return draft;
}

Result<http::Response> make_contract(Serving& serving, const http::Request& request) {
    Body body = TRY(Body::parse(request));
    const org::Reach reach = serving.reach(request);
    contract::ContractDraft draft = TRY(draft_of(body, serving, reach));
    if (draft.title.empty()) body.wrong("title", {"http.field_required", "title", {}});
    draft.customer = customer_of(body, serving.connection(), serving.company().id, reach);
    return at_desk(serving, request, body, "contract.make", 201, [&](receivable::ContractDesk& desk, sql::Connection&) -> Result<json::value> {
        const auto made = TRY(desk.service().make(draft)).contract;
        return json::object{{"id", to_string(made.id)}, {"number", made.number}};
    });
}

Result<http::Response> preview_plan(Serving& serving, const http::Request& request) {
    Body body = TRY(Body::parse(request));
    for (const char* key : {"customer_id", "customer_code"}) body.text_or(key);  // a plan needs no customer yet
    const contract::ContractDraft draft = TRY(draft_of(body, serving, serving.reach(request)));
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    const auto dates = TRY(contract::DueDates::load(serving.connection(), serving.company().id, serving.today()));
    contract::ContractEvents events;
    events.signed_on = draft.signed_date;
    const auto plan = TRY(contract::compute_plan(*draft.terms, draft.amount, events, dates.roll()));
    const auto expected = TRY(contract::compute_plan(*draft.terms, draft.amount, draft.expected, dates.roll()));
    return answer_json(json::object{{"plan", contract::preview_json(*draft.terms, plan, expected, serving.today())}});
}

// ---- events and changes
Result<http::Response> record_event(Serving& serving, const http::Request& request) {
    const ContractId id = TRY(path_id<ContractTag>(serving, serving.reach(request), request, "contract.unknown"));
    Body body = TRY(Body::parse(request));
    const std::string kind = body.text("kind");
    const auto event = contract::base_event_named(kind);
    if (!kind.empty() && !event) body.wrong("kind", {"contract.unknown_event", kind, {}});
    const Date date = body.date("date");
    return at_desk(serving, request, body, "contract.event", 201, [&](receivable::ContractDesk& desk, sql::Connection&) -> Result<json::value> {
        auto state = TRY(desk.lock(id));
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
    return at_desk(serving, request, body, "contract.void_event", 200, [&](receivable::ContractDesk& desk, sql::Connection&) -> Result<json::value> {
        auto state = TRY(desk.lock(id));
        TRY_VOID(desk.service().void_event(state, *event, reason));
        return json::object{{"id", to_string(id)}};
    });
}

// Nobody orders a change of a plan that has become another since he looked at it.
Result<void> check_version(const http::Request& request, const std::string& number, const std::vector<contract::HistoryEntry>& history) {
    const auto seen = seen_version(request);
    if (!seen || *seen == version_of(history)) return {};
    const bool known = !history.empty();
    return refuse("contract.changed_meanwhile", number, {{"who", known ? history.front().actor : ""}, {"when", known ? to_string(history.front().at) : ""}});
}

Result<http::Response> change(Serving& serving, const http::Request& request) {
    const ContractId id = TRY(path_id<ContractTag>(serving, serving.reach(request), request, "contract.unknown"));
    Body body = TRY(Body::parse(request));
    contract::ChangeOrder order{body.money("amount"), {}};
    const std::string reason = body.text("reason");
    if (const auto* value = body.raw("terms"); value && !value->is_null()) {
        const auto terms = contract::terms_from_json(*value, order.amount.currency());
        if (!terms) body.wrong("terms", terms.error());
        else order.rest = terms->parts();
    }
    return at_desk(serving, request, body, "contract.change", 200, [&](receivable::ContractDesk& desk, sql::Connection& connection) -> Result<json::value> {
        auto state = TRY(desk.lock(id));
        TRY_VOID(check_version(request, state.contract.number, contract::load_history(connection, serving.company().id, id, order.amount.currency())));
        TRY_VOID(desk.service().change(state, order, reason));
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
    command("/api/v1/contracts/{id}/changes", change);
}

}  // namespace tandem::app::server
