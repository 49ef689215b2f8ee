// Single sign-on, from the sign-in page to the provider and back, on both engines, with a provider that may lie.
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "access/second_factor.h"
#include "app/server/single_sign_on.h"
#include "core/errors.h"
#include "platform/totp.h"
#include "support/loopback_provider.h"
#include "support/sign_in_bench.h"

using namespace tandem;
using namespace tandem::testing;

namespace {

namespace fs = std::filesystem;
constexpr std::int64_t march = 1'772'420'400;  // the clock of SignInBench, in seconds

class OidcBench {
public:
    explicit OidcBench(const TemporaryDatabase& database, SignInBench::Policy policy = SignInBench::Policy::password_is_enough)
        : signing{database, policy}, provider{march}, secret_{fs::temp_directory_path() / ("oidc-secret-" + std::to_string(::getpid()))} {
        std::ofstream{secret_} << "s 9\n";
        ::chmod(secret_.c_str(), 0600);
        app::server::add_oidc_routes(router_, signing.serving());
        app::server::add_session_routes(router_, signing.serving());
        REQUIRE(router_.seal());
        settings.issuer = provider.issuer();
        settings.client_id = "tandem";
        settings.client_secret_file = secret_.string();
        settings.public_url = "https://tandem.example.com";
        settings.label_zh = "公司账号";
        settings.label_en = "the company";
        open();
    }
    ~OidcBench() { fs::remove(secret_); }
    void open() {
        auto opened = app::server::SingleSignOn::open(settings);
        REQUIRE(opened);
        signing.serving().use(*opened);
    }
    http::Response ask(const std::string& path, const http::Query& query, const std::string& cookies = {}, const std::string& language = "en") {
        const auto found = router_.find("GET", *http::split_path(path));
        const auto* match = std::get_if<http::Router::Match>(&found);
        REQUIRE(match);
        http::Request request{.method = "GET", .path = path, .query = query, .headers = {}, .body = {}, .upload = {}, .upload_bytes = 0, .peer = "127.0.0.1", .id = "1", .parameters = {}, .principal = {}};
        request.headers.add("Accept-Language", language);
        if (!cookies.empty()) request.headers.add("Cookie", cookies);
        return http::dispatch(*match->route, request, {.identify = [&](const http::Request& asked) { return app::server::identify(signing.serving(), asked); }, .observe = {},
                                                       .report = [](const http::Request&, std::string_view what) { FAIL(std::string(what)); }});
    }
    // A browser that was sent to the provider: where to, and with which cookie.
    struct Begun {
        std::string location, cookie;
    };
    Begun begin(const std::string& next = "/receivables") {
        http::Query query;
        query.add("next", next);
        const auto answer = ask("/api/v1/session/oidc", query);
        CHECK(answer.status == 303);
        const std::string set{answer.headers.get("Set-Cookie")};
        return {std::string(answer.headers.get("Location")), set.substr(0, set.find(';'))};
    }
    struct Returned {
        std::string location, session;
        std::vector<std::string> set;
    };
    Returned back(const http::Query& query, const std::string& cookie) {
        const auto answer = ask("/api/v1/session/oidc/callback", query, cookie);
        CHECK(answer.status == 303);
        Returned returned{std::string(answer.headers.get("Location")), {}, {}};
        for (const auto& [name, value] : answer.headers) {
            if (name != "Set-Cookie") continue;
            returned.set.push_back(value);
            if (value.starts_with("tandem_session=")) returned.session = value.substr(15, value.find(';') - 15);
        }
        return returned;
    }
    Returned sign_in(const json::object& person) {
        const Begun begun = begin();
        return back(provider.authorize(begun.location, person), begun.cookie);
    }
    std::int64_t count(sql::Sql rows) { return signing.serving().connection().one_integer(rows, {}).value_or(0); }

    SignInBench signing;
    LoopbackProvider provider;
    app::OidcSettings settings;

private:
    fs::path secret_;
    http::Router router_;
};

const json::object li{{"sub", "p1"}, {"preferred_username", "li"}};
std::string refused(const OidcBench::Returned& returned) {
    CHECK(returned.session.empty());
    const auto at = returned.location.find("&refused=");
    return at == std::string::npos ? returned.location : returned.location.substr(at + 9);
}

}  // namespace

