// Orders and deliveries at the keyboard, and the credit check of a document that is not there yet.
#include "app/server/body.h"
#include "app/server/exposure_upkeep.h"
#include "app/server/if_match.h"
#include "app/server/order_json.h"
#include "app/server/reached.h"
#include "app/server/serving.h"
#include "app/server/shared_figures.h"
#include "platform/http/cursor.h"
#include "platform/http/problem.h"
#include "receivable/edge/order_list_sql.h"

namespace tandem::app::server {
namespace {

using http::Permission;
using http::Scope;
using receivable::OrderOutcome;
using receivable::OrderTerms;

constexpr std::string_view unknown_order = "receivable.unknown_order";

OrderTerms terms_of(Body& body) {
    const Money amount = body.money("amount");
    OrderTerms terms{.amount = amount, .prepaid = body.maybe_money("prepaid").value_or(Money{0, amount.currency()}), .ships = body.maybe_date("ship_date"), .term_days = {}};
    if (const auto days = body.maybe_integer("term_days")) {
        if (*days < 0 || *days > 3650) body.wrong("term_days", {"receivable.order_term", std::to_string(*days), {}});
        else terms.term_days = static_cast<int>(*days);
    }
    return terms;
}

Result<http::Response> list(Serving& serving, const http::Request& request) {
    TRY_VOID(request.query.only({"status", "q", "customer", "sort", "limit", "cursor"}));
    receivable::OrderFilter filter;
    filter.status = request.query.text("status");
    for (const std::string_view known : {"", "open", "held", "confirmed", "closed", "cancelled", "imported", "?"}) {
        if (known == "?") return refuse("http.bad_parameter", "status", {{"value", filter.status}});
        if (known == filter.status) break;
    }
    filter.search = request.query.text("q");
    filter.sort = request.query.text("sort");
    if (const auto customer = request.query.get("customer")) {
        filter.customer = parse_id<CustomerTag>(*customer);
        if (!filter.customer) return refuse("http.unknown_id", std::string(*customer));
    }
    const std::string name = "orders " + filter.sort;
    const std::int64_t limit = TRY(request.query.limit());
    std::int64_t offset = 0;
    if (const auto cursor = request.query.get("cursor")) offset = std::get<std::int64_t>(TRY(http::decode_cursor(name, *cursor)).at(0));
    auto page = TRY(receivable::list_orders(serving.connection(), serving.company().id, serving.reach(request), filter, offset, limit));
    return answer_json(json::object{{"rows", std::move(page.rows)}, {"next_cursor", page.more ? json::value(http::encode_cursor(name, {offset + limit})) : json::value(nullptr)}, {"totals", std::move(page.totals)}});
}

Result<http::Response> one(Serving& serving, const http::Request& request) {
    TRY_VOID(request.query.only({}));
    const org::Reach reach = serving.reach(request);
    const auto id = TRY(path_id<OrderTag>(serving, reach, request, unknown_order));
    auto page = receivable::find_order_page(serving.connection(), serving.company().id, reach, id);
    if (!page) return refuse(unknown_order, to_string(id));
    json::value answer = *std::move(page);
    SharedFigures{serving, reach}.hide(answer);
    return answer_json(answer);
}

CustomerId customer_of(Serving& serving, OrderId order) {
    return CustomerId{serving.connection().one_integer("SELECT customer_id FROM sales_order WHERE company_id = $1 AND id = $2", {serving.company().id.value, order.value}).value_or(0)};
}

// What became of an order, without what tells of customers out of sight.
json::value shown(Serving& serving, const http::Request& request, CustomerId customer, const receivable::OrderOutcome& outcome) {
    json::value answer = outcome_json(outcome, serving.company().currency);
    const org::Reach reach = serving.reach(request);
    SharedFigures{serving, reach}.hide(customer, answer);
    return answer;
}

template <class Do>
Result<http::Response> at_desk(Serving& serving, const http::Request& request, Body& body, const char* name, Do run) {
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    return serving.command(request, name, [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        receivable::OrderDesk desk = order_desk(serving, connection, act);
        Answer answer = TRY(run(desk));
        desk.flush();
        return answer;
    });
}

Result<http::Response> place(Serving& serving, const http::Request& request) {
    Body body = TRY(Body::parse(request));
    const receivable::OrderDraft draft{.customer = body.id<CustomerTag>("customer_id"), .number = body.text_or("number"), .date = body.date("date"), .terms = terms_of(body), .contract = body.maybe_id<ContractTag>("contract_id")};
    const org::Reach reach = serving.reach(request);
    TRY_VOID(check_within(serving, reach, draft.customer, "receivable.unknown_customer"));
    if (draft.contract) TRY_VOID(check_within(serving, reach, *draft.contract, "contract.unknown"));
    return at_desk(serving, request, body, "sales_order.place", [&](receivable::OrderDesk& desk) -> Result<Answer> {
        return Answer{201, shown(serving, request, draft.customer, TRY(desk.place(draft)))};
    });
}

Result<http::Response> change(Serving& serving, const http::Request& request) {
    const auto id = TRY(path_id<OrderTag>(serving, serving.reach(request), request, unknown_order));
    Body body = TRY(Body::parse(request));
    const OrderTerms terms = terms_of(body);
    return at_desk(serving, request, body, "sales_order.change", [&](receivable::OrderDesk& desk) -> Result<Answer> {
        return Answer{200, shown(serving, request, customer_of(serving, id), TRY(desk.change(id, terms, seen_version(request))))};
    });
}

Result<http::Response> end(Serving& serving, const http::Request& request, receivable::Ending ending) {
    const auto id = TRY(path_id<OrderTag>(serving, serving.reach(request), request, unknown_order));
    Body body = TRY(Body::parse(request));
    const std::string reason = body.text("reason");
    return at_desk(serving, request, body, ending == receivable::Ending::close ? "sales_order.close" : "sales_order.cancel", [&](receivable::OrderDesk& desk) -> Result<Answer> {
        const auto order = TRY(desk.end(id, ending, reason));
        return Answer{200, json::object{{"id", to_string(order.id)}, {"number", order.number}, {"status", code_of(order.state)}}};
    });
}

// 202 when the credit check held the delivery: nothing went out.
Result<http::Response> deliver(Serving& serving, const http::Request& request) {
    const auto id = TRY(path_id<OrderTag>(serving, serving.reach(request), request, unknown_order));
    Body body = TRY(Body::parse(request));
    const receivable::DeliveryDraft draft{.number = body.text_or("number"), .date = body.date("date"), .amount = body.money("amount")};
    return at_desk(serving, request, body, "sales_order.deliver", [&](receivable::OrderDesk& desk) -> Result<Answer> {
        const auto outcome = TRY(desk.deliver(id, draft));
        return Answer{outcome.hold ? 202 : 201, shown(serving, request, customer_of(serving, id), outcome)};
    });
}

// What a quote, a contract or an order would meet today. Nothing is written.
Result<http::Response> check(Serving& serving, const http::Request& request) {
    Body body = TRY(Body::parse(request));
    const auto customer = body.id<CustomerTag>("customer_id");
    const std::string at = body.text_or("checkpoint", "quote");
    const auto checkpoint = credit::checkpoint_named(at);
    if (!checkpoint) body.wrong("checkpoint", {"policy.unknown_code", "checkpoint", {{"value", at}, {"allowed", "quote, contract, order, delivery"}}});
    receivable::Order order{.id = {}, .number = {}, .customer = customer, .contract = {}, .under_signed_contract = false, .date = serving.today(), .terms = terms_of(body), .state = receivable::OrderState::confirmed,
                            .delivered = Money{0, serving.company().currency}, .invoiced = Money{0, serving.company().currency}, .rate = {}, .passed_on = {}, .released = {}, .version = 1};
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    TRY_VOID(check_within(serving, serving.reach(request), customer, "receivable.unknown_customer"));
    TRY_VOID(receivable::check_order_terms(order.terms, order.date));
    order.delivered = order.invoiced = Money{0, order.terms.amount.currency()};
    bring_exposure_up(serving);
    const audit::Act act = serving.act(request, "credit.check");
    receivable::OrderDesk desk = order_desk(serving, serving.connection(), act);
    return answer_json(shown(serving, request, customer, desk.look(order, *checkpoint)).at("decision"));
}

}  // namespace

void add_order_routes(http::Router& router, Serving& serving) {
    using Handle = Result<http::Response> (*)(Serving&, const http::Request&);
    const auto look = [&](const char* method, const char* pattern, Handle handle) {
        router.add({.method = method, .pattern = pattern, .permission = Permission::view, .scope = Scope::company, .handler = [&serving, handle](const http::Request& request) { return handle(serving, request); }});
    };
    const auto money = [&](const char* pattern, Handle handle) {
        router.add({.method = "POST", .pattern = pattern, .permission = Permission::manage_orders, .scope = Scope::company, .money = true, .handler = [&serving, handle](const http::Request& request) { return handle(serving, request); }});
    };
    look("GET", "/api/v1/orders", list);
    look("GET", "/api/v1/orders/{id}", one);
    look("POST", "/api/v1/credit/checks", check);
    money("/api/v1/orders", place);
    money("/api/v1/orders/{id}/changes", change);
    money("/api/v1/orders/{id}/close", [](Serving& at, const http::Request& request) { return end(at, request, receivable::Ending::close); });
    money("/api/v1/orders/{id}/cancel", [](Serving& at, const http::Request& request) { return end(at, request, receivable::Ending::cancel); });
    money("/api/v1/orders/{id}/deliveries", deliver);
}

}  // namespace tandem::app::server
