// What stands in front of every route of the program, asked of its own table and of the running server.
#include <algorithm>

#include "app/server/server.h"
#include "app/server/serving.h"
#include "platform/http/dispatch.h"
#include "support/engines.h"
#include "support/password_is_enough.h"
#include "support/server_process.h"

using namespace tandem;
using namespace tandem::testing;
namespace http = tandem::platform::http;

namespace {

// The table the server seals, over an empty book.
class Table {
public:
    explicit Table(const TemporaryDatabase& database) : serving_({.database = database.url(), .company = {}}, *app::Workspace::open({.database = database.url(), .company = {}}, clock_), clock_) {
        app::server::add_all_routes(router_, serving_, {});
        REQUIRE(router_.seal());
    }
    const std::vector<http::Route>& routes() const { return router_.routes(); }

    // As somebody with every permission.
    http::Response ask(const http::Route& route, http::Request request) {
        for (auto at = route.pattern.find('{'); at != std::string::npos; at = route.pattern.find('{', at + 1))
            request.parameters.emplace_back(route.pattern.substr(at + 1, route.pattern.find('}', at) - at - 1), "x");
        request.method = route.method;
        request.path = route.pattern;
        http::Principal all{.user = UserId{1}, .company = serving_.company().id, .employee = {}, .team = {}, .region = {}, .name = "li", .role = "admin", .permissions = {}, .scope = http::Scope::company};
        for (int each = 0; each <= static_cast<int>(http::Permission::administer); ++each) all.permissions.add(static_cast<http::Permission>(each));
        return http::dispatch(route, request, {.identify = [&](const http::Request&) -> Result<std::optional<http::Principal>> { return all; }, .limit = {}, .observe = {}, .report = {}});
    }

private:
    SystemClock clock_;
    app::server::Serving serving_;
    http::Router router_;
};

http::Request from_own_page(const std::string& body = {}) {
    http::Request request;
    request.body = body;
    request.peer = "127.0.0.1";
    request.headers.add("Host", "tandem.example");
    request.headers.add("Origin", "https://tandem.example");
    request.headers.add("Sec-Fetch-Site", "same-origin");
    request.headers.add("X-Tandem-Request", "1");
    if (!body.empty()) request.headers.add("Content-Type", "application/json");
    return request;
}

std::string cookie_of_admin(ServerProcess& server, const TemporaryDatabase& database) {
    password_is_enough(*sql::connect(database.url()));
    const std::string user = R"("name":"admin","password":"CANARY-a long password")";
    REQUIRE(request(server.port(), "POST", "/api/v1/setup", R"({"token":")" + server.setup_token() + "\"," + user + "}").status == 201);
    const auto reply = request(server.port(), "POST", "/api/v1/session", "{" + user + "}");
    const auto from = reply.head.find("Set-Cookie: ") + 12;
    return reply.head.substr(from, reply.head.find(';', from) - from);
}

}  // namespace

TEST_CASE("S7: every route that changes something refuses another site, whatever it forges") {
    const TemporaryDatabase database{sql::Engine::sqlite};
    Table table{database};
    int checked = 0;
    for (const http::Route& route : table.routes()) {
        if (route.method == "GET") continue;
        CAPTURE(route.method);
        CAPTURE(route.pattern);
        const auto refused = [&](const std::function<void(http::Headers&)>& forge) {
            http::Request request = from_own_page();
            forge(request.headers);
            const auto answer = table.ask(route, request);
            CHECK(answer.status == 403);
            CHECK(answer.body.find("auth.cross_site") != std::string::npos);
        };
        refused([](http::Headers& headers) { headers.set("Origin", "https://evil.example"); });
        refused([](http::Headers& headers) { headers.set("Origin", "https://tandem.example.evil.example"); });
        refused([](http::Headers& headers) { headers.set("Origin", "null"); });
        refused([](http::Headers& headers) { headers.set("Sec-Fetch-Site", "cross-site"); });
        refused([](http::Headers& headers) { headers.set("Sec-Fetch-Site", "same-site"); });
        refused([](http::Headers& headers) { headers.set("X-Tandem-Request", ""); });
        ++checked;
    }
    CHECK(checked > 30);
}

