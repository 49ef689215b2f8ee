// Sign-ins that were begun at the identity provider, and which person there has which account here.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "access/single_sign_on.h"
#include "core/date.h"
#include "core/id.h"
#include "core/result.h"
#include "platform/sql/connection.h"

namespace tandem::access {

// What the provider is not told, or only as a digest, until it sends the browser back.
struct BegunSignIn {
    std::string state, browser;   // 32 random bytes each, kept hashed; the browser's is in its cookie
    std::string nonce, verifier;  // PKCE
    std::string return_path;
};

inline constexpr std::int64_t begun_minutes = 10;

// Those that are over go; refuses auth.busy while too many wait.
Result<void> keep_begun(sql::Connection& connection, CompanyId company, const BegunSignIn& begun, Instant now);
// Asked before anything is written: made-up states cost nobody the lock.
bool was_begun(sql::Connection& connection, CompanyId company, const std::string& state, const std::string& browser, Instant now);
// What was begun in this very browser: taken once, then gone. Another browser takes nothing and spoils nothing.
// Refuses auth.oidc_state.
Result<BegunSignIn> take_begun(sql::Connection& connection, CompanyId company, const std::string& state, const std::string& browser, Instant now);

struct Identity {
    std::string issuer, subject;
};
std::optional<LocalAccount> linked_account(sql::Connection& connection, CompanyId company, const Identity& identity);
std::optional<LocalAccount> account_named(sql::Connection& connection, CompanyId company, const std::string& user_name, const Identity& identity);
void link_account(sql::Connection& connection, CompanyId company, UserId user, const Identity& identity, Instant now);
// Rows changed: who comes next with this user name is linked afresh.
std::int64_t unlink_account(sql::Connection& connection, CompanyId company, UserId user);

}  // namespace tandem::access
