// Paths and query strings, decoded once and strictly.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "platform/http/message.h"

namespace tandem::platform::http {

bool is_utf8(std::string_view text);

// Nothing for a malformed escape. `plus_is_space` is for query strings.
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space);
std::string percent_encode(std::string_view text);  // all but unreserved characters

// "a=1&b=%E4%B8%AD"; nothing for a malformed escape or what is not UTF-8.
std::optional<Query> parse_query(std::string_view text);

// The decoded segments of a path; "/" is one empty segment. Refuses with http.bad_request what is not
// percent-encoded UTF-8, and with http.not_found a segment that is ".", "..", or holds a slash, a backslash
// or a control character.
Result<std::vector<std::string>> split_path(std::string_view path);

}  // namespace tandem::platform::http
