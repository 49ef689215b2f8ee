#include "app/demo/plan_memory.h"

#include <algorithm>

namespace tandem::app::demo {

PlanMemory::PlanMemory(sql::Connection& connection, const audit::Act& act, receivable::Ledger& ledger)
    : act_(act), ledger_(ledger), links_(connection.bulk("invoice_link", {"company_id", "invoice_id", "item_id", "amount_minor", "recorded_at"})) {}

void PlanMemory::add(const receivable::NewOpenItem& item) {
    ledger_.add(item);
    items_.emplace(item.id, receivable::PlanItem{item.id, item.item_date, item.due_date, item.amount, Money{0, item.amount.currency()}, item.open, item.rate, false});
}

std::vector<receivable::PlanItem> PlanMemory::lock(std::span<const OpenItemId> items) {
    std::vector<receivable::PlanItem> found;
    for (const OpenItemId id : items) found.push_back(items_.at(id));
    std::ranges::sort(found, {}, &receivable::PlanItem::id);
    return found;
}

void PlanMemory::add(InvoiceId invoice, const receivable::InvoiceLink& link) {
    items_.at(link.item).invoiced += link.amount;
    links_->add(act_.company.value).add(invoice.value).add(link.item.value).add(link.amount.minor()).add(act_.at.micros);
    links_->end_row();
}

void PlanMemory::mark_void(std::span<const OpenItemId>) { TANDEM_ASSERT(!"the story takes no event back"); }

}  // namespace tandem::app::demo
