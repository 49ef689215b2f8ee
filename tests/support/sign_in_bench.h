// Browsers that sign in to one book through the whole path of a request, without a socket, by a clock set by hand.
#pragma once
#include <boost/json.hpp>

#include <atomic>

#include "app/server/account_trail.h"
#include "app/server/identify.h"
#include "app/server/users.h"
#include "platform/http/dispatch.h"
#include "platform/http/url.h"
#include "support/engines.h"
#include "support/password_is_enough.h"

namespace tandem::testing {

namespace json = boost::json;
namespace http = platform::http;

class TurnedClock final : public Clock {
public:
    Instant now() const override { return Instant{micros.load()}; }
    std::atomic<std::int64_t> micros{1'772'420'400'000'000};  // 2 March 2026, 11:00 in Shanghai
};

struct Answered {
    int status = 0;
    json::value body;
    std::string cookie;  // what Set-Cookie brought, if it came
    std::string code() const { return body.is_object() && body.as_object().contains("code") ? std::string(body.at("code").as_string()) : std::to_string(status); }
    std::string text(const char* key) const { return std::string(body.at(key).as_string()); }
    std::string link() const { return std::string(body.at("link").at("token").as_string()); }
    std::int64_t version() const { return body.at("version").as_int64(); }
    json::array rows() const { return body.at("rows").as_array(); }
};

class SignInBench {
public:
    enum class Policy { password_is_enough, shipped };
    explicit SignInBench(const TemporaryDatabase& database, Policy policy = Policy::password_is_enough)
        : url_(database.url()), serving_({.database = url_, .company = {}}, opened(policy), clock_) {
        app::server::add_session_routes(router_, serving_);
        app::server::add_lookup_routes(router_, serving_);
        app::server::add_user_routes(router_, serving_);
        app::server::add_profile_routes(router_, serving_);
        app::server::add_key_routes(router_, serving_);
        app::server::add_delegation_routes(router_, serving_);
        app::server::add_report_routes(router_, serving_);
        app::server::add_period_routes(router_, serving_);
        app::server::add_policy_routes(router_, serving_);
        app::server::add_policy_phase_routes(router_, serving_);
        app::server::add_approval_routes(router_, serving_);
        app::server::add_what_if_routes(router_, serving_);
        REQUIRE(router_.seal());
    }
    // With the password "a long password".
    std::string add(const std::string& name, const std::string& role) {
        const auto id = app::server::add_user(serving_.connection(), serving_.company().id, serving_.ids(), clock_.now(), {{}, name, name, role, {}}, "a long password");
        REQUIRE(id);
        return to_string(*id);
    }
    Answered ask(const std::string& method, const std::string& path, const std::string& body, const std::string& cookie, const std::string& more_name = {}, const std::string& more = {}) {
        const auto found = router_.find(method, *http::split_path(path));
        const auto* match = std::get_if<http::Router::Match>(&found);
        REQUIRE_MESSAGE(match, method << " " << path);
        http::Request request{.method = method, .path = path, .query = {}, .headers = {}, .body = body, .upload = {}, .upload_bytes = 0, .peer = "127.0.0.1", .id = "1", .parameters = match->parameters, .principal = {}};
        request.headers.add("X-Tandem-Request", "1");
        if (!body.empty()) request.headers.add("Content-Type", "application/json");
        request.headers.add("Idempotency-Key", "key-" + std::to_string(++keys_));
        if (!cookie.empty()) request.headers.add("Cookie", "tandem_session=" + cookie);
        if (!more_name.empty()) request.headers.add(more_name, more);
        const auto answer = http::dispatch(*match->route, request, {.identify = [&](const http::Request& asked) { return app::server::identify(serving_, asked); },
                                                                    .observe = [](const http::Request&, std::string_view, int, double) {},
                                                                    .report = [](const http::Request&, std::string_view what) { FAIL(std::string(what)); }});
        Answered answered{answer.status, answer.body.empty() ? json::value{} : json::parse(answer.body), {}};
        const std::string set{answer.headers.get("Set-Cookie")};
        if (set.starts_with("tandem_session=")) answered.cookie = set.substr(15, set.find(';') - 15);
        return answered;
    }
    template <class Duration>
    void pass(Duration time) { clock_.micros += std::chrono::duration_cast<std::chrono::microseconds>(time).count(); }
    Instant now() const { return clock_.now(); }
    app::server::Serving& serving() { return serving_; }

