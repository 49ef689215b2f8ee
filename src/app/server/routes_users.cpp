// Accounts in the hands of their administrators: who administers (manage_users) does not grant, who grants
// (grant_roles) does not administer; the separated roles hold one of the two each (trust S23, S33).

#include "access/edge/access_policy_json.h"
#include "access/edge/delegations_sql.h"
#include "access/edge/factors_sql.h"
#include "access/edge/identities_sql.h"
#include "access/edge/keys_sql.h"
#include "access/edge/links_sql.h"
#include "access/edge/roles_json.h"
#include "app/server/account_trail.h"
#include "app/server/body.h"
#include "app/server/if_match.h"
#include "app/server/password_mail.h"
#include "app/server/sessions.h"
#include "platform/mail/letter.h"

namespace tandem::app::server {
namespace {

using http::Permission;
using http::Scope;
using Work = std::function<Result<json::object>(sql::Connection&, const audit::Act&, UserId)>;

json::value instant_json(const std::optional<Instant>& at) { return at ? json::value(to_string(*at)) : json::value(nullptr); }

// Where reminders go: the account's own address, else its employee's.
json::value reminders_to(const AccountRow& row) {
    const std::string& address = row.email.empty() ? row.employee_email : row.email;
    return address.empty() ? json::value(nullptr) : json::value(address);
}

json::object account_json(const AccountRow& row) {
    const User& user = row.user;
    const char* state = row.disabled_at ? "disabled" : row.has_password || row.has_identity ? "active" : "invited";
    return {{"id", to_string(user.id)}, {"name", user.name}, {"display_name", user.display_name}, {"role", user.role},
            {"employee", user.employee ? json::value(json::object{{"id", to_string(*user.employee)}, {"name", row.employee_name}}) : json::value(nullptr)}, {"state", state},
            {"second_factor", row.has_factor}, {"single_sign_on", row.has_identity}, {"last_used_at", instant_json(row.last_used_at)}, {"created_at", to_string(row.created_at)}, {"version", row.version},
            {"email", row.email.empty() ? json::value(nullptr) : json::value(row.email)}, {"reminders_to", reminders_to(row)},
            {"changed_by", row.changed_by.empty() ? json::value(nullptr) : json::value(row.changed_by)}, {"changed_at", instant_json(row.changed_at)},
            {"changed_what", row.changed_what.empty() ? json::value(nullptr) : json::value(row.changed_what)}};
}

Result<UserId> path_user(const http::Request& request) {
    const auto id = parse_id<UserTag>(request.parameter("id"));
    if (!id) return refuse("http.not_found");
    return *id;
}

Result<std::int64_t> needed_version(const http::Request& request) {
    if (const auto seen = seen_version(request)) return *seen;
    return refuse("access.version_needed");
}

Result<AccountRow> account(sql::Connection& connection, CompanyId company, UserId id) {
    auto rows = list_accounts(connection, company, id);
    if (rows.empty()) return refuse("http.not_found");
    return std::move(rows.front());
}

Result<http::Response> list(Serving& serving, const http::Request& request) {
    TRY_VOID(request.query.only({}));
    json::array rows;
    for (const auto& row : list_accounts(serving.connection(), serving.company().id)) rows.push_back(account_json(row));
    json::array roles;
    for (const auto& [name, role] : access::shipped_roles()) {
        json::array permissions;
        for (const auto& permission : role.permissions) permissions.emplace_back(permission);
        roles.push_back(json::object{{"name", name}, {"scope", role.scope}, {"permissions", std::move(permissions)}});
    }
    return answer_json(json::object{{"rows", std::move(rows)}, {"roles", std::move(roles)}});
}

// A command on one account; the answer is the account as it then is.
Result<http::Response> on_account(Serving& serving, const http::Request& request, const char* name, const Work& work) {
    const UserId id = TRY(path_user(request));
    return serving.command(request, name, [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        const json::object more = TRY(work(connection, act, id));
        json::object body = account_json(TRY(account(connection, act.company, id)));
        for (const auto& [key, value] : more) body[key] = value;
        return Answer{200, std::move(body)};
    });
}

Result<void> check_employee(sql::Connection& connection, CompanyId company, const std::optional<EmployeeId>& employee) {
    if (!employee || connection.one_integer("SELECT id FROM employee WHERE company_id = $1 AND id = $2 AND voided_at IS NULL", {company.value, employee->value})) return {};
    return refuse("http.unknown_id", to_string(*employee));
}

// Empty takes the address away.
Result<void> check_email(const std::string& email) {
    if (!email.empty() && !platform::is_mail_address(email)) return refuse("mail.bad_address", email);
    return {};
}

json::object link_json(const access::NewLink& link, access::LinkKind kind) {
    return {{"token", link.token}, {"kind", access::to_string(kind)}, {"expires_at", to_string(link.expires_at)}};
}

// The link goes by mail to whom it is for; without an address, or without mail, it is shown to who asked, to hand over.
Result<json::object> hand_over(Serving& serving, sql::Connection& connection, const audit::Act& act, UserId user, const access::NewLink& link, access::LinkKind kind, json::value& shown) {
    if (const std::string mailed = TRY(mail_password_link(serving, connection, act, user, link)); !mailed.empty()) return json::object{{"mailed_to", mailed}};
    shown = link_json(link, kind);
    return json::object{};
}

Result<http::Response> create(Serving& serving, const http::Request& request) {
    Body body = TRY(Body::parse(request));
    const User user{{}, body.text("name"), body.text("display_name"), body.text_or("role", access::no_role), body.maybe_id<EmployeeTag>("employee_id")};
    const std::string email = body.text_or("email");
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    json::value link;
    auto answer = serving.command(request, "user.add", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        if (user.role != access::no_role) TRY_VOID(access::check_grant(act.actor, role_named(request.principal->role), UserId{}, user.role, access::shipped_roles()));
        TRY_VOID(check_employee(connection, act.company, user.employee));
        const auto policy = TRY(access::load_access_policy(connection, act.company, serving.today()));
        TRY_VOID(check_email(email));
        const UserId id = TRY(add_user(connection, act.company, serving.ids(), act.at, user, {}));
        if (!email.empty()) set_first_address(connection, act.company, id, email);
        const auto made = access::make_password_link(connection, act.company, id, act.actor, access::LinkKind::invitation, policy, act.at);
        const json::object more = TRY(hand_over(serving, connection, act, id, made, access::LinkKind::invitation, link));
        note(connection, serving, act, "user", id.value, "user.added", {{"name", user.name}, {"role", user.role}});
        json::object answer = account_json(TRY(account(connection, act.company, id)));
        for (const auto& [key, value] : more) answer[key] = value;
        return Answer{201, std::move(answer)};
    });
    if (!answer) return answer;
    return with_secret(*std::move(answer), request, "link", std::move(link));
}

Result<http::Response> change(Serving& serving, const http::Request& request) {
    Body body = TRY(Body::parse(request));
    AccountChange wanted;
    if (const auto name = body.text_or("display_name"); !name.empty()) wanted.display_name = name;
    if (body.raw("email")) wanted.email = body.text_or("email");
    if (body.raw("employee_id")) wanted.employee = body.maybe_id<EmployeeTag>("employee_id");
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    const std::int64_t version = TRY(needed_version(request));
    return on_account(serving, request, "user.change", [&](sql::Connection& connection, const audit::Act& act, UserId id) -> Result<json::object> {
        // Whose customers an account sees hangs on the employee: nobody chooses that for himself.
        if (wanted.employee) TRY_VOID(access::check_other_account(act.actor, id));
        if (wanted.employee) TRY_VOID(check_employee(connection, act.company, *wanted.employee));
        // Links that sign in go there: nobody turns his own account's mail elsewhere by his own word.
        if (wanted.email) TRY_VOID(access::check_other_account(act.actor, id));
        if (wanted.email) TRY_VOID(check_email(*wanted.email));
        const AccountRow before = TRY(account(connection, act.company, id));
        json::object detail;
        std::string what;
        if (wanted.display_name) {
            what = "display_name: " + before.user.display_name + " → " + *wanted.display_name;
            detail["display_name"] = *wanted.display_name;
        }
        if (wanted.email) {
            what += std::string(what.empty() ? "" : "; ") + "email";
            detail["email"] = *wanted.email;
        }
        if (wanted.employee) {
            what += std::string(what.empty() ? "" : "; ") + "employee";
            detail["employee"] = *wanted.employee ? json::value(to_string(**wanted.employee)) : json::value(nullptr);
        }
        TRY_VOID(change_account(connection, act.company, id, version, wanted, what, act.actor, act.at));
        note(connection, serving, act, "user", id.value, "user.changed", detail);
        return json::object{};
    });
}

Result<http::Response> give_role(Serving& serving, const http::Request& request) {
    Body body = TRY(Body::parse(request));
    const std::string role = body.text("role");
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    const std::int64_t version = TRY(needed_version(request));
    return on_account(serving, request, "user.give_role", [&](sql::Connection& connection, const audit::Act& act, UserId id) -> Result<json::object> {
        TRY_VOID(access::check_grant(act.actor, role_named(request.principal->role), id, role, access::shipped_roles()));
        const auto all = lock_accounts(connection, act.company);
        const AccountRow before = TRY(account(connection, act.company, id));
        TRY_VOID(access::check_someone_in_charge(all, {id, role, before.has_password && !before.disabled_at}, access::shipped_roles()));
        TRY_VOID(change_account(connection, act.company, id, version, {.role = role}, "role: " + before.user.role + " → " + role, act.actor, act.at));
        // Other rights, another session: he signs in again (trust S6).
        end_sessions_of(connection, act.company, id, act.at);
        note(connection, serving, act, "user", id.value, "user.role_given", {{"from", before.user.role}, {"to", role}});
        return json::object{};
    });
}

Result<http::Response> disable(Serving& serving, const http::Request& request) {
    return on_account(serving, request, "user.disable", [&](sql::Connection& connection, const audit::Act& act, UserId id) -> Result<json::object> {
        TRY_VOID(access::check_other_account(act.actor, id));
        const auto all = lock_accounts(connection, act.company);
        const AccountRow before = TRY(account(connection, act.company, id));
        TRY_VOID(access::check_someone_in_charge(all, {id, before.user.role, false}, access::shipped_roles()));
        TRY_VOID(change_account(connection, act.company, id, {}, {.disabled = true}, "disabled", act.actor, act.at));
        end_sessions_of(connection, act.company, id, act.at);
        access::revoke_keys_of(connection, act.company, id, act.actor, act.at);
        access::void_password_links(connection, act.company, id, act.at);
        access::void_challenges(connection, act.company, id, act.at);
        access::end_delegations_of(connection, act.company, id, act.actor, act.at);
        note(connection, serving, act, "user", id.value, "user.disabled");
        return json::object{};
    });
}

Result<http::Response> enable(Serving& serving, const http::Request& request) {
    return on_account(serving, request, "user.enable", [&](sql::Connection& connection, const audit::Act& act, UserId id) -> Result<json::object> {
        TRY_VOID(change_account(connection, act.company, id, {}, {.disabled = false}, "enabled", act.actor, act.at));
        note(connection, serving, act, "user", id.value, "user.enabled");
        return json::object{};
    });
}

// A link to a new password: the old one is void and every session ends (trust S9). The second factor stays: who
// administers accounts cannot become somebody who has one.
Result<http::Response> give_link(Serving& serving, const http::Request& request) {
    json::value shown;
    auto answer = on_account(serving, request, "user.password_link", [&](sql::Connection& connection, const audit::Act& act, UserId id) -> Result<json::object> {
        TRY_VOID(access::check_other_account(act.actor, id));
        const AccountRow before = TRY(account(connection, act.company, id));
        if (before.disabled_at) return refuse("access.account_disabled", before.user.display_name);
        const auto kind = before.has_password ? access::LinkKind::reset : access::LinkKind::invitation;
        const auto policy = TRY(access::load_access_policy(connection, act.company, serving.today()));
        change_password_hash(connection, act.company, id, "");
        end_sessions_of(connection, act.company, id, act.at);
        access::void_challenges(connection, act.company, id, act.at);
        const auto made = access::make_password_link(connection, act.company, id, act.actor, kind, policy, act.at);
        note(connection, serving, act, "user", id.value, "user.password_link_made", {{"kind", access::to_string(kind)}});
        return hand_over(serving, connection, act, id, made, kind, shown);
    });
    if (!answer) return answer;
    return with_secret(*std::move(answer), request, "link", std::move(shown));
}

// Who comes next from the identity provider with this user name is linked afresh; until then nobody is signed in.
Result<http::Response> unlink(Serving& serving, const http::Request& request) {
    return on_account(serving, request, "user.unlink_identity", [&](sql::Connection& connection, const audit::Act& act, UserId id) -> Result<json::object> {
        TRY_VOID(access::check_other_account(act.actor, id));
        if (access::unlink_account(connection, act.company, id) == 0) return refuse("access.not_linked");
        end_sessions_of(connection, act.company, id, act.at);
        note(connection, serving, act, "user", id.value, "user.identity_unlinked");
        return json::object{};
    });
}

// For who lost the phone and the codes. A matter of rights, so not of those who can also reset the password.
Result<http::Response> drop_factor(Serving& serving, const http::Request& request) {
    return on_account(serving, request, "user.drop_second_factor", [&](sql::Connection& connection, const audit::Act& act, UserId id) -> Result<json::object> {
        TRY_VOID(access::check_other_account(act.actor, id));
        TRY(account(connection, act.company, id));
        access::remove_factor(connection, act.company, id);
        end_sessions_of(connection, act.company, id, act.at);
        access::void_challenges(connection, act.company, id, act.at);
        note(connection, serving, act, "user", id.value, "user.second_factor_dropped");
        return json::object{};
    });
}

Result<http::Response> end_all(Serving& serving, const http::Request& request) {
    return on_account(serving, request, "user.end_sessions", [&](sql::Connection& connection, const audit::Act& act, UserId id) -> Result<json::object> {
        TRY(account(connection, act.company, id));
        const auto ended = end_sessions_of(connection, act.company, id, act.at);
        note(connection, serving, act, "user", id.value, "user.sessions_ended", {{"count", ended}});
        return json::object{{"ended", ended}};
    });
}

}  // namespace

