// API keys as they are kept: hashed; what is shown of one later is its label and its last four characters.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "access/api_key.h"
#include "core/id.h"
#include "platform/sql/connection.h"

namespace tandem::access {

struct ApiKeyTag { static constexpr std::string_view prefix = "key"; };
using ApiKeyId = Id<ApiKeyTag>;

inline constexpr std::string_view key_prefix = "tk_";

struct ApiKey {
    ApiKeyId id;
    UserId owner;
    std::string owner_name, label, hint;
    Permissions permissions;
    Date last_date;
    Instant created_at;
    std::optional<Instant> used_at, revoked_at;
};

std::string insert_key(sql::Connection& connection, CompanyId company, ApiKeyId id, UserId owner, const NewKey& key, Instant now);  // the token
std::vector<ApiKey> list_keys(sql::Connection& connection, CompanyId company, std::optional<UserId> owner);
// A key that may be used on that day by an owner who may sign in; nothing otherwise.
std::optional<ApiKey> find_key(sql::Connection& connection, CompanyId company, std::string_view token, Date today);
void mark_key_used(sql::Connection& connection, CompanyId company, ApiKeyId id, Instant now);
// Rows changed: of one owner, or of anybody.
std::int64_t revoke_key(sql::Connection& connection, CompanyId company, ApiKeyId id, std::optional<UserId> owner, UserId by, Instant now);
void revoke_keys_of(sql::Connection& connection, CompanyId company, UserId owner, UserId by, Instant now);

}  // namespace tandem::access
