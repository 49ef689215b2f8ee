// What an identity provider says about who signed in, and whether it is believed: OpenID Connect Core 3.1.3.7, trust S15.
#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "core/result.h"

namespace tandem::access {

// Both sides' clocks may differ by so much.
inline constexpr std::int64_t token_leeway_seconds = 60;

struct TokenHeader {
    std::string algorithm;
    std::string key;  // its id; empty: the header names none
};

// What a provider says of one of its keys, beside the key itself. Empty: not said.
struct KeyFacts {
    std::string id, type, algorithm, use;
};

// The place among `keys` of the one key the signature must be of. Refuses auth.oidc_token "alg" unless the algorithm is
// RS256, PS256 or ES256 (never "none", never one with a shared secret), and "kid" when none or several of the keys fit.
Result<std::size_t> choose_key(const TokenHeader& header, std::span<const KeyFacts> keys);

// Seconds since 1970, as tokens count.
struct IdClaims {
    std::string issuer, subject, nonce;
    std::vector<std::string> audience{};
    std::optional<std::string> authorized_party{};
    std::int64_t expires{}, issued{};
    std::optional<std::int64_t> not_before{};
    std::set<std::string, std::less<>> methods{};  // how the provider checked the person: amr, and acr beside it
    std::optional<std::string> user_name{};        // the claim that the configuration names, when it may be believed
    std::string shown_name{};
};

// What this sign-in was begun with.
struct ExpectedToken {
    std::string issuer, client, nonce;
};

// Refuses auth.oidc_token; the subject names the claim: iss, sub, aud, azp, nonce, exp, iat, nbf.
Result<void> check_id_token(const IdClaims& claims, const ExpectedToken& expected, Instant now);

}  // namespace tandem::access
