// Small questions about the text of cells that several readers of this module ask.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "core/money.h"

namespace tandem::importing {

constexpr char lower_ascii(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; }
bool equal_ignoring_case(std::string_view a, std::string_view b);  // ASCII letters only

// Without blanks around: spaces, tabs, line breaks, no-break and full-width spaces.
std::string_view trimmed(std::string_view text);

// "cny", "RMB" and "人民币" are CNY: the ISO code, or a name of the usual ones. money.unknown_currency.
Result<Currency> currency_in_words(std::string_view text);

// The usual words of both languages: yes y true t 1 是 有 对; no n false f 0 否 无 没有.
std::optional<bool> truth_in_words(std::string_view text);

// The first bytes of a text, no character cut in two.
std::string_view first_bytes(std::string_view text, std::size_t bytes);

}  // namespace tandem::importing
