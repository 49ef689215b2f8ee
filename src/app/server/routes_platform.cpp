#include "app/server/serving.h"
#include "platform/password.h"
#include "platform/shipped.h"
#include "policy/edge/calendar_json.h"

namespace tandem::app::server {
namespace {

using http::Permission;
using http::Scope;

Result<http::Response> health(Serving& serving, const http::Request&) {
    // Alive means: the database answers.
    const auto answer = serving.connection().one_integer("SELECT 1", {});
    return answer_json(json::object{{"status", answer ? "ok" : "failed"}, {"version", TANDEM_VERSION}});
}

Result<http::Response> metrics(Serving& serving, const http::Request&) {
    serving.metrics().set("password_checks", "passwords computed against a hash since the start, for unknown names too", static_cast<double>(platform::password_checks()));
    auto response = http::text(serving.metrics().exposition());
    response.content_type = "text/plain; version=0.0.4; charset=utf-8";
    return response;
}

Result<http::Response> calendar(Serving&, const http::Request& request) {
    const auto file = shipped_file("policies/calendars/" + std::string(request.parameter("code")) + ".json");
    if (!file) return refuse("http.not_found", std::string(request.parameter("code")));
    return http::json(std::string(*file));
}

json::object job_json(const sql::Row& row) {
    return {{"id", to_string(JobId{row.integer(0)})}, {"kind", row.text(1)}, {"state", row.text(2)}, {"progress", json::object{{"done", row.integer(3)}, {"total", row.integer(4)}}},
            {"created_at", to_string(Instant{row.integer(5)})}, {"finished_at", row.is_null(6) ? json::value(nullptr) : json::value(to_string(Instant{row.integer(6)}))}};
}

// Whose jobs: one's own; the day-end run is everybody's who may run it; all of them for who administers.
struct JobReader {
    explicit JobReader(const http::Principal& principal) : user(principal.user.value), day_end(principal.permissions.has(Permission::run_day_end) ? "day_end" : ""), all(principal.permissions.has(Permission::administer)) {}
    std::int64_t user;
    const char* day_end;
    int all;
};

Result<http::Response> jobs(Serving& serving, const http::Request& request) {
    const JobReader reader{*request.principal};
    json::array rows;
    serving.connection().query("SELECT id, kind, state, done_units, total_units, created_at, finished_at FROM job WHERE company_id = $1 AND (actor_id = $2 OR kind = $3 OR CAST($4 AS BIGINT) = 1) ORDER BY id DESC LIMIT 100",
                               {serving.company().id.value, reader.user, reader.day_end, reader.all}, [&](const sql::Row& row) { rows.push_back(job_json(row)); });
    return answer_json(json::object{{"rows", std::move(rows)}, {"next_cursor", nullptr}});
}

Result<http::Response> job(Serving& serving, const http::Request& request) {
    const JobReader reader{*request.principal};
    const auto id = parse_id<JobTag>(request.parameter("id"));
    std::optional<json::object> found;
    if (id)
        serving.connection().query("SELECT id, kind, state, done_units, total_units, created_at, finished_at FROM job WHERE company_id = $1 AND id = $2 AND (actor_id = $3 OR kind = $4 OR CAST($5 AS BIGINT) = 1)",
                                   {serving.company().id.value, id->value, reader.user, reader.day_end, reader.all}, [&](const sql::Row& row) { found = job_json(row); });
    if (!found) return refuse("http.not_found", std::string(request.parameter("id")));
    return answer_json(*found);
}

Result<http::Response> cancel(Serving& serving, const http::Request& request) {
    const JobReader reader{*request.principal};
    const auto id = parse_id<JobTag>(request.parameter("id"));
    if (!id) return refuse("http.not_found", std::string(request.parameter("id")));
    return serving.command(request, "job.cancel", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        const auto changed = connection.execute("UPDATE job SET cancel_asked_at = $3 WHERE company_id = $1 AND id = $2 AND finished_at IS NULL AND (actor_id = $4 OR kind = $5 OR CAST($6 AS BIGINT) = 1)",
                                                {act.company.value, id->value, act.at.micros, reader.user, reader.day_end, reader.all});
        if (changed == 0) return refuse("http.not_found", std::string(request.parameter("id")));
        return Answer{200, json::object{{"id", to_string(*id)}}};
    });
}

}  // namespace

void add_platform_routes(http::Router& router, Serving& serving) {
    const auto bound = [&serving](Result<http::Response> (*handler)(Serving&, const http::Request&)) { return [&serving, handler](const http::Request& request) { return handler(serving, request); }; };
    router.add({.method = "GET", .pattern = "/healthz", .permission = Permission::public_, .scope = Scope::public_, .handler = bound(health)});
    router.add({.method = "GET", .pattern = "/metrics", .permission = Permission::public_, .scope = Scope::public_, .handler = bound(metrics)});
    router.add({.method = "GET", .pattern = "/api/v1/calendar/{code}", .permission = Permission::view, .scope = Scope::company, .handler = bound(calendar)});
    router.add({.method = "GET", .pattern = "/api/v1/jobs", .permission = Permission::signed_in, .scope = Scope::company, .handler = bound(jobs)});
    router.add({.method = "GET", .pattern = "/api/v1/jobs/{id}", .permission = Permission::signed_in, .scope = Scope::company, .handler = bound(job)});
    router.add({.method = "POST", .pattern = "/api/v1/jobs/{id}/cancel", .permission = Permission::signed_in, .scope = Scope::company, .handler = bound(cancel)});
}

}  // namespace tandem::app::server
