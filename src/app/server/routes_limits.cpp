// How much customers may owe: their limits and what is used of them, securities, claims, and who is stopped by hand.
#include "app/server/body.h"
#include "app/server/credit_reading.h"
#include "app/server/credit_view.h"
#include "app/server/reached.h"
#include "app/server/serving.h"
#include "app/server/shared_limits.h"
#include "credit/edge/credit_lists_sql.h"
#include "platform/http/problem.h"

namespace tandem::app::server {
namespace {

using http::Permission;
using http::Scope;

constexpr std::string_view unknown_customer = "credit.unknown_customer";

template <class Do>
Result<http::Response> at_desk(Serving& serving, const http::Request& request, Body& body, const char* name, int status, Do run) {
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    return serving.command(request, name, [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        credit::LimitDesk desk{connection, serving.company(), act, serving.ids(), serving.today()};
        json::value written = TRY(run(desk));
        desk.flush();
        return Answer{status, std::move(written)};
    });
}

Result<http::Response> of_customer(Serving& serving, const http::Request& request) {
    TRY_VOID(request.query.only({}));
    const org::Reach reach = serving.reach(request);
    return answer_json(customer_credit_json(serving, reach, TRY(known_id<CustomerTag>(serving, reach, request, unknown_customer))));
}

Result<http::Response> over_limit(Serving& serving, const http::Request& request) {
    TRY_VOID(request.query.only({}));
    return answer_json(over_limit_json(serving, serving.reach(request)));
}

Result<http::Response> concentration(Serving& serving, const http::Request& request) {
    TRY_VOID(request.query.only({}));
    return answer_json(concentration_json(serving, serving.reach(request)));
}

Result<http::Response> shared_limits(Serving& serving, const http::Request& request) {
    TRY_VOID(request.query.only({}));
    return answer_json(shared_limits_json(serving, serving.reach(request)));
}

// {id}: "company", or a group's.
Result<http::Response> shared_limit(Serving& serving, const http::Request& request) {
    TRY_VOID(request.query.only({}));
    const std::string_view id = request.parameter("id");
    const auto group = parse_id<CustomerGroupTag>(id);
    if (!group && id != "company") return refuse("credit.unknown_group", std::string(id));
    return answer_json(TRY(shared_limit_json(serving, serving.reach(request), group ? credit::LimitSubject{credit::Scope::group, group->value} : credit::LimitSubject{credit::Scope::company, 0})));
}

// ---- a limit changes
credit::LimitChange change_of(Body& body, const org::Company& company) {
    credit::LimitChange change{.entry = {}, .replaces = body.maybe_id<credit::LimitEntryTag>("replaces_id").value_or(credit::LimitEntryId{}), .reason = body.text("reason")};
    const std::string kind = body.text_or("kind", "base");
    if (kind != "base" && kind != "temporary") body.wrong("kind", {"policy.unknown_code", "kind", {{"value", kind}, {"allowed", "base, temporary"}}});
    change.entry.kind = kind == "temporary" ? credit::LimitEntry::Kind::temporary : credit::LimitEntry::Kind::base;
    const auto amount = body.maybe_money("amount");
    if (body.flag_or("unlimited", false) == amount.has_value()) body.wrong("amount", {"http.field_required", "amount", {}});
    if (amount && amount->currency() != company.currency) body.wrong("amount", {"credit.limit_currency", std::string(amount->currency().code()), {{"currency", std::string(company.currency.code())}}});
    if (amount) change.entry.amount = amount->minor();
    change.entry.from = body.date("from");
    change.entry.valid_to = body.maybe_date("valid_to");
    return change;
}

Result<http::Response> change_limit(Serving& serving, const http::Request& request, Body& body, const credit::LimitSubject& subject) {
    const credit::LimitChange change = change_of(body, serving.company());
    return at_desk(serving, request, body, "credit_limit.change", 201, [&](credit::LimitDesk& desk) -> Result<json::value> { return json::object{{"id", to_string(TRY(desk.change(subject, change)))}}; });
}

Result<http::Response> change_customer_limit(Serving& serving, const http::Request& request) {
    const auto id = TRY(path_id<CustomerTag>(serving, serving.reach(request), request, unknown_customer));
    Body body = TRY(Body::parse(request));
    return change_limit(serving, request, body, {credit::Scope::customer, id.value});
}

Result<http::Response> change_shared_limit(Serving& serving, const http::Request& request) {
    Body body = TRY(Body::parse(request));
    const auto group = body.maybe_id<CustomerGroupTag>("group_id");
    if (!serving.reach(request).is_whole()) return refuse("credit.unknown_group", group ? to_string(*group) : std::string{});
    return change_limit(serving, request, body, group ? credit::LimitSubject{credit::Scope::group, group->value} : credit::LimitSubject{credit::Scope::company, 0});
}

// ---- stopped by hand
Result<http::Response> stop(Serving& serving, const http::Request& request) {
    const auto id = TRY(path_id<CustomerTag>(serving, serving.reach(request), request, unknown_customer));
    Body body = TRY(Body::parse(request));
    const std::string reason = body.text("reason");
    return at_desk(serving, request, body, "credit_stop.set", 200, [&](credit::LimitDesk& desk) -> Result<json::value> {
        TRY_VOID(desk.stop(id, reason));
        return json::object{{"id", to_string(id)}, {"stopped", true}};
    });
}

Result<http::Response> lift(Serving& serving, const http::Request& request) {
    const auto id = TRY(path_id<CustomerTag>(serving, serving.reach(request), request, unknown_customer));
    Body body = TRY(Body::parse(request));
    const std::string reason = body.text("reason");
    return at_desk(serving, request, body, "credit_stop.lift", 200, [&](credit::LimitDesk& desk) -> Result<json::value> {
        TRY_VOID(desk.lift(id, reason));
        return json::object{{"id", to_string(id)}, {"stopped", false}};
    });
}

// ---- securities and claims
Result<std::optional<CustomerId>> query_customer(const http::Request& request) {
    TRY_VOID(request.query.only({"customer"}));
    const auto text = request.query.get("customer");
    if (!text) return std::optional<CustomerId>{};
    const auto id = parse_id<CustomerTag>(*text);
    if (!id) return refuse("http.unknown_id", std::string(*text));
    return id;
}

Result<http::Response> securities(Serving& serving, const http::Request& request) {
    const auto customer = TRY(query_customer(request));
    return answer_json(json::object{{"rows", credit::list_securities(serving.connection(), serving.company().id, serving.reach(request), customer, serving.today(), soon_days(serving))}});
}

Result<http::Response> claims(Serving& serving, const http::Request& request) {
    const auto customer = TRY(query_customer(request));
    return answer_json(json::object{{"rows", credit::list_claims(serving.connection(), serving.company().id, serving.reach(request), customer)}});
}

Result<http::Response> secure(Serving& serving, const http::Request& request) {
    Body body = TRY(Body::parse(request));
    const credit::NewSecurity security{.customer = body.id<CustomerTag>("customer_id"), .contract = body.maybe_id<ContractTag>("contract_id"), .kind = body.text("kind"), .provider = body.text("provider"),
                                       .reference = body.text_or("reference"), .amount = body.money("amount"), .from = body.date("from"), .valid_to = body.date("valid_to")};
    if (security.kind != "guarantor" && security.kind != "collateral" && security.kind != "insurance" && security.kind != "deposit")
        body.wrong("kind", {"policy.unknown_code", "kind", {{"value", security.kind}, {"allowed", "guarantor, collateral, insurance, deposit"}}});
    const org::Reach reach = serving.reach(request);
    TRY_VOID(check_within(serving, reach, security.customer, unknown_customer));
    if (security.contract) TRY_VOID(check_within(serving, reach, *security.contract, "contract.unknown"));
    return at_desk(serving, request, body, "credit_security.record", 201, [&](credit::LimitDesk& desk) -> Result<json::value> { return json::object{{"id", to_string(TRY(desk.secure(security)))}}; });
}

Result<http::Response> void_security(Serving& serving, const http::Request& request) {
    const auto id = TRY(path_id<credit::SecurityTag>(serving, serving.reach(request), request, "credit.unknown_security"));
    Body body = TRY(Body::parse(request));
    const std::string reason = body.text("reason");
    return at_desk(serving, request, body, "credit_security.void", 200, [&](credit::LimitDesk& desk) -> Result<json::value> {
        TRY_VOID(desk.void_security(id, reason));
        return json::object{{"id", to_string(id)}};
    });
}

Result<http::Response> claim(Serving& serving, const http::Request& request) {
    const auto id = TRY(path_id<credit::SecurityTag>(serving, serving.reach(request), request, "credit.unknown_security"));
    Body body = TRY(Body::parse(request));
    const Money amount = body.money("amount");
    const Date on = body.date("date");
    const std::string reason = body.text("reason");
    return at_desk(serving, request, body, "credit_claim.file", 201, [&](credit::LimitDesk& desk) -> Result<json::value> { return json::object{{"id", to_string(TRY(desk.claim(id, amount, on, reason)))}}; });
}

Result<http::Response> decide_claim(Serving& serving, const http::Request& request) {
    const auto id = TRY(path_id<credit::ClaimTag>(serving, serving.reach(request), request, "credit.unknown_claim"));
    Body body = TRY(Body::parse(request));
    const auto paid = body.maybe_money("paid");
    const Date on = body.date("date");
    const std::string reason = body.text("reason");
    return at_desk(serving, request, body, "credit_claim.decide", 200, [&](credit::LimitDesk& desk) -> Result<json::value> {
        TRY_VOID(desk.decide_claim(id, paid, on, reason));
        return json::object{{"id", to_string(id)}, {"status", paid ? "paid" : "refused"}};
    });
}

}  // namespace

void add_limit_routes(http::Router& router, Serving& serving) {
    using Handle = Result<http::Response> (*)(Serving&, const http::Request&);
    const auto look = [&](const char* pattern, Handle handle) {
        router.add({.method = "GET", .pattern = pattern, .permission = Permission::view, .scope = Scope::company, .handler = [&serving, handle](const http::Request& request) { return handle(serving, request); }});
    };
    const auto assess = [&](const char* pattern, Handle handle) {
        router.add({.method = "POST", .pattern = pattern, .permission = Permission::assess_credit, .scope = Scope::company, .money = true, .handler = [&serving, handle](const http::Request& request) { return handle(serving, request); }});
    };
    look("/api/v1/customers/{id}/credit", of_customer);
    look("/api/v1/credit/over-limit", over_limit);
    look("/api/v1/credit/concentration", concentration);
    look("/api/v1/credit/limits", shared_limits);
    look("/api/v1/credit/limits/{id}", shared_limit);
    look("/api/v1/securities", securities);
    look("/api/v1/credit-claims", claims);
    assess("/api/v1/customers/{id}/credit-limit", change_customer_limit);
    assess("/api/v1/credit/limits", change_shared_limit);
    assess("/api/v1/customers/{id}/credit-stop", stop);
    assess("/api/v1/customers/{id}/credit-stop/lift", lift);
    assess("/api/v1/securities", secure);
    assess("/api/v1/securities/{id}/void", void_security);
    assess("/api/v1/securities/{id}/claims", claim);
    assess("/api/v1/credit-claims/{id}/decide", decide_claim);
}

}  // namespace tandem::app::server
