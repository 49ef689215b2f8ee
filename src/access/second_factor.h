// The second factor: six digits that a phone shows for half a minute (TOTP, RFC 6238), each of them good once.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "access/policy.h"
#include "core/date.h"

namespace tandem::access {

// Half minutes since 1970: the moving part of a code.
std::int64_t totp_step(Instant now);

// The step a code belongs to: this one, the one before or the one after, for clocks that differ a little; never one
// at or before `last_used` (trust S10: a code that was seen once is worth nothing). `fits` compares with one step's code.
std::optional<std::int64_t> accepted_step(Instant now, std::int64_t last_used, const std::function<bool(std::int64_t step)>& fits);

// "123 456" is six digits; recovery codes are told apart by their length.
std::string plain_code(std::string_view typed);  // without blanks and dashes, lower case
bool is_totp_code(std::string_view plain);

// What a user still has to do before anything else is answered.
enum class SecondFactor { off, needed, on };
SecondFactor second_factor_of(std::string_view role, bool enrolled, const AccessPolicy& policy);
std::string_view to_string(SecondFactor state);

// Whether the password is asked before a factor is enrolled: who only found the session does not know it (trust S6). Not
// of an account that signs in without one; nor directly after signing in where nothing else can be done before
// enrolling, for as long as a challenge would live.
enum class Password { usable, none };
bool asks_password_first(Password password, SecondFactor state, Instant signed_in, Instant now, const AccessPolicy& policy);

}  // namespace tandem::access
