// Hosts and ports that outgoing connections may reach although they are loopback or private (trust S15: denied otherwise).
#pragma once
#include <algorithm>
#include <cstdint>
#include <span>
#include <string>

#include "platform/web/web_address.h"

namespace tandem::app {

struct AllowedTarget {
    std::string host;  // as written: an IPv6 address in brackets
    std::uint16_t port{};
    friend bool operator==(const AllowedTarget&, const AllowedTarget&) = default;
};

// Exactly this host, letter for letter but for their case, and this port.
inline bool allows(std::span<const AllowedTarget> list, const platform::WebAddress& address) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::ranges::any_of(list, [&](const AllowedTarget& each) {
        std::string host = each.host.starts_with('[') ? each.host.substr(1, each.host.size() - 2) : each.host;
        std::ranges::transform(host, host.begin(), lower);
        return host == address.host && each.port == address.port;
    });
}

}  // namespace tandem::app
