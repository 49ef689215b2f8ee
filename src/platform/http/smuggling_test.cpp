// Trust S21: a request that two parsers could read differently is refused and the connection closed.
#include "platform/http/testing.h"

using namespace tandem;
using namespace tandem::platform::http;
using namespace tandem::platform::http::testing;

namespace {

const auto describe = [](Router& router) {
    router.add(open_route("GET", "/hello", [](const Request&) { return json("\"hello\""); }));
    router.add(open_route("POST", "/echo", [](const Request& request) { return json(request.body); }));
    router.add(open_route("GET", "/{page*}", [](const Request&) { return text("page"); }));
};

const std::string host = "Host: 127.0.0.1\r\n";
const std::string post = "POST /echo HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Tandem-Request: 1\r\nContent-Type: application/json\r\n";
// Behind every attack: were it taken for a request of its own, a second answer would come.
const std::string hidden = "GET /hello HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

int count_answers(const std::string& answer) {
    int count = 0;
    for (auto at = answer.find("HTTP/1.1 "); at != std::string::npos; at = answer.find("HTTP/1.1 ", at + 1)) ++count;
    return count;
}

}  // namespace

TEST_CASE("S21: requests that hide another request are refused with 400 and the connection closes") {
    const TestServer server{describe};
    struct Attack { const char* name; std::string bytes; };
    const Attack attacks[] = {
        {"Transfer-Encoding with Content-Length", post + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden},
        {"Content-Length before Transfer-Encoding", post + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n" + hidden},
        {"two different lengths", post + "Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}" + hidden},
        {"two equal lengths", post + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}" + hidden},
        {"a list of lengths", post + "Content-Length: 2, 2\r\n\r\n{}" + hidden},
        {"a signed length", post + "Content-Length: +2\r\n\r\n{}" + hidden},
        {"a negative length", post + "Content-Length: -1\r\n\r\n" + hidden},
        {"a hexadecimal length", post + "Content-Length: 0x2\r\n\r\n{}" + hidden},
        {"an endless length", post + "Content-Length: 99999999999999999999\r\n\r\n{}" + hidden},
        {"an empty length", post + "Content-Length:\r\n\r\n" + hidden},
        {"a bare line feed in the head", "GET /hello HTTP/1.1\nHost: 127.0.0.1\n\n" + hidden},
        {"a bare line feed in one field", "GET /hello HTTP/1.1\r\n" + host + "A: b\nTransfer-Encoding: chunked\r\n\r\n" + hidden},
        {"a bare carriage return", "GET /hello HTTP/1.1\r\n" + host + "A: b\rTransfer-Encoding: chunked\r\n\r\n" + hidden},
        {"obsolete folding", "GET /hello HTTP/1.1\r\n" + host + "A: b\r\n c\r\n\r\n" + hidden},
        {"a folded Transfer-Encoding", post + "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n" + hidden},
        {"a blank before the colon", post + "Content-Length : 2\r\n\r\n{}" + hidden},
        {"a blank before the first field", "GET /hello HTTP/1.1\r\n Host: 127.0.0.1\r\n\r\n" + hidden},
        {"a disguised coding", post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + hidden},
        {"two codings", post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n" + hidden},
        {"two coding fields", post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n" + hidden},
        {"a coding with a vertical tab", post + "Transfer-Encoding: \x0b" "chunked\r\n\r\n0\r\n\r\n" + hidden},
        {"a coding in HTTP/1.0", "POST /echo HTTP/1.0\r\n" + host + "X-Tandem-Request: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden},
        {"two hosts", "GET /hello HTTP/1.1\r\n" + host + "Host: evil\r\n\r\n" + hidden},
        {"no host", "GET /hello HTTP/1.1\r\n\r\n" + hidden},
        {"a host with a path", "GET /hello HTTP/1.1\r\nHost: a/b\r\n\r\n" + hidden},
        {"a zero byte in a value", std::string{"GET /hello HTTP/1.1\r\nHost: 127.0.0.1\r\nA: b"} + '\0' + "c\r\n\r\n" + hidden},
        {"a control character in the target", "GET /hel\x01lo HTTP/1.1\r\n" + host + "\r\n" + hidden},
        {"two blanks in the request line", "GET  /hello HTTP/1.1\r\n" + host + "\r\n" + hidden},
        {"an absolute target", "GET http://evil/hello HTTP/1.1\r\n" + host + "\r\n" + hidden},
        {"another version", "GET /hello HTTP/1.2\r\n" + host + "\r\n" + hidden},
        {"no version", "GET /hello\r\n\r\n" + hidden},
        {"a body behind GET", "GET /hello HTTP/1.1\r\n" + host + "Content-Length: 42\r\n\r\n" + hidden},
        {"a chunk without a size", post + "Transfer-Encoding: chunked\r\n\r\n\r\n{}\r\n0\r\n\r\n" + hidden},
        {"a chunk size that is not hexadecimal", post + "Transfer-Encoding: chunked\r\n\r\n2x\r\n{}\r\n0\r\n\r\n" + hidden},
        {"an overflowing chunk size", post + "Transfer-Encoding: chunked\r\n\r\n100000000000000002\r\n{}\r\n0\r\n\r\n" + hidden},
        {"a chunk longer than its size", post + "Transfer-Encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n" + hidden},
        {"bare line feeds between chunks", post + "Transfer-Encoding: chunked\r\n\r\n2\n{}\n0\n\n" + hidden},
        {"a line feed inside a chunk extension", post + "Transfer-Encoding: chunked\r\n\r\n2;a\nb\r\n{}\r\n0\r\n\r\n" + hidden},
        {"a chunk size that ends in a bare carriage return", post + "Transfer-Encoding: chunked\r\n\r\n2\rx{}\r\n0\r\n\r\n" + hidden},
        {"a trailer that sets a length", post + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nContent-Length: 9\r\n\r\n" + hidden},
        {"a field without a name", "GET /hello HTTP/1.1\r\n" + host + ": value\r\n\r\n" + hidden},
        {"a field without a colon", "GET /hello HTTP/1.1\r\n" + host + "novalue\r\n\r\n" + hidden},
        {"an empty line first", "\r\n" + hidden},
    };
    for (const Attack& attack : attacks) {
        CAPTURE(attack.name);
        const std::string answer = server.raw(attack.bytes);
        CHECK(status_line(answer) == "HTTP/1.1 400 Bad Request");
        CHECK(count_answers(answer) == 1);
        CHECK(answer.find("Connection: close") != std::string::npos);
        CHECK(body_of(answer).find("\"code\":\"http.bad_request\"") != std::string::npos);
    }
    CHECK(status_of(server.raw(hidden)) == 200);
}

TEST_CASE("S21: what is well-formed passes, and pipelined requests are answered in order") {
    const TestServer server{describe};
    const std::string pipelined = post + "Content-Length: 2\r\n\r\n{}" + post +
                                  "Transfer-Encoding: chunked\r\n\r\n2;note=\"x\"\r\n[1\r\n1\r\n]\r\n0\r\n\r\n" + hidden +
                                  "HEAD /hello HTTP/1.1\r\n" + host + "\r\n";
    RawClient client{server.port()};
    REQUIRE(client.send(pipelined));
    CHECK(body_of(client.receive_one()) == "{}");
    CHECK(body_of(client.receive_one()) == "[1]");
    CHECK(body_of(client.receive_one()) == "\"hello\"");
    const std::string head = client.receive_one(true);
    CHECK(head.find("Content-Length: 7\r\n") != std::string::npos);
    CHECK(body_of(head).empty());
    // The connection is still in step: the answer to HEAD brought no body.
    REQUIRE(client.send(hidden));
    CHECK(body_of(client.receive_one()) == "\"hello\"");
}

TEST_CASE("S13: no path leads out of the table") {
    const TestServer server{describe};
    for (const std::string path : {"/static/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd", "/a/..%5c..%5cetc", "/a%00.html",
                                   "/./x", "/a/%2E/b", "/a%0d%0aSet-Cookie:x", "/..", "/api/../hello"}) {
        CAPTURE(path);
        CHECK(status_of(server.raw("GET " + path + " HTTP/1.1\r\n" + host + "\r\n")) == 404);
    }
    for (const std::string path : {"/%zz", "/a%2", "/%ff%fe", "/hello?q=%f", "/hello?q=%ff"}) {
        CAPTURE(path);
        CHECK(status_of(server.raw("GET " + path + " HTTP/1.1\r\n" + host + "\r\n")) == 400);
    }
    CHECK(status_of(server.raw("GET /a/b.c/%E4%B8%AD HTTP/1.1\r\n" + host + "\r\n")) == 200);
}
