// Sealing and opening personal data with the key file of this installation. The file is named once, when a book is
// opened, and read or made when the first value needs it: a book without personal data needs no key.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "platform/secrets/key_ring.h"

namespace tandem::platform {

// From any thread. Another file takes the place of the one before; keys read earlier in this process still open.
void use_personal_keys(const std::filesystem::path& file);
std::filesystem::path personal_key_file();

// What KeyRing refuses; secrets.unreadable when no file was named.
Result<std::string> seal_personal(std::string_view clear, const Cell& cell);
Result<std::string> unseal_personal(std::string_view stored, const Cell& cell);

}  // namespace tandem::platform
