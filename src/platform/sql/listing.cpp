#include "platform/sql/listing.h"

#include <algorithm>

namespace tandem::sql {

std::optional<std::string> contains_pattern(std::string_view text) {
    const auto first = text.find_first_not_of(" \t"), last = text.find_last_not_of(" \t");
    if (first == std::string_view::npos) return std::nullopt;
    std::string pattern = "%";
    for (const char letter : text.substr(first, last - first + 1)) {
        if (letter == '%' || letter == '_' || letter == '!') pattern += '!';
        pattern += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    }
    return pattern + "%";
}

Result<void> order_by(SqlBuilder& query, std::string_view names, std::span<const SortColumn> columns, Sql last) {
    query << " ORDER BY";
    const std::string_view all = names;
    while (!names.empty()) {
        std::string_view name = names.substr(0, names.find(','));
        names.remove_prefix(std::min(names.size(), name.size() + 1));
        const bool descending = name.starts_with('-');
        if (descending) name.remove_prefix(1);
        const auto column = std::ranges::find(columns, name, &SortColumn::name);
        if (column == columns.end()) return refuse("http.bad_parameter", "sort", {{"value", std::string(all)}});
        query << (descending ? column->descending : column->ascending) << ",";
    }
    query << last;
    return {};
}

}  // namespace tandem::sql
