#include "importing/edge/failed_rows.h"

#include <algorithm>
#include <map>

#include "platform/files/formula_guard.h"

namespace tandem::importing {
namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

// Amounts keep their minus: a spreadsheet runs no formula from digits.
bool is_number(std::string_view cell) {
    return std::ranges::any_of(cell, [](char letter) { return letter >= '0' && letter <= '9'; }) && cell.find_first_not_of("0123456789.,-+ ") == std::string_view::npos;
}

void add_cell(std::string& line, std::string_view cell) {
    if (!line.empty()) line += ',';
    line += '"';
    if (platform::needs_guard(cell) && !is_number(cell)) line += '\'';
    for (const char letter : cell) {
        if (letter == '"') line += '"';
        line += letter;
    }
    line += '"';
}

std::map<std::int64_t, std::string> sentences(std::span<const FieldError> errors, Language language) {
    std::map<std::int64_t, std::string> by_row;
    for (const FieldError& error : errors) {
        std::string& text = by_row[error.row];
        if (!text.empty()) text += " | ";
        if (!error.column.empty()) text += error.column + ": ";
        text += explain(error.error, language);
    }
    return by_row;
}

}  // namespace

Result<std::int64_t> write_failed_rows(platform::TableReader& table, std::span<const FieldError> errors, Language language, const platform::ByteSink& sink) {
    const auto wanted = sentences(errors, language);
    const auto& header = table.shape().header;
    const auto write = [&](auto&& cells, std::string_view last, std::string_view before) -> Result<void> {
        std::string line;
        for (const auto& cell : cells) add_cell(line, cell);
        add_cell(line, last);
        return sink(std::string(before) + line + "\r\n");
    };
    TRY_VOID(write(header, errors_column, byte_order_mark));
    const std::vector<std::string_view> no_cells(header.size());
    std::vector<std::string_view> cells;
    std::int64_t written = 0;
    for (;;) {
        const auto next = table.next(cells);
        if (!next && next.error().code != "file.ragged_row") return tl::unexpected<Error>(next.error());
        if (next && !*next) break;
        const auto found = wanted.find(table.row_number());
        if (found == wanted.end()) continue;
        TRY_VOID(write(next ? cells : no_cells, found->second, ""));
        ++written;
    }
    TRY_VOID(sink({}));
    return written;
}

}  // namespace tandem::importing
