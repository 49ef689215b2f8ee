#include "app/server/users.h"

#include <map>

#include "platform/password.h"
#include "platform/shipped.h"

namespace tandem::app::server {
namespace {

using std::chrono::microseconds;
constexpr std::int64_t minutes(std::int64_t count) { return std::chrono::duration_cast<microseconds>(std::chrono::minutes{count}).count(); }
constexpr std::int64_t mark_after = minutes(1);

struct Role { http::PermissionSet permissions; http::Scope scope; };

std::optional<http::Permission> permission_named(std::string_view name) {
    for (int at = 0; at <= static_cast<int>(http::Permission::administer); ++at)
        if (http::to_string(static_cast<http::Permission>(at)) == name) return static_cast<http::Permission>(at);
    return std::nullopt;
}
http::Scope scope_named(std::string_view name) {
    for (int at = 0; at <= static_cast<int>(http::Scope::all); ++at)
        if (http::to_string(static_cast<http::Scope>(at)) == name) return static_cast<http::Scope>(at);
    return http::Scope::own;
}

const std::map<std::string, Role, std::less<>>& roles() {
    static const auto all = [] {
        std::map<std::string, Role, std::less<>> made;
        const auto policy = json::parse(*shipped_file("policies/roles.json"));
        for (const auto& [name, entry] : policy.at("roles").as_object()) {
            Role role{{}, scope_named(std::string(entry.at("scope").as_string()))};
            for (const auto& permission : entry.at("permissions").as_array()) {
                const auto known = permission_named(std::string(permission.as_string()));
                TANDEM_ASSERT(known.has_value());
                role.permissions.add(*known);
            }
            made.emplace(std::string(name), role);
        }
        return made;
    }();
    return all;
}

User user_of(const sql::Row& row) {
    const auto employee = row.maybe_integer(4);
    return {UserId{row.integer(0)}, std::string(row.text(1)), std::string(row.text(2)), std::string(row.text(3)), employee ? std::optional{EmployeeId{*employee}} : std::nullopt};
}

}  // namespace

http::Principal principal_of(const User& user, CompanyId company) {
    http::Principal principal{.user = user.id, .company = company, .employee = user.employee.value_or(EmployeeId{}), .team = {}, .region = {}, .name = user.name, .role = user.role, .permissions = {}, .scope = http::Scope::own};
    if (const auto role = roles().find(user.role); role != roles().end()) {
        principal.permissions = role->second.permissions;
        principal.scope = role->second.scope;
    }
    return principal;
}

Result<User> check_password(sql::Connection& connection, CompanyId company, const std::string& name, const std::string& password) {
    std::optional<User> user;
    std::string hash;
    connection.query("SELECT id, name, display_name, role, employee_id, password_hash FROM app_user WHERE company_id = $1 AND name = $2 AND disabled_at IS NULL", {company.value, name},
                     [&](const sql::Row& row) { user = user_of(row); hash = row.text(5); });
    const bool right = TRY(platform::verify_password(hash, password));
    if (!user || !right) return refuse("auth.wrong_credentials");
    return *user;
}

Result<UserId> add_user(sql::Connection& connection, CompanyId company, IdSource& ids, Instant now, const User& user, const std::string& password) {
    const std::string hash = TRY(platform::hash_password(password));
    if (connection.one_integer("SELECT 1 FROM app_user WHERE company_id = $1 AND name = $2", {company.value, user.name})) return refuse("auth.name_taken", user.name);
    const auto id = ids.make<UserId>();
    const std::optional<std::int64_t> employee = user.employee ? std::optional{user.employee->value} : std::nullopt;
    connection.execute("INSERT INTO app_user (company_id, id, name, display_name, password_hash, role, employee_id, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                       {company.value, id.value, user.name, user.display_name, hash, user.role, employee, now.micros});
    return id;
}

bool has_users(sql::Connection& connection, CompanyId company) {
    return connection.one_integer("SELECT 1 FROM app_user WHERE company_id = $1 LIMIT 1", {company.value}).has_value();
}

std::string start_session(sql::Connection& connection, CompanyId company, UserId user, Instant now) {
    const std::string token = platform::random_token();
    connection.execute("INSERT INTO session (company_id, token_hash, user_id, created_at, used_at) VALUES ($1, $2, $3, $4, $4)", {company.value, platform::sha256_hex(token), user.value, now.micros});
    return token;
}

void end_session(sql::Connection& connection, CompanyId company, std::string_view token, Instant now) {
    connection.execute("UPDATE session SET ended_at = $3 WHERE company_id = $1 AND token_hash = $2 AND ended_at IS NULL", {company.value, platform::sha256_hex(token), now.micros});
}

std::optional<User> session_user(Serving& serving, std::string_view token) {
    if (token.empty()) return std::nullopt;
    const std::string hash = platform::sha256_hex(token);
    const std::int64_t now = serving.clock().now().micros, company = serving.company().id.value;
    const std::int64_t idle_limit = minutes(serving.limits().session_idle_minutes), age_limit = minutes(serving.limits().session_hours * 60);
    std::optional<User> user;
    std::int64_t used = 0;
    serving.connection().query(
        "SELECT u.id, u.name, u.display_name, u.role, u.employee_id, s.used_at, s.created_at FROM session s JOIN app_user u ON u.company_id = s.company_id AND u.id = s.user_id "
        "WHERE s.company_id = $1 AND s.token_hash = $2 AND s.ended_at IS NULL AND u.disabled_at IS NULL",
        {company, hash}, [&](const sql::Row& row) {
            if (now - row.integer(5) > idle_limit || now - row.integer(6) > age_limit) return;
            user = user_of(row);
            used = row.integer(5);
        });
    // A long import holds the pen; marking the session can wait for the next request.
    if (user && now - used > std::min(mark_after, idle_limit / 4)) {
        if (const auto writing = serving.try_write_lock(); writing.owns_lock())
            serving.connection().execute("UPDATE session SET used_at = $3 WHERE company_id = $1 AND token_hash = $2", {company, hash, now});
    }
    return user;
}

}  // namespace tandem::app::server
