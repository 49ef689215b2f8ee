// Single sign-on as the configuration file states it ([oidc]).
#pragma once
#include <string>
#include <vector>

#include "app/allowed_target.h"

namespace tandem::app {

struct OidcSettings {
    std::string issuer;
    std::string client_id;
    std::string client_secret_file{};        // empty: a public client
    std::string public_url;                  // where browsers reach Tandem, without a path: the provider sends them back there
    std::string label_zh{}, label_en{};      // on the button; empty: the issuer's host
    std::string claim = "preferred_username";  // whose value is the user name here
    std::vector<std::string> scopes{"openid", "profile", "email"};
    std::vector<AllowedTarget> hosts{};      // beside the issuer's own
    std::string ca_file{};                   // PEM: certificate authorities beside the system's
    bool require = false;                    // passwords only for `break_glass`
    std::vector<std::string> break_glass{};  // user names
    bool create_users = false;               // who has no account gets one without a role

    std::string callback() const { return public_url + "/api/v1/session/oidc/callback"; }
};

}  // namespace tandem::app
