// One-time tokens as they are kept, hashed: links to set a password, and the step between password and second factor.
#pragma once
#include <string>

#include "access/policy.h"
#include "core/date.h"
#include "core/id.h"
#include "core/result.h"
#include "platform/sql/connection.h"

namespace tandem::access {

enum class LinkKind { invitation, reset };
std::string_view to_string(LinkKind kind);

struct NewLink {
    std::string token;  // 32 random bytes: shown once, never kept
    Instant expires_at;
};

// Links of this user that were not used become void.
NewLink make_password_link(sql::Connection& connection, CompanyId company, UserId user, UserId by, LinkKind kind, const AccessPolicy& policy, Instant now);
// Whose link it is. access.link_invalid says no more, whether it is unknown, used, expired or its user disabled.
Result<UserId> password_link_user(sql::Connection& connection, CompanyId company, const std::string& token, Instant now);
// A link of this user that could still be used.
bool has_good_link(sql::Connection& connection, CompanyId company, UserId user, Instant now);
void void_password_links(sql::Connection& connection, CompanyId company, UserId user, Instant now);

// How the first step was made: "password" or "oidc".
NewLink make_challenge(sql::Connection& connection, CompanyId company, UserId user, std::string_view method, const AccessPolicy& policy, Instant now);
std::string challenge_method(sql::Connection& connection, CompanyId company, const std::string& token);
// Whose challenge it is. Refuses auth.challenge_ended.
Result<UserId> challenge_user(sql::Connection& connection, CompanyId company, const std::string& token, Instant now);
void void_challenges(sql::Connection& connection, CompanyId company, UserId user, Instant now);

}  // namespace tandem::access
