#include "platform/http/guard.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <vector>

namespace tandem::platform::http {
namespace {

constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t minute = 60 * second;

// "https://host:443" and "https://host" are one; what comes back is "host" or "host:8080".
std::string_view authority_of(std::string_view origin) {
    const bool tls = origin.starts_with("https://");
    if (!tls && !origin.starts_with("http://")) return {};
    origin.remove_prefix(tls ? 8 : 7);
    const std::string_view default_port = tls ? ":443" : ":80";
    if (origin.ends_with(default_port)) origin.remove_suffix(default_port.size());
    return origin;
}

std::string_view without_default_port(std::string_view host) {
    for (const std::string_view port : {":443", ":80"})
        if (host.ends_with(port)) return host.substr(0, host.size() - port.size());
    return host;
}

std::string seconds_text(std::int64_t micros) { return std::to_string(std::max<std::int64_t>(1, (micros + second - 1) / second)); }

tl::unexpected<Error> too_many(std::int64_t wait_micros) {
    return refuse("auth.too_many_attempts", {}, {{"seconds", seconds_text(wait_micros)}});
}

}  // namespace

Result<void> check_same_origin(const Request& request) {
    if (request.headers.get("X-Tandem-Request") != "1") return refuse("auth.cross_site", "X-Tandem-Request");
    const std::string_view site = request.headers.get("Sec-Fetch-Site");
    if (!site.empty() && site != "same-origin" && site != "none") return refuse("auth.cross_site", "Sec-Fetch-Site");
    if (request.headers.has("Origin")) {
        const std::string_view from = authority_of(request.headers.get("Origin"));
        if (from.empty() || !same_word(from, without_default_port(request.headers.get("Host")))) return refuse("auth.cross_site", "Origin");
    }
    return {};
}

std::string peer_network(std::string_view address) {
    std::array<unsigned char, 16> bytes{};
    if (inet_pton(AF_INET6, std::string{address}.c_str(), bytes.data()) != 1) return std::string{address};
    std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
    std::array<char, INET6_ADDRSTRLEN> text{};
    inet_ntop(AF_INET6, bytes.data(), text.data(), text.size());
    return std::string{text.data()} + "/64";
}

std::int64_t LoginThrottle::delay_micros(int failures) const {
    const int beyond = failures - limits_.free_failures;
    if (beyond < 0) return 0;
    const std::int64_t longest = limits_.longest_delay.count() * second;
    return beyond >= 20 ? longest : std::min(longest, second << beyond);
}

Result<void> LoginThrottle::admit(std::string_view account, std::string_view peer, Instant now) {
    const std::lock_guard lock{mutex_};
    if (accounts_.size() + peers_.size() >= limits_.max_entries) forget(now);

    Peer& network = peers_[peer_network(peer)];
    if (now.micros - network.window_micros >= minute) network = {0, now.micros};
    if (network.failures >= limits_.peer_failures_per_minute) return too_many(network.window_micros + minute - now.micros);

    Account& entry = accounts_[std::string{account}];
    const std::int64_t since = now.micros - entry.last_micros;
    if (since > limits_.forget_after.count() * second) entry = {};
    const std::int64_t wait = delay_micros(entry.failures) - since;
    if (entry.failures >= limits_.free_failures && wait > 0) return too_many(wait);

    ++entry.failures;
    entry.last_micros = now.micros;
    ++network.failures;
    return {};
}

void LoginThrottle::succeeded(std::string_view account, std::string_view peer) {
    const std::lock_guard lock{mutex_};
    accounts_.erase(std::string{account});
    const auto network = peers_.find(peer_network(peer));
    if (network != peers_.end() && network->second.failures > 0) --network->second.failures;
}

std::size_t LoginThrottle::entries() {
    const std::lock_guard lock{mutex_};
    return accounts_.size() + peers_.size();
}

// Ended windows and names that do not wait yet go first; if more remain, the half that is quiet the longest.
void LoginThrottle::forget(Instant now) {
    std::erase_if(peers_, [&](const auto& each) { return now.micros - each.second.window_micros >= minute; });
    std::erase_if(accounts_, [&](const auto& each) { return each.second.failures < limits_.free_failures; });
    if (peers_.size() >= limits_.max_entries / 2) peers_.clear();
    if (accounts_.size() < limits_.max_entries / 2) return;
    std::vector<std::int64_t> last;
    for (const auto& [name, entry] : accounts_) last.push_back(entry.last_micros);
    const auto middle = last.begin() + static_cast<std::ptrdiff_t>(last.size() / 2);
    std::nth_element(last.begin(), middle, last.end());
    std::erase_if(accounts_, [&](const auto& each) { return each.second.last_micros <= *middle; });
}

}  // namespace tandem::platform::http
