#include "platform/leaked_passwords.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <string>

namespace tandem::platform {
namespace {

constexpr std::size_t hex_digits = 40;

// SHA-1 because such lists are handed on in it; nothing is protected by it here.
std::uint64_t digest_of(std::string_view password) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    TANDEM_ASSERT(EVP_Digest(password.data(), password.size(), digest.data(), &length, EVP_sha1(), nullptr) == 1 && length == 20);
    std::uint64_t first = 0;
    for (std::size_t at = 0; at < 8; ++at) first = first << 8 | digest[at];
    return first;
}

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

bool states_digest(std::string_view line) {
    return line.size() >= hex_digits && std::ranges::all_of(line.substr(0, hex_digits), is_hex) && (line.size() == hex_digits || line[hex_digits] == ':');
}

std::uint64_t stated_digest(std::string_view line) {
    std::uint64_t first = 0;
    std::from_chars(line.data(), line.data() + 16, first, 16);
    return first;
}

}  // namespace

Result<LeakedPasswords> LeakedPasswords::read(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    LeakedPasswords all;
    for (std::string line; std::getline(in, line);) {
        if (line.ends_with('\r')) line.pop_back();
        if (!line.empty()) all.digests_.push_back(states_digest(line) ? stated_digest(line) : digest_of(line));
    }
    if (all.digests_.empty()) return refuse("config.list_unreadable", file.string());
    std::ranges::sort(all.digests_);
    const auto again = std::ranges::unique(all.digests_);
    all.digests_.erase(again.begin(), again.end());
    all.digests_.shrink_to_fit();
    return all;
}

bool LeakedPasswords::contains(std::string_view password) const { return std::ranges::binary_search(digests_, digest_of(password)); }

}  // namespace tandem::platform
