// Passwords that have leaked elsewhere, from a file the installation provides (trust S10). Kept as the first eight bytes
// of their SHA-1, sorted: eight bytes of memory a password.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace tandem::platform {

class LeakedPasswords {
public:
    // One a line: the password itself, or 40 hexadecimal digits of its SHA-1, with ":count" behind them if you like.
    // Refuses config.list_unreadable when the file cannot be read or holds no line.
    static Result<LeakedPasswords> read(const std::filesystem::path& file);

    bool contains(std::string_view password) const;
    std::size_t size() const { return digests_.size(); }

private:
    std::vector<std::uint64_t> digests_;
};

}  // namespace tandem::platform
