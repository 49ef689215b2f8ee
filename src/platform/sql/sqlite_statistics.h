// What SQLite's planner believes about the sizes of tables.
#pragma once
#include "platform/sql/connection.h"

namespace tandem::sql {

// Without statistics SQLite takes a company's rows for few and walks all of them rather than use an index
// with an IN list. Every book is planned for as a large one of one company: the same plans always, good
// ones when it matters. Nothing on PostgreSQL, which counts for itself.
void assume_large_tables(Connection& connection);

}  // namespace tandem::sql
