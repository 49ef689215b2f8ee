// What everybody does for himself: password, second factor, sessions; and the administrators' view of all sessions.
#include "access/edge/access_policy_json.h"
#include "access/edge/factors_sql.h"
#include "access/edge/links_sql.h"
#include "access/second_factor.h"
#include "access/single_sign_on.h"
#include "app/server/account_trail.h"
#include "app/server/body.h"
#include "app/server/new_password.h"
#include "app/server/password_mail.h"
#include "app/server/session_cookie.h"
#include "app/server/sessions.h"
#include "app/server/single_sign_on.h"
#include "platform/http/url.h"
#include "platform/password.h"

namespace tandem::app::server {
namespace {

using http::Permission;
using http::Scope;

Result<User> myself(Serving& serving, const http::Request& request) {
    const auto user = find_user(serving.connection(), serving.company().id, request.principal->user);
    if (!user) return refuse("auth.signed_out");
    return *user;
}

// Who holds only the session does not know the password: asked again before what matters, with the same patience as at
// signing in.
Result<void> check_own_password(Serving& serving, const http::Request& request, const User& user, const std::string& password) {
    const std::string account = "password of " + user.name;
    TRY_VOID(serving.throttle().admit(account, request.peer, serving.clock().now()));
    const auto right = check_password(serving.connection(), serving.company().id, user.name, password);
    if (!right && right.error().code == "auth.wrong_credentials") return refuse("access.wrong_password", "old_password");
    if (!right) return tl::unexpected<Error>(right.error());
    serving.throttle().succeeded(account, request.peer);
    return {};
}

// All sessions end but this one, which goes on under a new token (trust S6).
std::string renewed_session(sql::Connection& connection, Serving& serving, const http::Request& request, UserId user, Instant now) {
    const FactorBy factor = factor_by(connection, serving.company().id, session_token(request));
    end_sessions_of(connection, serving.company().id, user, now);
    return start_session(connection, serving.company().id, serving.ids(), user, request, now, factor);
}
Result<http::Response> with_session(Result<http::Response> answer, const http::Request& request, const std::string& token) {
    if (answer && !request.dry_run() && !token.empty()) answer->headers.add("Set-Cookie", session_cookie(request, token));
    return answer;
}

Result<http::Response> change_password(Serving& serving, const http::Request& request) {
    Body body = TRY(Body::parse(request));
    const std::string before = body.text("old_password"), after = body.text("new_password");
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    const User user = TRY(myself(serving, request));
    TRY_VOID(check_own_password(serving, request, user, before));
    TRY_VOID(check_new_password(serving.company(), user, after));
    const std::string hash = TRY(platform::hash_password(after));
    std::string token;
    auto answer = serving.command(without_key(request), "user.change_password", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        change_password_hash(connection, act.company, user.id, hash);
        access::void_password_links(connection, act.company, user.id, act.at);
        access::void_challenges(connection, act.company, user.id, act.at);
        token = renewed_session(connection, serving, request, user.id, act.at);
        note(connection, serving, act, "user", user.id.value, "user.password_changed");
        return Answer{200, json::object{{"name", user.name}}};
    });
    return with_session(std::move(answer), request, token);
}

// By the one-time link: who holds it chooses the password of the account it was made for.
Result<http::Response> set_password(Serving& serving, const http::Request& request) {
    Body body = TRY(Body::parse(request));
    const std::string token = body.text("token"), password = body.text("password");
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    const Instant now = serving.clock().now();
    const UserId id = TRY(access::password_link_user(serving.connection(), serving.company().id, token, now));
    const auto owner = find_user(serving.connection(), serving.company().id, id);
    if (owner) TRY_VOID(check_new_password(serving.company(), *owner, password));
    const std::string hash = TRY(platform::hash_password(password));
    return serving.command(without_key(request), "user.set_password", [&](sql::Connection& connection, const audit::Act& asked) -> Result<Answer> {
        audit::Act act = asked;
        act.actor = id;
        // Looked at again under the lock: a link is used once, however many hold it.
        TRY(access::password_link_user(connection, act.company, token, act.at));
        access::void_password_links(connection, act.company, id, act.at);
        access::void_challenges(connection, act.company, id, act.at);
        change_password_hash(connection, act.company, id, hash);
        end_sessions_of(connection, act.company, id, act.at);
        note(connection, serving, act, "user", id.value, "user.password_set");
        return Answer{200, json::object{{"name", find_user(connection, act.company, id)->name}}};
    });
}

// Somebody who signs in at the provider only has no password to type. A session that rests on the provider's second
// factor can do everything before enrolling: it is no forced first enrolment.
Result<bool> password_first(Serving& serving, const http::Request& request, const User& user, const access::AccessPolicy& policy) {
    auto& connection = serving.connection();
    const CompanyId company = serving.company().id;
    const SingleSignOn* sso = serving.single_sign_on();
    const bool usable = has_password(connection, company, user.id) && (!sso || access::check_password_allowed(user.name, sso->settings().require, sso->settings().break_glass));
    const bool elsewhere = factor_by(connection, company, session_token(request)) == FactorBy::provider;
    const auto state = access::second_factor_of(user.role, elsewhere || access::has_second_factor(connection, company, user.id), policy);
    return access::asks_password_first(usable ? access::Password::usable : access::Password::none, state, session_began(connection, company, session_token(request)), serving.clock().now(), policy);
}

Result<http::Response> factor(Serving& serving, const http::Request& request) {
    auto& connection = serving.connection();
    const CompanyId company = serving.company().id;
    const User user = TRY(myself(serving, request));
    const auto policy = TRY(access::load_access_policy(connection, company, serving.today()));
    const bool enrolled = access::has_second_factor(connection, company, user.id);
    return answer_json(json::object{{"state", access::to_string(access::second_factor_of(user.role, enrolled, policy))}, {"required", policy.second_factor_required_roles.contains(user.role)},
                                    {"password_first", TRY(password_first(serving, request, user, policy))}, {"recovery_codes_left", access::recovery_codes_left(connection, company, user.id)}});
}

Result<http::Response> begin_factor(Serving& serving, const http::Request& request) {
    Body body = TRY(Body::parse(request));
    const User user = TRY(myself(serving, request));
    const bool asked = TRY(password_first(serving, request, user, TRY(access::load_access_policy(serving.connection(), serving.company().id, serving.today()))));
    const std::string password = asked ? body.text("password") : body.text_or("password");
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    if (asked) TRY_VOID(check_own_password(serving, request, user, password));
    std::string secret;
    auto answer = serving.command(without_key(request), "user.begin_second_factor", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        secret = TRY(access::begin_factor(connection, act.company, user.id, act.at));
        note(connection, serving, act, "user", user.id.value, "user.second_factor_begun");
        return Answer{201, json::object{}};
    });
    if (!answer || request.dry_run()) return answer;
    const std::string label = http::percent_encode("Tandem") + ":" + http::percent_encode(user.name);
    return answer_json(json::object{{"secret", secret}, {"uri", "otpauth://totp/" + label + "?secret=" + secret + "&issuer=Tandem"}}, 201);
}

