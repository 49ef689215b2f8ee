// Server-side sessions: the token goes to the cookie, only its hash is kept (trust S6).
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/server/users.h"

namespace tandem::app::server {

struct SessionTag { static constexpr std::string_view prefix = "ses"; };
using SessionId = Id<SessionTag>;

// Who asked for the second factor, where there was one: a session of single sign-on may rest on the provider's.
enum class FactorBy { us, provider };
std::string start_session(sql::Connection& connection, CompanyId company, IdSource& ids, UserId user, const http::Request& request, Instant now, FactorBy factor = FactorBy::us);
Instant session_began(sql::Connection& connection, CompanyId company, std::string_view token);
FactorBy factor_by(sql::Connection& connection, CompanyId company, std::string_view token);
void end_session(sql::Connection& connection, CompanyId company, std::string_view token, Instant now);
// Rows changed: of one user, or of anybody.
std::int64_t end_session_by_id(sql::Connection& connection, CompanyId company, SessionId id, std::optional<UserId> user, Instant now);
std::int64_t end_sessions_of(sql::Connection& connection, CompanyId company, UserId user, Instant now);

struct LiveSession {
    SessionId id;
    UserId user;
    std::string user_name, peer, agent;
    Instant created_at, used_at;
    bool current;
};
// Those that would still be let in; of one user, or of all.
std::vector<LiveSession> live_sessions(Serving& serving, std::optional<UserId> user, std::string_view current_token);
// The user of a live session: not idle and not old beyond the installation's limits. Marks it used, at most once a minute.
std::optional<User> session_user(Serving& serving, std::string_view token);

}  // namespace tandem::app::server
