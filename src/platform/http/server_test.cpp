// Many clients, long answers and an orderly end.
#include "platform/http/server.h"

#include <atomic>
#include <csignal>
#include <memory>
#include <vector>

#include "platform/http/gzip.h"
#include "platform/http/testing.h"

using namespace tandem;
using namespace tandem::platform::http;
using namespace tandem::platform::http::testing;
using namespace std::chrono_literals;

namespace {

const std::string host = "Host: 127.0.0.1\r\n";
const std::string get = "GET /hello HTTP/1.1\r\n" + host + "\r\n";
const std::string post_fields = host + "X-Tandem-Request: 1\r\nContent-Type: application/json\r\n";

}  // namespace

TEST_CASE("200 clients keep their connections and each gets its own answers") {
    ServerOptions options;
    options.io_threads = 2;
    const TestServer server{sample_routes, options};
    constexpr int clients = 200;
    constexpr int rounds = 20;
    std::atomic<int> right{0};
    std::vector<std::jthread> threads;
    for (int client = 0; client < clients; ++client) {
        threads.emplace_back([&, client] {
            RawClient connection{server.port()};
            for (int round = 0; round < rounds; ++round) {
                const std::string body = std::to_string(client * 1000 + round);
                connection.send("POST /api/echo HTTP/1.1\r\n" + post_fields + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
                if (body_of(connection.receive_one(false, 20'000)) == body) ++right;
            }
        });
    }
    threads.clear();
    CHECK(right == clients * rounds);
}

TEST_CASE("at the end requests in flight are finished, idle connections closed and new ones not accepted") {
    auto server = std::make_unique<TestServer>(sample_routes);
    RawClient idle{server->port()};
    REQUIRE(idle.send(get));
    CHECK(status_of(idle.receive_one()) == 200);
    RawClient beginning{server->port()};
    REQUIRE(beginning.send("GET /hel"));
    RawClient busy{server->port()};
    REQUIRE(busy.send("GET /api/slow HTTP/1.1\r\n" + host + "\r\n"));
    std::this_thread::sleep_for(100ms);
    const std::uint16_t port = server->port();
    const auto began = std::chrono::steady_clock::now();
    server->begin_stop();
    const std::string answer = busy.receive_all();
    CHECK(status_of(answer) == 200);
    CHECK(answer.find("Connection: close") != std::string::npos);
    CHECK(idle.receive_all().empty());
    CHECK(idle.closed());
    CHECK(beginning.receive_all().empty());
    CHECK(beginning.closed());
    server.reset();
    CHECK(std::chrono::steady_clock::now() - began < 3s);
    CHECK_FALSE(RawClient{port}.connected());
}

TEST_CASE("a request that outlasts the drain time does not keep the server from ending") {
    ServerOptions options;
    options.drain_timeout = 50ms;
    TestServer server{sample_routes, options};
    RawClient busy{server.port()};
    REQUIRE(busy.send("GET /api/slow HTTP/1.1\r\n" + host + "\r\n"));
    std::this_thread::sleep_for(50ms);
    const auto began = std::chrono::steady_clock::now();
    server.stop();
    CHECK(std::chrono::steady_clock::now() - began < 1s);
}

TEST_CASE("behind a proxy the client is the last one the proxy names") {
    const auto tell_peer = [](Router& router) { router.add(open_route("GET", "/peer", [](const Request& request) { return text(request.peer); })); };
    const std::string request = "GET /peer HTTP/1.1\r\n" + host + "X-Forwarded-For: 198.51.100.1, 203.0.113.9\r\n\r\n";
    CHECK(body_of(TestServer{tell_peer}.raw(request)) == "127.0.0.1");
    ServerOptions options;
    options.behind_proxy = true;
    CHECK(body_of(TestServer{tell_peer, options}.raw(request)) == "203.0.113.9");
    options.proxies = {"192.0.2.8"};
    CHECK(body_of(TestServer{tell_peer, options}.raw(request)) == "127.0.0.1");  // not from the proxy: nobody's word
}

TEST_CASE("S29: behind a proxy the client's TLS is the proxy's word; elsewhere nobody can claim it") {
    const auto tell_secure = [](Router& router) { router.add(open_route("GET", "/secure", [](const Request& request) { return text(request.secure ? "yes" : "no"); })); };
    const auto ask = [&](const ServerOptions& options, const std::string& more) { return TestServer{tell_secure, options}.raw("GET /secure HTTP/1.1\r\n" + host + more + "\r\n"); };
    CHECK(body_of(ask({}, "X-Forwarded-Proto: https\r\n")) == "no");
    ServerOptions options;
    options.behind_proxy = true;
    const std::string secure = ask(options, "X-Forwarded-Proto: https\r\n");
    CHECK(body_of(secure) == "yes");
    CHECK(secure.find("Strict-Transport-Security: max-age=31536000\r\n") != std::string::npos);
    CHECK(body_of(ask(options, "X-Forwarded-Proto: http\r\n")) == "no");
    options.proxies = {"192.0.2.8"};
    CHECK(body_of(ask(options, "X-Forwarded-Proto: https\r\n")) == "no");
}

TEST_CASE("S29: who may listen where, and who is answered in the clear") {
    ServerOptions options;
    CHECK(may_listen(options));
    options.address = "0.0.0.0";
    CHECK_FALSE(may_listen(options));
    options.behind_proxy = true;
    options.proxies = {"192.0.2.8"};
    CHECK(may_listen(options));
    CHECK(may_answer(options, "192.0.2.8"));
    CHECK(may_answer(options, "127.0.0.1"));
    CHECK_FALSE(may_answer(options, "192.0.2.9"));  // around the proxy, without TLS
    options.behind_proxy = false;
    options.tls = TlsFiles{"a", "b"};
    CHECK(may_listen(options));
    CHECK(may_answer(options, "192.0.2.9"));
}

TEST_CASE("SIGTERM ends the server") {
    Router router;
    sample_routes(router);
    REQUIRE(router.seal());
    ServerOptions options;
    options.port = 0;
    Server server{router, {[](const Request&) { return Result<std::optional<Principal>>{std::nullopt}; }, {}, {}}, options};
    const auto port = server.listen();
    REQUIRE(port);
    std::jthread running{[&] { server.run(); }};
    RawClient client{*port};
    REQUIRE(client.send(get));
    CHECK(status_of(client.receive_one()) == 200);
    kill(getpid(), SIGTERM);
    running.join();
    CHECK(client.receive_all().empty());
}

TEST_CASE("another address than this machine's own is refused, and so is a port in use") {
    Router router;
    REQUIRE(router.seal());
    const DispatchOptions dispatch{[](const Request&) { return Result<std::optional<Principal>>{std::nullopt}; }, {}, {}};
    for (const char* address : {"0.0.0.0", "192.0.2.1", "::", "localhost", "127.evil.example"}) {
        CAPTURE(address);
        ServerOptions options;
        options.address = address;
        const auto port = Server{router, dispatch, options}.listen();
        REQUIRE_FALSE(port);
        CHECK(port.error().code == "http.address_needs_tls");
    }
    const TestServer server{sample_routes};
    ServerOptions options;
    options.port = server.port();
    const auto port = Server{router, dispatch, options}.listen();
    REQUIRE_FALSE(port);
    CHECK(port.error().code == "http.address_in_use");
}

TEST_CASE("a produced body comes in chunks; a failure half-way leaves it visibly unfinished") {
    const TestServer server{sample_routes};
    const std::string whole = server.raw("GET /api/produced HTTP/1.1\r\n" + host + "\r\n");
    CHECK(whole.find("Transfer-Encoding: chunked\r\n") != std::string::npos);
    CHECK(whole.find("filename*=UTF-8''%E6%98%8E%E7%BB%86.csv") != std::string::npos);
    CHECK(body_of(whole) == "12\r\nrow 1\nrow 2\nrow 3\n\r\n0\r\n\r\n");
    CHECK(body_of(server.raw("GET /api/produced?pieces=200000 HTTP/1.1\r\n" + host + "\r\n")).size() > 2'000'000);
    CHECK_FALSE(server.raw("GET /api/produced?breaks=true HTTP/1.1\r\n" + host + "\r\n").ends_with("0\r\n\r\n"));
    CHECK(body_of(server.raw("GET /api/produced HTTP/1.0\r\n\r\n")) == "row 1\nrow 2\nrow 3\n");
    CHECK(body_of(server.raw("HEAD /api/produced HTTP/1.1\r\n" + host + "\r\n")).empty());
}

TEST_CASE("every answer carries the security fields, large JSON is compressed when accepted") {
    const TestServer server{sample_routes};
    for (const std::string path : {"/hello", "/api/nothing", "/..", "/api/echo"}) {
        CAPTURE(path);
        const std::string answer = server.raw("GET " + path + " HTTP/1.1\r\n" + host + "\r\n");
        CHECK(answer.find("Content-Security-Policy: default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; "
                          "frame-ancestors 'none'; base-uri 'none'") != std::string::npos);
        CHECK(answer.find("X-Content-Type-Options: nosniff\r\n") != std::string::npos);
        CHECK(answer.find("Referrer-Policy: same-origin\r\n") != std::string::npos);
        CHECK(answer.find("X-Request-Id: ") != std::string::npos);
        CHECK(answer.find("Strict-Transport-Security") == std::string::npos);
        CHECK(answer.find("Access-Control-") == std::string::npos);
    }
    const std::string packed = server.raw("GET /api/large HTTP/1.1\r\n" + host + "Accept-Encoding: br, gzip\r\n\r\n");
    CHECK(packed.find("Content-Encoding: gzip\r\n") != std::string::npos);
    CHECK(packed.size() < 20'000);
    CHECK(gunzip(body_of(packed), 2 << 20)->size() == (1 << 20) + 2);
    CHECK(server.raw("GET /api/large HTTP/1.1\r\n" + host + "Accept-Encoding: gzip;q=0\r\n\r\n").size() > 1 << 20);
}

TEST_CASE("unknown paths, other methods and OPTIONS") {
    const TestServer server{sample_routes};
    const std::string unknown = server.raw("GET /api/v1/nothing HTTP/1.1\r\n" + host + "Accept-Language: en\r\n\r\n");
    CHECK(status_of(unknown) == 404);
    CHECK(unknown.find("Content-Type: application/problem+json; charset=utf-8\r\n") != std::string::npos);
    const std::string other = server.raw("DELETE /hello HTTP/1.1\r\n" + host + "\r\n");
    CHECK(status_of(other) == 405);
    CHECK(other.find("Allow: GET, HEAD, OPTIONS\r\n") != std::string::npos);
    const std::string options = server.raw("OPTIONS /api/echo HTTP/1.1\r\n" + host + "Origin: https://evil\r\n\r\n");
    CHECK(status_of(options) == 204);
    CHECK(options.find("Allow: POST, OPTIONS\r\n") != std::string::npos);
    CHECK(status_of(server.raw("TRACE /hello HTTP/1.1\r\n" + host + "\r\n")) == 501);
    CHECK(status_of(server.raw("GET /hello HTTP/1.1\r\n" + host + "Expect: nonsense\r\n\r\n")) == 417);
}