TEST_CASE("who signed in at the provider is let in to the page he asked for, with a session like any other") {
    on_both_engines([](const TemporaryDatabase& database) {
        OidcBench bench{database};
        bench.signing.add("li", "rep");
        const auto answer = bench.ask("/api/v1/session/oidc", {});
        const std::string cookie{answer.headers.get("Set-Cookie")};
        CHECK(cookie.find("; Path=/api/v1/session/oidc; HttpOnly; SameSite=Lax; Max-Age=600; Secure") != std::string::npos);
        const auto returned = bench.sign_in(li);
        CHECK(returned.location == "/receivables");
        REQUIRE_FALSE(returned.session.empty());
        CHECK(bench.signing.ask("GET", "/api/v1/session", "", returned.session).body.at("user").at("name") == "li");
        CHECK(bench.signing.trail("user.sign_in", "identity_linked") == 1);
        CHECK(bench.signing.trail_holds("\"method\":\"oidc\"") == 1);
        // The second time there is nothing to link; the name may have changed at the provider.
        CHECK(bench.sign_in({{"sub", "p1"}, {"preferred_username", "li-2"}}).location == "/receivables");
        CHECK(bench.signing.trail("user.sign_in", "identity_linked") == 1);
        CHECK(bench.count("SELECT COUNT(*) FROM oidc_sign_in") == 1);  // only the one that was begun and never ended
    });
}

TEST_CASE("S6: what was begun counts once, for ten minutes, in the browser that began") {
    on_both_engines([](const TemporaryDatabase& database) {
        OidcBench bench{database};
        bench.signing.add("li", "rep");
        const auto begun = bench.begin(), other = bench.begin();
        const auto query = bench.provider.authorize(begun.location, li);
        CHECK(refused(bench.back(query, {})) == "auth.oidc_state");
        CHECK(refused(bench.back(query, other.cookie)) == "auth.oidc_state");
        CHECK(refused(bench.back(query, begun.cookie + "x")) == "auth.oidc_state");
        const auto returned = bench.back(query, begun.cookie);
        CHECK_FALSE(returned.session.empty());
        CHECK(std::ranges::any_of(returned.set, [&](const std::string& set) { return set.starts_with(begun.cookie.substr(0, begun.cookie.find('=') + 1) + ";") && set.find("Max-Age=0") != std::string::npos; }));
        CHECK(refused(bench.back(query, begun.cookie)) == "auth.oidc_state");
        const auto late = bench.begin();
        const auto late_query = bench.provider.authorize(late.location, li);
        bench.signing.pass(std::chrono::minutes{10});
        CHECK(refused(bench.back(late_query, late.cookie)) == "auth.oidc_state");
        http::Query made_up;
        made_up.add("state", std::string(43, 'A'));
        made_up.add("code", "x");
        CHECK(refused(bench.back(made_up, {})) == "auth.oidc_state");
        CHECK(bench.signing.trail("user.sign_in", "sign_in_failed") == 0);  // nobody fills the trail with made-up states
    });
}

TEST_CASE("a provider that says something wrong lets nobody in, and the trail says what it was") {
    on_both_engines([](const TemporaryDatabase& database) {
        OidcBench bench{database};
        bench.signing.add("li", "rep");
        const auto with = [](const char* name, json::value value) {
            json::object person = li;
            person[name] = std::move(value);
            return person;
        };
        for (const auto& [name, value] : {std::pair<const char*, json::value>{"iss", "https://other.example.com"}, {"aud", "other"}, {"nonce", "other"}, {"exp", march - 61}, {"iat", march + 61}, {"sub", ""}}) {
            CHECK(refused(bench.sign_in(with(name, value))) == "auth.oidc_token");
            CHECK_MESSAGE(bench.signing.trail_holds(std::string("auth.oidc_token: ") + name) == 1, name);
        }
        // A code given for one sign-in does not serve another: PKCE.
        const auto mine = bench.begin(), yours = bench.begin();
        auto stolen = bench.provider.authorize(yours.location, li);
        http::Query query;
        query.add("code", stolen.text("code"));
        query.add("state", bench.provider.authorize(mine.location, li).text("state"));
        CHECK(refused(bench.back(query, mine.cookie)) == "auth.oidc_denied");
        // Said by another provider than the one asked.
        const auto mixed = bench.begin();
        http::Query mix;
        for (const auto& [name, value] : bench.provider.authorize(mixed.location, li)) mix.add(name, name == "iss" ? "https://other.example.com" : value);
        CHECK(refused(bench.back(mix, mixed.cookie)) == "auth.oidc_token");
        const auto denied = bench.begin();
        http::Query no;
        no.add("state", bench.provider.authorize(denied.location, li).text("state"));
        no.add("error", "access_denied");
        CHECK(refused(bench.back(no, denied.cookie)) == "auth.oidc_denied");
        CHECK(bench.count("SELECT COUNT(*) FROM session") == 0);
    });
}

