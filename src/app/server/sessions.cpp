#include "app/server/sessions.h"

#include "platform/password.h"

namespace tandem::app::server {
namespace {

using std::chrono::microseconds;
constexpr std::int64_t minutes(std::int64_t count) { return std::chrono::duration_cast<microseconds>(std::chrono::minutes{count}).count(); }
constexpr std::int64_t mark_after = minutes(1);
constexpr std::size_t longest_agent = 200;

struct Oldest { std::int64_t used, created; };  // what came before is over
Oldest oldest_alive(Serving& serving) {
    const std::int64_t now = serving.clock().now().micros;
    return {now - minutes(serving.limits().session_idle_minutes), now - minutes(serving.limits().session_hours * 60)};
}

}  // namespace

std::string start_session(sql::Connection& connection, CompanyId company, IdSource& ids, UserId user, const http::Request& request, Instant now, FactorBy factor) {
    const std::string token = platform::random_token();
    connection.execute("INSERT INTO session (company_id, token_hash, id, user_id, peer, agent, created_at, used_at, provider_factor) VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8)",
                       {company.value, platform::sha256_hex(token), ids.next(), user.value, request.peer, request.headers.get("User-Agent").substr(0, longest_agent), now.micros, std::int64_t{factor == FactorBy::provider}});
    return token;
}

FactorBy factor_by(sql::Connection& connection, CompanyId company, std::string_view token) {
    const auto provider = connection.one_integer("SELECT provider_factor FROM session WHERE company_id = $1 AND token_hash = $2", {company.value, platform::sha256_hex(token)});
    return provider.value_or(0) == 1 ? FactorBy::provider : FactorBy::us;
}

Instant session_began(sql::Connection& connection, CompanyId company, std::string_view token) {
    return Instant{connection.one_integer("SELECT created_at FROM session WHERE company_id = $1 AND token_hash = $2", {company.value, platform::sha256_hex(token)}).value_or(0)};
}

void end_session(sql::Connection& connection, CompanyId company, std::string_view token, Instant now) {
    connection.execute("UPDATE session SET ended_at = $3 WHERE company_id = $1 AND token_hash = $2 AND ended_at IS NULL", {company.value, platform::sha256_hex(token), now.micros});
}

std::int64_t end_session_by_id(sql::Connection& connection, CompanyId company, SessionId id, std::optional<UserId> user, Instant now) {
    const std::optional<std::int64_t> one = user ? std::optional{user->value} : std::nullopt;
    return connection.execute("UPDATE session SET ended_at = $4 WHERE company_id = $1 AND id = $2 AND user_id = COALESCE(CAST($3 AS {int}), user_id) AND ended_at IS NULL",
                              {company.value, id.value, one, now.micros});
}

std::int64_t end_sessions_of(sql::Connection& connection, CompanyId company, UserId user, Instant now) {
    return connection.execute("UPDATE session SET ended_at = $3 WHERE company_id = $1 AND user_id = $2 AND ended_at IS NULL", {company.value, user.value, now.micros});
}

std::vector<LiveSession> live_sessions(Serving& serving, std::optional<UserId> user, std::string_view current_token) {
    std::vector<LiveSession> all;
    const Oldest oldest = oldest_alive(serving);
    const std::string current = platform::sha256_hex(current_token);
    const std::optional<std::int64_t> one = user ? std::optional{user->value} : std::nullopt;
    serving.connection().query(
        "SELECT s.id, s.user_id, u.display_name, s.peer, s.agent, s.created_at, s.used_at, s.token_hash FROM session s JOIN app_user u ON u.company_id = s.company_id AND u.id = s.user_id "
        "WHERE s.company_id = $1 AND s.user_id = COALESCE(CAST($2 AS {int}), s.user_id) AND s.ended_at IS NULL AND u.disabled_at IS NULL AND s.used_at >= $3 AND s.created_at >= $4 ORDER BY s.used_at DESC, s.id DESC",
        {serving.company().id.value, one, oldest.used, oldest.created}, [&](const sql::Row& row) {
            all.push_back({SessionId{row.integer(0)}, UserId{row.integer(1)}, std::string(row.text(2)), std::string(row.text(3)), std::string(row.text(4)), Instant{row.integer(5)}, Instant{row.integer(6)}, row.text(7) == current});
        });
    return all;
}

std::optional<User> session_user(Serving& serving, std::string_view token) {
    if (token.empty()) return std::nullopt;
    const std::string hash = platform::sha256_hex(token);
    const std::int64_t now = serving.clock().now().micros, company = serving.company().id.value;
    const Oldest oldest = oldest_alive(serving);
    std::optional<User> user;
    std::int64_t used = 0;
    serving.connection().query(
        "SELECT u.id, u.name, u.display_name, u.role, u.employee_id, s.used_at, s.created_at FROM session s JOIN app_user u ON u.company_id = s.company_id AND u.id = s.user_id "
        "WHERE s.company_id = $1 AND s.token_hash = $2 AND s.ended_at IS NULL AND u.disabled_at IS NULL",
        {company, hash}, [&](const sql::Row& row) {
            if (row.integer(5) < oldest.used || row.integer(6) < oldest.created) return;
            const auto employee = row.maybe_integer(4);
            user = User{UserId{row.integer(0)}, std::string(row.text(1)), std::string(row.text(2)), std::string(row.text(3)), employee ? std::optional{EmployeeId{*employee}} : std::nullopt};
            used = row.integer(5);
        });
    // A long import holds the pen; marking the session can wait for the next request.
    if (user && now - used > std::min(mark_after, (now - oldest.used) / 4)) {
        if (const auto writing = serving.try_write_lock(); writing.owns_lock())
            serving.connection().execute("UPDATE session SET used_at = $3 WHERE company_id = $1 AND token_hash = $2", {company, hash, now});
    }
    return user;
}

}  // namespace tandem::app::server
