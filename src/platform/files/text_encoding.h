// From the bytes of a text file to UTF-8, in pieces: memory does not grow with the file.
//
// Order of the decision: byte order mark, else strict UTF-8, else strict GB18030 (with GBK and GB2312
// inside it). Everything else only when the user names it, because a guess reads wrong names silently.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/files/byte_source.h"

namespace tandem::platform {

enum class Encoding { utf8, gb18030, utf16le, utf16be, big5, shift_jis, latin1, windows1252 };

Result<Encoding> parse_encoding(std::string_view name);  // "gbk" is gb18030; file.unknown_encoding
std::string_view name_of(Encoding encoding);

// Reads the source to its end and rewinds it: a wrong byte far down decides too.
// file.encoding_unknown names the offsets of the first byte that is neither UTF-8 nor GB18030.
Result<Encoding> detect_encoding(ByteSource& source);

struct DecodedSource {
    std::unique_ptr<ByteSource> text;  // UTF-8 without byte order mark; refuses with file.encoding_invalid
    Encoding encoding;
};
// `named` overrides the detection.
Result<DecodedSource> decode(std::unique_ptr<ByteSource> source, std::optional<Encoding> named = {});
// For texts known to be small.
Result<std::string> decode_all(std::string_view bytes, std::optional<Encoding> named = {});

}  // namespace tandem::platform
