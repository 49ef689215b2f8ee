// One cell as one value. The common plain forms are read directly; the rest go to core, whose rules are
// the same (definitions.md, "Amounts in files").
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/date.h"
#include "core/money.h"
#include "importing/fields.h"
#include "importing/mapping.h"

namespace tandem::importing {

// Cells come trimmed and are not empty.
Result<Money> read_amount(std::string_view cell, Currency currency, DecimalMark mark);   // money.*
Result<Date> read_date(std::string_view cell, DateLayout layout, TimeOfDay times);       // date.invalid; ISO is read in every layout
Result<Rate> read_rate(std::string_view cell);                                           // rate.invalid; "13%" is 0.13
Result<std::int64_t> read_integer(std::string_view cell);                                // importing.integer_invalid
Result<bool> read_boolean(std::string_view cell, std::span<const std::string> yes, std::span<const std::string> no);

// importing.control_character, importing.line_break_in_code, importing.too_long.
Result<void> check_text(std::string_view cell, const Field& field);

// The number as the field takes it: importing.negative, importing.not_positive.
Result<std::int64_t> with_sign(std::int64_t number, const Field& field, std::string_view cell);

}  // namespace tandem::importing
