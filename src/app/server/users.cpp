#include "app/server/users.h"

#include "access/edge/roles_json.h"
#include "platform/password.h"

namespace tandem::app::server {
namespace {

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

User user_of(const sql::Row& row) {
    const auto employee = row.maybe_integer(4);
    return {UserId{row.integer(0)}, std::string(row.text(1)), std::string(row.text(2)), std::string(row.text(3)), employee ? std::optional{EmployeeId{*employee}} : std::nullopt};
}
std::optional<Instant> maybe_instant(const sql::Row& row, int column) {
    const auto value = row.maybe_integer(column);
    return value ? std::optional{Instant{*value}} : std::nullopt;
}

}  // namespace

access::Role role_named(const std::string& name) {
    const auto& roles = access::shipped_roles();
    const auto role = roles.find(name);
    return role == roles.end() ? access::Role{name, "own", {}} : role->second;
}

http::Principal principal_of(const User& user, CompanyId company) {
    http::Principal principal{.user = user.id, .company = company, .employee = user.employee.value_or(EmployeeId{}), .team = {}, .region = {}, .name = user.name, .role = user.role, .permissions = {}, .scope = http::Scope::own};
    const access::Role role = role_named(user.role);
    principal.scope = scope_named(role.scope);
    for (const std::string& name : role.permissions) {
        const auto permission = permission_named(name);
        TANDEM_ASSERT(permission.has_value());
        principal.permissions.add(*permission);
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

Result<UserId> add_user(sql::Connection& connection, CompanyId company, IdSource& ids, Instant now, const User& user, const std::optional<std::string>& password) {
    TRY_VOID(access::check_login_name(user.name));
    const std::string hash = password ? TRY(platform::hash_password(*password)) : std::string{};
    if (user_named(connection, company, user.name)) return refuse("auth.name_taken", user.name);
    const auto id = ids.make<UserId>();
    const std::optional<std::int64_t> employee = user.employee ? std::optional{user.employee->value} : std::nullopt;
    connection.execute("INSERT INTO app_user (company_id, id, name, display_name, password_hash, role, employee_id, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                       {company.value, id.value, user.name, user.display_name, hash, user.role, employee, now.micros});
    return id;
}

std::optional<User> find_user(sql::Connection& connection, CompanyId company, UserId id) {
    std::optional<User> user;
    connection.query("SELECT id, name, display_name, role, employee_id FROM app_user WHERE company_id = $1 AND id = $2 AND disabled_at IS NULL", {company.value, id.value},
                     [&](const sql::Row& row) { user = user_of(row); });
    return user;
}

bool has_password(sql::Connection& connection, CompanyId company, UserId id) {
    return connection.one_integer("SELECT 1 FROM app_user WHERE company_id = $1 AND id = $2 AND password_hash <> ''", {company.value, id.value}).has_value();
}

std::optional<UserId> user_named(sql::Connection& connection, CompanyId company, const std::string& name) {
    const auto id = connection.one_integer("SELECT id FROM app_user WHERE company_id = $1 AND name = $2", {company.value, name});
    return id ? std::optional{UserId{*id}} : std::nullopt;
}

bool has_users(sql::Connection& connection, CompanyId company) {
    return connection.one_integer("SELECT 1 FROM app_user WHERE company_id = $1 LIMIT 1", {company.value}).has_value();
}

std::vector<AccountRow> list_accounts(sql::Connection& connection, CompanyId company, std::optional<UserId> one) {
    std::vector<AccountRow> rows;
    const std::optional<std::int64_t> id = one ? std::optional{one->value} : std::nullopt;
    connection.query(
        "SELECT u.id, u.name, u.display_name, u.role, u.employee_id, e.name, CASE WHEN u.password_hash = '' THEN 0 ELSE 1 END, f.confirmed_at, u.disabled_at, "
        "(SELECT MAX(s.used_at) FROM session s WHERE s.company_id = u.company_id AND s.user_id = u.id), u.created_at, u.version, c.display_name, u.changed_what, u.changed_at, "
        "(SELECT COUNT(*) FROM user_identity i WHERE i.company_id = u.company_id AND i.user_id = u.id), u.email, e.email "
        "FROM app_user u LEFT JOIN employee e ON e.company_id = u.company_id AND e.id = u.employee_id "
        "LEFT JOIN second_factor f ON f.company_id = u.company_id AND f.user_id = u.id LEFT JOIN app_user c ON c.company_id = u.company_id AND c.id = u.changed_by "
        "WHERE u.company_id = $1 AND u.id = COALESCE(CAST($2 AS {int}), u.id) ORDER BY u.name",
        {company.value, id}, [&](const sql::Row& row) {
            rows.push_back({user_of(row), std::string(row.text(5)), row.integer(6) == 1, !row.is_null(7), maybe_instant(row, 8), maybe_instant(row, 9), Instant{row.integer(10)}, row.integer(11),
                            std::string(row.text(12)), std::string(row.text(13)), maybe_instant(row, 14), row.integer(15) > 0, std::string(row.text(16)), std::string(row.text(17))});
        });
    return rows;
}

std::vector<access::Account> lock_accounts(sql::Connection& connection, CompanyId company) {
    std::vector<access::Account> all;
    connection.query("SELECT id, role, CASE WHEN password_hash <> '' AND disabled_at IS NULL THEN 1 ELSE 0 END FROM app_user WHERE company_id = $1 ORDER BY id {for_update}", {company.value},
                     [&](const sql::Row& row) { all.push_back({UserId{row.integer(0)}, std::string(row.text(1)), row.integer(2) == 1}); });
    return all;
}

Result<void> change_account(sql::Connection& connection, CompanyId company, UserId id, std::optional<std::int64_t> version, const AccountChange& change, const std::string& what, UserId by, Instant now) {
    const auto rows = list_accounts(connection, company, id);
    if (rows.empty()) return refuse("http.not_found");
    const AccountRow& kept = rows.front();
    if (version && *version != kept.version)
        return refuse("access.changed_meanwhile", kept.user.display_name,
                      {{"who", kept.changed_by}, {"when", kept.changed_at ? to_string(*kept.changed_at) : ""}, {"what", kept.changed_what}, {"version", std::to_string(kept.version)}});
    const auto employee = change.employee.value_or(kept.user.employee);
    const std::optional<std::int64_t> employee_id = employee ? std::optional{employee->value} : std::nullopt;
    const std::optional<Instant> since = change.disabled.value_or(kept.disabled_at.has_value()) ? kept.disabled_at.value_or(now) : std::optional<Instant>{};
    const std::optional<std::int64_t> disabled = since ? std::optional{since->micros} : std::nullopt;
    const std::string email = change.email.value_or(kept.email);
    connection.execute("UPDATE app_user SET display_name = $3, role = $4, employee_id = $5, disabled_at = $6, "
                       "version = version + 1, changed_by = $7, changed_at = $8, changed_what = $9, email = $10 WHERE company_id = $1 AND id = $2",
                       {company.value, id.value, change.display_name.value_or(kept.user.display_name), change.role.value_or(kept.user.role), employee_id, disabled, by.value, now.micros, what,
                        email.empty() ? std::nullopt : std::optional{email}});
    return {};
}

void set_first_address(sql::Connection& connection, CompanyId company, UserId id, const std::string& email) {
    connection.execute("UPDATE app_user SET email = $3 WHERE company_id = $1 AND id = $2", {company.value, id.value, email});
}

// The version stays: whoever sets a password changes nothing that an administrator has on his screen.
void change_password_hash(sql::Connection& connection, CompanyId company, UserId id, const std::string& hash) {
    connection.execute("UPDATE app_user SET password_hash = $3 WHERE company_id = $1 AND id = $2", {company.value, id.value, hash});
}

}  // namespace tandem::app::server
