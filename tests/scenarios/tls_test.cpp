// S29: the program speaks TLS itself, and nothing less than TLS 1.2.
#include <fstream>

#include "support/engines.h"
#include "support/program.h"
#include "support/server_process.h"
#include "support/tls.h"

using namespace tandem;
using namespace tandem::testing;
using platform::http::testing::status_of;

namespace {

std::string get(const std::string& path, const std::string& more = {}) { return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + more + "\r\n"; }

std::string post(const std::string& path, const std::string& body) {
    return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Tandem-Request: 1\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

}  // namespace

TEST_CASE("S29: a browser reaches the book by TLS 1.2 and 1.3, an older protocol or a weak cipher does not, and the answer is whole") {
    const TemporaryDatabase database{sql::Engine::sqlite};
    const SelfSigned own;
    ServerProcess server{database.url(), {"--tls-cert", own.certificate(), "--tls-key", own.key()}};
    const auto modern = ask_tls(server.port(), get("/healthz"));
    REQUIRE(modern.agreed);
    CHECK(modern.protocol == "TLSv1.3");
    CHECK(status_of(modern.bytes) == 200);
    CHECK(modern.whole);
    CHECK(modern.bytes.find("Strict-Transport-Security: max-age=31536000\r\n") != std::string::npos);
    const auto older = ask_tls(server.port(), get("/healthz"), TLS1_2_VERSION, TLS1_2_VERSION);
    REQUIRE(older.agreed);
    CHECK(older.protocol == "TLSv1.2");
    CHECK_FALSE(ask_tls(server.port(), get("/healthz"), TLS1_VERSION, TLS1_1_VERSION).agreed);
    for (const char* weak : {"AES128-SHA", "ECDHE-ECDSA-AES128-SHA", "AES128-GCM-SHA256"}) {
        CAPTURE(weak);
        CHECK_FALSE(ask_tls(server.port(), get("/healthz"), TLS1_2_VERSION, TLS1_2_VERSION, weak).agreed);
    }
}

TEST_CASE("S29: who speaks plain HTTP to the port of TLS gets no answer, and others are still served") {
    const TemporaryDatabase database{sql::Engine::sqlite};
    const SelfSigned own;
    ServerProcess server{database.url(), {"--tls-cert", own.certificate(), "--tls-key", own.key()}};
    platform::http::testing::RawClient plain{server.port()};
    plain.send(get("/healthz"));
    CHECK(plain.receive_all().find("HTTP/1.1") == std::string::npos);
    CHECK(status_of(ask_tls(server.port(), get("/healthz")).bytes) == 200);
}

TEST_CASE("S6: over TLS the session is a __Host- cookie with Secure, and no other name signs in") {
    const TemporaryDatabase database{sql::Engine::sqlite};
    const SelfSigned own;
    ServerProcess server{database.url(), {"--tls-cert", own.certificate(), "--tls-key", own.key()}};
    const std::string user = R"("name":"admin","password":"a long password")";
    REQUIRE(status_of(ask_tls(server.port(), post("/api/v1/setup", R"({"token":")" + server.setup_token() + "\"," + user + "}")).bytes) == 201);
    const std::string answer = ask_tls(server.port(), post("/api/v1/session", "{" + user + "}")).bytes;
    REQUIRE(status_of(answer) == 200);
    const std::string name = "Set-Cookie: __Host-tandem_session=";
    const auto from = answer.find(name);
    REQUIRE(from != std::string::npos);
    const std::string field = answer.substr(from, answer.find("\r\n", from) - from);
    CHECK(field.ends_with("; Path=/; HttpOnly; SameSite=Lax; Secure"));
    const std::string token = field.substr(name.size(), field.find(';') - name.size());
    for (const char* path : {"/api/v1/session", "/api/v1/me/second-factor"}) {
        CHECK(status_of(ask_tls(server.port(), get(path, "Cookie: __Host-tandem_session=" + token + "\r\n")).bytes) == 200);
        CHECK(status_of(ask_tls(server.port(), get(path, "Cookie: tandem_session=" + token + "\r\n")).bytes) == 401);
    }
    const std::string out = ask_tls(server.port(), "DELETE /api/v1/session HTTP/1.1\r\nHost: localhost\r\nX-Tandem-Request: 1\r\nConnection: close\r\nCookie: __Host-tandem_session=" + token + "\r\n\r\n").bytes;
    CHECK(status_of(out) == 204);
    CHECK(out.find("Set-Cookie: __Host-tandem_session=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0\r\n") != std::string::npos);
    CHECK(status_of(ask_tls(server.port(), get("/api/v1/session", "Cookie: __Host-tandem_session=" + token + "\r\n")).bytes) == 401);
}

TEST_CASE("S29: the program does not start with a key that others may read, a key of another certificate, or in the clear beyond this machine") {
    const TemporaryDatabase database{sql::Engine::sqlite};
    const SelfSigned own, other;
    const std::string serve = "serve --port 0 --lang en --db '" + database.url() + "' ";
    const auto refused = [&](const std::string& more) {
        const Ran ran = run_program(serve + more + " 2>&1");
        CHECK(ran.exit_code == 1);
        return ran.output;
    };
    CHECK(refused("--tls-cert " + own.certificate() + " --tls-key " + other.key()).find("cannot be used") != std::string::npos);
    CHECK(refused("--tls-cert " + own.certificate()).find("missing") != std::string::npos);
    CHECK(refused("--tls-cert /nowhere.pem --tls-key " + own.key()).find("cannot be used") != std::string::npos);
    CHECK(refused("--address 0.0.0.0").find("[tls]") != std::string::npos);
    REQUIRE(chmod(own.key().c_str(), 0644) == 0);
    CHECK(refused("--tls-cert " + own.certificate() + " --tls-key " + own.key()).find("mode 0644") != std::string::npos);
}

TEST_CASE("S29: certificate and key may stand in the configuration file") {
    const TemporaryDatabase database{sql::Engine::sqlite};
    const SelfSigned own;
    const std::string file = own.certificate() + ".toml";
    std::ofstream{file} << "[tls]\ncertificate = \"" << own.certificate() << "\"\nkey = \"" << own.key() << "\"\n";
    ServerProcess server{database.url(), {"--config", file}};
    CHECK(status_of(ask_tls(server.port(), get("/healthz")).bytes) == 200);
}
