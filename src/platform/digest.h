// SHA-256 over bytes, and Ed25519 signatures with a key kept in a file of its own. Trust S26.
#pragma once
#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace tandem::platform {

using Digest = std::array<unsigned char, 32>;

Digest sha256(std::string_view bytes);
std::string digest_text(const Digest& digest);  // base64url, 43 characters
std::optional<Digest> parse_digest(std::string_view text);

// A signing key. The file is readable by its owner alone (0400); its public half is no secret. Below the key the file
// lists the public keys that came before it, oldest first: who holds the file knows whose signatures were ours.
class SigningKey {
public:
    // Makes the file when it is missing. Refuses audit.key_file {path} when it cannot be read or holds no key,
    // and audit.key_readable_by_others.
    static Result<SigningKey> open(const std::filesystem::path& file);
    // A new key in `file`, which is made anew, after the earlier ones. Refuses audit.key_file {path}.
    static Result<SigningKey> make(const std::filesystem::path& file, std::vector<std::string> earlier);

    std::string public_key() const;              // base64url
    const std::vector<std::string>& earlier() const { return earlier_; }
    std::string sign(std::string_view message) const;  // base64url

private:
    SigningKey() = default;
    std::array<unsigned char, 64> secret_{};
    std::vector<std::string> earlier_;
};

// Whether the signature of the message is by that key; false too for texts that are neither.
bool signature_is_right(std::string_view public_key, std::string_view message, std::string_view signature);

}  // namespace tandem::platform
