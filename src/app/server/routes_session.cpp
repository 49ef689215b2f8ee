// Signing in, in one step or two; the first administrator; who am I; signing out.
#include "access/edge/access_policy_json.h"
#include "access/edge/factors_sql.h"
#include "access/edge/links_sql.h"
#include "access/second_factor.h"
#include "app/server/account_trail.h"
#include "app/server/body.h"
#include "app/server/new_password.h"
#include "app/server/session_cookie.h"
#include "app/server/sessions.h"
#include "app/server/signing_in.h"
#include "app/server/single_sign_on.h"

namespace tandem::app::server {
namespace {

using http::Permission;
using http::Scope;

// Whose customers are in view: the kind of the scope, and the name of the person, team or region where it has one.
json::object scope_json(Serving& serving, const http::Principal& principal) {
    const BookView book = serving.book();
    const auto named = [](const insight::Register<insight::Named>& all, std::int64_t id) {
        const insight::Place at = all.find(id);
        return at == insight::nowhere ? json::value(nullptr) : json::value(all[at].name);
    };
    json::value name = nullptr;
    if (principal.scope == Scope::own) name = named(book->employees, principal.employee.value);
    if (principal.scope == Scope::team) name = named(book->teams, principal.team.value);
    if (principal.scope == Scope::region) name = named(book->regions, principal.region.value);
    return {{"kind", http::to_string(principal.scope)}, {"name", std::move(name)}};
}

Result<json::object> session_json(Serving& serving, const User& user, FactorBy by) {
    const org::Company& company = serving.company();
    const auto policy = TRY(access::load_access_policy(serving.connection(), company.id, serving.today()));
    const auto factor = access::second_factor_of(user.role, by == FactorBy::provider || access::has_second_factor(serving.connection(), company.id, user.id), policy);
    json::array permissions;
    const auto principal = serving.placed(principal_of(user, company.id));
    for (int at = static_cast<int>(Permission::signed_in); at <= static_cast<int>(Permission::administer); ++at)
        if (principal.permissions.has(static_cast<Permission>(at))) permissions.emplace_back(http::to_string(static_cast<Permission>(at)));
    return json::object{{"user", json::object{{"id", to_string(user.id)}, {"name", user.name}, {"display_name", user.display_name}, {"role", user.role}, {"permissions", std::move(permissions)}, {"scope", scope_json(serving, principal)}}},
                        {"company", json::object{{"code", company.code}, {"name", company.name}, {"currency", company.currency.code()}, {"time_zone", company.time_zone}, {"today", to_string(serving.today())}}},
                        {"second_factor", access::to_string(factor)}};
}

}  // namespace

// Every failure that was looked at leaves a row; those the throttle turns away do not, so nobody can fill the trail.
// A name nobody has is not written down: it is as often a password in the wrong field.
void note_failure(Serving& serving, const http::Request& request, std::optional<UserId> user, std::string_view step, std::string_view reason) {
    const auto writing = serving.write_lock();
    auto& connection = serving.connection();
    sql::Transaction transaction{connection};
    const audit::Act act = serving.act(request, "user.sign_in");
    json::object detail{{"step", step}, {"known", user.has_value()}, {"peer", request.peer}};
    if (!reason.empty()) detail["reason"] = reason;
    note(connection, serving, act, "user", user.value_or(UserId{}).value, "user.sign_in_failed", detail);
    transaction.commit();
}

// A session that was open in this browser ends: the new one gets a token of its own.
Result<http::Response> let_in(Serving& serving, const http::Request& request, sql::Connection& connection, const User& user, const HowSignedIn& how) {
    const CompanyId company = serving.company().id;
    audit::Act act = serving.act(request, "user.sign_in");
    act.actor = user.id;
    end_session(connection, company, session_token(request), act.at);
    auto answer = answer_json(TRY(session_json(serving, user, how.factor_by)));
    answer.headers.add("Set-Cookie", session_cookie(request, start_session(connection, company, serving.ids(), user.id, request, act.at, how.factor_by)));
    note(connection, serving, act, "user", user.id.value, "user.signed_in", {{"method", how.method}, {"second_factor", how.factor}, {"peer", request.peer}});
    return answer;
}

namespace {

Result<http::Response> sign_in(Serving& serving, const http::Request& request) {
    Body body = TRY(Body::parse(request));
    const std::string name = body.text("name"), password = body.text("password");
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    if (const SingleSignOn* sso = serving.single_sign_on()) TRY_VOID(access::check_password_allowed(name, sso->settings().require, sso->settings().break_glass));
    TRY_VOID(serving.throttle().admit(name, request.peer, serving.clock().now()));
    auto& connection = serving.connection();
    const CompanyId company = serving.company().id;
    const auto checked = check_password(connection, company, name, password);
    if (!checked) {
        if (checked.error().code == "auth.wrong_credentials") note_failure(serving, request, user_named(connection, company, name), "password");
        return tl::unexpected<Error>(checked.error());
    }
    serving.throttle().succeeded(name, request.peer);
    const auto writing = serving.write_lock();
    sql::Transaction transaction{connection};
    http::Response answer;
    if (access::has_second_factor(connection, company, checked->id)) {
        const auto policy = TRY(access::load_access_policy(connection, company, serving.today()));
        const auto challenge = access::make_challenge(connection, company, checked->id, "password", policy, serving.clock().now());
        answer = answer_json(json::object{{"challenge", challenge.token}, {"expires_at", to_string(challenge.expires_at)}}, 202);
    } else {
        answer = TRY(let_in(serving, request, connection, *checked, {}));
    }
    transaction.commit();
    return answer;
}

Result<http::Response> second_step(Serving& serving, const http::Request& request) {
    Body body = TRY(Body::parse(request));
    const std::string challenge = body.text("challenge"), code = body.text("code");
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    auto& connection = serving.connection();
    const CompanyId company = serving.company().id;
    const Instant now = serving.clock().now();
    const UserId id = TRY(access::challenge_user(connection, company, challenge, now));
    const auto user = find_user(connection, company, id);
    if (!user) return refuse("auth.challenge_ended");
    // Counted apart from the password: a right password must not clear the wrong codes.
    const std::string account = "second factor of " + user->name;
    TRY_VOID(serving.throttle().admit(account, request.peer, now));
    Result<void> used;
    {
        const auto writing = serving.write_lock();
        sql::Transaction transaction{connection};
        TRY(access::challenge_user(connection, company, challenge, now));
        used = access::use_factor(connection, company, id, code, now);
        if (used) {
            const std::string method = access::challenge_method(connection, company, challenge);
            access::void_challenges(connection, company, id, now);
            auto answer = TRY(let_in(serving, request, connection, *user, {.method = method, .factor = access::is_totp_code(access::plain_code(code)) ? "code" : "recovery_code"}));
            transaction.commit();
            serving.throttle().succeeded(account, request.peer);
            return answer;
        }
    }
    note_failure(serving, request, id, "second_factor");
    return tl::unexpected<Error>(used.error());
}

// The first administrator of a book without users, by the link that the server printed when it started.
Result<http::Response> set_up(Serving& serving, const http::Request& request) {
    Body body = TRY(Body::parse(request));
    const std::string token = body.text("token"), name = body.text("name"), shown = body.text_or("display_name", name), password = body.text("password");
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    if (!serving.setup_is_open(token)) return refuse("auth.setup_closed");
    auto answer = serving.command(without_key(request), "user.set_up", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        if (has_users(connection, act.company)) return refuse("auth.setup_closed");
        const User user{{}, name, shown, "admin", {}};
        TRY_VOID(check_new_password(serving.company(), user, password));
        const UserId id = TRY(add_user(connection, act.company, serving.ids(), act.at, user, password));
        note(connection, serving, act, "user", id.value, "user.added", {{"name", name}, {"role", "admin"}});
        return Answer{201, json::object{{"id", to_string(id)}, {"name", name}}};
    });
    if (answer && !request.dry_run()) serving.close_setup();
    return answer;
}

Result<http::Response> who_am_i(Serving& serving, const http::Request& request) {
    const auto user = session_user(serving, session_token(request));
    if (!user) return refuse("auth.signed_out");
    return answer_json(TRY(session_json(serving, *user, factor_by(serving.connection(), serving.company().id, session_token(request)))));
}

Result<http::Response> sign_out(Serving& serving, const http::Request& request) {
    const auto writing = serving.write_lock();
    auto& connection = serving.connection();
    sql::Transaction transaction{connection};
    const audit::Act act = serving.act(request, "user.sign_out");
    end_session(connection, act.company, session_token(request), act.at);
    note(connection, serving, act, "user", act.actor.value, "user.signed_out");
    transaction.commit();
    auto answer = http::no_content();
    answer.headers.add("Set-Cookie", no_session_cookie(request));
    return answer;
}

}  // namespace

void add_session_routes(http::Router& router, Serving& serving) {
    router.add({.method = "POST", .pattern = "/api/v1/session", .permission = Permission::public_, .scope = Scope::public_, .handler = [&](const http::Request& request) { return sign_in(serving, request); }});
    router.add({.method = "POST", .pattern = "/api/v1/session/second-factor", .permission = Permission::public_, .scope = Scope::public_, .handler = [&](const http::Request& request) { return second_step(serving, request); }});
    router.add({.method = "POST", .pattern = "/api/v1/setup", .permission = Permission::public_, .scope = Scope::public_, .handler = [&](const http::Request& request) { return set_up(serving, request); }});
    router.add({.method = "GET", .pattern = "/api/v1/session", .permission = Permission::public_, .scope = Scope::public_, .handler = [&](const http::Request& request) { return who_am_i(serving, request); }});
    router.add({.method = "DELETE", .pattern = "/api/v1/session", .permission = Permission::signed_in, .scope = Scope::own, .handler = [&](const http::Request& request) { return sign_out(serving, request); }});
}

}  // namespace tandem::app::server
