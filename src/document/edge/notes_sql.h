#pragma once
#include <optional>
#include <vector>

#include "audit/act.h"
#include "core/id_source.h"
#include "document/note.h"
#include "org/reach.h"
#include "platform/sql/connection.h"

namespace tandem::document {

struct NoteRow {
    NoteId id;
    std::string kind, text;
    UserId author;
    std::string author_name;  // empty for what an import or the system wrote
    Instant at;
    std::optional<Instant> voided_at;
    std::string void_reason;
};

// Refuses document.unknown_object when there is no such object, it is voided, or its customer is out of reach.
Result<void> check_object(sql::Connection& connection, CompanyId company, const org::Reach& reach, const BusinessObject& object);

// Whether the object that something hangs on is within reach; the whole company reaches also what hangs on nothing.
bool reaches(sql::Connection& connection, CompanyId company, const org::Reach& reach, const std::optional<BusinessObject>& object);

// The newest first, voided ones too; those before `before` when given. As check_object.
Result<std::vector<NoteRow>> notes_on(sql::Connection& connection, CompanyId company, const org::Reach& reach, const BusinessObject& object, std::optional<NoteId> before, std::int64_t limit);

// Inside the caller's transaction. As check_object and check_note.
Result<NoteId> add_note(sql::Connection& connection, const audit::Act& act, IdSource& ids, const org::Reach& reach, const BusinessObject& object, NoteKind kind, const std::string& text);
// document.unknown_note, also of one out of reach; as check_voiding.
Result<void> void_note(sql::Connection& connection, const audit::Act& act, IdSource& ids, const org::Reach& reach, NoteId note, const std::string& reason);

}  // namespace tandem::document
