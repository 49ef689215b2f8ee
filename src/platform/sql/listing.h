// Words for lists that people filter and sort: both engines read them alike, and no text of a request becomes SQL.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "core/result.h"
#include "platform/sql/connection.h"

namespace tandem::sql {

// For LOWER(column) LIKE $n ESCAPE '!': finds the text anywhere, without case in ASCII; nothing when it is blank.
std::optional<std::string> contains_pattern(std::string_view text);

struct SortColumn {
    std::string_view name;
    Sql ascending, descending;  // " r.value_date" and " r.value_date DESC"
};
// Appends " ORDER BY" and the named columns ("-value_date,number"), then `last`, which tells any two rows
// apart. Without names only `last`. Refuses http.bad_parameter for a name that is not in the list.
Result<void> order_by(SqlBuilder& query, std::string_view names, std::span<const SortColumn> columns, Sql last);

}  // namespace tandem::sql
