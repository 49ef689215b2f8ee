// One request to another server over HTTP(S): trust S15.
#pragma once
#include <chrono>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "core/result.h"
#include "platform/web/web_address.h"

namespace tandem::platform {

struct WebRequest {
    std::string method = "GET";
    WebAddress address;
    std::vector<std::pair<std::string, std::string>> fields{};
    std::string body{};
};

struct WebAnswer {
    int status = 0;
    std::string body;
};

struct WebLimits {
    std::chrono::milliseconds time{5'000};  // from resolving the name to the last byte
    std::size_t answer_bytes = 64 * 1024;
    std::string authorities{};              // PEM file of certificate authorities beside those of the system
    bool inside = false;                    // loopback and private addresses too: only for targets that the configuration names
};

// Whatever the server answers, redirects too, is the answer. Refuses outgoing.failed {reason}, outgoing.inside {address} and
// outgoing.too_large {bytes}; the subject is host:port.
Result<WebAnswer> ask_web(const WebRequest& request, const WebLimits& limits = {});

// Link-local (where clouds keep their metadata), unspecified and multicast addresses are nobody's server.
bool may_be_a_server(const std::string& ip_address);

// Of this machine or of a private network, also inside an IPv6 address that leads to it; what is no address at all too.
bool is_inside(const std::string& ip_address);

}  // namespace tandem::platform
