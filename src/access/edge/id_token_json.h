// Reading what an identity provider sends: its keys, and tokens signed with them.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "access/id_token.h"
#include "platform/jose.h"

namespace tandem::access {

struct ProviderKeys {
    std::vector<KeyFacts> facts;
    std::vector<platform::PublicKey> keys;  // in the same order
};

// A JWKS. Keys of a kind we do not know are left out. Refuses auth.oidc_provider {reason}.
Result<ProviderKeys> parse_keys(std::string_view text);

// The claims of a token whose signature is right; check_id_token() comes next. `name_claim` is the one that names the
// user; an e-mail address counts only when the provider verified it. Refuses auth.oidc_token: form, alg, kid, signature.
Result<IdClaims> read_id_token(std::string_view token, const ProviderKeys& keys, std::string_view name_claim);

// Whether a refusal may only mean that the provider changed its keys since they were read.
inline bool may_be_new_key(const Error& error) { return error.code == "auth.oidc_token" && (error.subject == "kid" || error.subject == "signature"); }

}  // namespace tandem::access