json::array codes_json(const std::vector<std::string>& codes) {
    json::array all;
    for (const auto& code : codes) all.emplace_back(code);
    return all;
}

Result<http::Response> confirm_factor(Serving& serving, const http::Request& request) {
    Body body = TRY(Body::parse(request));
    const std::string code = body.text("code");
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    const User user = TRY(myself(serving, request));
    const std::string account = "second factor of " + user.name;
    TRY_VOID(serving.throttle().admit(account, request.peer, serving.clock().now()));
    std::string token;
    json::value codes;
    auto answer = serving.command(without_key(request), "user.confirm_second_factor", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        TRY_VOID(access::confirm_factor(connection, act.company, user.id, code, act.at));
        codes = codes_json(access::renew_recovery_codes(connection, act.company, user.id, act.at));
        token = renewed_session(connection, serving, request, user.id, act.at);
        note(connection, serving, act, "user", user.id.value, "user.second_factor_on");
        return Answer{200, json::object{}};
    });
    if (!answer) return answer;
    serving.throttle().succeeded(account, request.peer);
    return with_session(with_secret(*std::move(answer), request, "recovery_codes", std::move(codes)), request, token);
}

Result<http::Response> new_codes(Serving& serving, const http::Request& request) {
    Body body = TRY(Body::parse(request));
    const std::string password = body.text("password");
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    const User user = TRY(myself(serving, request));
    TRY_VOID(check_own_password(serving, request, user, password));
    json::value codes;
    auto answer = serving.command(without_key(request), "user.renew_recovery_codes", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        if (!access::has_second_factor(connection, act.company, user.id)) return refuse("access.factor_off");
        codes = codes_json(access::renew_recovery_codes(connection, act.company, user.id, act.at));
        note(connection, serving, act, "user", user.id.value, "user.recovery_codes_renewed");
        return Answer{200, json::object{}};
    });
    if (!answer) return answer;
    return with_secret(*std::move(answer), request, "recovery_codes", std::move(codes));
}