TEST_CASE("a new key of the provider is asked for, a foreign key is not taken") {
    on_both_engines([](const TemporaryDatabase& database) {
        OidcBench bench{database};
        bench.signing.add("li", "rep");
        CHECK_FALSE(bench.sign_in(li).session.empty());
        bench.provider.forger = TestKey::rsa("first");  // the right name on another key
        CHECK(refused(bench.sign_in(li)) == "auth.oidc_token");
        bench.provider.forger.reset();
        bench.provider.key = TestKey::p256("second");
        bench.provider.algorithm = "ES256";
        CHECK(refused(bench.sign_in(li)) == "auth.oidc_token");  // keys are asked for once a minute at most
        bench.signing.pass(std::chrono::minutes{1});
        CHECK_FALSE(bench.sign_in(li).session.empty());
        bench.provider.publishes_key = false;
        bench.provider.key = TestKey::rsa("third");
        bench.provider.algorithm = "PS256";
        bench.signing.pass(std::chrono::minutes{1});
        CHECK(refused(bench.sign_in(li)) == "auth.oidc_token");
    });
}

TEST_CASE("S15: an endpoint on another host is not asked, nor is one in this machine that nobody listed") {
    on_both_engines([](const TemporaryDatabase& database) {
        LoopbackWeb inside{[](const Asked&) { return web_answer("{}"); }};
        OidcBench bench{database};
        for (const char* endpoint : {"token_endpoint", "jwks_uri", "authorization_endpoint", "userinfo_endpoint"}) {
            bench.open();
            bench.provider.described[endpoint] = inside.origin() + "/x";
            const auto answer = bench.ask("/api/v1/session/oidc", {});
            CHECK(std::string(answer.headers.get("Location")).ends_with("refused=auth.oidc_provider"));
            bench.provider.described.clear();
            CHECK(std::string(bench.ask("/api/v1/session/oidc", {}).headers.get("Location")).ends_with("refused=auth.oidc_unreachable"));  // not asked again at once
            bench.signing.pass(std::chrono::seconds{11});
            CHECK(bench.begin().location.starts_with(bench.provider.issuer() + "/auth?"));
        }
        CHECK(inside.connections() == 0);
    });
}

TEST_CASE("who has no account gets none, unless the configuration says so: then without a role") {
    on_both_engines([](const TemporaryDatabase& database) {
        OidcBench bench{database};
        const json::object zhou{{"sub", "p9"}, {"preferred_username", "zhou"}, {"name", "周敏"}};
        CHECK(refused(bench.sign_in(zhou)) == "auth.oidc_no_account");
        CHECK(bench.count("SELECT COUNT(*) FROM app_user") == 0);
        CHECK(bench.signing.trail_holds("auth.oidc_no_account: zhou") == 1);
        bench.settings.create_users = true;
        bench.open();
        const auto returned = bench.sign_in(zhou);
        REQUIRE_FALSE(returned.session.empty());
        const auto session = bench.signing.ask("GET", "/api/v1/session", "", returned.session).body;
        CHECK(session.at("user").at("role") == "none");
        CHECK(session.at("user").at("display_name") == "周敏");
        CHECK(bench.signing.ask("POST", "/api/v1/session", R"({"name":"zhou","password":"a long password"})", {}).code() == "auth.wrong_credentials");
        CHECK(refused(bench.sign_in({{"sub", "p10"}})) == "auth.oidc_no_name");
        CHECK(refused(bench.sign_in({{"sub", "p10"}, {"preferred_username", "a name with blanks"}})) == "auth.oidc_no_name");
        // What the ID token leaves out userinfo may say, of the same person.
        bench.provider.user_info = {{"sub", "p1"}, {"preferred_username", "zhou"}};
        CHECK(refused(bench.sign_in({{"sub", "p10"}})) == "auth.oidc_no_name");
        CHECK(refused(bench.sign_in({{"sub", "p1"}})) == "auth.oidc_other_identity");
    });
}

