// Who may sign in: users, their roles and their server-side sessions.
#pragma once
#include <optional>
#include <string>

#include "app/server/serving.h"

namespace tandem::app::server {

struct User {
    UserId id;
    std::string name, display_name, role;
    std::optional<EmployeeId> employee;
};

// What a role may do, from policies/roles.json; a role that is not listed may do nothing.
http::Principal principal_of(const User& user, CompanyId company);

// The user when name and password are right. auth.wrong_credentials says no more than that; auth.busy.
Result<User> check_password(sql::Connection& connection, CompanyId company, const std::string& name, const std::string& password);
// Refuses auth.name_taken and what platform/password.h refuses.
Result<UserId> add_user(sql::Connection& connection, CompanyId company, IdSource& ids, Instant now, const User& user, const std::string& password);
bool has_users(sql::Connection& connection, CompanyId company);

// A new session; the token goes to the cookie, only its hash is kept.
std::string start_session(sql::Connection& connection, CompanyId company, UserId user, Instant now);
void end_session(sql::Connection& connection, CompanyId company, std::string_view token, Instant now);
// The user of a live session: not idle and not old beyond the installation's limits. Marks it used, at most once a minute.
std::optional<User> session_user(Serving& serving, std::string_view token);

}  // namespace tandem::app::server
