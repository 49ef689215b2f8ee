// Codes of a second factor: HMAC-SHA1 of the half minute, as phones compute them (RFC 6238, six digits). Trust S10.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace tandem::platform {

std::string random_secret();                                       // 20 random bytes
std::string base32(std::string_view bytes);                        // RFC 4648 without padding: how a secret is typed in
std::string from_base32(std::string_view text);                    // asserts that base32() wrote it
std::string totp_code(std::string_view secret, std::int64_t step); // secret: bytes; "287082"

// "abcde-23456": ten characters of 32, none of which looks like another; without the dash as it is hashed.
std::string random_recovery_code();

}  // namespace tandem::platform
