// Single sign-on: whom the program asks, whose account a person at the provider has, and where he goes on.
#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "access/policy.h"
#include "core/id.h"
#include "core/result.h"

namespace tandem::access {

struct Endpoint {
    bool tls = true;
    std::string host;
    std::uint16_t port{};
    friend bool operator==(const Endpoint&, const Endpoint&) = default;
};

// This machine itself, where plain http cannot be listened to from outside.
bool is_loopback(std::string_view host);

// TLS, or plain http to this very machine. Refuses auth.oidc_provider {reason}.
Result<void> check_encrypted(const Endpoint& endpoint);

// An endpoint that the provider's description names: on the issuer's own host and port, or on one that the configuration
// lists; as well encrypted as the issuer. Trust S15. Refuses auth.oidc_provider {reason}.
Result<void> check_endpoint(const Endpoint& endpoint, const Endpoint& issuer, std::span<const Endpoint> listed);

// Only a path of this host's pages is a place to go on to; anything else becomes "/".
std::string return_path(std::string_view asked);

// An account as it stands when somebody comes from the provider.
struct LocalAccount {
    UserId id;
    std::string name;
    bool able = true;            // not disabled
    bool linked_elsewhere = false;  // to another person at this provider
};

enum class Entry { sign_in, link_and_sign_in, create };
// `linked` is the account of exactly this person at the provider, `named` the one whose user name the provider says.
// Refuses auth.oidc_disabled, auth.oidc_no_name, auth.oidc_other_identity, auth.oidc_no_account.
Result<Entry> decide_entry(const std::optional<LocalAccount>& linked, const std::optional<LocalAccount>& named, const std::optional<std::string>& user_name, bool may_create);

// Whether the provider already asked for a second factor, by the words of its amr or acr that the policy accepts.
bool provider_asked_second_factor(const std::set<std::string, std::less<>>& methods, const AccessPolicy& policy);

// With single sign-on required a password opens only the accounts kept for the day the provider is down.
// Refuses auth.password_off.
Result<void> check_password_allowed(std::string_view user_name, bool single_sign_on_required, std::span<const std::string> break_glass);

}  // namespace tandem::access
