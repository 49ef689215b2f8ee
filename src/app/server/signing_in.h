// What every way of signing in does in the end.
#pragma once
#include <optional>
#include <string_view>

#include "app/server/sessions.h"

namespace tandem::app::server {

struct HowSignedIn {
    std::string_view method = "password";  // "oidc"
    std::string_view factor = "off";       // "code", "recovery_code", "provider"
    FactorBy factor_by = FactorBy::us;
};

// A new session with its audit row and cookie, inside the caller's transaction; the answer is GET /api/v1/session's.
Result<http::Response> let_in(Serving& serving, const http::Request& request, sql::Connection& connection, const User& user, const HowSignedIn& how);

// An audit row in a transaction of its own. `user`: nobody when it is not known whose sign-in it was.
void note_failure(Serving& serving, const http::Request& request, std::optional<UserId> user, std::string_view step, std::string_view reason = {});

}  // namespace tandem::app::server
