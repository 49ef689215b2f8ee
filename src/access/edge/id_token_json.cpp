#include "access/edge/id_token_json.h"

#include <boost/json.hpp>

#include "access/edge/provider_json.h"
#include "platform/password.h"

namespace tandem::access {
namespace {

namespace json = boost::json;

constexpr std::size_t longest_token = 32 * 1024;

tl::unexpected<Error> disbelieve(const char* part) { return refuse("auth.oidc_token", part); }

std::optional<json::object> object_in(std::string_view base64url_part) {
    const auto text = platform::from_base64url(base64url_part);
    return text ? object_of(*text) : std::nullopt;
}

std::string bytes_of(const json::object& object, const char* name) {
    return platform::from_base64url(text_of(object, name)).value_or("");
}

std::optional<std::int64_t> seconds_of(const json::object& object, const char* name) {
    const auto* value = object.if_contains(name);
    const auto* whole = value ? value->if_int64() : nullptr;
    constexpr std::int64_t year_9999 = 253'402'300'800;
    return whole && *whole >= 0 && *whole < year_9999 ? std::optional{*whole} : std::nullopt;
}

// A list of texts, or one text in place of a list.
std::vector<std::string> texts_of(const json::object& object, const char* name) {
    const auto* value = object.if_contains(name);
    std::vector<std::string> texts;
    if (value && value->is_string()) texts.emplace_back(value->get_string());
    if (value && value->is_array())
        for (const auto& each : value->get_array())
            if (each.is_string()) texts.emplace_back(each.get_string());
    return texts;
}

Result<IdClaims> claims_of(const json::object& body, std::string_view name_claim) {
    const auto expires = seconds_of(body, "exp"), issued = seconds_of(body, "iat");
    if (!expires) return disbelieve("exp");
    if (!issued) return disbelieve("iat");
    if (body.contains("nbf") && !seconds_of(body, "nbf")) return disbelieve("nbf");
    IdClaims claims{.issuer = text_of(body, "iss"), .subject = text_of(body, "sub"), .nonce = text_of(body, "nonce"), .audience = texts_of(body, "aud"), .expires = *expires, .issued = *issued, .not_before = seconds_of(body, "nbf")};
    if (body.contains("azp")) claims.authorized_party = text_of(body, "azp");
    for (const char* methods : {"amr", "acr"})
        for (std::string& each : texts_of(body, methods)) claims.methods.insert(std::move(each));
    claims.user_name = user_name_in(body, name_claim);
    claims.shown_name = text_of(body, "name");
    return claims;
}

}  // namespace

Result<ProviderKeys> parse_keys(std::string_view text) {
    const auto document = object_of(text);
    const auto* list = document ? document->if_contains("keys") : nullptr;
    if (!list || !list->is_array()) return refuse("auth.oidc_provider", {}, {{"reason", "jwks_uri"}});
    ProviderKeys all;
    for (const auto& each : list->get_array()) {
        if (!each.is_object()) continue;
        const auto& key = each.get_object();
        const std::string type = text_of(key, "kty");
        if (type != "RSA" && type != "EC") continue;
        all.facts.push_back({text_of(key, "kid"), type, text_of(key, "alg"), text_of(key, "use")});
        all.keys.push_back({.type = type, .modulus = bytes_of(key, "n"), .exponent = bytes_of(key, "e"), .curve = text_of(key, "crv"), .x = bytes_of(key, "x"), .y = bytes_of(key, "y")});
    }
    return all;
}

Result<IdClaims> read_id_token(std::string_view token, const ProviderKeys& keys, std::string_view name_claim) {
    const auto first = token.find('.'), last = token.rfind('.');
    if (token.size() > longest_token || first == std::string_view::npos || first == last || token.find('.', first + 1) != last) return disbelieve("form");
    const auto header = object_in(token.substr(0, first));
    const auto signature = platform::from_base64url(token.substr(last + 1));
    // "crit" names extensions that must be understood; none is.
    if (!header || !signature || header->contains("crit")) return disbelieve("form");
    const TokenHeader named{text_of(*header, "alg"), text_of(*header, "kid")};
    const std::size_t at = TRY(choose_key(named, keys.facts));
    if (!platform::signature_fits(keys.keys[at], named.algorithm, token.substr(0, last), *signature)) return disbelieve("signature");
    const auto body = object_in(token.substr(first + 1, last - first - 1));
    if (!body) return disbelieve("form");
    return claims_of(*body, name_claim);
}

}  // namespace tandem::access
