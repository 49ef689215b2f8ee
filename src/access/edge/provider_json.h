// The provider's description of itself (OpenID Connect Discovery 1.0), and what its token and userinfo endpoints answer.
#pragma once
#include <boost/json.hpp>

#include <optional>
#include <string>
#include <string_view>

#include "access/single_sign_on.h"
#include "platform/web/web_address.h"

namespace tandem::access {

struct ProviderDescription {
    platform::WebAddress authorization, token, keys;
    std::optional<platform::WebAddress> user_info;
    bool secret_in_header = true;  // else the provider takes the secret in the body alone
};

Endpoint endpoint_of(const platform::WebAddress& address);

// Refuses auth.oidc_provider {reason}: not JSON, another issuer than asked, an endpoint missing or not allowed.
Result<ProviderDescription> parse_description(std::string_view text, std::string_view issuer, std::span<const Endpoint> listed);

struct TokenAnswer {
    std::string id_token, access_token;
};
// Refuses auth.oidc_provider {reason} when no ID token came.
Result<TokenAnswer> parse_token_answer(std::string_view text);

// The name of the user that userinfo tells of the same person; nothing when it tells none, or of another.
std::optional<std::string> user_name_in_user_info(std::string_view text, std::string_view subject, std::string_view name_claim);

// Reading objects whose other members are none of our business. Absent, or of another type: empty.
std::optional<boost::json::object> object_of(std::string_view text);
std::string text_of(const boost::json::object& object, std::string_view name);
// The claim that names the user; an e-mail address only when the provider verified it.
std::optional<std::string> user_name_in(const boost::json::object& claims, std::string_view name_claim);

}  // namespace tandem::access
