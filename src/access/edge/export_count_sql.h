// Rows each person has carried out in files, by day (trust S31).
#pragma once
#include "core/date.h"
#include "core/id.h"
#include "platform/sql/connection.h"

namespace tandem::access {

std::int64_t exported_on(sql::Connection& connection, CompanyId company, UserId user, Date day);
// Adds, and tells how many there were before. Inside a write transaction; who adds at the same time for the same person
// waits for its end, so that two files do not both pass under the limit.
std::int64_t add_exported(sql::Connection& connection, CompanyId company, UserId user, Date day, std::int64_t rows);

}  // namespace tandem::access