void add_user_routes(http::Router& router, Serving& serving) {
    const auto add = [&](const char* method, const char* pattern, Permission permission, Result<http::Response> (*work)(Serving&, const http::Request&)) {
        router.add({.method = method, .pattern = pattern, .permission = permission, .scope = Scope::company, .handler = [&serving, work](const http::Request& request) { return work(serving, request); }});
    };
    add("GET", "/api/v1/users", Permission::manage_users, list);
    add("GET", "/api/v1/role-grants", Permission::grant_roles, list);
    add("POST", "/api/v1/users", Permission::manage_users, create);
    add("PATCH", "/api/v1/users/{id}", Permission::manage_users, change);
    add("PUT", "/api/v1/users/{id}/role", Permission::grant_roles, give_role);
    add("POST", "/api/v1/users/{id}/disable", Permission::manage_users, disable);
    add("POST", "/api/v1/users/{id}/enable", Permission::manage_users, enable);
    add("POST", "/api/v1/users/{id}/password-link", Permission::manage_users, give_link);
    add("DELETE", "/api/v1/users/{id}/sessions", Permission::manage_users, end_all);
    add("DELETE", "/api/v1/users/{id}/second-factor", Permission::grant_roles, drop_factor);
    add("DELETE", "/api/v1/users/{id}/identity", Permission::manage_users, unlink);
}

}  // namespace tandem::app::server