TEST_CASE("an administrator undoes a link: the sessions end, and who comes next is linked afresh") {
    on_both_engines([](const TemporaryDatabase& database) {
        OidcBench bench{database};
        bench.signing.add("root", "admin");
        const std::string id = bench.signing.add("li", "rep");
        Browser admin{bench.signing};
        REQUIRE(admin.sign_in("root").status == 200);
        const std::string link = "/api/v1/users/" + id + "/identity";
        CHECK(admin.remove(link).code() == "access.not_linked");
        const auto before = bench.sign_in(li);
        const json::object anew{{"sub", "p2"}, {"preferred_username", "li"}};
        CHECK(refused(bench.sign_in(anew)) == "auth.oidc_other_identity");
        const auto undone = admin.remove(link);
        CHECK(undone.status == 200);
        CHECK_FALSE(undone.body.at("single_sign_on").as_bool());
        CHECK(bench.signing.ask("GET", "/api/v1/session", "", before.session).status == 401);
        CHECK_FALSE(bench.sign_in(anew).session.empty());
        CHECK(refused(bench.sign_in(li)) == "auth.oidc_other_identity");
        CHECK(bench.signing.trail("user.unlink_identity", "identity_unlinked") == 1);
    });
}

TEST_CASE("S33: a disabled user is refused, linked or not") {
    on_both_engines([](const TemporaryDatabase& database) {
        OidcBench bench{database};
        bench.signing.add("root", "admin");
        const std::string id = bench.signing.add("li", "rep");
        Browser admin{bench.signing};
        REQUIRE(admin.sign_in("root").status == 200);
        REQUIRE(admin.post("/api/v1/users/" + id + "/disable", "").status == 200);
        CHECK(refused(bench.sign_in(li)) == "auth.oidc_disabled");
        REQUIRE(admin.post("/api/v1/users/" + id + "/enable", "").status == 200);
        const auto entered = bench.sign_in(li);
        CHECK_FALSE(entered.session.empty());
        REQUIRE(admin.post("/api/v1/users/" + id + "/disable", "").status == 200);
        CHECK(bench.signing.ask("GET", "/api/v1/session", "", entered.session).status == 401);
        CHECK(refused(bench.sign_in(li)) == "auth.oidc_disabled");
    });
}

TEST_CASE("our second factor is asked after the provider's sign-in; the provider's counts where the policy says so") {
    on_both_engines([](const TemporaryDatabase& database) {
        OidcBench bench{database, SignInBench::Policy::shipped};
        bench.signing.add("li", "finance");
        // Without one, the first thing to do is to set one up: as after a password.
        const auto first = bench.sign_in(li);
        CHECK(bench.signing.ask("GET", "/api/v1/session", "", first.session).body.at("second_factor") == "needed");
        CHECK(bench.signing.ask("GET", "/api/v1/lookups", "", first.session).code() == "auth.second_factor_needed");
        const auto begun = bench.signing.ask("POST", "/api/v1/me/second-factor", "", first.session);
        const std::string secret = platform::from_base32(begun.text("secret"));
        const auto code = [&](int ahead) { return platform::totp_code(secret, access::totp_step(bench.signing.now()) + ahead); };
        REQUIRE(bench.signing.ask("POST", "/api/v1/me/second-factor/confirm", R"({"code":")" + code(0) + "\"}", first.session).status == 200);
        const auto second = bench.sign_in({{"sub", "p1"}, {"amr", {"pwd", "mfa"}}});
        CHECK(second.session.empty());
        const auto at = second.location.find("#challenge=");
        REQUIRE(at != std::string::npos);
        const std::string body = R"({"challenge":")" + second.location.substr(at + 11) + R"(","code":")";
        CHECK(bench.signing.ask("POST", "/api/v1/session/second-factor", body + "000000\"}", {}).code() == "auth.wrong_code");
        const auto entered = bench.signing.ask("POST", "/api/v1/session/second-factor", body + code(1) + "\"}", {});
        CHECK(entered.status == 200);
        CHECK(bench.signing.ask("GET", "/api/v1/lookups", "", entered.cookie).status == 200);
        CHECK(bench.signing.trail_holds(R"("method":"oidc","second_factor":"code")") == 1);
    });
}

