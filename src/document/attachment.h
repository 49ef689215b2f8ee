// Attachments: files on an object. What the sender says of a file is data, never a path and never a command.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "document/business_object.h"

namespace tandem::document {

inline constexpr std::int64_t largest_attachment = 20 << 20;  // bytes
inline constexpr std::size_t longest_file_name = 200;         // bytes

// The last piece of a path in either style, without control characters, characters that turn the direction of
// writing, and blanks or dots at the ends; cut at 200 bytes between characters, keeping the ending. `sent` is
// UTF-8. Refuses document.file_name_missing when nothing is left.
Result<std::string> file_name_of(std::string_view sent);

// One of the types that are passed on as they are; anything else is "application/octet-stream".
std::string media_type_of(std::string_view stated);

// Refuses document.file_empty.
Result<void> check_attachment(std::int64_t bytes);

}  // namespace tandem::document
