// The conversation with the identity provider: OpenID Connect, authorization code with PKCE. Rules: access/single_sign_on.h
// and access/id_token.h; trust S15.
#pragma once
#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "access/edge/id_token_json.h"
#include "access/edge/provider_json.h"
#include "app/oidc_settings.h"
#include "platform/web/web_client.h"

namespace tandem::app::server {

class SingleSignOn {
public:
    // Reads the client's secret; asks nobody yet. Refuses config.secret_file.
    static Result<std::shared_ptr<SingleSignOn>> open(OidcSettings settings);

    const OidcSettings& settings() const { return settings_; }

    // Where the browser goes to sign in. Refuses auth.oidc_unreachable, auth.oidc_provider.
    Result<std::string> authorization_url(const std::string& state, const std::string& nonce, const std::string& verifier, Instant now);

    // Who signed in, by the code the browser brought back; the token is checked. Refuses auth.oidc_denied when the
    // provider does not take the code, auth.oidc_token, auth.oidc_unreachable, auth.oidc_provider, auth.busy.
    Result<access::IdClaims> redeem(const std::string& code, const std::string& verifier, const std::string& nonce, Instant now);

private:
    explicit SingleSignOn(OidcSettings settings);
    Result<access::ProviderDescription> description(Instant now);
    Result<access::ProviderKeys> keys(const access::ProviderDescription& provider, Instant now);
    Result<access::ProviderKeys> newer_keys(const access::ProviderDescription& provider, Instant now);
    Result<access::ProviderDescription> ask_description() const;
    Result<access::TokenAnswer> ask_token(const access::ProviderDescription& provider, const std::string& code, const std::string& verifier) const;
    Result<void> ask_user_info(const access::ProviderDescription& provider, const std::string& access_token, access::IdClaims& claims) const;
    Result<std::string> get(const platform::WebAddress& address, const std::string& bearer = {}) const;
    Result<platform::WebAnswer> ask(const platform::WebRequest& request) const;

    template <class T>
    struct Kept {
        std::optional<T> value;
        Instant at{};
    };
    OidcSettings settings_;
    std::string secret_;
    std::vector<access::Endpoint> listed_;
    // Whoever finds a lock taken does not wait: a provider that is slow holds one of the server's workers, not all.
    std::mutex description_mutex_, keys_mutex_, kept_mutex_;
    Kept<access::ProviderDescription> description_;
    Kept<access::ProviderKeys> keys_;
    Instant failed_at_{};
    std::atomic<int> redeeming_{0};
};

}  // namespace tandem::app::server
