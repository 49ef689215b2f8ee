// Trust S19, S20: limits of size, time and number.
#include "platform/http/server.h"

#include <memory>
#include <vector>

#include "platform/http/testing.h"

using namespace tandem;
using namespace tandem::platform::http;
using namespace tandem::platform::http::testing;
using namespace std::chrono_literals;

namespace {

const std::string host = "Host: 127.0.0.1\r\n";
const std::string get = "GET /hello HTTP/1.1\r\n" + host + "\r\n";
const std::string last_get = "GET /hello HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n";
const std::string post_fields = host + "X-Tandem-Request: 1\r\nContent-Type: application/json\r\n";

}  // namespace

TEST_CASE("S19: a head of more than 16 KiB or 100 fields is refused with 431") {
    const TestServer server{sample_routes};
    CHECK(status_of(server.raw("GET /hello HTTP/1.1\r\n" + host + "A: " + std::string(17 * 1024, 'a') + "\r\n\r\n")) == 431);
    CHECK(status_of(server.raw("GET /hello HTTP/1.1\r\n" + host + std::string(20 * 1024, 'a'))) == 431);
    const auto with_fields = [](int count) {
        std::string fields;
        for (int each = 0; each < count; ++each) fields += "F" + std::to_string(each) + ": x\r\n";
        return "GET /hello HTTP/1.1\r\n" + host + fields + "\r\n";
    };
    CHECK(status_of(server.raw(with_fields(99))) == 200);
    CHECK(status_of(server.raw(with_fields(100))) == 431);
}