TEST_CASE("S19: a body nested 33 deep is refused by every route that reads one, at 32 it is read") {
    const TemporaryDatabase database{sql::Engine::sqlite};
    Table table{database};
    const auto nested = [](int depth) { return "{\"a\":" + std::string(static_cast<std::size_t>(depth - 1), '[') + std::string(static_cast<std::size_t>(depth - 1), ']') + "}"; };
    int checked = 0;
    for (const http::Route& route : table.routes()) {
        if (route.method == "GET" || route.method == "DELETE" || route.upload) continue;
        CAPTURE(route.pattern);
        const auto ask = [&](int depth) {
            http::Request request = from_own_page(nested(depth));
            request.headers.add("Idempotency-Key", "k");
            return table.ask(route, request);
        };
        if (ask(32).body.find("http.malformed_json") != std::string::npos) FAIL("32 is refused");
        const auto deep = ask(100'000);
        CHECK(deep.status >= 400);
        CHECK(deep.status < 500);
        checked += ask(33).body.find("http.malformed_json") != std::string::npos;
    }
    CHECK(checked >= 10);  // the others look for their object first
}

TEST_CASE("S16: every answer of the program carries the security fields, pages, errors and the API alike") {
    const TemporaryDatabase database{sql::Engine::sqlite};
    ServerProcess server{database.url()};
    for (const char* path : {"/", "/healthz", "/api/v1/session", "/api/v1/customers", "/api/v1/nothing", "/assets/nothing.js", "/..%2f..%2fetc/passwd", "/%00"}) {
        CAPTURE(path);
        const std::string head = request(server.port(), "GET", path).head + "\r\n";
        const auto csp = head.find("Content-Security-Policy: default-src 'self';");
        REQUIRE(csp != std::string::npos);
        const std::string policy = head.substr(csp, head.find("\r\n", csp) - csp);
        for (const char* part : {"object-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"}) CHECK(policy.find(part) != std::string::npos);
        CHECK(policy.find("script-src") == std::string::npos);  // default-src holds: no inline script
        for (const char* field : {"X-Content-Type-Options: nosniff", "Referrer-Policy: same-origin", "Permissions-Policy: ", "Cross-Origin-Opener-Policy: same-origin", "Cross-Origin-Resource-Policy: same-origin"})
            CHECK_MESSAGE(head.find(field) != std::string::npos, field);
        if (std::string_view{path}.starts_with("/api/v1/")) CHECK(head.find("Cache-Control: no-store\r\n") != std::string::npos);
    }
}

TEST_CASE("S13: paths that climb reach nothing") {
    const TemporaryDatabase database{sql::Engine::sqlite};
    ServerProcess server{database.url()};
    for (const char* path : {"/../../etc/passwd", "/assets/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%5c..%5cetc/passwd", "/assets/%2e%2e%2fbook.db", "/a%00.js"}) {
        CAPTURE(path);
        const auto reply = request(server.port(), "GET", path);
        CHECK(reply.status >= 400);
        CHECK(reply.body.find("root:") == std::string::npos);
    }
}

TEST_CASE("S18: the log is one JSON a line, names nobody's secrets, and cannot be forged") {
    const TemporaryDatabase database{sql::Engine::sqlite};
    ServerProcess server{database.url()};
    const std::string cookie = cookie_of_admin(server, database);
    const std::string with_cookie = "Cookie: " + cookie + "\r\n";
    request(server.port(), "POST", "/api/v1/session", R"({"name":"li\n{\"level\":\"fake\"}","password":"CANARY-wrong"})");
    request(server.port(), "GET", "/api/v1/customers?q=CANARY-13812341234%0A%7B%22level%22", {}, with_cookie);
    request(server.port(), "GET", "/CANARY/%0A%7B%22level%22:%22fake%22%7D", {}, "X-Forwarded-For: CANARY\r\nUser-Agent: CANARY\r\n" + with_cookie);
    const auto log = server.log();
    CHECK(log.find("CANARY") == std::string::npos);
    CHECK(log.find("fake") == std::string::npos);
    CHECK(log.find(cookie.substr(cookie.find('=') + 1)) == std::string::npos);
    int lines = 0;
    bool signed_in = false;
    for (std::size_t at = 0; at < log.size(); at = log.find('\n', at) + 1, ++lines) {
        const auto line = boost::json::parse(log.substr(at, log.find('\n', at) - at)).as_object();
        CHECK(line.at("event").as_string() == "request");
        CHECK_FALSE(line.at("request_id").as_string().empty());
        CHECK(line.at("status").as_int64() > 0);
        if (line.at("route").as_string() == "/api/v1/customers") signed_in = line.at("user_id").as_string().starts_with("usr_");
    }
    CHECK(lines == 5);
    CHECK(signed_in);
}

TEST_CASE("S31: who asks faster than the configuration allows reads 429 and when to come again; others go on") {
    const TemporaryDatabase database{sql::Engine::sqlite};
    const auto file = std::filesystem::temp_directory_path() / ("tandem_rates_" + std::to_string(getpid()) + ".toml");
    std::ofstream{file} << "[limits]\nreads_per_minute = 5\n";
    ServerProcess server{database.url(), {"--config", file.string()}};
    const std::string cookie = "Cookie: " + cookie_of_admin(server, database) + "\r\n";
    std::vector<int> seen;
    Reply last;
    for (int each = 0; each < 7; ++each) seen.push_back((last = request(server.port(), "GET", "/api/v1/jobs", {}, cookie)).status);
    CHECK(seen == std::vector<int>{200, 200, 200, 200, 200, 429, 429});
    CHECK(last.head.find("Retry-After: ") != std::string::npos);
    CHECK(request(server.port(), "GET", "/healthz").status == 200);
    std::filesystem::remove(file);
}
