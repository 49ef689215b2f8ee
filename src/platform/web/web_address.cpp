#include "platform/web/web_address.h"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <algorithm>

namespace tandem::platform {

std::string WebAddress::host_and_port() const {
    const std::string name = host.find(':') == std::string::npos ? host : "[" + host + "]";
    return port == (tls ? 443 : 80) ? name : name + ":" + std::to_string(port);
}

std::string WebAddress::text() const { return (tls ? "https://" : "http://") + host_and_port() + target; }

std::optional<WebAddress> parse_web_address(std::string_view text) {
    const auto parsed = boost::urls::parse_uri(boost::urls::string_view{text.data(), text.size()});
    if (!parsed) return std::nullopt;
    const boost::urls::url_view& url = *parsed;
    const bool tls = url.scheme_id() == boost::urls::scheme::https;
    if (!tls && url.scheme_id() != boost::urls::scheme::http) return std::nullopt;
    if (url.has_userinfo() || url.has_fragment() || !url.has_authority() || url.encoded_host().empty()) return std::nullopt;
    if (url.has_port() && url.port_number() == 0) return std::nullopt;  // empty, zero or beyond 65535
    WebAddress address{.tls = tls, .host = {}, .port = url.has_port() ? url.port_number() : std::uint16_t{static_cast<std::uint16_t>(tls ? 443 : 80)}, .target = {}};
    for (const char c : url.encoded_host()) {
        if (c == '%') return std::nullopt;  // a name in other letters comes as xn--
        if (c != '[' && c != ']') address.host += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    const auto target = url.encoded_target();
    address.target.assign(target.data(), target.size());
    if (!address.target.starts_with('/')) address.target.insert(address.target.begin(), '/');
    return address;
}

}  // namespace tandem::platform
