#pragma once
#include <memory>
#include <optional>

#include "audit/act.h"
#include "audit/edge/record_chain.h"
#include "audit/trail.h"
#include "core/id_source.h"
#include "platform/sql/connection.h"

namespace tandem::audit {

// Writes audit_entry rows, each chained to the one before it, and outbox rows, through bulk writers. From the
// first row to the commit the stream is locked; flush before commit, and use one trail at a time in a transaction.
class SqlTrail final : public Trail {
public:
    SqlTrail(sql::Connection& connection, IdSource& ids, const Act& act);
    void record(const Entry& entry) override;
    void flush();

private:
    struct Stream { std::int64_t number; Digest head; MerkleTree tree; };
    Stream lock_stream(std::int64_t number);

    sql::Connection& connection_;
    IdSource& ids_;
    const Act& act_;
    std::unique_ptr<sql::Bulk> entries_, outbox_;
    std::optional<Stream> stream_;  // while there are rows that flush() has not closed
};

}  // namespace tandem::audit
