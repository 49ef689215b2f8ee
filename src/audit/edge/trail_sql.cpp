#include "audit/edge/trail_sql.h"

namespace tandem::audit {

SqlTrail::SqlTrail(sql::Connection& connection, IdSource& ids, const Act& act)
    : connection_(connection), ids_(ids), act_(act),
      entries_(connection.bulk("audit_entry", {"company_id", "id", "actor_id", "at", "command", "request_id", "object_kind", "object_id", "policy_version", "detail", "stream", "seq", "hash"})),
      outbox_(connection.bulk("outbox", {"company_id", "id", "topic", "object_id", "payload", "recorded_at"})) {}

SqlTrail::Stream SqlTrail::lock_stream(std::int64_t number) {
    const std::int64_t company = act_.company.value;
    connection_.execute("INSERT INTO audit_stream (company_id, stream, size, head, tree) VALUES ($1, $2, 0, '', '') ON CONFLICT DO NOTHING", {company, number});
    Stream stream{number, {}, {}};
    connection_.query("SELECT size, head, tree FROM audit_stream WHERE company_id = $1 AND stream = $2{for_update}", {company, number}, [&](const sql::Row& row) {
        if (row.integer(0) == 0) return;
        const auto head = platform::parse_digest(row.text(1));
        const auto tree = MerkleTree::parse(row.integer(0), row.text(2));
        if (!head || !tree) throw sql::Failure(sql::Cause::other, "audit stream " + std::to_string(number) + " cannot be continued: run tandem audit verify");
        stream = {number, *head, *tree};
    });
    return stream;
}

void SqlTrail::record(const Entry& entry) {
    // One id for both rows: the outbox row and its audit row name each other.
    const std::int64_t id = ids_.next();
    if (!stream_) stream_ = lock_stream(stream_of(id));
    const ChainedRow row{.company = act_.company.value, .stream = stream_->number, .seq = stream_->tree.size() + 1, .id = id, .actor = act_.actor.value, .at = act_.at.micros, .command = act_.command,
                         .request = act_.request_id, .object_kind = entry.object_kind, .object = entry.object_id, .policy_version = entry.policy_version, .detail = entry.detail};
    stream_->head = row_digest(stream_->head, row);
    stream_->tree.add(stream_->head);
    entries_->add(row.company).add(id).add(row.actor).add(row.at).add(row.command).add(row.request).add(row.object_kind).add(row.object)
        .add(row.policy_version).add_text_or_null(row.detail).add(row.stream).add(row.seq).add(std::string_view{platform::digest_text(stream_->head)});
    entries_->end_row();
    outbox_->add(act_.company.value).add(id).add(entry.topic).add(entry.object_id).add_text_or_null(entry.detail).add(act_.at.micros);
    outbox_->end_row();
}

void SqlTrail::flush() {
    entries_->flush();
    outbox_->flush();
    if (!stream_) return;
    connection_.execute("UPDATE audit_stream SET size = $3, head = $4, tree = $5 WHERE company_id = $1 AND stream = $2",
                        {act_.company.value, stream_->number, stream_->tree.size(), platform::digest_text(stream_->head), stream_->tree.text()});
    stream_.reset();
}

}  // namespace tandem::audit
