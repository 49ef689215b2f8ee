// How many rows one person may carry out of the book in files on one day (trust S31).
#pragma once
#include <cstdint>
#include <string_view>

#include "access/policy.h"
#include "core/date.h"

namespace tandem::access {

// Rows a day for who holds that role: the role's own figure, else the one for all others.
std::int64_t export_rows_a_day(const AccessPolicy& policy, std::string_view role);

// A file of `rows` after `done` rows of the same person on the same day. Refuses access.export_limit {rows, done, limit,
// day, seconds}: the next day begins in so many seconds.
Result<void> check_export(std::int64_t done, std::int64_t rows, std::int64_t limit, Date today, std::int64_t seconds_left);

}  // namespace tandem::access
