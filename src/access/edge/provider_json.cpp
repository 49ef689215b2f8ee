#include "access/edge/provider_json.h"

#include <algorithm>

namespace tandem::access {
namespace {

namespace json = boost::json;

constexpr std::size_t deepest = 16;

tl::unexpected<Error> refuse_provider(std::string reason) { return refuse("auth.oidc_provider", {}, {{"reason", std::move(reason)}}); }

Result<platform::WebAddress> endpoint_in(const json::object& object, const char* name, const Endpoint& issuer, std::span<const Endpoint> listed) {
    const auto address = platform::parse_web_address(text_of(object, name));
    if (!address) return refuse_provider(name);
    TRY_VOID(check_endpoint(endpoint_of(*address), issuer, listed));
    return *address;
}

bool lists(const json::object& object, std::string_view name, std::string_view wanted) {
    const auto* list = object.if_contains(name);
    return list && list->is_array() && std::ranges::any_of(list->get_array(), [&](const json::value& each) { return each.is_string() && each.get_string() == wanted; });
}

}  // namespace

std::optional<json::object> object_of(std::string_view text) {
    boost::system::error_code failed;
    json::parse_options options;
    options.max_depth = deepest;
    json::value value = json::parse({text.data(), text.size()}, failed, {}, options);
    if (failed || !value.is_object()) return std::nullopt;
    return std::move(value.get_object());
}

std::string text_of(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value && value->is_string() ? std::string(value->get_string()) : std::string{};
}

std::optional<std::string> user_name_in(const json::object& claims, std::string_view name_claim) {
    const std::string name = text_of(claims, name_claim);
    if (name.empty()) return std::nullopt;
    if (name_claim == "email") {
        const auto* verified = claims.if_contains("email_verified");
        if (!verified || !verified->is_bool() || !verified->get_bool()) return std::nullopt;
    }
    return name;
}

Endpoint endpoint_of(const platform::WebAddress& address) { return {address.tls, address.host, address.port}; }

Result<ProviderDescription> parse_description(std::string_view text, std::string_view issuer, std::span<const Endpoint> listed) {
    const auto own = platform::parse_web_address(issuer);
    const auto object = object_of(text);
    if (!own || !object) return refuse_provider("openid-configuration");
    if (text_of(*object, "issuer") != issuer) return refuse_provider("issuer: " + text_of(*object, "issuer"));
    const Endpoint at = endpoint_of(*own);
    ProviderDescription description{.authorization = TRY(endpoint_in(*object, "authorization_endpoint", at, listed)),
                                    .token = TRY(endpoint_in(*object, "token_endpoint", at, listed)),
                                    .keys = TRY(endpoint_in(*object, "jwks_uri", at, listed)),
                                    .user_info = std::nullopt};
    if (object->contains("userinfo_endpoint")) description.user_info = TRY(endpoint_in(*object, "userinfo_endpoint", at, listed));
    constexpr const char* ways = "token_endpoint_auth_methods_supported";
    description.secret_in_header = !object->contains(ways) || lists(*object, ways, "client_secret_basic");
    return description;
}

Result<TokenAnswer> parse_token_answer(std::string_view text) {
    const auto object = object_of(text);
    if (!object) return refuse_provider("token_endpoint");
    TokenAnswer answer{text_of(*object, "id_token"), text_of(*object, "access_token")};
    if (answer.id_token.empty()) return refuse_provider("id_token");
    return answer;
}

std::optional<std::string> user_name_in_user_info(std::string_view text, std::string_view subject, std::string_view name_claim) {
    const auto object = object_of(text);
    if (!object || subject.empty() || text_of(*object, "sub") != subject) return std::nullopt;
    return user_name_in(*object, name_claim);
}

}  // namespace tandem::access
