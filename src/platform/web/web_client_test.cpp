#include "platform/web/web_client.h"

#include <doctest/doctest.h>

#include "support/loopback_web.h"

using namespace tandem;
using namespace tandem::platform;
using namespace tandem::testing;

namespace {

const WebLimits here{.inside = true};

Result<WebAnswer> ask(const std::string& address, const WebLimits& limits = here) { return ask_web({.address = *parse_web_address(address)}, limits); }
std::string reason(const Result<WebAnswer>& answer, std::string_view code = "outgoing.failed") {
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == code);
    return answer.error().figures.front().second;
}

}  // namespace

TEST_CASE("addresses are read strictly") {
    const auto address = parse_web_address("https://SSO.Example.com/realms/main?x=1");
    REQUIRE(address);
    CHECK(address->tls);
    CHECK(address->host == "sso.example.com");
    CHECK(address->port == 443);
    CHECK(address->target == "/realms/main?x=1");
    CHECK(address->text() == "https://sso.example.com/realms/main?x=1");
    CHECK(parse_web_address("http://[::1]:8080")->text() == "http://[::1]:8080/");
    CHECK(parse_web_address("https://sso.example.com:443")->host_and_port() == "sso.example.com");
    for (const char* wrong : {"", "sso.example.com", "ftp://x/", "https://", "https:///x", "https://u@x/", "https://u:p@x/", "https://x/#f", "https://x:0/", "https://x:65536/", "https://x:/", "https://x y/", "https://%6c/", "javascript:alert(1)", "https://x\r\ny/"})
        CHECK_FALSE_MESSAGE(parse_web_address(wrong), wrong);
}

TEST_CASE("a request brings its fields and body, and the answer whatever its status") {
    LoopbackWeb web{[](const Asked& asked) { return web_answer(asked.method + " " + asked.target + " " + asked.body + (asked.has_field("Authorization: Basic eDp5") ? " known" : ""), "201 Created"); }};
    const auto answer = ask_web({.method = "POST", .address = *parse_web_address(web.origin() + "/token?a=b"), .fields = {{"Authorization", "Basic eDp5"}}, .body = "code=1"}, here);
    REQUIRE(answer);
    CHECK(answer->status == 201);
    CHECK(answer->body == "POST /token?a=b code=1 known");
}

TEST_CASE("S15: no redirect is followed") {
    LoopbackWeb other{[](const Asked&) { return web_answer("secret"); }};
    LoopbackWeb web{[&](const Asked&) { return web_answer("", "302 Found", "Location: " + other.origin() + "/\r\n"); }};
    CHECK(ask(web.origin())->status == 302);
    CHECK(other.connections() == 0);
}

TEST_CASE("S15: an answer has a largest size, and a time in which it must be there") {
    LoopbackWeb large{[](const Asked&) { return web_answer(std::string(65 * 1024, 'a')); }};
    CHECK(reason(ask(large.origin()), "outgoing.too_large") == "65536");
    LoopbackWeb endless{[](const Asked&) { return "HTTP/1.1 200 OK\r\n\r\n" + std::string(65 * 1024, 'a'); }};
    CHECK(reason(ask(endless.origin()), "outgoing.too_large") == "65536");
    LoopbackWeb silent{[](const Asked&) { return std::string{}; }};
    CHECK(reason(ask(silent.origin(), {.time = std::chrono::milliseconds{50}, .inside = true})).find("no answer in 50 ms") != std::string::npos);
}

TEST_CASE("S15: addresses that no server has are not asked") {
    for (const char* address : {"0.0.0.0", "169.254.169.254", "::ffff:169.254.169.254", "fe80::1", "224.0.0.1", "255.255.255.255", "::", "ff02::1", "no address"}) CHECK_FALSE(may_be_a_server(address));
    for (const char* address : {"127.0.0.1", "10.0.0.5", "203.0.113.7", "::1", "2001:db8::1"}) CHECK(may_be_a_server(address));
    CHECK(reason(ask("http://169.254.169.254/latest/meta-data/")).find("which no server has") != std::string::npos);
    CHECK(reason(ask("http://0.0.0.0:1/")).find("which no server has") != std::string::npos);
}

TEST_CASE("S15: this machine and private networks are asked only where it is said so") {
    for (const char* address : {"127.0.0.1", "127.255.0.9", "10.0.0.5", "172.16.0.1", "172.31.255.255", "192.168.0.1", "100.64.0.1", "100.127.255.255", "198.19.0.1", "169.254.1.1", "::1", "fd00::1", "fc00::", "fe80::1", "fec0::1",
                                "::ffff:10.0.0.5", "::ffff:127.0.0.1", "::127.0.0.1", "2002:0a00:0005::1", "64:ff9b::c0a8:1", "no address"})
        CHECK_MESSAGE(is_inside(address), address);
    for (const char* address : {"11.0.0.1", "172.15.255.255", "172.32.0.1", "192.167.0.1", "192.169.0.1", "100.63.0.1", "100.128.0.1", "198.20.0.1", "203.0.113.7", "2001:db8::1", "2002:cb00:7107::1", "64:ff9b::cb00:7107", "::ffff:203.0.113.7"})
        CHECK_FALSE_MESSAGE(is_inside(address), address);
    LoopbackWeb web{[](const Asked&) { return web_answer("secret"); }};
    CHECK(reason(ask(web.origin(), {}), "outgoing.inside") == "127.0.0.1");
    CHECK(reason(ask("http://localhost:" + std::to_string(web.port()), {}), "outgoing.inside").find_first_of("1") != std::string::npos);
    CHECK(web.connections() == 0);
    CHECK(ask(web.origin())->body == "secret");
}

TEST_CASE("what is no HTTP, and nobody there, is a refusal with its reason") {
    LoopbackWeb odd{[](const Asked&) { return std::string{"SSH-2.0\r\n\r\n"}; }};
    CHECK_FALSE(reason(ask(odd.origin())).empty());
    std::uint16_t gone = 0;
    {
        LoopbackWeb once{[](const Asked&) { return web_answer(""); }};
        gone = once.port();
    }
    CHECK(reason(ask("http://127.0.0.1:" + std::to_string(gone))).find("refused") != std::string::npos);
    CHECK_FALSE(ask("https://127.0.0.1:" + std::to_string(odd.port())));  // no TLS there
}
