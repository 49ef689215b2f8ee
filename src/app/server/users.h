// Who may sign in: the accounts of a company. Sessions: sessions.h. Rules: access/.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "access/accounts.h"
#include "app/server/serving.h"

namespace tandem::app::server {

struct User {
    UserId id;
    std::string name, display_name, role;
    std::optional<EmployeeId> employee;
};

// What a role may do, from policies/roles.json; a role that is not listed may do nothing.
http::Principal principal_of(const User& user, CompanyId company);
access::Role role_named(const std::string& name);

// The user when name and password are right. auth.wrong_credentials says no more than that; auth.busy.
Result<User> check_password(sql::Connection& connection, CompanyId company, const std::string& name, const std::string& password);
// Without a password nobody signs in until a link sets one. Refuses auth.name_taken, access.name_invalid and what
// platform/password.h refuses.
Result<UserId> add_user(sql::Connection& connection, CompanyId company, IdSource& ids, Instant now, const User& user, const std::optional<std::string>& password);
bool has_password(sql::Connection& connection, CompanyId company, UserId id);
std::optional<User> find_user(sql::Connection& connection, CompanyId company, UserId id);  // who is not disabled
std::optional<UserId> user_named(sql::Connection& connection, CompanyId company, const std::string& name);
bool has_users(sql::Connection& connection, CompanyId company);

// An account as its administrators see it.
struct AccountRow {
    User user;
    std::string employee_name;
    bool has_password, has_factor;
    std::optional<Instant> disabled_at, last_used_at;
    Instant created_at;
    std::int64_t version;
    std::string changed_by, changed_what;
    std::optional<Instant> changed_at;
    bool has_identity = false;  // linked to a person at the identity provider
    std::string email;          // the account's own address; empty: none
    std::string employee_email; // where reminders go without one
};
std::vector<AccountRow> list_accounts(sql::Connection& connection, CompanyId company, std::optional<UserId> one = {});
// Every account, locked: who is in charge is decided among all of them.
std::vector<access::Account> lock_accounts(sql::Connection& connection, CompanyId company);

// What changes; nothing stays as it is. `what` tells the next one who comes with an older version.
struct AccountChange {
    std::optional<std::string> display_name{}, role{};
    std::optional<std::optional<EmployeeId>> employee{};
    std::optional<bool> disabled{};
    std::optional<std::string> email{};  // empty: none
};
// Refuses access.changed_meanwhile {who, when, what, version}, http.not_found.
Result<void> change_account(sql::Connection& connection, CompanyId company, UserId id, std::optional<std::int64_t> version, const AccountChange& change, const std::string& what, UserId by, Instant now);
// Of an account that was made just now.
void set_first_address(sql::Connection& connection, CompanyId company, UserId id, const std::string& email);
// Empty: no password, nobody signs in with it.
void change_password_hash(sql::Connection& connection, CompanyId company, UserId id, const std::string& hash);

}  // namespace tandem::app::server
