#include "platform/digest.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "platform/password.h"

namespace tandem::platform {
namespace {

void start_sodium() {
    static const bool started = sodium_init() >= 0;
    TANDEM_ASSERT(started);
}

template <class Bytes>
std::string_view as_text(const Bytes& bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }
const unsigned char* as_bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

// Created for its owner alone from the first instant, and only if nobody else made it meanwhile.
bool write_new_file(const std::filesystem::path& file, std::string_view text) {
    if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path());
    const int handle = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0400);
    if (handle < 0) return false;
    const bool written = ::write(handle, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(handle) == 0;
    ::close(handle);
    return written;
}

std::array<unsigned char, crypto_sign_SECRETKEYBYTES> new_secret() {
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> ignored;
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret;
    TANDEM_ASSERT(crypto_sign_keypair(ignored.data(), secret.data()) == 0);
    return secret;
}

}  // namespace

Digest sha256(std::string_view bytes) {
    Digest digest;
    crypto_hash_sha256(digest.data(), as_bytes(bytes), bytes.size());
    return digest;
}

std::string digest_text(const Digest& digest) { return base64url(as_text(digest)); }

std::optional<Digest> parse_digest(std::string_view text) {
    const auto bytes = from_base64url(text);
    Digest digest;
    if (!bytes || bytes->size() != digest.size()) return std::nullopt;
    std::ranges::copy(*bytes, digest.begin());
    return digest;
}

Result<SigningKey> SigningKey::open(const std::filesystem::path& file) {
    start_sodium();
    SigningKey key;
    if (!std::filesystem::exists(file)) {
        key.secret_ = new_secret();
        write_new_file(file, base64url(as_text(key.secret_)) + "\n");  // if another program was quicker, its key is read below
    }
    struct stat about {};
    if (::stat(file.c_str(), &about) == 0 && (about.st_mode & 077) != 0) return refuse("audit.key_readable_by_others", file.string());
    std::ifstream stream{file};
    std::string text;
    const auto bytes = std::getline(stream, text) ? from_base64url(text) : std::nullopt;
    if (!bytes || bytes->size() != key.secret_.size()) return refuse("audit.key_file", file.string());
    std::ranges::copy(*bytes, key.secret_.begin());
    while (std::getline(stream, text)) key.earlier_.push_back(text);
    return key;
}

Result<SigningKey> SigningKey::make(const std::filesystem::path& file, std::vector<std::string> earlier) {
    start_sodium();
    SigningKey key;
    key.secret_ = new_secret();
    std::string text = base64url(as_text(key.secret_)) + "\n";
    for (const std::string& each : earlier) text += each + "\n";
    key.earlier_ = std::move(earlier);
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
    if (!write_new_file(file, text)) return refuse("audit.key_file", file.string());
    return key;
}

std::string SigningKey::public_key() const {
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> key;
    crypto_sign_ed25519_sk_to_pk(key.data(), secret_.data());
    return base64url(as_text(key));
}

std::string SigningKey::sign(std::string_view message) const {
    std::array<unsigned char, crypto_sign_BYTES> signature;
    crypto_sign_detached(signature.data(), nullptr, as_bytes(message), message.size(), secret_.data());
    return base64url(as_text(signature));
}

bool signature_is_right(std::string_view public_key, std::string_view message, std::string_view signature) {
    start_sodium();
    const auto key = from_base64url(public_key), signed_with = from_base64url(signature);
    if (!key || key->size() != crypto_sign_PUBLICKEYBYTES || !signed_with || signed_with->size() != crypto_sign_BYTES) return false;
    return crypto_sign_verify_detached(as_bytes(*signed_with), as_bytes(message), message.size(), as_bytes(*key)) == 0;
}

}  // namespace tandem::platform
