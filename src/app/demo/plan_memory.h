// The plan items of a book that nobody else writes: remembered as they are opened, so that invoicing need not ask
// the database for what was written a moment ago.
#pragma once
#include <map>
#include <memory>

#include "audit/act.h"
#include "platform/sql/connection.h"
#include "receivable/ledger.h"
#include "receivable/plan_items.h"

namespace tandem::app::demo {

class PlanMemory final : public receivable::Ledger, public receivable::PlanItemStore {
public:
    PlanMemory(sql::Connection& connection, const audit::Act& act, receivable::Ledger& ledger);

    // As the ledger; plan items are remembered.
    void add(const receivable::NewInvoice& invoice) override { ledger_.add(invoice); }
    void add(const receivable::NewOpenItem& item) override;
    void add(const receivable::NewCreditNote& note) override { ledger_.add(note); }
    Result<void> check_open(Date effective) const override { return ledger_.check_open(effective); }
    void post(const receivable::Event& event, std::int64_t id, Date effective, Rate rate, std::optional<int> policy) override { ledger_.post(event, id, effective, rate, policy); }
    void post_reversal(const receivable::Event& event, std::int64_t id, Date effective, Rate rate, std::optional<int> policy) override { ledger_.post_reversal(event, id, effective, rate, policy); }

    std::vector<receivable::PlanItem> lock(std::span<const OpenItemId> items) override;
    void add(InvoiceId invoice, const receivable::InvoiceLink& link) override;
    void mark_void(std::span<const OpenItemId> items) override;
    void flush() { links_->flush(); }  // after the ledger

private:
    const audit::Act& act_;
    receivable::Ledger& ledger_;
    std::unique_ptr<sql::Bulk> links_;
    std::map<OpenItemId, receivable::PlanItem> items_;
};

}  // namespace tandem::app::demo
