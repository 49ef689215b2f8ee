// Phases of the economic cycle: expansion, normal, tight. Several policies take on the figures of a phase together, by
// one request that somebody else agrees to (kind policy_change).
#include <algorithm>

#include "app/server/body.h"
#include "app/server/policy_version.h"
#include "policy/edge/phases_sql.h"

namespace tandem::app::server {
namespace {

using http::Permission;
using http::Scope;

// What a switch would write, besides the note of the phase it enters.
bool moves(const policy::PhaseStep& step) { return step.name != "cycle" && !policy::policy_changes(step.before, step.after).empty(); }

// Who manages policies enters any phase: what it sets was agreed to with the cycle. Whoever may propose each of the policies that a
// switch moves may propose the switch: risk control a phase of credit figures alone.
bool may_enter(const http::Principal& who, const std::vector<policy::PhaseStep>& steps) {
    if (who.permissions.has(Permission::manage_policies)) return true;
    const auto not_his = [&](const policy::PhaseStep& step) { return moves(step) && !who.permissions.has(proposer_of(step.name)); };
    return who.permissions.has(proposer_of("credit")) && std::ranges::none_of(steps, not_his);
}

// Refuses policy.phase_unknown, auth.forbidden.
Result<std::vector<policy::PhaseStep>> steps_for(sql::Connection& connection, CompanyId company, const http::Principal& who, const std::string& code) {
    const policy::Cycle cycle = TRY(policy::latest_cycle(connection, company)).cycle;
    const policy::Phase* phase = cycle.find(code);
    if (!phase) return refuse("policy.phase_unknown", code);
    auto steps = TRY(policy::steps_into(connection, company, cycle, *phase));
    if (!may_enter(who, steps)) return refuse("auth.forbidden", std::string{to_string(Permission::manage_policies)});
    return steps;
}

Result<http::Response> list(Serving& serving, const http::Request& request) {
    TRY_VOID(request.query.only({}));
    auto& connection = serving.connection();
    const auto [cycle, begins] = TRY(policy::latest_cycle(connection, serving.company().id));
    const std::string today = TRY(policy::cycle_on(connection, serving.company().id, serving.today())).in_force;
    json::array rows;
    json::object based_on;
    for (const auto& phase : cycle.phases) {
        const bool coming = phase.code == cycle.in_force && begins > serving.today();
        json::array policies;
        const auto steps = TRY(policy::steps_into(connection, serving.company().id, cycle, phase));
        for (const auto& step : steps) {
            based_on[step.name] = step.version;
            if (moves(step)) policies.push_back(json::object{{"name", step.name}, {"changes", changes_json(policy::policy_changes(step.before, step.after))}});
        }
        rows.push_back(json::object{{"code", phase.code}, {"in_force", phase.code == today}, {"begins", coming ? json::value(to_string(begins)) : json::value(nullptr)}, {"policies", std::move(policies)}, {"may_enter", may_enter(*request.principal, steps)}});
    }
    return answer_json(json::object{{"rows", std::move(rows)}, {"based_on", std::move(based_on)}});
}

// {"credit": 2, "cycle": 1}: the versions the caller saw.
std::int64_t seen_version(const json::object& based_on, const std::string& name) {
    const auto* version = based_on.if_contains(name);
    return version && version->is_int64() ? version->get_int64() : 0;
}

Result<http::Response> enter(Serving& serving, const http::Request& request) {
    const std::string code{request.parameter("code")};
    TRY(steps_for(serving.connection(), serving.company().id, *request.principal, code));
    Body body = TRY(Body::parse(request));
    const Date from = body.date("effective_from");
    const std::string reason = body.text("reason");
    const json::value* raw = body.raw("based_on");
    if (!raw || !raw->is_object()) body.wrong("based_on", {"http.field_required", "based_on", {}});
    const json::object based_on = raw && raw->is_object() ? raw->as_object() : json::object{};
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    return serving.command(request, "policy.enter_phase", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        const auto steps = TRY(steps_for(connection, act.company, *request.principal, code));
        audit::SqlTrail trail{connection, serving.ids(), act};
        json::array written;
        for (const auto& step : steps) {
            if (policy::policy_changes(step.before, step.after).empty()) continue;
            const PolicyDraft draft{step.name, seen_version(based_on, step.name), from, reason, step.after.as_object()};
            const int version = TRY(write_policy_version(serving, connection, trail, act, draft, request.principal->name));
            written.push_back(json::object{{"name", step.name}, {"version", version}});
        }
        if (written.empty()) return refuse("policy.nothing_changed", code);
        trail.flush();
        return Answer{201, json::object{{"code", code}, {"effective_from", to_string(from)}, {"policies", std::move(written)}}};
    });
}

}  // namespace

void add_policy_phase_routes(http::Router& router, Serving& serving) {
    router.add({.method = "GET", .pattern = "/api/v1/policy-phases", .permission = Permission::signed_in, .scope = Scope::company,
                .handler = [&serving](const http::Request& request) { return list(serving, request); }});
    router.add({.method = "POST", .pattern = "/api/v1/policy-phases/{code}", .permission = Permission::signed_in, .scope = Scope::company, .money = true,
                .handler = [&serving](const http::Request& request) { return enter(serving, request); }});  // the right depends on what moves: may_enter
}

}  // namespace tandem::app::server
