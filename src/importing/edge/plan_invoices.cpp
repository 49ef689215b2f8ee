#include "importing/edge/plan_invoices.h"

#include <algorithm>

#include "cash/allocation.h"

namespace tandem::importing {

bool PlanInvoices::has_plan(std::optional<ContractId> contract) {
    const contract::ContractState* state = contract ? contracts_.find(*contract) : nullptr;
    return state && state->contract.terms.has_value();
}

Result<void> PlanInvoices::issue(const receivable::NewInvoice& invoice) {
    TANDEM_ASSERT(has_plan(invoice.contract));
    TRY(contracts_.desk().invoice(*contracts_.find(*invoice.contract), invoice));
    return {};
}

std::vector<PlanInvoices::LinkedItem> PlanInvoices::linked_items(InvoiceId invoice) {
    contracts_.flush();
    std::vector<LinkedItem> items;
    context_.connection.query("SELECT o.id, o.item_date, o.rate_e10, o.currency, o.open_minor, l.amount_minor FROM invoice_link l "
                              "JOIN open_item o ON o.company_id = l.company_id AND o.id = l.item_id AND o.voided_at IS NULL "
                              "WHERE l.company_id = $1 AND l.invoice_id = $2 AND l.voided_at IS NULL ORDER BY o.due_date, o.id",
                              {context_.company.id.value, invoice.value}, [&](const sql::Row& row) {
                                  const Currency currency = *parse_currency(row.text(3));
                                  items.push_back({OpenItemId{row.integer(0)}, date_of(row.integer(1)), Rate{row.integer(2)}, Money{std::min(row.integer(4), row.integer(5)), currency}});
                              });
    return items;
}

void PlanInvoices::settle(InvoiceId invoice, cash::NewReceipt receipt) {
    std::vector<std::pair<LinkedItem, Money>> applied;
    receipt.unapplied = receipt.amount;
    for (const LinkedItem& item : linked_items(invoice)) {
        const Money part = std::min(item.payable, receipt.unapplied);
        if (part.minor() <= 0) continue;
        applied.emplace_back(item, part);
        receipt.unapplied -= part;
    }
    cash::record_receipt(books_, receipt);
    for (const auto& [item, part] : applied) {
        cash::record_settlement(books_, {.id = context_.ids.make<SettlementId>(), .item = item.id, .kind = cash::SettlementKind::receipt, .source = receipt.id.value, .amount = part,
                                         .effective_date = *cash::effective_date(receipt.value_date, item.item_date), .reverses = {}, .reason = {}, .batch = context_.batch}, item.rate);
        context_.connection.execute("UPDATE open_item SET open_minor = open_minor - $3 WHERE company_id = $1 AND id = $2", {context_.company.id.value, item.id.value, part.minor()});
    }
}

}  // namespace tandem::importing
