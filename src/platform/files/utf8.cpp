#include "platform/files/utf8.h"

#include <cstring>

namespace tandem::platform {

bool Utf8Check::take(unsigned char byte) {
    if (missing_ > 0) {
        if (byte < lowest_ || byte > highest_) return false;
        lowest_ = 0x80;
        highest_ = 0xBF;
        --missing_;
        return true;
    }
    if (byte < 0x80) return true;
    if (byte < 0xC2 || byte > 0xF4) return false;
    missing_ = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
    if (byte == 0xE0) lowest_ = 0xA0;   // shorter forms exist below
    if (byte == 0xED) highest_ = 0x9F;  // surrogates lie above
    if (byte == 0xF0) lowest_ = 0x90;
    if (byte == 0xF4) highest_ = 0x8F;  // the end of Unicode
    return true;
}

std::optional<std::uint64_t> Utf8Check::feed(std::string_view piece) {
    std::size_t at = 0;
    while (at < piece.size()) {
        if (missing_ == 0) {
            std::uint64_t eight = 0;
            while (at + 8 <= piece.size()) {
                std::memcpy(&eight, piece.data() + at, 8);
                if ((eight & 0x8080808080808080ull) != 0) break;
                at += 8;
            }
            if (at == piece.size()) break;
        }
        if (!take(static_cast<unsigned char>(piece[at]))) return offset_ + at;
        ++at;
    }
    offset_ += piece.size();
    return std::nullopt;
}

void append_utf8(std::string& text, char32_t point) {
    const auto push = [&](char32_t byte) { text += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (point < 0x80) {
        push(point);
    } else if (point < 0x800) {
        push(0xC0 | (point >> 6));
        push(0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
        push(0xE0 | (point >> 12));
        push(0x80 | ((point >> 6) & 0x3F));
        push(0x80 | (point & 0x3F));
    } else {
        push(0xF0 | (point >> 18));
        push(0x80 | ((point >> 12) & 0x3F));
        push(0x80 | ((point >> 6) & 0x3F));
        push(0x80 | (point & 0x3F));
    }
}

}  // namespace tandem::platform
