#include "platform/http/wire.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace tandem;
using namespace tandem::platform::http;

namespace {

Result<std::string> decode(std::string_view wire, std::size_t step, std::size_t& consumed) {
    ChunkDecoder decoder;
    std::string body;
    consumed = 0;
    while (consumed < wire.size() && !decoder.done()) {
        const auto used = decoder.feed(wire.substr(consumed, step), body);
        if (!used) return tl::unexpected(used.error());
        consumed += *used;
    }
    if (!decoder.done()) return refuse("http.bad_request", "unfinished");
    return body;
}

std::string chunked(const std::vector<std::string>& pieces) {
    std::string wire;
    for (const std::string& piece : pieces) {
        if (piece.empty()) continue;
        char size[32];
        std::snprintf(size, sizeof size, "%zx\r\n", piece.size());
        wire += size + piece + "\r\n";
    }
    return wire + "0\r\n\r\n";
}

}  // namespace

TEST_CASE("property: a chunked body comes back whole however it is cut, and what follows is left alone") {
    CHECK(rc::check([](const std::vector<std::string>& pieces, const std::string& rest) {
        std::string whole;
        for (const std::string& piece : pieces) whole += piece;
        const std::string wire = chunked(pieces);
        const auto step = *rc::gen::inRange<std::size_t>(1, wire.size() + rest.size() + 2);
        std::size_t consumed = 0;
        const auto body = decode(wire + rest, step, consumed);
        RC_ASSERT(body.has_value());
        RC_ASSERT(*body == whole);
        RC_ASSERT(consumed == wire.size());
    }));
}

TEST_CASE("property: no bytes make the head parser or the chunk decoder fail otherwise than by refusing") {
    const std::string pieces[] = {"GET", " ", "/", "HTTP/1.1", "\r\n", "\n", "\r", "Host: a", "Content-Length: 1", "Transfer-Encoding: chunked", ":", "0", "\t",
                                  std::string(1, '\0'), "\xff", "Connection: close", "*", "OPTIONS", "5;a", "ff"};
    CHECK(rc::check([&](const std::vector<std::uint8_t>& choice) {
        std::string bytes;
        for (const std::uint8_t each : choice) bytes += pieces[each % std::size(pieces)];
        const auto head = parse_head(bytes, {});
        if (head) RC_ASSERT(!(head->chunked && head->content_length > 0));
        if (!head) RC_ASSERT(error_text(head.error().code).http_status >= 400);
        ChunkDecoder decoder;
        std::string body;
        const auto used = decoder.feed(bytes, body);
        if (used) RC_ASSERT(*used <= bytes.size());
    }));
}

TEST_CASE("a head says its method, target, fields and framing") {
    const auto head = parse_head("POST /a?b=c HTTP/1.1\r\nhost: h:1\r\nX-Empty:\r\nCookie:  a=b; c=d \r\ntransfer-encoding: Chunked\r\nExpect: 100-Continue\r\n\r\n", {});
    REQUIRE(head);
    CHECK(head->method == "POST");
    CHECK(head->target == "/a?b=c");
    CHECK(head->headers.get("COOKIE") == "a=b; c=d");
    CHECK(head->headers.has("x-empty"));
    CHECK(head->chunked);
    CHECK(head->expects_continue);
    CHECK(head->keep_alive);
    CHECK_FALSE(parse_head("GET / HTTP/1.1\r\nHost: h\r\nConnection: upgrade, Close\r\n\r\n", {})->keep_alive);
    CHECK_FALSE(parse_head("GET / HTTP/1.0\r\n\r\n", {})->keep_alive);
}

TEST_CASE("an answer's head cannot be split by a value, and the handler's own fields win") {
    Response response = json("{}");
    response.headers.set("Location", "/a\r\nSet-Cookie: x=1");
    response.headers.set("Cache-Control", "no-cache");
    const std::string head = serialize_head(response, {true, false, true, 2});
    CHECK(head.find("Location: /aSet-Cookie: x=1\r\n") != std::string::npos);
    CHECK(head.find("Cache-Control: no-cache\r\n") != std::string::npos);
    CHECK(head.find("no-store") == std::string::npos);
    CHECK(head.starts_with("HTTP/1.1 200 OK\r\nDate: "));
    CHECK(http_date(1'774'944'000) == "Tue, 31 Mar 2026 08:00:00 GMT");
}
