#include "access/id_token.h"

#include <algorithm>

namespace tandem::access {
namespace {

constexpr std::size_t longest_subject = 255;
constexpr std::int64_t second = 1'000'000;

// The type of key that an algorithm signs with; empty for every algorithm that is not taken.
std::string_view key_type_of(std::string_view algorithm) {
    if (algorithm == "RS256" || algorithm == "PS256") return "RSA";
    if (algorithm == "ES256") return "EC";
    return {};
}

tl::unexpected<Error> disbelieve(const char* claim) { return refuse("auth.oidc_token", claim); }

}  // namespace

Result<std::size_t> choose_key(const TokenHeader& header, std::span<const KeyFacts> keys) {
    const std::string_view type = key_type_of(header.algorithm);
    if (type.empty()) return disbelieve("alg");
    const auto fits = [&](const KeyFacts& key) {
        return key.type == type && (key.use.empty() || key.use == "sig") && (key.algorithm.empty() || key.algorithm == header.algorithm) && (header.key.empty() || key.id == header.key);
    };
    const auto found = std::ranges::find_if(keys, fits);
    if (found == keys.end() || std::find_if(found + 1, keys.end(), fits) != keys.end()) return disbelieve("kid");
    return static_cast<std::size_t>(found - keys.begin());
}

Result<void> check_id_token(const IdClaims& claims, const ExpectedToken& expected, Instant now) {
    if (claims.issuer != expected.issuer) return disbelieve("iss");
    if (claims.subject.empty() || claims.subject.size() > longest_subject) return disbelieve("sub");
    if (std::ranges::find(claims.audience, expected.client) == claims.audience.end()) return disbelieve("aud");
    // A token for several must say that it was asked for by us.
    if (claims.audience.size() > 1 && !claims.authorized_party) return disbelieve("azp");
    if (claims.authorized_party && *claims.authorized_party != expected.client) return disbelieve("azp");
    if (expected.nonce.empty() || claims.nonce != expected.nonce) return disbelieve("nonce");
    const std::int64_t present = now.micros / second;
    if (claims.expires <= present - token_leeway_seconds) return disbelieve("exp");
    if (claims.issued > present + token_leeway_seconds) return disbelieve("iat");
    if (claims.not_before && *claims.not_before > present + token_leeway_seconds) return disbelieve("nbf");
    return {};
}

}  // namespace tandem::access
