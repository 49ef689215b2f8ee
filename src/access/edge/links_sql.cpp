#include "access/edge/links_sql.h"

#include "platform/password.h"

namespace tandem::access {
namespace {

constexpr std::int64_t minute = 60 * 1'000'000LL;

}  // namespace

std::string_view to_string(LinkKind kind) { return kind == LinkKind::invitation ? "invitation" : "reset"; }

NewLink make_password_link(sql::Connection& connection, CompanyId company, UserId user, UserId by, LinkKind kind, const AccessPolicy& policy, Instant now) {
    void_password_links(connection, company, user, now);
    const std::int64_t lasts = kind == LinkKind::invitation ? policy.invitation_hours * 60 * minute : policy.reset_minutes * minute;
    const NewLink link{platform::random_token(), Instant{now.micros + lasts}};
    connection.execute("INSERT INTO password_link (company_id, token_hash, user_id, kind, created_by, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                       {company.value, platform::sha256_hex(link.token), user.value, to_string(kind), by.value, now.micros, link.expires_at.micros});
    return link;
}

Result<UserId> password_link_user(sql::Connection& connection, CompanyId company, const std::string& token, Instant now) {
    const auto user = connection.one_integer("SELECT l.user_id FROM password_link l JOIN app_user u ON u.company_id = l.company_id AND u.id = l.user_id "
                                             "WHERE l.company_id = $1 AND l.token_hash = $2 AND l.used_at IS NULL AND l.expires_at > $3 AND u.disabled_at IS NULL",
                                             {company.value, platform::sha256_hex(token), now.micros});
    if (!user) return refuse("access.link_invalid");
    return UserId{*user};
}

bool has_good_link(sql::Connection& connection, CompanyId company, UserId user, Instant now) {
    return connection.one_integer("SELECT 1 FROM password_link WHERE company_id = $1 AND user_id = $2 AND used_at IS NULL AND expires_at > $3 LIMIT 1", {company.value, user.value, now.micros}).has_value();
}

void void_password_links(sql::Connection& connection, CompanyId company, UserId user, Instant now) {
    connection.execute("UPDATE password_link SET used_at = $3 WHERE company_id = $1 AND user_id = $2 AND used_at IS NULL", {company.value, user.value, now.micros});
}

NewLink make_challenge(sql::Connection& connection, CompanyId company, UserId user, std::string_view method, const AccessPolicy& policy, Instant now) {
    const NewLink challenge{platform::random_token(), Instant{now.micros + policy.challenge_minutes * minute}};
    connection.execute("INSERT INTO sign_in_challenge (company_id, token_hash, user_id, method, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)",
                       {company.value, platform::sha256_hex(challenge.token), user.value, method, now.micros, challenge.expires_at.micros});
    return challenge;
}

std::string challenge_method(sql::Connection& connection, CompanyId company, const std::string& token) {
    return connection.one_text("SELECT method FROM sign_in_challenge WHERE company_id = $1 AND token_hash = $2", {company.value, platform::sha256_hex(token)}).value_or("password");
}

Result<UserId> challenge_user(sql::Connection& connection, CompanyId company, const std::string& token, Instant now) {
    const auto user = connection.one_integer("SELECT c.user_id FROM sign_in_challenge c JOIN app_user u ON u.company_id = c.company_id AND u.id = c.user_id "
                                             "WHERE c.company_id = $1 AND c.token_hash = $2 AND c.used_at IS NULL AND c.expires_at > $3 AND u.disabled_at IS NULL",
                                             {company.value, platform::sha256_hex(token), now.micros});
    if (!user) return refuse("auth.challenge_ended");
    return UserId{*user};
}

void void_challenges(sql::Connection& connection, CompanyId company, UserId user, Instant now) {
    connection.execute("UPDATE sign_in_challenge SET used_at = $3 WHERE company_id = $1 AND user_id = $2 AND used_at IS NULL", {company.value, user.value, now.micros});
}

}  // namespace tandem::access
