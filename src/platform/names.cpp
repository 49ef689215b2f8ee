#include "platform/names.h"

#include <unicode/translit.h>

#include <memory>

namespace tandem {

std::string sort_key(std::string_view name) {
    bool plain = true;
    for (const char letter : name) plain = plain && static_cast<unsigned char>(letter) < 0x80;
    std::string key;
    if (plain) {
        for (const char letter : name) key += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
        return key;
    }
    thread_local const std::unique_ptr<icu::Transliterator> to_latin = [] {
        UErrorCode status = U_ZERO_ERROR;
        return std::unique_ptr<icu::Transliterator>{icu::Transliterator::createInstance("Han-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status)};
    }();
    auto text = icu::UnicodeString::fromUTF8(icu::StringPiece{name.data(), static_cast<std::int32_t>(name.size())});
    if (to_latin) to_latin->transliterate(text);
    text.toUTF8String(key);
    std::string initials;
    bool start = true;
    for (const char letter : key) {
        if (start && letter != ' ') initials += letter;
        start = letter == ' ';
    }
    return key + "|" + initials;
}

}  // namespace tandem
