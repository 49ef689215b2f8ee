// Who may be reached and believed, decided from addresses alone.
#include <algorithm>

#include "platform/http/server.h"

namespace tandem::platform::http {

bool is_loopback(std::string_view address) {
    const bool digits = std::ranges::all_of(address, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
    return address == "::1" || (digits && address.starts_with("127."));
}

bool from_proxy(const ServerOptions& options, std::string_view peer) {
    return options.behind_proxy && std::ranges::find(options.proxies, peer) != options.proxies.end();
}

bool may_listen(const ServerOptions& options) { return is_loopback(options.address) || options.tls || options.behind_proxy; }

bool may_answer(const ServerOptions& options, std::string_view peer) {
    return is_loopback(peer) || options.tls || from_proxy(options, peer);
}

}  // namespace tandem::platform::http
