#include "platform/http/router.h"

#include <doctest/doctest.h>

using namespace tandem;
using namespace tandem::platform::http;

namespace {

Route route(std::string method, std::string pattern, Permission permission = Permission::view, Scope scope = Scope::company) {
    Route made;
    made.method = std::move(method);
    made.pattern = std::move(pattern);
    made.permission = permission;
    made.scope = scope;
    made.handler = [](const Request&) { return no_content(); };
    return made;
}

std::string pattern_of(const Router& router, std::string_view method, std::string_view path) {
    const auto segments = split_path(path);
    REQUIRE(segments);
    const auto found = router.find(method, *segments);
    if (const auto* match = std::get_if<Router::Match>(&found)) return match->route->pattern;
    if (const auto* other = std::get_if<Router::MethodNotAllowed>(&found)) return "allow " + other->allow;
    return "none";
}

}  // namespace

TEST_CASE("D1: a table with a route that does not say who may call it is refused, with every fault") {
    Router router;
    router.add(route("GET", "/api/a", Permission::undeclared));
    router.add(route("GET", "/api/b", Permission::view, Scope::undeclared));
    router.add(route("GET", "/api/c", Permission::public_, Scope::company));
    router.add(route("GET", "/api/d/{id}"));
    router.add(route("GET", "/api/d/{number}"));
    router.add(route("FETCH", "/api/e"));
    router.add(route("GET", "/{rest*}/more"));
    Route empty = route("GET", "/api/f");
    empty.handler = nullptr;
    router.add(empty);
    Route money = route("GET", "/api/g");
    money.money = true;
    router.add(money);
    const auto sealed = router.seal();
    REQUIRE_FALSE(sealed);
    CHECK_FALSE(router.sealed());
    CHECK(sealed.error().code == "http.bad_route_table");
    for (const char* fault : {"GET /api/a: no permission", "GET /api/b: no scope", "GET /api/c: public with rows", "GET /api/d/{number}: twice the same",
                              "FETCH /api/e: unknown method", "GET /{rest*}/more: {path*} not at the end", "GET /api/f: no handler", "GET /api/g: a money command by GET"}) {
        CAPTURE(fault);
        CHECK(sealed.error().subject.find(fault) != std::string::npos);
    }
}

TEST_CASE("literals win over parameters, methods are told apart, the rest pattern never takes /api") {
    Router router;
    for (const char* pattern : {"/api/v1/customers", "/api/v1/customers/{id}", "/api/v1/customers/{id}/timeline", "/api/v1/imports/kinds", "/healthz"})
        router.add(route("GET", pattern));
    router.add(route("POST", "/api/v1/customers/{id}/notes"));
    router.add(route("POST", "/api/v1/imports/{id}"));
    router.add(route("DELETE", "/api/v1/customers/{id}"));
    router.add(route("GET", "/{page*}", Permission::public_, Scope::public_));
    REQUIRE(router.seal());
    CHECK(pattern_of(router, "GET", "/api/v1/customers") == "/api/v1/customers");
    CHECK(pattern_of(router, "HEAD", "/api/v1/customers") == "/api/v1/customers");
    CHECK(pattern_of(router, "GET", "/api/v1/customers/") == "none");
    CHECK(pattern_of(router, "GET", "/api/v1/customers/cus_1") == "/api/v1/customers/{id}");
    CHECK(pattern_of(router, "PATCH", "/api/v1/customers/cus_1") == "allow GET, HEAD, DELETE, OPTIONS");
    CHECK(pattern_of(router, "GET", "/api/v1/customers/cus_1/notes") == "allow POST, OPTIONS");
    CHECK(pattern_of(router, "POST", "/api/v1/imports/kinds") == "allow GET, HEAD, OPTIONS");
    CHECK(pattern_of(router, "POST", "/api/v1/imports/imp_1") == "/api/v1/imports/{id}");
    CHECK(pattern_of(router, "GET", "/api") == "none");
    CHECK(pattern_of(router, "GET", "/api/v2/customers") == "none");
    CHECK(pattern_of(router, "GET", "/") == "/{page*}");
    CHECK(pattern_of(router, "GET", "/customers/cus_1") == "/{page*}");
    CHECK(pattern_of(router, "POST", "/customers") == "allow GET, HEAD, OPTIONS");
    CHECK(pattern_of(router, "GET", "/healthz") == "/healthz");
}

TEST_CASE("parameters come decoded, and the rest keeps its slashes") {
    Router router;
    router.add(route("GET", "/api/{kind}/{id}/x"));
    router.add(route("GET", "/{page*}", Permission::public_, Scope::public_));
    REQUIRE(router.seal());
    const auto two = std::get<Router::Match>(router.find("GET", *split_path("/api/%E5%8F%91%E7%A5%A8/a%20b/x")));
    CHECK(two.parameters == std::vector<std::pair<std::string, std::string>>{{"kind", "发票"}, {"id", "a b"}});
    const auto rest = std::get<Router::Match>(router.find("GET", *split_path("/assets/js/a.js")));
    CHECK(rest.parameters.front().second == "assets/js/a.js");
}
