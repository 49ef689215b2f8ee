// An address of a web server, read strictly.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tandem::platform {

struct WebAddress {
    bool tls = true;
    std::string host;        // lower case; an IPv6 address without its brackets
    std::uint16_t port{};
    std::string target;      // "/path?query", at least "/"
    std::string host_and_port() const;  // as in the Host field: without a default port
    std::string text() const;
};

// "https://sso.example.com/realms/main". Nothing for another scheme, a user in front of the host, a fragment, an empty
// host, or what is no address.
std::optional<WebAddress> parse_web_address(std::string_view text);

}  // namespace tandem::platform
