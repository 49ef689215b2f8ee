// Plan items: what a contract's dated plan lines owe. Answers contract/plan_items.h, and invoices the items:
// an invoice links to them by amount and makes no second item (definitions.md, "Open item").
#pragma once
#include <span>
#include <vector>

#include "audit/trail.h"
#include "contract/contract_service.h"
#include "core/id_source.h"
#include "org/exchange.h"
#include "org/ownership.h"
#include "receivable/ledger.h"

namespace tandem::receivable {

// An item of a plan with what stands against it.
struct PlanItem {
    OpenItemId id;
    Date item_date, due_date;
    Money amount;
    Money invoiced;         // linked so far
    Money open;
    Rate rate;
    bool settled = false;   // there is a settlement, reversed or not
};

struct InvoiceLink {
    OpenItemId item;
    Money amount;  // > 0
    friend bool operator==(const InvoiceLink&, const InvoiceLink&) = default;
};

// What plan items ask of storage.
class PlanItemStore {
public:
    virtual ~PlanItemStore() = default;
    virtual std::vector<PlanItem> lock(std::span<const OpenItemId> items) = 0;  // in the order of their ids
    virtual void add(InvoiceId invoice, const InvoiceLink& link) = 0;
    virtual void mark_void(std::span<const OpenItemId> items) = 0;
};

class PlanItems final : public contract::PlanItems {
public:
    PlanItems(Ledger& ledger, PlanItemStore& store, audit::Trail& trail, IdSource& ids, const org::Ownership& ownership, const org::ExchangeRates& rates, Currency base)
        : ledger_(ledger), store_(store), trail_(trail), ids_(ids), ownership_(ownership), rates_(rates), base_(base) {}

    Result<void> check(const contract::Contract& contract, Date item_date) override;
    // The item keeps its owners: the contract's rep, else whom the customer has on that day.
    OpenItemId open(const contract::Contract& contract, const contract::DatedLine& line) override;
    contract::ItemUse use_of(std::span<const OpenItemId> items) override;
    void take_back(std::span<const OpenItemId> items) override;

private:
    Ledger& ledger_;
    PlanItemStore& store_;
    audit::Trail& trail_;
    IdSource& ids_;
    const org::Ownership& ownership_;
    const org::ExchangeRates& rates_;
    Currency base_;
};

// Which items an invoice is for: those not yet fully invoiced, the earliest due first.
// Refuses receivable.currency_mismatch and receivable.invoice_exceeds_plan {gross, left}.
Result<std::vector<InvoiceLink>> decide_invoice_links(Money gross, std::span<const PlanItem> items);

// Invoices a contract: the first invoice dates the lines that wait for one, then its amount is
// linked to the plan's items. `state` is locked. Refuses receivable.invoice_other_customer {contract}, as
// record_event, and as decide_invoice_links with the invoice and the contract.
Result<std::vector<InvoiceLink>> invoice_contract(Ledger& ledger, PlanItemStore& store, audit::Trail& trail, contract::ContractService& contracts,
                                                  contract::ContractState& state, const NewInvoice& invoice);

}  // namespace tandem::receivable
