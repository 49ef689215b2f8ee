// Passwords (Argon2id), tokens and digests. Trust S6, S8, S10.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.h"

namespace tandem::platform {

// Argon2id, 19 MiB, 2 passes, 1 lane, as a "$argon2id$..." text that carries its own parameters and salt.
// At most two run at a time and 16 wait; more are refused with auth.busy. Refuses with
// auth.password_too_short (under 10 characters) and auth.password_too_long (over 256 bytes).
Result<std::string> hash_password(std::string_view password);

// Whether the password is the one of `hash`. An empty hash (unknown user) costs the same time and is
// false. Refuses only with auth.busy.
Result<bool> verify_password(std::string_view hash, std::string_view password);
// How many passwords were computed against a hash since the program started.
std::int64_t password_checks();

// 32 random bytes as base64url without padding (43 characters): sessions, set-up links.
std::string random_token();
std::string sha256_hex(std::string_view bytes);  // how a token is stored
bool equal_in_constant_time(std::string_view a, std::string_view b);

std::string base64url(std::string_view bytes);  // without padding
std::optional<std::string> from_base64url(std::string_view text);  // strict: nothing for any other character

}  // namespace tandem::platform
