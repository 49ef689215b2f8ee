#include "app/server/body.h"
#include "app/server/session_cookie.h"
#include "app/server/users.h"
#include "audit/edge/trail_sql.h"

namespace tandem::app::server {
namespace {

using http::Permission;
using http::Scope;

json::object session_json(Serving& serving, const User& user) {
    const org::Company& company = serving.company();
    json::array permissions;
    const auto principal = principal_of(user, company.id);
    for (int at = static_cast<int>(Permission::signed_in); at <= static_cast<int>(Permission::administer); ++at)
        if (principal.permissions.has(static_cast<Permission>(at))) permissions.emplace_back(http::to_string(static_cast<Permission>(at)));
    return {{"user", json::object{{"id", to_string(user.id)}, {"name", user.name}, {"display_name", user.display_name}, {"role", user.role}, {"permissions", std::move(permissions)}}},
            {"company", json::object{{"code", company.code}, {"name", company.name}, {"currency", company.currency.code()}, {"time_zone", company.time_zone}, {"today", to_string(serving.today())}}}};
}

Result<http::Response> sign_in(Serving& serving, const http::Request& request) {
    Body body = TRY(Body::parse(request));
    const std::string name = body.text("name"), password = body.text("password");
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    TRY_VOID(serving.throttle().admit(name, request.peer, serving.clock().now()));
    const User user = TRY(check_password(serving.connection(), serving.company().id, name, password));
    serving.throttle().succeeded(name, request.peer);
    const auto writing = serving.write_lock();
    // A session that was open in this browser ends: the new one gets a token of its own.
    end_session(serving.connection(), serving.company().id, session_token(request), serving.clock().now());
    auto answer = answer_json(session_json(serving, user));
    answer.headers.add("Set-Cookie", session_cookie(request, start_session(serving.connection(), serving.company().id, user.id, serving.clock().now())));
    return answer;
}

// The first administrator of a book without users, by the link that the server printed when it started.
Result<http::Response> set_up(Serving& serving, const http::Request& request) {
    Body body = TRY(Body::parse(request));
    const std::string token = body.text("token"), name = body.text("name"), shown = body.text_or("display_name", name), password = body.text("password");
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    if (!serving.setup_is_open(token)) return refuse("auth.setup_closed");
    auto answer = serving.command(request, "user.set_up", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        if (has_users(connection, act.company)) return refuse("auth.setup_closed");
        const User user{{}, name, shown, "admin", {}};
        const UserId id = TRY(add_user(connection, act.company, serving.ids(), act.at, user, password));
        audit::SqlTrail trail{connection, serving.ids(), act};
        trail.record({.object_kind = "user", .object_id = id.value, .topic = "user.added"});
        trail.flush();
        return Answer{201, json::object{{"id", to_string(id)}, {"name", name}}};
    });
    if (answer && !request.dry_run()) serving.close_setup();
    return answer;
}

Result<http::Response> who_am_i(Serving& serving, const http::Request& request) {
    const auto user = session_user(serving, session_token(request));
    if (!user) return refuse("auth.signed_out");
    return answer_json(session_json(serving, *user));
}

Result<http::Response> sign_out(Serving& serving, const http::Request& request) {
    const auto writing = serving.write_lock();
    end_session(serving.connection(), serving.company().id, session_token(request), serving.clock().now());
    auto answer = http::no_content();
    answer.headers.add("Set-Cookie", no_session_cookie(request));
    return answer;
}

Result<http::Response> lookups(Serving& serving, const http::Request&) {
    const BookView book = serving.book();
    const auto names = [](const insight::Register<insight::Named>& all) {
        json::array out;
        for (const auto& one : all.all()) out.emplace_back(one.name);
        return out;
    };
    json::array reps, currencies;
    for (insight::Place at = 0; at < book->employees.size(); ++at) {
        const auto team = book->employees[at].parent;
        reps.push_back(json::object{{"id", to_string(EmployeeId{book->employees[at].id})}, {"name", book->employees[at].name}, {"team", team == insight::nowhere ? json::value(nullptr) : json::value(book->teams[team].name)}});
    }
    for (const Currency currency : book->currencies) currencies.emplace_back(currency.code());
    return answer_json(json::object{{"reps", std::move(reps)}, {"teams", names(book->teams)}, {"regions", names(book->regions)}, {"customer_groups", names(book->groups)}, {"currencies", std::move(currencies)}});
}

}  // namespace

void add_session_routes(http::Router& router, Serving& serving) {
    router.add({.method = "POST", .pattern = "/api/v1/session", .permission = Permission::public_, .scope = Scope::public_, .handler = [&](const http::Request& request) { return sign_in(serving, request); }});
    router.add({.method = "POST", .pattern = "/api/v1/setup", .permission = Permission::public_, .scope = Scope::public_, .handler = [&](const http::Request& request) { return set_up(serving, request); }});
    router.add({.method = "GET", .pattern = "/api/v1/session", .permission = Permission::public_, .scope = Scope::public_, .handler = [&](const http::Request& request) { return who_am_i(serving, request); }});
    router.add({.method = "DELETE", .pattern = "/api/v1/session", .permission = Permission::signed_in, .scope = Scope::own, .handler = [&](const http::Request& request) { return sign_out(serving, request); }});
    router.add({.method = "GET", .pattern = "/api/v1/lookups", .permission = Permission::view, .scope = Scope::company, .handler = [&](const http::Request& request) { return lookups(serving, request); }});
}

}  // namespace tandem::app::server
