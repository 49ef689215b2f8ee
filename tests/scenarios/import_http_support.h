// A book served in this process, and users who speak HTTP with it.
#pragma once
#include "app/server/serving.h"
#include "app/server/users.h"
#include "platform/http/testing.h"
#include "support/engines.h"

namespace tandem::testing {

namespace json = boost::json;
namespace http = platform::http;

struct Answered {
    int status = 0;
    std::string head, body;
    json::value json() const { return json::parse(body); }
    std::string code() const { return std::string{json().at("code").as_string()}; }
};

inline std::string unchunked(std::string_view body) {
    std::string whole;
    for (;;) {
        const auto line = body.find("\r\n");
        REQUIRE(line != std::string_view::npos);
        const auto size = std::stoul(std::string{body.substr(0, line)}, nullptr, 16);
        if (size == 0) return whole;
        whole += body.substr(line + 2, size);
        body.remove_prefix(line + 2 + size + 2);
    }
}

// Two users of finance, zhang and li, and a sales rep, wang: who asks says the header X-User.
class ServedBook {
public:
    explicit ServedBook(const TemporaryDatabase& database)
        : options_{database.url(), {}}, serving_(options_, opened(), clock_),
          server_([this](http::Router& router) {
              app::server::add_import_routes(router, serving_);
              app::server::add_item_routes(router, serving_);
              app::server::add_report_routes(router, serving_);
          }, {}, {.identify = [this](const http::Request& request) { return principal(request); }, .observe = {}, .report = [](const http::Request&, std::string_view what) { MESSAGE("the server: " << std::string{what}); }}) {}

    Answered ask(const std::string& method, const std::string& path, const std::string& body = {}, const std::string& more = {}) const {
        std::string request = method + " /api/v1/" + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Tandem-Request: 1\r\n";
        if (more.find("X-User:") == std::string::npos) request += "X-User: zhang\r\n";
        if (more.find("Content-Type:") == std::string::npos && !body.empty()) request += "Content-Type: application/json\r\n";
        if (method != "GET") request += "Idempotency-Key: key-" + std::to_string(++keys_) + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
        const std::string answer = server_.raw(request + more + "\r\n" + body);
        Answered answered{http::testing::status_of(answer), answer.substr(0, answer.find("\r\n\r\n")), http::testing::body_of(answer)};
        if (answered.head.find("Transfer-Encoding: chunked") != std::string::npos) answered.body = unchunked(answered.body);
        return answered;
    }
    Answered upload(const std::string& kind, const std::string& name, const std::string& bytes, const std::string& more = {}) const {
        return ask("POST", "imports?kind=" + kind + "&filename=" + name, bytes, "Content-Type: application/octet-stream\r\n" + more);
    }
    // The import once nobody works on it any more.
    json::object settled(const std::string& id, const std::string& more = {}) const {
        for (int tries = 0; tries < 600; ++tries) {
            const auto one = ask("GET", "imports/" + id, {}, more);
            REQUIRE(one.status == 200);
            const auto import = one.json().as_object();
            const auto state = import.at("state").as_string();
            if (state != "checking" && state != "importing") return import;
            std::this_thread::sleep_for(std::chrono::milliseconds{50});
        }
        FAIL("the import does not end");
        return {};
    }
    json::object checked(const std::string& id) const {
        REQUIRE(ask("POST", "imports/" + id + "/check").status == 202);
        return settled(id);
    }
    json::object committed(const std::string& id) const {
        const auto begun = ask("POST", "imports/" + id + "/commit");
        REQUIRE_MESSAGE(begun.status == 202, begun.body);
        return settled(id);
    }
    // Uploads, checks and commits a file whose mapping is known.
    std::string import(const std::string& kind, const std::string& bytes) const {
        const auto uploaded = upload(kind, kind + ".csv", bytes);
        REQUIRE_MESSAGE(uploaded.status == 201, uploaded.body);
        const std::string id{uploaded.json().at("id").as_string()};
        const auto found = checked(id);
        REQUIRE_MESSAGE(found.at("error_count") == 0, json::serialize(found));
        const auto done = committed(id);
        REQUIRE_MESSAGE(done.at("state") == "done", json::serialize(done));
        return id;
    }
    std::int64_t count(sql::Sql sql) { return serving_.connection().one_integer(sql, {}).value_or(0); }

private:
    app::Workspace opened() {
        auto workspace = app::Workspace::open(options_, clock_);
        REQUIRE(workspace);
        for (const auto& [name, role] : {std::pair{"zhang", "finance"}, std::pair{"li", "finance"}, std::pair{"wang", "rep"}}) {
            app::server::User user{{}, name, name, role, {}};
            const auto id = app::server::add_user(workspace->connection(), workspace->company().id, workspace->ids(), clock_.now(), user, "a long password");
            REQUIRE(id);
            user.id = *id;
            users_.push_back(user);
        }
        return *std::move(workspace);
    }
    Result<std::optional<http::Principal>> principal(const http::Request& request) const {
        for (const auto& user : users_)
            if (user.name == request.headers.get("X-User")) return app::server::principal_of(user, serving_.company().id);
        return std::nullopt;
    }

    SystemClock clock_;
    app::WorkspaceOptions options_;
    std::vector<app::server::User> users_;
    app::server::Serving serving_;
    http::testing::TestServer server_;
    mutable int keys_ = 0;
};

}  // namespace tandem::testing
