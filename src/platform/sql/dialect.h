// The few words in which the engines differ, spelled {so} in statements and migrations.
#pragma once
#include <string>
#include <string_view>

#include "platform/sql/connection.h"

namespace tandem::sql {

//   {int} {bytes} {end}     column types and the end of CREATE TABLE
//   {for_update} {for_share}  row locks where the engine has them (SQLite holds the one write lock)
//   x IN {texts:$n}         the values of a list parameter; x IN {ints:$n} likewise
//   {pairs:$n}              a list of pairs of integers, as a table with the columns a and b
std::string in_dialect(std::string_view sql, Engine engine);

}  // namespace tandem::sql
