// The columns of an exported list: where each stands in the rows that the list's route answers.
#pragma once
#include <boost/json.hpp>

#include <span>
#include <string_view>

#include "core/errors.h"
#include "platform/files/table_writer.h"

namespace tandem::app::server {

struct ListColumn {
    enum class Type { text, amount, date, integer, boolean, hundredths, texts };  // texts: a list in one cell
    std::string_view path;  // "customer.name"
    Type type;
    std::string_view zh, en;
};

// Empty for a name that is no list.
std::span<const ListColumn> columns_of(std::string_view list);
Result<void> write_titles(std::span<const ListColumn> columns, Language language, platform::TableWriter& writer);
Result<void> write_row(std::span<const ListColumn> columns, const boost::json::value& row, platform::TableWriter& writer);

}  // namespace tandem::app::server
