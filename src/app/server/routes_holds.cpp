// What is on credit hold, and its release.
#include "app/server/body.h"
#include "app/server/hold_follow.h"
#include "app/server/order_json.h"
#include "app/server/reached.h"
#include "app/server/serving.h"
#include "app/server/shared_figures.h"
#include "credit/edge/credit_lists_sql.h"
#include "platform/http/cursor.h"
#include "platform/http/problem.h"

namespace tandem::app::server {
namespace {

using http::Permission;
using http::Scope;

constexpr std::string_view unknown_hold = "credit.unknown_hold";

Result<http::Response> list(Serving& serving, const http::Request& request) {
    TRY_VOID(request.query.only({"state", "customer", "limit", "cursor"}));
    credit::HoldFilter filter;
    filter.state = request.query.text("state", "held");
    if (filter.state == "all") filter.state.clear();
    else if (filter.state != "held" && filter.state != "released" && filter.state != "cleared" && filter.state != "cancelled") return refuse("http.bad_parameter", "state", {{"value", filter.state}});
    if (const auto customer = request.query.get("customer")) {
        filter.customer = parse_id<CustomerTag>(*customer);
        if (!filter.customer) return refuse("http.unknown_id", std::string(*customer));
    }
    const std::int64_t limit = TRY(request.query.limit());
    std::int64_t offset = 0;
    if (const auto cursor = request.query.get("cursor")) offset = std::get<std::int64_t>(TRY(http::decode_cursor("credit-holds", *cursor)).at(0));
    const org::Reach reach = serving.reach(request);
    auto page = credit::list_holds(serving.connection(), serving.company().id, reach, filter, offset, limit);
    SharedFigures shared{serving, reach};
    for (json::value& each : page.rows) shared.hide(each);
    return answer_json(json::object{{"rows", std::move(page.rows)}, {"count", page.count}, {"next_cursor", page.more ? json::value(http::encode_cursor("credit-holds", {offset + limit})) : json::value(nullptr)}});
}

Result<http::Response> one(Serving& serving, const http::Request& request) {
    TRY_VOID(request.query.only({}));
    const org::Reach reach = serving.reach(request);
    const auto id = TRY(path_id<credit::HoldTag>(serving, reach, request, unknown_hold));
    auto hold = credit::find_hold(serving.connection(), serving.company().id, reach, id);
    if (!hold) return refuse(unknown_hold, to_string(id));
    json::value answer = *std::move(hold);
    SharedFigures{serving, reach}.hide(answer);
    return answer_json(answer);
}

Result<http::Response> release(Serving& serving, const http::Request& request) {
    const auto id = TRY(path_id<credit::HoldTag>(serving, serving.reach(request), request, unknown_hold));
    Body body = TRY(Body::parse(request));
    const std::string reason = body.text("reason");
    const std::int64_t days = body.maybe_integer("days").value_or(serving.policies().credit.control.release_days);
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    return serving.command(request, "credit_hold.release", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        receivable::OrderDesk desk = order_desk(serving, connection, act);
        const auto order = TRY(desk.release(id, days > 100'000 || days < 0 ? 0 : static_cast<int>(days), reason));
        desk.flush();
        return Answer{200, json::object{{"id", to_string(id)}, {"order_id", to_string(order.id)}, {"number", order.number}, {"status", code_of(order.state)}, {"released_until", to_string(order.released->until)}}};
    });
}

}  // namespace

void add_hold_routes(http::Router& router, Serving& serving) {
    using Handle = Result<http::Response> (*)(Serving&, const http::Request&);
    const auto bound = [&serving](Handle handle) { return [&serving, handle](const http::Request& request) { return handle(serving, request); }; };
    serving.follow_with([&serving](const http::Request& request, sql::Connection& connection, const audit::Act& act) { return look_at_holds_again(serving, request, connection, act); });
    router.add({.method = "GET", .pattern = "/api/v1/credit-holds", .permission = Permission::view, .scope = Scope::company, .handler = bound(list)});
    router.add({.method = "GET", .pattern = "/api/v1/credit-holds/{id}", .permission = Permission::view, .scope = Scope::company, .handler = bound(one)});
    router.add({.method = "POST", .pattern = "/api/v1/credit-holds/{id}/release", .permission = Permission::manage_orders, .scope = Scope::company, .money = true, .handler = bound(release)});
}

}  // namespace tandem::app::server
