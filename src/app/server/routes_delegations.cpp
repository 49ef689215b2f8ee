// Delegation for leave: who stands in for whom, until when (trust S33).
#include "access/edge/access_policy_json.h"
#include "access/edge/delegations_sql.h"
#include "app/server/account_trail.h"
#include "app/server/body.h"
#include "app/server/users.h"

namespace tandem::app::server {
namespace {

using http::Permission;
using http::Scope;

json::object delegation_json(const access::KeptDelegation& one, Date today) {
    const auto& terms = one.terms;
    const char* state = terms.ended_at || terms.last_date < today ? "ended" : terms.from_date > today ? "planned" : "in_force";
    return {{"id", to_string(access::DelegationId{terms.id})}, {"from", json::object{{"id", to_string(terms.from)}, {"name", one.from_name}}}, {"to", json::object{{"id", to_string(terms.to)}, {"name", one.to_name}}},
            {"from_date", to_string(terms.from_date)}, {"last_date", to_string(terms.last_date)}, {"reason", one.reason.empty() ? json::value(nullptr) : json::value(one.reason)}, {"state", state}};
}

// One's own, of either side; everybody's for who administers accounts.
Result<http::Response> list(Serving& serving, const http::Request& request) {
    TRY_VOID(request.query.only({}));
    const bool all = request.principal->permissions.has(Permission::manage_users);
    const UserId me = request.principal->user;
    json::array rows;
    for (const auto& one : access::list_delegations(serving.connection(), serving.company().id))
        if (all || one.terms.from == me || one.terms.to == me) rows.push_back(delegation_json(one, serving.today()));
    return answer_json(json::object{{"rows", std::move(rows)}});
}

Result<http::Response> create(Serving& serving, const http::Request& request) {
    Body body = TRY(Body::parse(request));
    access::Delegation wanted{0, request.principal->user, body.id<UserTag>("to"), body.date("from_date"), body.date("last_date")};
    const std::string reason = body.text_or("reason");
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    return serving.command(request, "delegation.make", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        if (!find_user(connection, act.company, wanted.to)) return refuse("http.unknown_id", to_string(wanted.to));
        const auto policy = TRY(access::load_access_policy(connection, act.company, serving.today()));
        std::vector<access::Delegation> others;
        for (const auto& one : access::list_delegations(connection, act.company)) others.push_back(one.terms);
        TRY_VOID(access::check_delegation(wanted, others, serving.today(), policy));
        wanted.id = serving.ids().next();
        access::insert_delegation(connection, act.company, wanted, reason, act.actor, act.at);
        note(connection, serving, act, "delegation", wanted.id, "delegation.made", {{"to", to_string(wanted.to)}, {"from_date", to_string(wanted.from_date)}, {"last_date", to_string(wanted.last_date)}});
        return Answer{201, json::object{{"id", to_string(access::DelegationId{wanted.id})}}};
    });
}

Result<http::Response> end(Serving& serving, const http::Request& request) {
    const auto id = parse_id<access::DelegationTag>(request.parameter("id"));
    if (!id) return refuse("http.not_found");
    const bool anybodys = request.principal->permissions.has(Permission::manage_users);
    return serving.command(request, "delegation.end", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        if (access::end_delegation(connection, act.company, *id, act.actor, anybodys, act.at) == 0) return refuse("http.not_found");
        note(connection, serving, act, "delegation", id->value, "delegation.ended");
        return Answer{200, json::object{{"id", to_string(*id)}}};
    });
}

// To choose a delegate from: who can sign in. Names and roles, nothing more.
Result<http::Response> colleagues(Serving& serving, const http::Request& request) {
    TRY_VOID(request.query.only({}));
    json::array rows;
    for (const auto& row : list_accounts(serving.connection(), serving.company().id))
        if (!row.disabled_at && row.has_password && row.user.id != request.principal->user)
            rows.push_back(json::object{{"id", to_string(row.user.id)}, {"name", row.user.display_name}, {"role", row.user.role}});
    return answer_json(json::object{{"rows", std::move(rows)}});
}

}  // namespace

void add_delegation_routes(http::Router& router, Serving& serving) {
    const auto add = [&](const char* method, const char* pattern, Result<http::Response> (*work)(Serving&, const http::Request&)) {
        router.add({.method = method, .pattern = pattern, .permission = Permission::signed_in, .scope = Scope::own, .handler = [&serving, work](const http::Request& request) { return work(serving, request); }});
    };
    add("GET", "/api/v1/delegations", list);
    add("POST", "/api/v1/delegations", create);
    add("DELETE", "/api/v1/delegations/{id}", end);
    add("GET", "/api/v1/colleagues", colleagues);
}

}  // namespace tandem::app::server
