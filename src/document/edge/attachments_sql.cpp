#include "document/edge/attachments_sql.h"

#include <boost/json.hpp>

#include "audit/edge/trail_sql.h"
#include "document/edge/notes_sql.h"
#include "platform/password.h"

namespace tandem::document {
namespace {

void record(sql::Connection& connection, const audit::Act& act, IdSource& ids, AttachmentId id, std::string_view topic, const boost::json::object& detail) {
    audit::SqlTrail trail{connection, ids, act};
    const std::string text = boost::json::serialize(detail);
    trail.record({.object_kind = "attachment", .object_id = id.value, .topic = topic, .policy_version = {}, .detail = text});
    trail.flush();
}

}  // namespace

Result<std::vector<AttachmentRow>> attachments_on(sql::Connection& connection, CompanyId company, const org::Reach& reach, const BusinessObject& object) {
    TRY_VOID(check_object(connection, company, reach, object));
    std::vector<AttachmentRow> rows;
    connection.query(
        "SELECT a.id, a.file_name, a.media_type, a.content_hash, a.byte_count, a.actor_id, COALESCE(u.display_name, ''), a.recorded_at, a.voided_at, COALESCE(a.void_reason, '') FROM attachment a "
        "LEFT JOIN app_user u ON u.company_id = a.company_id AND u.id = a.actor_id WHERE a.company_id = $1 AND a.object_kind = $2 AND a.object_id = $3 ORDER BY a.id DESC",
        {company.value, name_of(object.kind), object.id}, [&](const sql::Row& row) {
            const auto voided = row.maybe_integer(8);
            rows.push_back({AttachmentId{row.integer(0)}, std::string(row.text(1)), std::string(row.text(2)), std::string(row.text(3)), row.integer(4), UserId{row.integer(5)}, std::string(row.text(6)),
                            Instant{row.integer(7)}, voided ? std::optional{Instant{*voided}} : std::nullopt, std::string(row.text(9))});
        });
    return rows;
}

Result<Attached> attach(sql::Connection& connection, const audit::Act& act, IdSource& ids, const org::Reach& reach, const BusinessObject& object, const NewFile& file) {
    TRY_VOID(check_attachment(static_cast<std::int64_t>(file.content.size())));
    TRY_VOID(check_object(connection, act.company, reach, object));
    const std::string hash = platform::sha256_hex(file.content);
    const auto known = connection.one_integer("SELECT id FROM attachment WHERE company_id = $1 AND object_kind = $2 AND object_id = $3 AND content_hash = $4 AND voided_at IS NULL",
                                              {act.company.value, name_of(object.kind), object.id, hash});
    if (known) return Attached{AttachmentId{*known}, false};
    connection.execute("INSERT INTO attachment_content (company_id, content_hash, content) VALUES ($1, $2, $3) ON CONFLICT (company_id, content_hash) DO NOTHING",
                       {act.company.value, hash, sql::Bytes{reinterpret_cast<const unsigned char*>(file.content.data()), file.content.size()}});
    const auto id = ids.make<AttachmentId>();
    connection.execute("INSERT INTO attachment (company_id, id, content_hash, object_kind, object_id, file_name, media_type, byte_count, actor_id, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                       {act.company.value, id.value, hash, name_of(object.kind), object.id, file.file_name, file.media_type, static_cast<std::int64_t>(file.content.size()), act.actor.value, act.at.micros});
    record(connection, act, ids, id, "attachment.added", {{"content_hash", hash}, {"object", to_string(object)}});
    return Attached{id, true};
}

Result<StoredFile> load_attachment(sql::Connection& connection, CompanyId company, const org::Reach& reach, AttachmentId attachment) {
    std::optional<StoredFile> found;
    std::optional<BusinessObject> on;
    connection.query("SELECT a.file_name, a.media_type, c.content, a.object_kind, a.object_id FROM attachment a JOIN attachment_content c ON c.company_id = a.company_id AND c.content_hash = a.content_hash "
                     "WHERE a.company_id = $1 AND a.id = $2 AND a.voided_at IS NULL",
                     {company.value, attachment.value}, [&](const sql::Row& row) {
                         found = StoredFile{std::string(row.text(0)), std::string(row.text(1)), row.bytes(2)};
                         on = maybe_object(row.text(3), row.integer(4));
                     });
    if (!found || !reaches(connection, company, reach, on)) return refuse("document.unknown_attachment", to_string(attachment));
    return *std::move(found);
}

Result<void> void_attachment(sql::Connection& connection, const audit::Act& act, IdSource& ids, const org::Reach& reach, AttachmentId attachment, const std::string& reason) {
    std::optional<Written> written;
    std::optional<BusinessObject> on;
    connection.query("SELECT actor_id, voided_at, object_kind, object_id FROM attachment WHERE company_id = $1 AND id = $2{for_update}", {act.company.value, attachment.value}, [&](const sql::Row& row) {
        written = Written{UserId{row.integer(0)}, !row.is_null(1)};
        on = maybe_object(row.text(2), row.integer(3));
    });
    if (!written || !reaches(connection, act.company, reach, on)) return refuse("document.unknown_attachment", to_string(attachment));
    TRY_VOID(check_voiding(*written, act.actor, reason));
    connection.execute("UPDATE attachment SET voided_at = $3, void_reason = $4 WHERE company_id = $1 AND id = $2", {act.company.value, attachment.value, act.at.micros, reason});
    record(connection, act, ids, attachment, "attachment.voided", {{"reason", reason}});
    return {};
}

std::int64_t check_attachments(sql::Connection& connection, CompanyId company, const std::function<void(std::string_view name)>& on_broken) {
    std::int64_t checked = 0;
    connection.query("SELECT content_hash, content FROM attachment_content WHERE company_id = $1", {company.value}, [&](const sql::Row& row) {
        ++checked;
        if (platform::sha256_hex(row.bytes(1)) != row.text(0)) on_broken(row.text(0));
    });
    connection.query("SELECT a.file_name, c.content_hash FROM attachment a LEFT JOIN attachment_content c ON c.company_id = a.company_id AND c.content_hash = a.content_hash WHERE a.company_id = $1", {company.value},
                     [&](const sql::Row& row) {
                         ++checked;
                         if (row.is_null(1)) on_broken(row.text(0));
                     });
    return checked;
}

}  // namespace tandem::document
