#include "platform/totp.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <array>

#include "core/result.h"

namespace tandem::platform {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::string_view plain_letters = "abcdefghjkmnpqrstuvwxyz23456789x";  // 31 letters and digits that no eye confuses, and x again

std::string random_bytes(std::size_t size) {
    TANDEM_ASSERT(sodium_init() >= 0);
    std::string bytes(size, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
}

}  // namespace

std::string random_secret() { return random_bytes(20); }

std::string base32(std::string_view bytes) {
    std::string text;
    std::uint32_t held = 0;
    int bits = 0;
    for (const char byte : bytes) {
        held = (held << 8) | static_cast<unsigned char>(byte);
        for (bits += 8; bits >= 5; bits -= 5) text += alphabet[(held >> (bits - 5)) & 31];
    }
    if (bits > 0) text += alphabet[(held << (5 - bits)) & 31];
    return text;
}

std::string from_base32(std::string_view text) {
    std::string bytes;
    std::uint32_t held = 0;
    int bits = 0;
    for (const char letter : text) {
        const auto value = alphabet.find(letter);
        TANDEM_ASSERT(value != std::string_view::npos);
        held = (held << 5) | static_cast<std::uint32_t>(value);
        bits += 5;
        if (bits < 8) continue;
        bits -= 8;
        bytes += static_cast<char>((held >> bits) & 0xff);
    }
    return bytes;
}

std::string totp_code(std::string_view secret, std::int64_t step) {
    std::array<unsigned char, 8> counter{};
    for (int at = 7; at >= 0; --at, step >>= 8) counter[static_cast<std::size_t>(at)] = static_cast<unsigned char>(step & 0xff);
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    unsigned int size = 0;
    const auto* made = HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), counter.data(), counter.size(), mac.data(), &size);
    TANDEM_ASSERT(made != nullptr && size == 20);
    // RFC 4226: the last four bits say where the number stands.
    const std::size_t from = mac[19] & 0x0f;
    const std::uint32_t number = (std::uint32_t{mac[from]} & 0x7f) << 24 | std::uint32_t{mac[from + 1]} << 16 | std::uint32_t{mac[from + 2]} << 8 | std::uint32_t{mac[from + 3]};
    std::string digits = std::to_string(number % 1'000'000);
    return std::string(6 - digits.size(), '0') + digits;
}

std::string random_recovery_code() {
    std::string code;
    for (const char byte : random_bytes(10)) {
        if (code.size() == 5) code += '-';
        code += plain_letters[static_cast<unsigned char>(byte) & 31];
    }
    return code;
}

}  // namespace tandem::platform
