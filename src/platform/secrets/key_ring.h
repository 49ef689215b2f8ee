// The keys that seal personal data at rest: XChaCha20-Poly1305, each value bound to the cell it stands in
// (trust S28). Losing the file loses the sealed values; the database without it tells nothing.
#pragma once
#include <array>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "core/result.h"

namespace tandem::platform {

// Where a sealed value stands. A value moved to another cell does not open.
struct Cell {
    std::string_view table;
    std::int64_t company, id;
    std::string_view column;
};

class KeyRing {
public:
    // Reads the file; makes it with one new key, mode 0400, when it is not there. Several programs may do so at once:
    // one key wins. Refuses secrets.exposed and secrets.unreadable.
    static Result<KeyRing> open(const std::filesystem::path& file);
    // Adds a key that seals from now on; the older ones still open.
    Result<void> rotate();
    // Forgets every key but the newest: what is still sealed with another is lost.
    Result<void> forget_older();

    const std::string& newest() const { return newest_; }
    std::size_t size() const { return keys_.size(); }

    // "" stays "".
    std::string seal(std::string_view clear, const Cell& cell) const;
    // A text that was never sealed comes back as it is. Refuses secrets.unknown_key and secrets.tampered.
    Result<std::string> unseal(std::string_view stored, const Cell& cell) const;

private:
    using Key = std::array<unsigned char, 32>;
    Result<void> read();
    Result<void> write() const;

    std::filesystem::path file_;
    std::map<std::string, Key, std::less<>> keys_;
    std::string newest_;
};

bool is_sealed(std::string_view stored);
// The key's name inside a sealed value.
std::string_view sealed_with(std::string_view stored);

}  // namespace tandem::platform
