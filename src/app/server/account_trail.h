// What every act on accounts leaves behind, and what must not be kept of it.
#pragma once
#include "app/server/serving.h"
#include "audit/edge/trail_sql.h"

namespace tandem::app::server {

// One audit row; a detail names what changed, never a password, a token or a code.
inline void note(sql::Connection& connection, Serving& serving, const audit::Act& act, std::string_view kind, std::int64_t id, std::string_view topic, const json::object& detail = {}) {
    audit::SqlTrail trail{connection, serving.ids(), act};
    const std::string text = detail.empty() ? std::string{} : json::serialize(detail);
    trail.record({.object_kind = kind, .object_id = id, .topic = topic, .policy_version = {}, .detail = text});
    trail.flush();
}

// A request whose body holds a password: no Idempotency-Key, whose row would keep a digest of it.
inline http::Request without_key(http::Request request) {
    request.headers.set("Idempotency-Key", "");
    return request;
}

// An answer with what is shown once, beside what may be stored and given again.
inline http::Response with_secret(http::Response answer, const http::Request& request, std::string_view key, json::value secret) {
    if (request.dry_run() || secret.is_null()) return answer;
    auto body = json::parse(answer.body).as_object();
    body[key] = std::move(secret);
    answer.body = json::serialize(body);
    return answer;
}

// Route tables of accounts; those of signing in stand in serving.h.
void add_user_routes(http::Router& router, Serving& serving);
void add_profile_routes(http::Router& router, Serving& serving);
void add_key_routes(http::Router& router, Serving& serving);
void add_delegation_routes(http::Router& router, Serving& serving);

}  // namespace tandem::app::server
