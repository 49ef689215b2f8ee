#pragma once
#include <memory>

#include "platform/sql/connection.h"
#include "receivable/edge/ledger_sql.h"
#include "receivable/plan_items.h"

namespace tandem::receivable {

// Reading flushes the ledger first; links go through a bulk writer: flush before committing.
class SqlPlanItemStore final : public PlanItemStore {
public:
    SqlPlanItemStore(sql::Connection& connection, const audit::Act& act, SqlLedger& ledger);
    std::vector<PlanItem> lock(std::span<const OpenItemId> items) override;
    void add(InvoiceId invoice, const InvoiceLink& link) override;
    void mark_void(std::span<const OpenItemId> items) override;
    void flush();

private:
    sql::Connection& connection_;
    const audit::Act& act_;
    SqlLedger& ledger_;
    std::unique_ptr<sql::Bulk> links_;
};

}  // namespace tandem::receivable
