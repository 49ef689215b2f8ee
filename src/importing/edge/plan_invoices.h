// Invoices of contracts that have a collection plan: linked to the plan's items, never items of their own.
#pragma once
#include <optional>
#include <vector>

#include "cash/recording.h"
#include "importing/edge/contract_chunk.h"

namespace tandem::importing {

class PlanInvoices {
public:
    PlanInvoices(ImportContext& context, cash::Books& books) : context_(context), books_(books), contracts_(context) {}

    void load(const std::vector<ContractId>& contracts) { contracts_.load(contracts); }  // once a chunk, before the rest
    bool has_plan(std::optional<ContractId> contract);
    // As receivable::invoice_contract.
    Result<void> issue(const receivable::NewInvoice& invoice);
    // Records a receipt for the invoice: it settles the invoice's items as far as they are linked and open,
    // the earliest due first; the rest of it stays unapplied.
    void settle(InvoiceId invoice, cash::NewReceipt receipt);
    void flush() { contracts_.flush(); }

private:
    struct LinkedItem {
        OpenItemId id;
        Date item_date;
        Rate rate;
        Money payable;  // linked and still open
    };
    std::vector<LinkedItem> linked_items(InvoiceId invoice);

    ImportContext& context_;
    cash::Books& books_;
    ContractChunk contracts_;
};

}  // namespace tandem::importing
