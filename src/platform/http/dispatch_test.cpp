#include "platform/http/dispatch.h"

#include <doctest/doctest.h>

using namespace tandem;
using namespace tandem::platform::http;

namespace {

struct Desk {
    std::optional<Principal> who;
    int handled = 0;
    std::string reported;
    int observed = 0;

    Response ask(Route route, Request request) {
        route.pattern = "/api/v1/x";
        if (!route.handler) {
            route.handler = [this](const Request&) -> Result<Response> {
                ++handled;
                return no_content();
            };
        }
        DispatchOptions options;
        options.identify = [this](const Request&) { return Result<std::optional<Principal>>{who}; };
        options.report = [this](const Request&, std::string_view what) { reported = what; };
        options.observe = [this](const Request&, std::string_view, int status, double) { observed = status; };
        request.id = "r1";
        return dispatch(route, request, options);
    }
};

Route posting(Permission permission = Permission::post_cash) {
    Route route;
    route.method = "POST";
    route.permission = permission;
    route.scope = Scope::company;
    return route;
}

Request post() {
    Request request;
    request.method = "POST";
    request.headers.add("Host", "127.0.0.1");
    request.headers.add("X-Tandem-Request", "1");
    return request;
}

Principal with(PermissionSet permissions) {
    Principal principal;
    principal.permissions = permissions;
    return principal;
}

}  // namespace

TEST_CASE("nobody is 401, the wrong role is 403, the right one is handled") {
    Desk desk;
    CHECK(desk.ask(posting(), post()).status == 401);
    desk.who = with({Permission::view});
    const Response forbidden = desk.ask(posting(), post());
    CHECK(forbidden.status == 403);
    CHECK(forbidden.body.find("post_cash") != std::string::npos);
    CHECK(desk.handled == 0);
    CHECK(desk.observed == 403);
    CHECK(desk.ask(posting(Permission::signed_in), post()).status == 204);
    desk.who = with({Permission::post_cash});
    CHECK(desk.ask(posting(), post()).status == 204);
    CHECK(desk.handled == 2);
}

TEST_CASE("S7: a cross-site request is refused even on a public route") {
    Desk desk;
    Request request = post();
    request.headers.set("Origin", "https://evil");
    CHECK(desk.ask(posting(Permission::public_), request).status == 403);
    request.headers.set("Origin", "http://127.0.0.1");
    CHECK(desk.ask(posting(Permission::public_), request).status == 204);
    CHECK(desk.handled == 1);
}

TEST_CASE("S24: a money command needs its Idempotency-Key") {
    Desk desk;
    desk.who = with({Permission::post_cash});
    Route money = posting();
    money.money = true;
    Request request = post();
    CHECK(desk.ask(money, request).status == 400);
    request.headers.set("Idempotency-Key", "with blank");
    CHECK(desk.ask(money, request).status == 400);
    request.headers.set("Idempotency-Key", std::string(129, 'k'));
    CHECK(desk.ask(money, request).status == 400);
    CHECK(desk.handled == 0);
    request.headers.set("Idempotency-Key", "7f9c");
    CHECK(desk.ask(money, request).status == 204);
}

TEST_CASE("S35: a failure in finding out who asks, how much he asks or what he may refuses; nothing is handled") {
    int handled = 0;
    Route route = posting();
    route.handler = [&](const Request&) -> Result<Response> {
        ++handled;
        return no_content();
    };
    const auto ask = [&](DispatchOptions options) {
        Request request = post();
        return dispatch(route, request, options).status;
    };
    const auto anyone = [](const Request&) { return Result<std::optional<Principal>>{with({Permission::post_cash})}; };
    CHECK(ask({.identify = anyone, .limit = {}, .observe = {}, .report = {}}) == 204);
    CHECK(handled == 1);
    CHECK(ask({.identify = [](const Request&) -> Result<std::optional<Principal>> { throw std::runtime_error("no database"); }, .limit = {}, .observe = {}, .report = {}}) == 500);
    CHECK(ask({.identify = [](const Request&) -> Result<std::optional<Principal>> { return refuse("storage.unreachable"); }, .limit = {}, .observe = {}, .report = {}}) >= 400);
    CHECK(ask({.identify = [](const Request&) { return Result<std::optional<Principal>>{std::nullopt}; }, .limit = {}, .observe = {}, .report = {}}) == 401);
    CHECK(ask({.identify = anyone, .limit = [](const Route&, const Request&) -> Result<void> { throw std::bad_alloc(); }, .observe = {}, .report = {}}) == 500);
    CHECK(ask({.identify = anyone, .limit = [](const Route&, const Request&) -> Result<void> { return refuse("http.too_many_requests", {}, {{"seconds", "7"}}); }, .observe = {}, .report = {}}) == 429);
    CHECK(ask({.identify = {}, .limit = {}, .observe = {}, .report = {}}) == 500);  // nobody can say who asks
    CHECK(handled == 1);
}

TEST_CASE("S31: the limit is asked before it is known who asks, and again with him; a refusal says when to come again") {
    std::string asked;
    Route route = posting();
    route.handler = [](const Request&) -> Result<Response> { return no_content(); };
    Request request = post();
    const Response refused = dispatch(route, request, {.identify = [](const Request&) { return Result<std::optional<Principal>>{with({Permission::post_cash})}; },
                                                       .limit = [&](const Route&, const Request& each) -> Result<void> {
                                                           asked += each.principal ? "user " : "network ";
                                                           if (each.principal) return refuse("http.too_many_requests", {}, {{"seconds", "7"}});
                                                           return {};
                                                       }, .observe = {}, .report = {}});
    CHECK(asked == "network user ");
    CHECK(refused.status == 429);
    CHECK(refused.headers.get("Retry-After") == "7");
}

TEST_CASE("S35: an exception refuses, and its text stays inside") {
    Desk desk;
    Route route = posting(Permission::public_);
    route.handler = [](const Request&) -> Result<Response> { throw std::runtime_error("database password wrong"); };
    const Response failed = desk.ask(route, post());
    CHECK(failed.status == 500);
    CHECK(failed.body.find("password") == std::string::npos);
    CHECK(failed.body.find("\"subject\":\"r1\"") != std::string::npos);
    CHECK(failed.headers.get("X-Request-Id") == "r1");
    CHECK(desk.reported == "database password wrong");
}
