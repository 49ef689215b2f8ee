#include "access/edge/keys_sql.h"

#include <sstream>

#include "platform/password.h"

namespace tandem::access {
namespace {

std::string words_of(const Permissions& permissions) {
    std::string words;
    for (const std::string& one : permissions) (words += words.empty() ? "" : " ") += one;
    return words;
}
Permissions permissions_of(std::string_view words) {
    Permissions permissions;
    std::istringstream in{std::string(words)};
    for (std::string word; in >> word;) permissions.insert(word);
    return permissions;
}
std::optional<Instant> maybe_instant(const sql::Row& row, int column) {
    const auto value = row.maybe_integer(column);
    return value ? std::optional{Instant{*value}} : std::nullopt;
}
ApiKey key_of(const sql::Row& row) {
    return {ApiKeyId{row.integer(0)}, UserId{row.integer(1)}, std::string(row.text(2)), std::string(row.text(3)), std::string(row.text(4)), permissions_of(row.text(5)),
            date_of(row.integer(6)), Instant{row.integer(7)}, maybe_instant(row, 8), maybe_instant(row, 9)};
}

}  // namespace

std::string insert_key(sql::Connection& connection, CompanyId company, ApiKeyId id, UserId owner, const NewKey& key, Instant now) {
    const std::string token = std::string(key_prefix) + platform::random_token();
    connection.execute("INSERT INTO api_key (company_id, id, user_id, label, token_hash, hint, permissions, last_date, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                       {company.value, id.value, owner.value, key.label, platform::sha256_hex(token), token.substr(token.size() - 4), words_of(key.permissions),
                        std::int64_t{day_number(key.last_date)}, now.micros});
    return token;
}

std::vector<ApiKey> list_keys(sql::Connection& connection, CompanyId company, std::optional<UserId> owner) {
    std::vector<ApiKey> keys;
    const std::optional<std::int64_t> one = owner ? std::optional{owner->value} : std::nullopt;
    connection.query("SELECT k.id, k.user_id, u.display_name, k.label, k.hint, k.permissions, k.last_date, k.created_at, k.used_at, k.revoked_at "
                     "FROM api_key k JOIN app_user u ON u.company_id = k.company_id AND u.id = k.user_id "
                     "WHERE k.company_id = $1 AND k.user_id = COALESCE(CAST($2 AS {int}), k.user_id) ORDER BY k.id DESC",
                     {company.value, one}, [&](const sql::Row& row) { keys.push_back(key_of(row)); });
    return keys;
}

std::optional<ApiKey> find_key(sql::Connection& connection, CompanyId company, std::string_view token, Date today) {
    std::optional<ApiKey> key;
    connection.query("SELECT k.id, k.user_id, u.display_name, k.label, k.hint, k.permissions, k.last_date, k.created_at, k.used_at, k.revoked_at "
                     "FROM api_key k JOIN app_user u ON u.company_id = k.company_id AND u.id = k.user_id "
                     "WHERE k.company_id = $1 AND k.token_hash = $2 AND k.revoked_at IS NULL AND k.last_date >= $3 AND u.disabled_at IS NULL",
                     {company.value, platform::sha256_hex(token), std::int64_t{day_number(today)}}, [&](const sql::Row& row) { key = key_of(row); });
    return key;
}

void mark_key_used(sql::Connection& connection, CompanyId company, ApiKeyId id, Instant now) {
    connection.execute("UPDATE api_key SET used_at = $3 WHERE company_id = $1 AND id = $2", {company.value, id.value, now.micros});
}

std::int64_t revoke_key(sql::Connection& connection, CompanyId company, ApiKeyId id, std::optional<UserId> owner, UserId by, Instant now) {
    const std::optional<std::int64_t> one = owner ? std::optional{owner->value} : std::nullopt;
    return connection.execute("UPDATE api_key SET revoked_at = $5, revoked_by = $4 WHERE company_id = $1 AND id = $2 AND user_id = COALESCE(CAST($3 AS {int}), user_id) AND revoked_at IS NULL",
                              {company.value, id.value, one, by.value, now.micros});
}

void revoke_keys_of(sql::Connection& connection, CompanyId company, UserId owner, UserId by, Instant now) {
    connection.execute("UPDATE api_key SET revoked_at = $4, revoked_by = $3 WHERE company_id = $1 AND user_id = $2 AND revoked_at IS NULL", {company.value, owner.value, by.value, now.micros});
}

}  // namespace tandem::access
