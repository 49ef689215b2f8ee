#include "platform/files/header_row.h"

#include <algorithm>

namespace tandem::platform {

bool is_blank(std::string_view cell) { return cell.find_first_not_of(" \t") == std::string_view::npos; }

Result<std::vector<std::string>> header_names(std::span<const std::string_view> cells, std::int64_t row, const TableLimits& limits) {
    std::vector<std::string> names;
    for (const std::string_view cell : cells) {
        const auto first = cell.find_first_not_of(" \t\r\n");
        names.emplace_back(first == std::string_view::npos ? "" : cell.substr(first, cell.find_last_not_of(" \t\r\n") - first + 1));
    }
    while (!names.empty() && names.back().empty()) names.pop_back();
    if (names.empty()) return refuse("file.no_header", {}, {{"row", std::to_string(row)}});
    if (names.size() > limits.columns)
        return refuse("file.too_many_columns", {}, {{"columns", std::to_string(names.size())}, {"limit", std::to_string(limits.columns)}});
    return names;
}

tl::unexpected<Error> ragged_row(std::int64_t row, std::size_t cells, std::size_t columns) {
    return refuse("file.ragged_row", {}, {{"row", std::to_string(row)}, {"cells", std::to_string(cells)}, {"columns", std::to_string(columns)}});
}

}  // namespace tandem::platform
