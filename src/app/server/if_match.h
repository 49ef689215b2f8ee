// The version a caller has seen of what he edits, from If-Match, so that nobody's change is lost.
#pragma once
#include <charconv>
#include <optional>

#include "platform/http/message.h"

namespace tandem::app::server {

namespace http = platform::http;

// 3 or "3"; nothing when the header is absent or no number.
inline std::optional<std::int64_t> seen_version(const http::Request& request) {
    std::string_view text = request.headers.get("If-Match");
    if (text.size() > 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
    std::int64_t version = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), version);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return version;
}

}  // namespace tandem::app::server
