// Reads a whole table into rows, for tests.
#pragma once
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "platform/files/table_reader.h"

namespace tandem::testing {

using Rows = std::vector<std::vector<std::string>>;

// All rows below the header, or the refusal.
inline Result<Rows> read_rows(std::string bytes, const platform::TableOptions& options = {}) {
    const auto table = TRY(platform::open_table_in_memory(std::move(bytes), options));
    Rows rows;
    std::vector<std::string_view> cells;
    while (TRY(table->next(cells))) rows.emplace_back(cells.begin(), cells.end());
    return rows;
}

// The code of the refusal with its row and column, "file.quote_unclosed 3:2", or "read".
inline std::string refusal(std::string bytes, const platform::TableOptions& options = {}) {
    const auto rows = read_rows(std::move(bytes), options);
    if (rows) return "read";
    std::string text{rows.error().code};
    for (const auto& [name, value] : rows.error().figures) {
        if (name == "row") text += " " + value;
        if (name == "column") text += ":" + value;
    }
    return text;
}

}  // namespace tandem::testing
