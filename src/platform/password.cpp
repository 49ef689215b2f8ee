#include "platform/password.h"

#include <sodium.h>

#include <array>
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace tandem::platform {
namespace {

// The least OWASP asks of Argon2id: 19 MiB, two passes, one lane.
constexpr std::size_t memory_bytes = 19 * 1024 * 1024;
constexpr unsigned long long passes = 2;
constexpr std::size_t shortest = 10;  // characters
constexpr std::size_t longest = 256;  // bytes

void start_sodium() {
    static const bool started = sodium_init() >= 0;
    TANDEM_ASSERT(started);
}

// Hashing takes 19 MiB and a processor for 0.1 s: two at a time, a short queue, the rest refused, so that
// a flood of sign-ins cannot starve the other requests.
class Turnstile {
public:
    Result<void> enter() {
        std::unique_lock lock{mutex_};
        if (waiting_ == most_waiting) return refuse("auth.busy", {}, {{"seconds", "2"}});
        ++waiting_;
        free_.wait(lock, [&] { return inside_ < most_inside; });
        --waiting_;
        ++inside_;
        return {};
    }
    void leave() {
        const std::lock_guard lock{mutex_};
        --inside_;
        free_.notify_one();
    }

private:
    static constexpr int most_inside = 2;
    static constexpr int most_waiting = 16;
    std::mutex mutex_;
    std::condition_variable free_;
    int inside_ = 0;
    int waiting_ = 0;
};

Turnstile turnstile;
std::atomic<std::int64_t> checks{0};

struct Turn {
    ~Turn() { turnstile.leave(); }
};

std::string argon2id(std::string_view password) {
    std::array<char, crypto_pwhash_STRBYTES> text{};
    TANDEM_ASSERT(crypto_pwhash_str_alg(text.data(), password.data(), password.size(), passes, memory_bytes, crypto_pwhash_ALG_ARGON2ID13) == 0);
    return text.data();
}

std::size_t count_characters(std::string_view utf8) {
    std::size_t count = 0;
    for (const char c : utf8)
        if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++count;
    return count;
}

}  // namespace

Result<std::string> hash_password(std::string_view password) {
    start_sodium();
    if (count_characters(password) < shortest) return refuse("auth.password_too_short", "password", {{"shortest", std::to_string(shortest)}});
    if (password.size() > longest) return refuse("auth.password_too_long", "password", {{"longest", std::to_string(longest)}});
    TRY_VOID(turnstile.enter());
    const Turn turn;
    return argon2id(password);
}

Result<bool> verify_password(std::string_view hash, std::string_view password) {
    start_sodium();
    TRY_VOID(turnstile.enter());
    const Turn turn;
    // Somebody unknown is checked against a hash of nobody's password: the answer takes as long.
    static const std::string nobody = argon2id(random_token());
    const std::string against{hash.empty() ? std::string_view{nobody} : hash};
    const std::string_view tried = password.substr(0, longest + 1);
    ++checks;
    const bool same = crypto_pwhash_str_verify(against.c_str(), tried.data(), tried.size()) == 0;
    return same && !hash.empty();
}

std::int64_t password_checks() { return checks; }

std::string random_token() {
    start_sodium();
    std::array<char, 32> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    return base64url({bytes.data(), bytes.size()});
}

std::string sha256_hex(std::string_view bytes) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    std::array<char, crypto_hash_sha256_BYTES * 2 + 1> text{};
    sodium_bin2hex(text.data(), text.size(), digest.data(), digest.size());
    return text.data();
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string base64url(std::string_view bytes) {
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), variant);
    text.pop_back();  // sodium's terminating zero
    return text;
}

std::optional<std::string> from_base64url(std::string_view text) {
    std::string bytes(text.size() / 4 * 3 + 3, '\0');
    std::size_t size = 0;
    const char* end = nullptr;
    const int failed = sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(), nullptr, &size,
                                         &end, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    if (failed != 0 || end != text.data() + text.size()) return std::nullopt;
    bytes.resize(size);
    return bytes;
}

}  // namespace tandem::platform
