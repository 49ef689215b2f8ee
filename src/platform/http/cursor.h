// Page cursors: the sort key of the last row, as an opaque text.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/result.h"

namespace tandem::platform::http {

using CursorKey = std::variant<std::int64_t, std::string>;

// Base64url of a checked, versioned encoding. `list` names the list and its sort order, so that a cursor of
// one list is refused by another. It grants nothing: the caller's scope is applied to every page anew.
std::string encode_cursor(std::string_view list, const std::vector<CursorKey>& keys);

// Refuses with http.bad_cursor what encode_cursor did not make for that list.
Result<std::vector<CursorKey>> decode_cursor(std::string_view list, std::string_view text);

}  // namespace tandem::platform::http
