#include "audit/edge/trail_sql.h"

namespace tandem::audit {

SqlTrail::SqlTrail(sql::Connection& connection, IdSource& ids, const Act& act)
    : ids_(ids), act_(act),
      entries_(connection.bulk("audit_entry", {"company_id", "id", "actor_id", "at", "command", "request_id", "object_kind", "object_id", "policy_version", "detail"})),
      outbox_(connection.bulk("outbox", {"company_id", "id", "topic", "object_id", "payload", "recorded_at"})) {}

void SqlTrail::record(const Entry& entry) {
    // One id for both rows: the outbox row and its audit row name each other.
    const std::int64_t id = ids_.next();
    entries_->add(act_.company.value).add(id).add(act_.actor.value).add(act_.at.micros).add(std::string_view{act_.command})
        .add(act_.request_id).add(entry.object_kind).add(entry.object_id).add(entry.policy_version).add_text_or_null(entry.detail);
    entries_->end_row();
    outbox_->add(act_.company.value).add(id).add(entry.topic).add(entry.object_id).add_text_or_null(entry.detail).add(act_.at.micros);
    outbox_->end_row();
}

void SqlTrail::flush() {
    entries_->flush();
    outbox_->flush();
}

}  // namespace tandem::audit
