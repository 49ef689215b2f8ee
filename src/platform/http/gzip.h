// Compression of answers.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace tandem::platform::http {

std::string gzip(std::string_view bytes);  // level 1: an answer is made for one reader
// Nothing when the bytes are not one whole gzip member, or would become larger than `most` bytes.
std::optional<std::string> gunzip(std::string_view packed, std::size_t most);

}  // namespace tandem::platform::http