TEST_CASE("where the policy takes the provider's second factor, nobody is asked for ours") {
    on_both_engines([](const TemporaryDatabase& database) {
        OidcBench bench{database, SignInBench::Policy::shipped};
        bench.signing.add("li", "finance");
        auto policy = json::parse(*shipped_file("policies/access.json")).as_object();
        policy["provider_second_factors"] = {"mfa"};
        bench.signing.serving().connection().execute("INSERT INTO policy_version (company_id, name, version, effective_from_date, body, approved_by, recorded_at) SELECT company_id, 'access', 2, 0, $1, 0, 0 FROM company", {json::serialize(policy)});
        json::object with_factor = li;
        with_factor["amr"] = {"pwd", "mfa"};
        const auto returned = bench.sign_in(with_factor);
        CHECK(bench.signing.ask("GET", "/api/v1/session", "", returned.session).body.at("second_factor") == "on");
        CHECK(bench.signing.ask("GET", "/api/v1/lookups", "", returned.session).status == 200);
        const auto renewed = bench.signing.ask("DELETE", "/api/v1/me/sessions", "", returned.session);
        CHECK(bench.signing.ask("GET", "/api/v1/lookups", "", renewed.cookie).status == 200);
        const auto without = bench.sign_in(li);
        CHECK(bench.signing.ask("GET", "/api/v1/lookups", "", without.session).code() == "auth.second_factor_needed");
    });
}

TEST_CASE("where single sign-on is required, passwords open only the accounts kept for emergencies") {
    on_both_engines([](const TemporaryDatabase& database) {
        OidcBench bench{database};
        bench.signing.add("li", "rep");
        bench.signing.add("rescue", "admin");
        const auto with_password = [&](const std::string& name) { return bench.signing.ask("POST", "/api/v1/session", R"({"name":")" + name + R"(","password":"a long password"})", {}).code(); };
        CHECK(with_password("li") == "200");
        bench.settings.require = true;
        bench.settings.break_glass = {"rescue"};
        bench.open();
        CHECK(with_password("li") == "auth.password_off");
        CHECK(with_password("nobody") == "auth.password_off");
        CHECK(with_password("rescue") == "200");
        CHECK_FALSE(bench.sign_in(li).session.empty());
    });
}

TEST_CASE("the sign-in page is told what it may offer, and what happened, in the words of the catalogue alone") {
    on_both_engines([](const TemporaryDatabase& database) {
        OidcBench bench{database};
        const auto options = [&](const std::string& code, const std::string& language) {
            http::Query query;
            query.add("refused", code);
            return json::parse(bench.ask("/api/v1/session/options", query, {}, language).body).as_object();
        };
        CHECK(options("", "zh").at("single_sign_on").at("label") == "公司账号");
        CHECK(options("", "en").at("single_sign_on").at("label") == "the company");
        CHECK(options("", "en").at("password") == "everybody");
        CHECK(options("auth.oidc_disabled", "en").at("refused").at("detail") == "Your account here is disabled. Ask the administrator.");
        CHECK(options("Call 555-1234 and tell them your password", "en").at("refused").is_null());
        for (const ErrorText& each : error_catalogue())
            if (each.code.starts_with("auth.oidc") || each.code == "auth.busy" || each.code == "auth.too_many_attempts")
                CHECK(options(std::string(each.code), "zh").at("refused").at("detail").as_string().find('{') == json::string::npos);
        bench.signing.serving().use(nullptr);
        CHECK(options("", "en").at("single_sign_on").is_null());
        CHECK(std::string(bench.ask("/api/v1/session/oidc", {}).headers.get("Location")).ends_with("refused=auth.oidc_closed"));
        CHECK(refused(bench.back({}, {})) == "auth.oidc_closed");
    });
}

TEST_CASE("a secret that others can read, or that is not there, keeps the server from starting") {
    app::OidcSettings settings;
    const fs::path file = fs::temp_directory_path() / ("oidc-open-secret-" + std::to_string(::getpid()));
    settings.client_secret_file = file.string();
    CHECK(app::server::SingleSignOn::open(settings).error().code == "config.secret_file");
    std::ofstream{file} << "secret\n";
    ::chmod(file.c_str(), 0644);
    CHECK(app::server::SingleSignOn::open(settings).error().code == "config.secret_file");
    ::chmod(file.c_str(), 0600);
    CHECK(app::server::SingleSignOn::open(settings));
    std::ofstream{file, std::ios::trunc}.flush();
    CHECK(app::server::SingleSignOn::open(settings).error().code == "config.secret_file");
    fs::remove(file);
}
