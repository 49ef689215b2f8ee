// One-time links to a password, by mail: to the account's own address alone, never to one that came in with an import.
#pragma once
#include <string>

#include "access/edge/links_sql.h"
#include "app/server/serving.h"

namespace tandem::app::server {

// Puts the link into the outbox, in the caller's transaction. The address it goes to; empty when mail is not set up or the
// account has no address.
Result<std::string> mail_password_link(Serving& serving, sql::Connection& connection, const audit::Act& act, UserId user, const access::NewLink& link);

// Who forgot the password asks for a link. Always answers the same, whether such an account exists, may use a password, has an
// address, or was sent a link that is still good; the password stays until the link is used.
Result<http::Response> forgotten_password(Serving& serving, const http::Request& request);

}  // namespace tandem::app::server
