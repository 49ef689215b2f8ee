// Strict UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tandem::platform {

inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// Checks a text that arrives in pieces.
class Utf8Check {
public:
    // The offset in the whole text of the first byte that cannot stand there, if this piece has one.
    std::optional<std::uint64_t> feed(std::string_view piece);
    // False while a character is cut off at the end.
    bool complete() const { return missing_ == 0; }
    std::uint64_t offset() const { return offset_; }

private:
    bool take(unsigned char byte);
    std::uint64_t offset_ = 0;
    int missing_ = 0;                          // continuation bytes still to come
    unsigned char lowest_ = 0x80, highest_ = 0xBF;  // of the next continuation byte
};

void append_utf8(std::string& text, char32_t code_point);

}  // namespace tandem::platform
