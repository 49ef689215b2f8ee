// Single sign-on: to the identity provider, back, and in. A browser walks this way, so a refusal leads to the sign-in
// page, which asks what happened.
#include "access/edge/access_policy_json.h"
#include "access/edge/factors_sql.h"
#include "access/edge/identities_sql.h"
#include "access/edge/links_sql.h"
#include "app/server/account_trail.h"
#include "app/server/signing_in.h"
#include "app/server/single_sign_on.h"
#include "core/errors.h"
#include "platform/http/url.h"
#include "platform/password.h"

namespace tandem::app::server {
namespace {

using http::Permission;
using http::Scope;

constexpr const char* folder = "/api/v1/session/oidc";
constexpr std::size_t token_size = 43;

// Binds what was begun to this browser. One for every state: two tabs may sign in at the same time.
std::string cookie_name(const std::string& state) { return "tandem_oidc_" + state.substr(0, 8); }
std::string cookie_text(const SingleSignOn& sso, const std::string& state, const std::string& value) {
    const std::string lasts = std::to_string(value.empty() ? 0 : access::begun_minutes * 60);
    const bool tls = sso.settings().public_url.starts_with("https:");
    return cookie_name(state) + "=" + value + "; Path=" + folder + "; HttpOnly; SameSite=Lax; Max-Age=" + lasts + (tls ? "; Secure" : "");
}

http::Response to_sign_in_page(const std::string& next, const std::string& more) {
    return http::redirect("/login?next=" + http::percent_encode(next) + more);
}
Result<http::Response> or_sign_in_page(Result<http::Response> answer, const std::string& next) {
    if (answer) return answer;
    return to_sign_in_page(next, "&refused=" + std::string(answer.error().code));
}

// A provider that is never finished with is as slow as a wrong password: a network has its budget a minute.
std::string throttled_as(const std::string& state) { return "single sign-on " + state; }

Result<http::Response> begin(Serving& serving, const http::Request& request, const std::string& next) {
    SingleSignOn* sso = serving.single_sign_on();
    if (!sso) return refuse("auth.oidc_closed");
    const Instant now = serving.clock().now();
    const access::BegunSignIn begun{platform::random_token(), platform::random_token(), platform::random_token(), platform::random_token(), next};
    TRY_VOID(serving.throttle().admit(throttled_as(begun.state), request.peer, now));
    auto answer = http::redirect(TRY(sso->authorization_url(begun.state, begun.nonce, begun.verifier, now)));
    const auto writing = serving.write_lock();
    sql::Transaction transaction{serving.connection()};
    TRY_VOID(access::keep_begun(serving.connection(), serving.company().id, begun, now));
    transaction.commit();
    answer.headers.add("Set-Cookie", cookie_text(*sso, begun.state, begun.browser));
    return answer;
}

Result<access::BegunSignIn> take_begun(Serving& serving, const http::Request& request, const std::string& state) {
    if (state.size() != token_size) return refuse("auth.oidc_state");
    auto& connection = serving.connection();
    const CompanyId company = serving.company().id;
    const Instant now = serving.clock().now();
    const std::string browser{request.cookie(cookie_name(state))};
    if (!access::was_begun(connection, company, state, browser, now)) return refuse("auth.oidc_state");
    const auto writing = serving.write_lock();
    sql::Transaction transaction{connection};
    auto begun = TRY(access::take_begun(connection, company, state, browser, now));
    transaction.commit();
    return begun;
}

Result<access::IdClaims> who_came_back(Serving& serving, const http::Request& request, const access::BegunSignIn& begun) {
    SingleSignOn& sso = *serving.single_sign_on();
    // A provider that says who it is (RFC 9207) must be the one we asked.
    if (const auto issuer = request.query.get("iss"); issuer && *issuer != sso.settings().issuer) return refuse("auth.oidc_token", "iss");
    const auto code = request.query.get("code");
    if (!code || request.query.get("error")) return refuse("auth.oidc_denied");
    return sso.redeem(std::string(*code), begun.verifier, begun.nonce, serving.clock().now());
}

// Whose account it is; linked, or added, on the first time.
Result<User> enter_account(Serving& serving, const http::Request& request, sql::Connection& connection, const access::IdClaims& claims) {
    const OidcSettings& settings = serving.single_sign_on()->settings();
    const CompanyId company = serving.company().id;
    const access::Identity identity{claims.issuer, claims.subject};
    const auto linked = access::linked_account(connection, company, identity);
    const auto named = claims.user_name ? access::account_named(connection, company, *claims.user_name, identity) : std::nullopt;
    const access::Entry entry = TRY(access::decide_entry(linked, named, claims.user_name, settings.create_users));
    audit::Act act = serving.act(request, "user.sign_in");
    UserId id = linked ? linked->id : named ? named->id : UserId{};
    if (entry == access::Entry::create) {
        const std::string shown = claims.shown_name.empty() ? *claims.user_name : claims.shown_name;
        const auto added = add_user(connection, company, serving.ids(), act.at, {{}, *claims.user_name, shown, access::no_role, {}}, std::nullopt);
        if (!added) return refuse("auth.oidc_no_name", std::string(added.error().code));  // such as a name with blanks
        id = *added;
    }
    act.actor = id;
    if (entry == access::Entry::create) note(connection, serving, act, "user", id.value, "user.added", {{"name", *claims.user_name}, {"role", access::no_role}, {"method", "oidc"}});
    if (entry != access::Entry::sign_in) {
        access::link_account(connection, company, id, identity, act.at);
        note(connection, serving, act, "user", id.value, "user.identity_linked", {{"issuer", identity.issuer}, {"subject", identity.subject}});
    }
    const auto user = find_user(connection, company, id);
    if (!user) return refuse("auth.oidc_disabled");
    return *user;
}

Result<http::Response> enter(Serving& serving, const http::Request& request, const access::IdClaims& claims, const std::string& next) {
    auto& connection = serving.connection();
    const CompanyId company = serving.company().id;
    const auto policy = TRY(access::load_access_policy(connection, company, serving.today()));
    const auto writing = serving.write_lock();
    sql::Transaction transaction{connection};
    const User user = TRY(enter_account(serving, request, connection, claims));
    const bool asked_there = access::provider_asked_second_factor(claims.methods, policy);
    http::Response answer;
    if (!asked_there && access::has_second_factor(connection, company, user.id)) {
        // In the fragment, which no server and no log sees.
        answer = to_sign_in_page(next, "#challenge=" + access::make_challenge(connection, company, user.id, "oidc", policy, serving.clock().now()).token);
    } else {
        const HowSignedIn how = asked_there ? HowSignedIn{"oidc", "provider", FactorBy::provider} : HowSignedIn{.method = "oidc"};
        answer = http::redirect(next);
        answer.headers.add("Set-Cookie", std::string(TRY(let_in(serving, request, connection, user, how)).headers.get("Set-Cookie")));
    }
    transaction.commit();
    return answer;
}

std::string reason_of(const Error& error) {
    std::string reason = std::string(error.code);
    if (!error.subject.empty()) reason += ": " + error.subject;
    for (const auto& [name, value] : error.figures) reason += ": " + value;
    return reason;
}

Result<http::Response> come_back(Serving& serving, const http::Request& request) {
    SingleSignOn* sso = serving.single_sign_on();
    if (!sso) return or_sign_in_page(refuse("auth.oidc_closed"), "/");
    const std::string state = request.query.text("state");
    const auto begun = take_begun(serving, request, state);
    if (!begun) return or_sign_in_page(tl::unexpected<Error>(begun.error()), "/");
    const auto claims = who_came_back(serving, request, *begun);
    auto answer = claims ? enter(serving, request, *claims, begun->return_path) : Result<http::Response>{tl::unexpected<Error>(claims.error())};
    if (answer) serving.throttle().succeeded(throttled_as(state), request.peer);
    else note_failure(serving, request, std::nullopt, "oidc", reason_of(answer.error()) + (claims && claims->user_name ? ": " + *claims->user_name : ""));
    auto shown = or_sign_in_page(std::move(answer), begun->return_path);
    shown->headers.add("Set-Cookie", cookie_text(*sso, state, ""));
    return shown;
}

// What the sign-in page shows before anybody is known. `refused` is the code a sign-in came back with: its text is read
// from the catalogue, so an address can say nothing else.
Result<http::Response> options(Serving& serving, const http::Request& request) {
    TRY_VOID(request.query.only({"refused"}));
    json::array companies;
    for (const CompanyName& each : serving.companies()) companies.push_back(json::object{{"code", each.code}, {"name", each.name}});
    json::object answer{{"password", "everybody"}, {"single_sign_on", nullptr}, {"refused", nullptr}, {"company", serving.company().code}, {"companies", std::move(companies)}, {"mail", serving.mail() != nullptr}};
    if (const SingleSignOn* sso = serving.single_sign_on()) {
        if (sso->settings().require) answer["password"] = "break_glass";
        answer["single_sign_on"] = json::object{{"label", request.language() == Language::zh ? sso->settings().label_zh : sso->settings().label_en}};
    }
    const std::string refused = request.query.text("refused");
    for (const ErrorText& each : error_catalogue())
        if (each.code == refused && each.code.starts_with("auth."))
            answer["refused"] = json::object{{"code", each.code}, {"detail", explain(Error{each.code, {}, {{"seconds", "60"}}}, request.language())}};
    return answer_json(answer);
}

}  // namespace

void add_oidc_routes(http::Router& router, Serving& serving) {
    const auto add = [&](const char* pattern, http::Handler handler) {
        router.add({.method = "GET", .pattern = pattern, .permission = Permission::public_, .scope = Scope::public_, .handler = std::move(handler)});
    };
    add("/api/v1/session/options", [&](const http::Request& request) { return options(serving, request); });
    add("/api/v1/session/oidc", [&](const http::Request& request) {
        const std::string next = access::return_path(request.query.text("next"));
        return or_sign_in_page(begin(serving, request, next), next);
    });
    add("/api/v1/session/oidc/callback", [&](const http::Request& request) { return come_back(serving, request); });
}

}  // namespace tandem::app::server
