#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "audit/act.h"
#include "core/id_source.h"
#include "document/attachment.h"
#include "document/note.h"
#include "org/reach.h"
#include "platform/sql/connection.h"

namespace tandem::document {

struct AttachmentRow {
    AttachmentId id;
    std::string file_name, media_type, content_hash;  // SHA-256, hexadecimal
    std::int64_t bytes;
    UserId author;
    std::string author_name;
    Instant at;
    std::optional<Instant> voided_at;
    std::string void_reason;
};

struct NewFile {
    std::string file_name, media_type;  // as file_name_of and media_type_of give them
    std::string_view content;
};

// The newest first, voided ones too. As check_object.
Result<std::vector<AttachmentRow>> attachments_on(sql::Connection& connection, CompanyId company, const org::Reach& reach, const BusinessObject& object);

struct Attached {
    AttachmentId id;
    bool is_new;  // false: the object has a file of that content already
};
// Inside the caller's transaction. A content is stored once, however often it is attached. As check_attachment and
// check_object (notes_sql.h).
Result<Attached> attach(sql::Connection& connection, const audit::Act& act, IdSource& ids, const org::Reach& reach, const BusinessObject& object, const NewFile& file);

struct StoredFile {
    std::string file_name, media_type, content;
};
// document.unknown_attachment, also of a voided one and of one out of reach.
Result<StoredFile> load_attachment(sql::Connection& connection, CompanyId company, const org::Reach& reach, AttachmentId attachment);

// document.unknown_attachment, as check_voiding.
Result<void> void_attachment(sql::Connection& connection, const audit::Act& act, IdSource& ids, const org::Reach& reach, AttachmentId attachment, const std::string& reason);

// Asks `on_broken` for the name of every attachment whose content is missing or is not what its hash says; how many
// contents and attachments were looked at.
std::int64_t check_attachments(sql::Connection& connection, CompanyId company, const std::function<void(std::string_view name)>& on_broken);

}  // namespace tandem::document
