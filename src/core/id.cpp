#include "core/id.h"

namespace tandem {
namespace {
constexpr std::string_view digits = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr int width = 13;  // 13 x 5 bits hold 63
}  // namespace

std::string id_text(std::string_view prefix, std::int64_t value) {
    std::string text{prefix};
    text += '_';
    for (int place = width - 1; place >= 0; --place) text += digits[static_cast<std::size_t>((value >> (5 * place)) & 31)];
    return text;
}

std::optional<std::int64_t> id_value(std::string_view prefix, std::string_view text) {
    if (!text.starts_with(prefix) || text.size() != prefix.size() + 1 + width || text[prefix.size()] != '_') return std::nullopt;
    std::uint64_t value = 0;
    for (const char letter : text.substr(prefix.size() + 1)) {
        const auto digit = digits.find(letter);
        if (digit == std::string_view::npos || (value >> 58) != 0) return std::nullopt;
        value = (value << 5) | digit;
    }
    return static_cast<std::int64_t>(value);
}

}  // namespace tandem
