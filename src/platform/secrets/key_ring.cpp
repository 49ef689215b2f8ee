#include "platform/secrets/key_ring.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "platform/password.h"
#include "platform/secrets/private_file.h"

namespace tandem::platform {
namespace {

namespace fs = std::filesystem;
constexpr std::string_view mark = "sealed1:";  // then the key's name, ':', and nonce with cipher text in base64url
constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

std::string bound_to(const Cell& cell) {
    return std::string{cell.table} + '|' + std::to_string(cell.company) + '|' + std::to_string(cell.id) + '|' + std::string{cell.column};
}

const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

std::string random_bytes(std::size_t count) {
    std::string made(count, '\0');
    randombytes_buf(made.data(), made.size());
    return made;
}

// A line of the file: name, blank, 32 bytes in base64url.
std::string new_key_line() { return base64url(random_bytes(6)) + ' ' + base64url(random_bytes(32)) + '\n'; }

// Writes beside the file and moves into place, so that nobody reads half of it.
bool put(const fs::path& file, const std::string& text, bool replace) {
    const std::string draft = file.string() + '.' + base64url(random_bytes(6));
    const int out = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0400);
    if (out < 0) return false;
    const bool written = ::write(out, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(out) == 0;
    ::close(out);
    bool placed = written && (replace ? ::rename(draft.c_str(), file.c_str()) == 0 : ::link(draft.c_str(), file.c_str()) == 0 || errno == EEXIST);
    ::unlink(draft.c_str());
    return placed;
}

}  // namespace

bool is_sealed(std::string_view stored) { return stored.starts_with(mark); }

std::string_view sealed_with(std::string_view stored) {
    if (!is_sealed(stored)) return {};
    stored.remove_prefix(mark.size());
    return stored.substr(0, stored.find(':'));
}

Result<KeyRing> KeyRing::open(const fs::path& file) {
    if (sodium_init() < 0) return refuse("secrets.unreadable", file.string());
    std::error_code ignored;
    if (!fs::exists(file, ignored)) {
        if (!file.parent_path().empty()) fs::create_directories(file.parent_path(), ignored);
        if (!put(file, new_key_line(), false)) return refuse("secrets.unreadable", file.string());
    }
    KeyRing ring;
    ring.file_ = file;
    TRY_VOID(ring.read());
    return ring;
}

Result<void> KeyRing::read() {
    TRY_VOID(check_private_file(file_));
    std::ifstream in{file_};
    keys_.clear();
    for (std::string name, text; in >> name >> text;) {
        const auto key = from_base64url(text);
        if (!key || key->size() != Key{}.size()) return refuse("secrets.unreadable", file_.string());
        std::copy(key->begin(), key->end(), reinterpret_cast<char*>(keys_[name].data()));
        newest_ = name;
    }
    if (keys_.empty()) return refuse("secrets.unreadable", file_.string());
    return {};
}

Result<void> KeyRing::write() const {
    std::string text;
    const auto line = [](const std::string& name, const Key& key) { return name + ' ' + base64url({reinterpret_cast<const char*>(key.data()), key.size()}) + '\n'; };
    for (const auto& [name, key] : keys_)
        if (name != newest_) text += line(name, key);
    text += line(newest_, keys_.at(newest_));
    if (!put(file_, text, true)) return refuse("secrets.unreadable", file_.string());
    return {};
}

Result<void> KeyRing::rotate() {
    std::istringstream in{new_key_line()};
    std::string name, text;
    in >> name >> text;
    const auto key = from_base64url(text);
    TANDEM_ASSERT(key.has_value());
    std::copy(key->begin(), key->end(), reinterpret_cast<char*>(keys_[name].data()));
    newest_ = name;
    return write();
}

Result<void> KeyRing::forget_older() {
    std::erase_if(keys_, [&](const auto& each) { return each.first != newest_; });
    return write();
}

std::string KeyRing::seal(std::string_view clear, const Cell& cell) const {
    if (clear.empty()) return {};
    const std::string bound = bound_to(cell);
    std::string out = random_bytes(nonce_bytes);
    out.resize(nonce_bytes + clear.size() + tag_bytes);
    auto* begin = reinterpret_cast<unsigned char*>(out.data());
    const std::string nonce = out.substr(0, nonce_bytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(begin + nonce_bytes, nullptr, bytes(clear), clear.size(), bytes(bound), bound.size(), nullptr, bytes(nonce), keys_.at(newest_).data());
    return std::string{mark} + newest_ + ':' + base64url(out);
}

Result<std::string> KeyRing::unseal(std::string_view stored, const Cell& cell) const {
    if (!is_sealed(stored)) return std::string{stored};
    const std::string_view name = sealed_with(stored);
    const auto key = keys_.find(name);
    if (key == keys_.end()) return refuse("secrets.unknown_key", std::string{name}, {{"file", file_.string()}});
    const std::string bound = bound_to(cell);
    const auto tampered = [&] { return refuse("secrets.tampered", bound); };
    const auto sealed = from_base64url(stored.substr(std::min(stored.size(), mark.size() + name.size() + 1)));
    if (!sealed || sealed->size() < nonce_bytes + tag_bytes) return tampered();
    std::string clear(sealed->size() - nonce_bytes - tag_bytes, '\0');
    const int opened = crypto_aead_xchacha20poly1305_ietf_decrypt(reinterpret_cast<unsigned char*>(clear.data()), nullptr, nullptr, bytes(*sealed) + nonce_bytes, sealed->size() - nonce_bytes,
                                                                  bytes(bound), bound.size(), bytes(*sealed), key->second.data());
    if (opened != 0) return tampered();
    return clear;
}

}  // namespace tandem::platform
