#pragma once
#include <memory>
#include <string>

#include "platform/sql/connection.h"

namespace tandem::sql {

std::unique_ptr<Connection> open_sqlite(const std::string& path);
std::unique_ptr<Connection> open_postgres(const std::string& url);

// "INSERT INTO t (a, b) VALUES ($1, $2)" and "COPY t (a, b) FROM STDIN".
std::string insert_statement(std::string_view table, std::span<const std::string_view> columns);
std::string copy_statement(std::string_view table, std::span<const std::string_view> columns);

}  // namespace tandem::sql
