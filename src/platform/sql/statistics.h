// What the engines' planners know about the sizes of tables. Without statistics both take a company's rows
// for few and walk all of them where an index would do.
#pragma once
#include "platform/sql/connection.h"

namespace tandem::sql {

// SQLite: every book is planned for as a large one of one company, so that plans are always the same, and
// good when it matters. Nothing on PostgreSQL, which counts for itself.
void assume_large_tables(Connection& connection);

// PostgreSQL: counts the tables it believes to have fewer rows than that, in the middle of a transaction that
// has begun to fill them, where its own counting comes too late. Nothing on SQLite.
void count_small_tables(Connection& connection, std::int64_t rows = 100'000);

}  // namespace tandem::sql
