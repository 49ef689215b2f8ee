// Policies: what is in force, every version and what it changed, and new ones. A change is held until somebody else agrees
// (kind policy_change of the approval policy), begins on a day that has not passed, and leaves the past as it was decided.
#include <algorithm>

#include "app/policies.h"
#include "app/server/body.h"
#include "app/server/policy_version.h"
#include "app/server/render.h"
#include "app/server/serving.h"
#include "policy/edge/policy_sql.h"

namespace tandem::app::server {
namespace {

using http::Permission;
using http::Scope;
using policy::KeptPolicy;

Result<std::string> path_name(const http::Request& request) {
    std::string name{request.parameter("name")};
    if (!is_policy(name)) return refuse("policy.unknown", name);
    return name;
}

json::object version_json(const KeptPolicy& kept) {
    return {{"version", kept.version},
            {"effective_from", to_string(kept.effective_from)},
            {"shipped", kept.shipped},
            {"proposed_by", kept.shipped ? json::value(nullptr) : json::value(kept.proposed_by)},
            {"reason", kept.shipped ? json::value(nullptr) : json::value(kept.reason)},
            {"recorded_at", kept.shipped ? json::value(nullptr) : json::value(to_string(kept.recorded_at))}};
}

Result<http::Response> list(Serving& serving, const http::Request& request) {
    TRY_VOID(request.query.only({}));
    json::array rows;
    for (const auto name : policy_names()) {
        const auto versions = policy::policy_versions(serving.connection(), serving.company().id, name);
        const KeptPolicy& now = policy::in_force_on(versions, serving.today());
        const bool waits = versions.back().effective_from > serving.today();
        rows.push_back(json::object{{"name", name}, {"in_force", version_json(now)}, {"next", waits ? json::value(version_json(versions.back())) : json::value(nullptr)}, {"versions", versions.size()}});
    }
    return answer_json(json::object{{"rows", std::move(rows)}});
}

Result<http::Response> one(Serving& serving, const http::Request& request) {
    TRY_VOID(request.query.only({}));
    const auto name = TRY(path_name(request));
    const auto versions = policy::policy_versions(serving.connection(), serving.company().id, name);
    json::array rows;
    json::value before = nullptr;
    for (const KeptPolicy& each : versions) {
        json::value document = json::parse(each.body);
        json::object row = version_json(each);
        row["changes"] = before.is_null() ? json::array{} : changes_json(policy::policy_changes(before, document));
        row["policy"] = document;
        before = std::move(document);
        rows.push_back(std::move(row));
    }
    std::ranges::reverse(rows);
    return answer_json(json::object{{"name", name}, {"in_force", policy::in_force_on(versions, serving.today()).version}, {"latest", versions.back().version}, {"versions", std::move(rows)}});
}

Result<http::Response> change(Serving& serving, const http::Request& request) {
    const auto name = TRY(path_name(request));
    if (const Permission needed = proposer_of(name); !request.principal->permissions.has(needed)) return refuse("auth.forbidden", std::string{to_string(needed)});
    Body body = TRY(Body::parse(request));
    const Date from = body.date("effective_from");
    const auto based_on = body.maybe_integer("based_on");
    if (!based_on) body.wrong("based_on", {"http.field_required", "based_on", {}});
    const std::string reason = body.text("reason");
    const json::value* raw = body.raw("policy");
    if (!raw || !raw->is_object()) body.wrong("policy", {"http.field_required", "policy", {}});
    const json::object figures = raw && raw->is_object() ? raw->as_object() : json::object{};
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    return serving.command(request, "policy.change", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        audit::SqlTrail trail{connection, serving.ids(), act};
        const int version = TRY(write_policy_version(serving, connection, trail, act, {name, *based_on, from, reason, figures}, request.principal->name));
        trail.flush();
        return Answer{201, json::object{{"name", name}, {"version", version}, {"effective_from", to_string(from)}}};
    });
}

}  // namespace

void add_policy_routes(http::Router& router, Serving& serving) {
    const auto add = [&](const char* method, const char* pattern, Permission permission, Result<http::Response> (*handle)(Serving&, const http::Request&)) {
        router.add({.method = method, .pattern = pattern, .permission = permission, .scope = Scope::company, .money = std::string_view{method} != "GET",
                    .handler = [&serving, handle](const http::Request& request) { return handle(serving, request); }});
    };
    add("GET", "/api/v1/policies", Permission::signed_in, list);
    add("GET", "/api/v1/policies/{name}", Permission::signed_in, one);
    add("POST", "/api/v1/policies/{name}", Permission::signed_in, change);  // the right depends on the policy: proposer_of
}

}  // namespace tandem::app::server
