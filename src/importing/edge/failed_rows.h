// The rows of a file that were refused, as a CSV with what is wrong beside each: corrected, it can be
// imported with the same mapping, which leaves the added column unread.
#pragma once
#include <span>

#include "core/errors.h"
#include "importing/row_reader.h"
#include "platform/files/table_reader.h"
#include "platform/files/table_writer.h"

namespace tandem::importing {

inline constexpr std::string_view errors_column = "tandem_errors";

// `table` is the same file opened once more, `errors` those of its import. UTF-8 with a byte order mark.
// How many rows; refuses as reading and writing files do. A row that was cut wrongly comes without cells.
Result<std::int64_t> write_failed_rows(platform::TableReader& table, std::span<const FieldError> errors, Language language, const platform::ByteSink& sink);

}  // namespace tandem::importing