TEST_CASE("S19: a JSON body ends at 1 MiB, whether its length is stated or it comes in chunks") {
    const TestServer server{sample_routes};
    const std::string whole = "POST /api/echo HTTP/1.1\r\n" + post_fields + "Connection: close\r\nContent-Length: 1048576\r\n\r\n" + std::string(1 << 20, '1');
    CHECK(body_of(server.raw(whole)).size() == 1 << 20);

    const std::string in_chunks = "POST /api/echo HTTP/1.1\r\n" + post_fields + "Transfer-Encoding: chunked\r\n\r\n";
    CHECK(status_of(server.raw(in_chunks + "100000\r\n" + std::string(0x100000, '1') + "\r\n0\r\n\r\n")) == 200);
    CHECK(status_of(server.raw(in_chunks + "100001\r\n" + std::string(0x100001, '1') + "\r\n0\r\n\r\n")) == 413);

    RawClient stated{server.port()};
    REQUIRE(stated.send("POST /api/echo HTTP/1.1\r\n" + post_fields + "Content-Length: 10737418240\r\n\r\n"));
    CHECK(status_of(stated.receive_one()) == 413);  // before a byte of the body came
    // Who is still sending gets to read why he was refused.
    RawClient sending{server.port()};
    REQUIRE(sending.send("POST /api/echo HTTP/1.1\r\n" + post_fields + "Content-Length: 2000000\r\n\r\n"));
    for (int each = 0; each < 20; ++each) {
        sending.send(std::string(10'000, '1'));
        std::this_thread::sleep_for(2ms);
    }
    CHECK(status_of(sending.receive_all()) == 413);

    RawClient endless{server.port()};
    REQUIRE(endless.send(in_chunks));
    const std::string chunk = "10000\r\n" + std::string(0x10000, '1') + "\r\n";
    std::size_t sent = 0;
    while (sent < 64 << 20 && endless.send(chunk)) sent += 0x10000;
    CHECK(sent < 32 << 20);  // what the socket buffers of both sides hold, beyond the limit
    const std::string answer = endless.receive_all();
    CHECK((answer.empty() || status_of(answer) == 413));
}

TEST_CASE("S19: a body in wasteful chunks and a body of the wrong type are refused") {
    const TestServer server{sample_routes};
    std::string bytes = "POST /api/echo HTTP/1.1\r\n" + post_fields + "Transfer-Encoding: chunked\r\n\r\n";
    for (int each = 0; each < 400; ++each) bytes += "1;" + std::string(200, 'x') + "\r\n1\r\n";
    CHECK(status_of(server.raw(bytes)) == 400);
    CHECK(status_of(server.raw("POST /api/echo HTTP/1.1\r\n" + host + "X-Tandem-Request: 1\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}")) == 415);
}

TEST_CASE("an upload is spooled to a file that disappears with the request") {
    const auto folder = std::filesystem::temp_directory_path() / ("tandem-spool-test-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    ServerOptions options;
    options.spool_folder = folder;
    const TestServer server{sample_routes, options};
    const std::string head = "POST /api/upload HTTP/1.1\r\n" + host + "X-Tandem-Request: 1\r\nConnection: close\r\n";
    CHECK(body_of(server.raw(head + "Content-Length: 3000000\r\n\r\n" + std::string(3'000'000, '\xff'))) == "3000000 3000000");
    CHECK(status_of(server.raw(head + "Content-Length: 9000000\r\n\r\n")) == 413);
    CHECK(status_of(server.raw(head + "Content-Length: 100\r\n\r\nhalf")) == 400);
    CHECK(std::filesystem::is_empty(folder));
    RawClient asking{server.port()};
    REQUIRE(asking.send(head + "Expect: 100-continue\r\nContent-Length: 4\r\n\r\n"));
    std::this_thread::sleep_for(50ms);
    REQUIRE(asking.send("four"));
    const std::string answers = asking.receive_all();
    CHECK(answers.starts_with("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"));
    CHECK(answers.ends_with("4 4"));
    std::filesystem::remove_all(folder);
}

TEST_CASE("an upload that cannot be kept is refused with 507") {
    ServerOptions options;
    options.spool_folder = "/nowhere/at/all";
    const TestServer server{sample_routes, options};
    CHECK(status_of(server.raw("POST /api/upload HTTP/1.1\r\n" + host + "X-Tandem-Request: 1\r\nContent-Length: 4\r\n\r\nfour")) == 507);
}

TEST_CASE("S20: slow heads and slow bodies are given up, while others are served") {
    ServerOptions options;
    options.header_timeout = 400ms;
    options.body_grace = 300ms;
    options.idle_timeout = 5s;
    const TestServer server{sample_routes, options};
    RawClient slow_head{server.port()};
    RawClient slow_body{server.port()};
    REQUIRE(slow_body.send("POST /api/echo HTTP/1.1\r\n" + post_fields + "Content-Length: 1000\r\n\r\n"));
    RawClient silent{server.port()};
    REQUIRE(silent.send("GET /hello HTTP/1.1\r\n"));
    const std::string request = "GET /hello HTTP/1.1\r\nHost: 127.0.0.1\r\nA: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
    const auto began = std::chrono::steady_clock::now();
    for (std::size_t at = 0; at < 12; ++at) {
        slow_head.send(request.substr(at, 1));
        slow_body.send("1");
        CHECK(status_of(server.raw(get)) == 200);
        std::this_thread::sleep_for(50ms);
    }
    CHECK(slow_head.receive_all().empty());
    CHECK(slow_head.closed());
    CHECK(silent.receive_all().empty());
    CHECK(silent.closed());
    CHECK(status_of(slow_body.receive_all()) == 408);
    CHECK(std::chrono::steady_clock::now() - began < 3s);
}

TEST_CASE("S20: who does not read his answer is dropped and holds no worker") {
    ServerOptions options;
    options.write_timeout = 300ms;
    options.workers = 1;
    const TestServer server{sample_routes, options};
    RawClient deaf{server.port()};
    for (int each = 0; each < 40; ++each) deaf.send("GET /api/large HTTP/1.1\r\n" + host + "\r\n");
    std::this_thread::sleep_for(100ms);
    CHECK(status_of(server.raw(get)) == 200);  // the only worker is free although the answer is stuck
    std::this_thread::sleep_for(700ms);
    std::string answers = deaf.receive_all(500);
    CHECK(deaf.closed());
    CHECK(answers.size() < 40 << 20);
}

TEST_CASE("S20: an idle connection ends, and connections from one address are limited") {
    ServerOptions options;
    options.idle_timeout = 200ms;
    options.max_connections_from_loopback = 3;
    TestServer server{sample_routes, options};
    RawClient first{server.port()};
    RawClient second{server.port()};
    RawClient third{server.port()};
    REQUIRE(third.send(get));
    CHECK(status_of(third.receive_one()) == 200);
    RawClient fourth{server.port()};
    const std::string refusal = fourth.receive_all();
    CHECK(status_of(refusal) == 503);
    CHECK(refusal.find("Retry-After: 5") != std::string::npos);
    CHECK(first.receive_all().empty());
    CHECK(first.closed());
    std::this_thread::sleep_for(100ms);
    CHECK(status_of(server.raw(last_get)) == 200);
}

TEST_CASE("when the queue is full the answer is 503 with Retry-After") {
    ServerOptions options;
    options.workers = 1;
    options.queue = 2;
    const TestServer server{sample_routes, options};
    std::vector<std::unique_ptr<RawClient>> clients;
    int served = 0;
    int refused = 0;
    for (int each = 0; each < 8; ++each) {
        clients.push_back(std::make_unique<RawClient>(server.port()));
        clients.back()->send("GET /api/slow HTTP/1.1\r\n" + host + "\r\n");
    }
    for (const auto& client : clients) {
        const std::string answer = client->receive_one();
        if (status_of(answer) == 200) ++served;
        if (status_of(answer) == 503 && answer.find("Retry-After: 1\r\n") != std::string::npos) ++refused;
    }
    CHECK(served >= 2);
    CHECK(refused >= 4);
    CHECK(served + refused == 8);
}
