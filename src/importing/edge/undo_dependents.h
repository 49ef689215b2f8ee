// What from elsewhere rests on the rows of an import, and so keeps it from being undone.
#pragma once
#include "core/id.h"
#include "core/result.h"
#include "importing/fields.h"
#include "platform/sql/connection.h"

namespace tandem::importing {

// Looks at what the table `undone` holds (undo.cpp). The first kind of dependent facts found: importing.settled_since, credited_since, invoiced_since,
// contract_used_since, order_used_since, paper_moved_since, customer_used_since, employee_used_since,
// each with {count, example}.
Result<void> check_undoable(sql::Connection& connection, CompanyId company, BatchId batch, ImportKind kind);

}  // namespace tandem::importing
