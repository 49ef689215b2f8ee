#include "document/edge/notes_sql.h"

#include <boost/json.hpp>

#include "audit/edge/trail_sql.h"

namespace tandem::document {
namespace {

std::optional<CustomerId> customer_of(sql::Connection& connection, CompanyId company, const BusinessObject& object) {
    const auto found = [&](sql::Sql query) {
        const auto customer = connection.one_integer(query, {company.value, object.id});
        return customer ? std::optional{CustomerId{*customer}} : std::nullopt;
    };
    switch (object.kind) {
        case ObjectKind::customer: return found("SELECT id FROM customer WHERE company_id = $1 AND id = $2 AND voided_at IS NULL");
        case ObjectKind::contract: return found("SELECT customer_id FROM contract WHERE company_id = $1 AND id = $2 AND voided_at IS NULL");
        case ObjectKind::invoice: return found("SELECT customer_id FROM invoice WHERE company_id = $1 AND id = $2 AND voided_at IS NULL");
        case ObjectKind::open_item: return found("SELECT customer_id FROM open_item WHERE company_id = $1 AND id = $2 AND voided_at IS NULL");
        case ObjectKind::receipt: return found("SELECT customer_id FROM receipt WHERE company_id = $1 AND id = $2 AND voided_at IS NULL");
        case ObjectKind::credit_note: return found("SELECT customer_id FROM credit_note WHERE company_id = $1 AND id = $2 AND voided_at IS NULL");
    }
    TANDEM_ASSERT(false);
}

}  // namespace

bool reaches(sql::Connection& connection, CompanyId company, const org::Reach& reach, const std::optional<BusinessObject>& object) {
    if (reach.is_whole()) return true;
    const auto customer = object ? customer_of(connection, company, *object) : std::nullopt;
    return customer && reach.sees(*customer);
}

Result<void> check_object(sql::Connection& connection, CompanyId company, const org::Reach& reach, const BusinessObject& object) {
    const auto customer = customer_of(connection, company, object);
    if (!customer || !reach.sees(*customer)) return refuse("document.unknown_object", to_string(object));
    return {};
}

Result<std::vector<NoteRow>> notes_on(sql::Connection& connection, CompanyId company, const org::Reach& reach, const BusinessObject& object, std::optional<NoteId> before, std::int64_t limit) {
    TRY_VOID(check_object(connection, company, reach, object));
    std::vector<NoteRow> rows;
    connection.query(
        "SELECT n.id, n.kind, n.text, n.actor_id, COALESCE(u.display_name, ''), n.recorded_at, n.voided_at, COALESCE(n.void_reason, '') FROM note n "
        "LEFT JOIN app_user u ON u.company_id = n.company_id AND u.id = n.actor_id "
        "WHERE n.company_id = $1 AND n.object_kind = $2 AND n.object_id = $3 AND n.id < $4 ORDER BY n.id DESC LIMIT $5",
        {company.value, name_of(object.kind), object.id, before ? before->value : INT64_MAX, limit}, [&](const sql::Row& row) {
            const auto voided = row.maybe_integer(6);
            rows.push_back({NoteId{row.integer(0)}, std::string(row.text(1)), std::string(row.text(2)), UserId{row.integer(3)}, std::string(row.text(4)), Instant{row.integer(5)},
                            voided ? std::optional{Instant{*voided}} : std::nullopt, std::string(row.text(7))});
        });
    return rows;
}

Result<NoteId> add_note(sql::Connection& connection, const audit::Act& act, IdSource& ids, const org::Reach& reach, const BusinessObject& object, NoteKind kind, const std::string& text) {
    TRY_VOID(check_note(text));
    TRY_VOID(check_object(connection, act.company, reach, object));
    const auto id = ids.make<NoteId>();
    connection.execute("INSERT INTO note (company_id, id, object_kind, object_id, kind, text, actor_id, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                       {act.company.value, id.value, name_of(object.kind), object.id, name_of(kind), text, act.actor.value, act.at.micros});
    audit::SqlTrail trail{connection, ids, act};
    trail.record({.object_kind = "note", .object_id = id.value, .topic = "note.added"});
    trail.flush();
    return id;
}

Result<void> void_note(sql::Connection& connection, const audit::Act& act, IdSource& ids, const org::Reach& reach, NoteId note, const std::string& reason) {
    std::optional<Written> written;
    std::optional<BusinessObject> on;  // remarks of imports hang on other rows too, which have no page
    connection.query("SELECT actor_id, voided_at, object_kind, object_id FROM note WHERE company_id = $1 AND id = $2{for_update}", {act.company.value, note.value}, [&](const sql::Row& row) {
        written = Written{UserId{row.integer(0)}, !row.is_null(1)};
        on = maybe_object(row.text(2), row.integer(3));
    });
    if (!written || !reaches(connection, act.company, reach, on)) return refuse("document.unknown_note", to_string(note));
    TRY_VOID(check_voiding(*written, act.actor, reason));
    connection.execute("UPDATE note SET voided_at = $3, void_reason = $4 WHERE company_id = $1 AND id = $2", {act.company.value, note.value, act.at.micros, reason});
    audit::SqlTrail trail{connection, ids, act};
    const std::string detail = boost::json::serialize(boost::json::object{{"reason", reason}});
    trail.record({.object_kind = "note", .object_id = note.value, .topic = "note.voided", .policy_version = {}, .detail = detail});
    trail.flush();
    return {};
}

}  // namespace tandem::document
