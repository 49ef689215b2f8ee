// Master data is changed in place, and the trail keeps what was before: undoing an import puts it back.
#pragma once
#include "audit/act.h"
#include "audit/trail.h"
#include "core/id_source.h"
#include "platform/sql/connection.h"

namespace tandem::importing {

// How many customers and employees got back what the import had changed, with their assignments.
// importing.changed_since {count, example} when somebody has changed them again.
Result<std::int64_t> restore_master_data(sql::Connection& connection, const audit::Act& act, IdSource& ids, audit::Trail& trail, BatchId batch, Instant imported_at);

}  // namespace tandem::importing
