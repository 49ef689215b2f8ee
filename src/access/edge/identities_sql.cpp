#include "access/edge/identities_sql.h"

#include "platform/password.h"

namespace tandem::access {
namespace {

constexpr std::int64_t minute = 60 * 1'000'000LL;
constexpr std::int64_t most_begun = 10'000;

LocalAccount account_of(const sql::Row& row) { return {UserId{row.integer(0)}, std::string(row.text(1)), row.is_null(2), row.integer(3) > 0}; }

}  // namespace

Result<void> keep_begun(sql::Connection& connection, CompanyId company, const BegunSignIn& begun, Instant now) {
    connection.execute("DELETE FROM oidc_sign_in WHERE company_id = $1 AND expires_at <= $2", {company.value, now.micros});
    const auto waiting = connection.one_integer("SELECT COUNT(*) FROM oidc_sign_in WHERE company_id = $1", {company.value});
    if (waiting.value_or(0) >= most_begun) return refuse("auth.busy", {}, {{"seconds", std::to_string(begun_minutes * 60)}});
    connection.execute("INSERT INTO oidc_sign_in (company_id, state_hash, browser_hash, nonce, verifier, return_path, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                       {company.value, platform::sha256_hex(begun.state), platform::sha256_hex(begun.browser), begun.nonce, begun.verifier, begun.return_path, now.micros, now.micros + begun_minutes * minute});
    return {};
}

bool was_begun(sql::Connection& connection, CompanyId company, const std::string& state, const std::string& browser, Instant now) {
    return connection.one_integer("SELECT 1 FROM oidc_sign_in WHERE company_id = $1 AND state_hash = $2 AND browser_hash = $3 AND expires_at > $4",
                                  {company.value, platform::sha256_hex(state), platform::sha256_hex(browser), now.micros}).has_value();
}

Result<BegunSignIn> take_begun(sql::Connection& connection, CompanyId company, const std::string& state, const std::string& browser, Instant now) {
    std::optional<BegunSignIn> begun;
    const std::string state_hash = platform::sha256_hex(state), browser_hash = platform::sha256_hex(browser);
    connection.query("SELECT nonce, verifier, return_path FROM oidc_sign_in WHERE company_id = $1 AND state_hash = $2 AND browser_hash = $3 AND expires_at > $4 {for_update}",
                     {company.value, state_hash, browser_hash, now.micros},
                     [&](const sql::Row& row) { begun = BegunSignIn{state, browser, std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2))}; });
    const auto taken = connection.execute("DELETE FROM oidc_sign_in WHERE company_id = $1 AND state_hash = $2 AND browser_hash = $3", {company.value, state_hash, browser_hash});
    if (!begun || taken == 0) return refuse("auth.oidc_state");
    return *begun;
}

std::optional<LocalAccount> linked_account(sql::Connection& connection, CompanyId company, const Identity& identity) {
    std::optional<LocalAccount> account;
    connection.query("SELECT u.id, u.name, u.disabled_at, 0 FROM user_identity i JOIN app_user u ON u.company_id = i.company_id AND u.id = i.user_id "
                     "WHERE i.company_id = $1 AND i.issuer = $2 AND i.subject = $3",
                     {company.value, identity.issuer, identity.subject}, [&](const sql::Row& row) { account = account_of(row); });
    return account;
}

std::optional<LocalAccount> account_named(sql::Connection& connection, CompanyId company, const std::string& user_name, const Identity& identity) {
    std::optional<LocalAccount> account;
    connection.query("SELECT u.id, u.name, u.disabled_at, (SELECT COUNT(*) FROM user_identity i WHERE i.company_id = u.company_id AND i.user_id = u.id AND i.issuer = $3 AND i.subject <> $4) "
                     "FROM app_user u WHERE u.company_id = $1 AND u.name = $2",
                     {company.value, user_name, identity.issuer, identity.subject}, [&](const sql::Row& row) { account = account_of(row); });
    return account;
}

void link_account(sql::Connection& connection, CompanyId company, UserId user, const Identity& identity, Instant now) {
    connection.execute("INSERT INTO user_identity (company_id, issuer, subject, user_id, linked_at) VALUES ($1, $2, $3, $4, $5)", {company.value, identity.issuer, identity.subject, user.value, now.micros});
}

std::int64_t unlink_account(sql::Connection& connection, CompanyId company, UserId user) {
    return connection.execute("DELETE FROM user_identity WHERE company_id = $1 AND user_id = $2", {company.value, user.value});
}

}  // namespace tandem::access
