// What a spreadsheet stores as a number, as the text a person typed: no floating point on the way.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace tandem::platform {

// "1.2345600000000001E3" -> "1234.56". Spreadsheets compute in binary and keep 15 significant digits; what
// goes beyond them in a number with more than 2 decimals is noise and is rounded away. Nothing for a text
// that is no number or not between 10^-30 and 10^30.
std::optional<std::string> decimal_text(std::string_view stored);

enum class NumberKind { plain, date, time };

NumberKind kind_of_builtin_format(int id);           // ECMA-376 18.8.30, with the ids of Chinese Excel
NumberKind kind_of_format_code(std::string_view code);

enum class DateSystem { from_1900, from_1904 };
// "46112" -> "2026-03-31"; with a part of the day "2026-03-31 08:30:00", to the second, half up. Below one day a
// time is "08:30:00". Nothing where the calendar has no such day.
std::optional<std::string> date_text(std::string_view decimal, NumberKind kind, DateSystem system);

// Spreadsheets write a control character as _x000D_, and a text that looks like that as _x005F_x000D_.
std::string without_escapes(std::string_view text);
std::string with_escapes(std::string_view text);  // only the second: control characters are the writer's

}  // namespace tandem::platform
