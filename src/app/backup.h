// Backup and restore. A backup is a book of its own: one SQLite file with every row, taken in one snapshot
// while others go on writing, from either engine and into either, with its SHA-256 in a file beside it.
#pragma once
#include <string>

#include "platform/clock.h"
#include "platform/sql/connection.h"

namespace tandem::app {

struct Copied { std::int64_t tables = 0, rows = 0; };

// Refuses app.backup_exists. Leaves no half file behind.
Result<Copied> backup(sql::Connection& from, const std::string& file, const Clock& clock);
// Into an empty database. Refuses app.backup_unreadable, app.backup_damaged, app.restore_needs_empty.
Result<Copied> restore(const std::string& file, const std::string& database, const Clock& clock);

}  // namespace tandem::app
