// How an importer says what is wrong with a row: under the column the user knows.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "importing/mapping.h"
#include "importing/row_reader.h"

namespace tandem::importing {

// The file's column that feeds a field; empty when a constant does, or nothing.
inline std::string column_of(const Mapping& mapping, FieldIndex field) {
    for (const ColumnUse& use : mapping.columns)
        if (use.field == field) return use.column;
    return {};
}

inline void refuse_row(std::vector<FieldError>& errors, const Mapping& mapping, std::int64_t row, std::string_view field, std::string_view value, Error error) {
    const FieldIndex index = field_of(mapping.kind, field);
    errors.push_back({row, column_of(mapping, index), index, std::string(value.substr(0, 200)), std::move(error)});
}
inline Error error_of(std::string_view code, std::string subject, std::vector<std::pair<std::string, std::string>> figures = {}) {
    return {code, std::move(subject), std::move(figures)};
}

inline std::string text_or(const TypedRow& row, FieldIndex field, std::string_view otherwise = {}) { return std::string(row.text(field).value_or(otherwise)); }

}  // namespace tandem::importing
