// What both formats hold true of the header row and of the rows under it.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/files/table_reader.h"

namespace tandem::platform {

bool is_blank(std::string_view cell);  // nothing but spaces and tabs

// The names trimmed, empty ones at the end dropped. file.no_header, file.too_many_columns.
Result<std::vector<std::string>> header_names(std::span<const std::string_view> cells, std::int64_t row, const TableLimits& limits);

// file.ragged_row: a row of `cells` under a header of `columns`.
tl::unexpected<Error> ragged_row(std::int64_t row, std::size_t cells, std::size_t columns);

}  // namespace tandem::platform
