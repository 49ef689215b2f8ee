#pragma once
#include <memory>

#include "audit/act.h"
#include "audit/trail.h"
#include "core/id_source.h"
#include "platform/sql/connection.h"

namespace tandem::audit {

// Writes audit_entry and outbox rows through bulk writers; flush before commit.
class SqlTrail final : public Trail {
public:
    SqlTrail(sql::Connection& connection, IdSource& ids, const Act& act);
    void record(const Entry& entry) override;
    void flush();

private:
    IdSource& ids_;
    const Act& act_;
    std::unique_ptr<sql::Bulk> entries_, outbox_;
};

}  // namespace tandem::audit