Result<http::Response> remove_factor(Serving& serving, const http::Request& request) {
    Body body = TRY(Body::parse(request));
    const std::string password = body.text("password");
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    const User user = TRY(myself(serving, request));
    TRY_VOID(check_own_password(serving, request, user, password));
    std::string token;
    auto answer = serving.command(without_key(request), "user.remove_second_factor", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        const auto policy = TRY(access::load_access_policy(connection, act.company, serving.today()));
        if (policy.second_factor_required_roles.contains(user.role)) return refuse("access.factor_required", user.role);
        access::remove_factor(connection, act.company, user.id);
        token = renewed_session(connection, serving, request, user.id, act.at);
        note(connection, serving, act, "user", user.id.value, "user.second_factor_off");
        return Answer{200, json::object{}};
    });
    return with_session(std::move(answer), request, token);
}

Result<http::Response> sessions_json(Serving& serving, const http::Request& request, std::optional<UserId> user) {
    TRY_VOID(request.query.only({}));
    json::array rows;
    for (const auto& one : live_sessions(serving, user, session_token(request)))
        rows.push_back(json::object{{"id", to_string(one.id)}, {"user", json::object{{"id", to_string(one.user)}, {"name", one.user_name}}}, {"peer", one.peer}, {"agent", one.agent},
                                    {"created_at", to_string(one.created_at)}, {"used_at", to_string(one.used_at)}, {"current", one.current}});
    return answer_json(json::object{{"rows", std::move(rows)}});
}

Result<http::Response> end_one(Serving& serving, const http::Request& request, std::optional<UserId> user) {
    const auto id = parse_id<SessionTag>(request.parameter("id"));
    if (!id) return refuse("http.not_found");
    return serving.command(request, "session.end", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        const auto ended = end_session_by_id(connection, act.company, *id, user, act.at);
        if (ended == 0) return refuse("http.not_found");
        note(connection, serving, act, "session", id->value, "session.ended");
        return Answer{200, json::object{{"ended", ended}}};
    });
}

Result<http::Response> end_others(Serving& serving, const http::Request& request) {
    std::string token;
    auto answer = serving.command(request, "session.end_others", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        token = renewed_session(connection, serving, request, act.actor, act.at);
        note(connection, serving, act, "user", act.actor.value, "user.sessions_ended");
        return Answer{200, json::object{}};
    });
    return with_session(std::move(answer), request, token);
}

}  // namespace

void add_profile_routes(http::Router& router, Serving& serving) {
    const auto add = [&](const char* method, const char* pattern, Permission permission, Scope scope, http::Handler handler) {
        router.add({.method = method, .pattern = pattern, .permission = permission, .scope = scope, .handler = std::move(handler)});
    };
    const auto mine = [&](const char* method, const char* pattern, Result<http::Response> (*work)(Serving&, const http::Request&)) {
        add(method, pattern, Permission::signed_in, Scope::own, [&serving, work](const http::Request& request) { return work(serving, request); });
    };
    add("POST", "/api/v1/password", Permission::public_, Scope::public_, [&](const http::Request& request) { return set_password(serving, request); });
    add("POST", "/api/v1/password/forgotten", Permission::public_, Scope::public_, [&](const http::Request& request) { return forgotten_password(serving, request); });
    mine("PUT", "/api/v1/me/password", change_password);
    mine("GET", "/api/v1/me/second-factor", factor);
    mine("POST", "/api/v1/me/second-factor", begin_factor);
    mine("POST", "/api/v1/me/second-factor/confirm", confirm_factor);
    mine("POST", "/api/v1/me/second-factor/remove", remove_factor);
    mine("POST", "/api/v1/me/recovery-codes", new_codes);
    mine("DELETE", "/api/v1/me/sessions", end_others);
    add("GET", "/api/v1/me/sessions", Permission::signed_in, Scope::own, [&](const http::Request& request) { return sessions_json(serving, request, request.principal->user); });
    add("DELETE", "/api/v1/me/sessions/{id}", Permission::signed_in, Scope::own, [&](const http::Request& request) { return end_one(serving, request, request.principal->user); });
    add("GET", "/api/v1/sessions", Permission::manage_users, Scope::company, [&](const http::Request& request) { return sessions_json(serving, request, {}); });
    add("DELETE", "/api/v1/sessions/{id}", Permission::manage_users, Scope::company, [&](const http::Request& request) { return end_one(serving, request, {}); });
}

}  // namespace tandem::app::server
