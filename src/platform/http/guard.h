// Guards in front of the handlers: cross-site requests and password guessing.
#pragma once
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/date.h"
#include "core/result.h"
#include "platform/http/message.h"

namespace tandem::platform::http {

// Trust S7: a request that changes something must carry X-Tandem-Request: 1, and, where the browser says
// where it comes from (Sec-Fetch-Site, Origin), come from this very origin. Refuses with auth.cross_site.
Result<void> check_same_origin(const Request& request);

// Trust S8: after five failures an account waits 1, 2, 4 ... seconds up to 15 minutes, never for good; a
// network (IPv4 address, IPv6 /64) has a budget of failures a minute. In memory; safe from any thread.
class LoginThrottle {
public:
    struct Limits {
        int free_failures = 5;
        std::chrono::seconds longest_delay{15 * 60};
        int peer_failures_per_minute = 30;
        std::chrono::seconds forget_after{24 * 60 * 60};  // a quiet account starts afresh
        std::size_t max_entries = 100'000;                // memory bound; who does not wait yet is dropped first
    };
    LoginThrottle() : LoginThrottle(Limits{}) {}
    explicit LoginThrottle(Limits limits) : limits_{limits} {}

    // Before the password is looked at. Refuses with auth.too_many_attempts (figure: seconds).
    // An admitted attempt counts as failed until succeeded() is called, so parallel tries gain nothing.
    Result<void> admit(std::string_view account, std::string_view peer, Instant now);
    void succeeded(std::string_view account, std::string_view peer);
    std::size_t entries();  // accounts and networks remembered now

private:
    struct Account { int failures = 0; std::int64_t last_micros = 0; };
    struct Peer { int failures = 0; std::int64_t window_micros = 0; };
    std::int64_t delay_micros(int failures) const;
    void forget(Instant now);

    Limits limits_;
    std::mutex mutex_;
    std::unordered_map<std::string, Account> accounts_;
    std::unordered_map<std::string, Peer> peers_;
};

// "192.0.2.7" stays; an IPv6 address becomes its /64.
std::string peer_network(std::string_view address);

}  // namespace tandem::platform::http
