#include "platform/http/cursor.h"

#include <charconv>

#include "platform/password.h"

namespace tandem::platform::http {
namespace {

constexpr std::string_view version = "1";
constexpr std::size_t longest_cursor = 2048;

tl::unexpected<Error> bad_cursor() { return refuse("http.bad_cursor"); }

// "s5:Acme," and "i42," : the length in front makes every text safe.
void append(std::string& plain, const CursorKey& key) {
    if (const auto* number = std::get_if<std::int64_t>(&key)) {
        plain += 'i' + std::to_string(*number) + ',';
    } else {
        const std::string& text = std::get<std::string>(key);
        plain += 's' + std::to_string(text.size()) + ':' + text + ',';
    }
}

// Takes the digits in front of `mark`; nothing when there is no whole number.
std::optional<std::int64_t> take_number(std::string_view& plain, char mark) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), number);
    const auto used = static_cast<std::size_t>(end - plain.data());
    if (error != std::errc{} || used >= plain.size() || plain[used] != mark) return std::nullopt;
    plain.remove_prefix(used + 1);
    return number;
}

std::optional<CursorKey> take_key(std::string_view& plain) {
    const char kind = plain.front();
    plain.remove_prefix(1);
    const auto number = take_number(plain, kind == 'i' ? ',' : ':');
    if (!number || (kind != 'i' && kind != 's')) return std::nullopt;
    if (kind == 'i') return *number;
    const auto size = static_cast<std::size_t>(*number);
    if (*number < 0 || size >= plain.size() || plain[size] != ',') return std::nullopt;
    std::string text{plain.substr(0, size)};
    plain.remove_prefix(size + 1);
    return text;
}

std::string checksum(std::string_view plain) { return sha256_hex(plain).substr(0, 8); }

}  // namespace

std::string encode_cursor(std::string_view list, const std::vector<CursorKey>& keys) {
    std::string plain{version};
    append(plain, std::string{list});
    for (const CursorKey& key : keys) append(plain, key);
    return base64url(plain + checksum(plain));
}

Result<std::vector<CursorKey>> decode_cursor(std::string_view list, std::string_view text) {
    if (text.size() > longest_cursor) return bad_cursor();
    const auto bytes = from_base64url(text);
    if (!bytes || bytes->size() < version.size() + 8) return bad_cursor();
    std::string_view plain{*bytes};
    const std::string_view sum = plain.substr(plain.size() - 8);
    plain.remove_suffix(8);
    if (checksum(plain) != sum || !plain.starts_with(version)) return bad_cursor();
    plain.remove_prefix(version.size());
    std::vector<CursorKey> keys;
    while (!plain.empty()) {
        auto key = take_key(plain);
        if (!key) return bad_cursor();
        keys.push_back(std::move(*key));
    }
    if (keys.empty() || keys.front() != CursorKey{std::string{list}}) return bad_cursor();
    keys.erase(keys.begin());
    return keys;
}

}  // namespace tandem::platform::http
