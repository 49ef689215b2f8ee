// API keys: made by their owner for a program, seen and revoked by him and by who administers accounts.
#include "access/edge/access_policy_json.h"
#include "access/edge/keys_sql.h"
#include "app/server/account_trail.h"
#include "app/server/body.h"
#include "app/server/users.h"

namespace tandem::app::server {
namespace {

using http::Permission;
using http::Scope;

json::array words_json(const access::Permissions& permissions) {
    json::array words;
    for (const auto& one : permissions) words.emplace_back(one);
    return words;
}

json::object key_json(const access::ApiKey& key, Date today) {
    const char* state = key.revoked_at ? "revoked" : key.last_date < today ? "expired" : "active";
    return {{"id", to_string(key.id)}, {"owner", json::object{{"id", to_string(key.owner)}, {"name", key.owner_name}}}, {"label", key.label}, {"hint", key.hint}, {"permissions", words_json(key.permissions)},
            {"last_date", to_string(key.last_date)}, {"created_at", to_string(key.created_at)}, {"used_at", key.used_at ? json::value(to_string(*key.used_at)) : json::value(nullptr)}, {"state", state}};
}

Result<http::Response> list(Serving& serving, const http::Request& request, std::optional<UserId> owner) {
    TRY_VOID(request.query.only({}));
    json::array rows;
    for (const auto& key : access::list_keys(serving.connection(), serving.company().id, owner)) rows.push_back(key_json(key, serving.today()));
    return answer_json(json::object{{"rows", std::move(rows)}});
}

access::Permissions permissions_of(Body& body) {
    access::Permissions permissions;
    const auto* value = body.raw("permissions");
    const auto* words = value ? value->if_array() : nullptr;
    for (const auto& word : words ? *words : json::array{}) {
        if (word.is_string()) permissions.emplace(word.as_string());
        else body.wrong("permissions", {"http.wrong_type", "permissions", {{"expected", R"(["view", "post_cash"])"}}});
    }
    return permissions;
}

Result<http::Response> create(Serving& serving, const http::Request& request) {
    Body body = TRY(Body::parse(request));
    const access::NewKey wanted{body.text("label"), permissions_of(body), body.date("last_date")};
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    json::value token;
    auto answer = serving.command(request, "api_key.make", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        const auto policy = TRY(access::load_access_policy(connection, act.company, serving.today()));
        TRY_VOID(access::check_new_key(wanted, role_named(request.principal->role).permissions, serving.today(), policy));
        const auto id = serving.ids().make<access::ApiKeyId>();
        token = json::value(access::insert_key(connection, act.company, id, act.actor, wanted, act.at));
        note(connection, serving, act, "api_key", id.value, "api_key.made", {{"label", wanted.label}, {"permissions", words_json(wanted.permissions)}, {"last_date", to_string(wanted.last_date)}});
        return Answer{201, json::object{{"id", to_string(id)}}};
    });
    if (!answer) return answer;
    return with_secret(*std::move(answer), request, "token", std::move(token));
}

Result<http::Response> revoke(Serving& serving, const http::Request& request, std::optional<UserId> owner) {
    const auto id = parse_id<access::ApiKeyTag>(request.parameter("id"));
    if (!id) return refuse("http.not_found");
    return serving.command(request, "api_key.revoke", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        if (access::revoke_key(connection, act.company, *id, owner, act.actor, act.at) == 0) return refuse("http.not_found");
        note(connection, serving, act, "api_key", id->value, "api_key.revoked");
        return Answer{200, json::object{{"id", to_string(*id)}}};
    });
}

}  // namespace

void add_key_routes(http::Router& router, Serving& serving) {
    const auto add = [&](const char* method, const char* pattern, Permission permission, Scope scope, http::Handler handler) {
        router.add({.method = method, .pattern = pattern, .permission = permission, .scope = scope, .handler = std::move(handler)});
    };
    add("GET", "/api/v1/me/api-keys", Permission::signed_in, Scope::own, [&](const http::Request& request) { return list(serving, request, request.principal->user); });
    add("POST", "/api/v1/me/api-keys", Permission::signed_in, Scope::own, [&](const http::Request& request) { return create(serving, request); });
    add("DELETE", "/api/v1/me/api-keys/{id}", Permission::signed_in, Scope::own, [&](const http::Request& request) { return revoke(serving, request, request.principal->user); });
    add("GET", "/api/v1/api-keys", Permission::manage_users, Scope::company, [&](const http::Request& request) { return list(serving, request, {}); });
    add("DELETE", "/api/v1/api-keys/{id}", Permission::manage_users, Scope::company, [&](const http::Request& request) { return revoke(serving, request, {}); });
}

}  // namespace tandem::app::server