    std::int64_t trail(const std::string& command, const std::string& topic) {
        return serving_.connection().one_integer("SELECT COUNT(*) FROM audit_entry a JOIN outbox o ON o.company_id = a.company_id AND o.id = a.id WHERE a.command = $1 AND o.topic = $2", {command, "user." + topic}).value_or(0);
    }
    std::int64_t trail_holds(const std::string& word) { return serving_.connection().one_integer("SELECT COUNT(*) FROM audit_entry WHERE detail LIKE $1", {"%" + word + "%"}).value_or(0); }
    // Rows of every table that keeps something of an account which hold the word.
    std::int64_t kept_anywhere(const std::string& word) {
        return serving_.connection().one_integer(
            "SELECT (SELECT COUNT(*) FROM audit_entry WHERE detail LIKE $1) + (SELECT COUNT(*) FROM outbox WHERE payload LIKE $1) + (SELECT COUNT(*) FROM idempotency WHERE answer LIKE $1) + "
            "(SELECT COUNT(*) FROM password_link WHERE token_hash LIKE $1) + (SELECT COUNT(*) FROM sign_in_challenge WHERE token_hash LIKE $1) + (SELECT COUNT(*) FROM api_key WHERE token_hash LIKE $1) + "
            "(SELECT COUNT(*) FROM recovery_code WHERE code_hash LIKE $1) + (SELECT COUNT(*) FROM second_factor WHERE secret LIKE $1) + (SELECT COUNT(*) FROM session WHERE token_hash LIKE $1)", {"%" + word + "%"}).value_or(0);
    }

private:
    app::Workspace opened(Policy policy) {
        auto workspace = app::Workspace::open({.database = url_, .company = {}}, clock_);
        REQUIRE(workspace);
        if (policy == Policy::password_is_enough) password_is_enough(workspace->connection());
        return *std::move(workspace);
    }
    TurnedClock clock_;
    std::string url_;
    app::server::Serving serving_;
    http::Router router_;
    int keys_ = 0;
};

class Browser {
public:
    explicit Browser(SignInBench& bench) : bench_(&bench) {}
    Answered sign_in(const std::string& name, const std::string& password = "a long password") {
        return ask("POST", "/api/v1/session", json::serialize(json::object{{"name", name}, {"password", password}}));
    }
    Answered get(const std::string& path) { return ask("GET", path, ""); }
    Answered post(const std::string& path, const std::string& body) { return ask("POST", path, body); }
    Answered ask_without_version(const std::string& method, const std::string& path, const std::string& body) { return ask(method, path, body); }
    Answered put(const std::string& path, const std::string& body) { return ask("PUT", path, body); }
    Answered remove(const std::string& path) { return ask("DELETE", path, ""); }
    // With the version of the account that was seen.
    Answered seen(const std::string& method, const std::string& path, const std::string& body, std::int64_t version) { return keep(bench_->ask(method, path, body, cookie, "If-Match", "\"" + std::to_string(version) + "\"")); }
    std::string cookie;
    Answered last;

private:
    Answered ask(const std::string& method, const std::string& path, const std::string& body) { return keep(bench_->ask(method, path, body, cookie)); }
    Answered keep(Answered answered) {
        if (!answered.cookie.empty()) cookie = answered.cookie;
        return last = std::move(answered);
    }
    SignInBench* bench_;
};

}  // namespace tandem::testing
