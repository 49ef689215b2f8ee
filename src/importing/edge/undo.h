// Undoing an import: everything it brought is voided in one transaction, its postings are mirrored and
// every fact gets a row in the trail; what it settled elsewhere is open again. Nothing is deleted. The
// same file can be imported again afterwards.
#pragma once
#include <string>

#include "audit/act.h"
#include "core/id_source.h"
#include "importing/fields.h"
#include "org/company.h"
#include "platform/sql/connection.h"

namespace tandem::importing {

struct Undone {
    ImportKind kind{};
    std::int64_t voided = 0;    // documents, settlements, master records made by the import
    std::int64_t restored = 0;  // master records it had changed
};

// importing.unknown_batch, importing.already_undone, and with figures what keeps it: importing.*_since when
// facts from elsewhere rest on the import's own.
Result<Undone> undo_batch(sql::Connection& connection, const org::Company& company, const audit::Act& act, IdSource& ids, BatchId batch, const std::string& reason);

}  // namespace tandem::importing
