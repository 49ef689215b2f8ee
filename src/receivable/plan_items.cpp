#include "receivable/plan_items.h"

#include <algorithm>

#include "receivable/issuing.h"

namespace tandem::receivable {
namespace {

std::string money_text(Money money) { return to_decimal(money) + " " + std::string(money.currency().code()); }

std::vector<OpenItemId> items_of(const contract::ContractState& state) {
    std::vector<OpenItemId> items;
    for (const contract::StoredLine& line : state.lines)
        if (line.item) items.push_back(*line.item);
    return items;
}

bool waits_for_invoice(const contract::ContractState& state) {
    return !state.event(contract::BaseEvent::invoice) &&
           std::ranges::any_of(state.lines, [](const contract::StoredLine& line) { return !line.dated() && line.base == contract::BaseEvent::invoice; });
}

}  // namespace

Result<void> PlanItems::check(const contract::Contract& contract, Date item_date) {
    TRY(rates_.rate_on(contract.amount.currency(), base_, item_date));
    return ledger_.check_open(item_date);
}

OpenItemId PlanItems::open(const contract::Contract& contract, const contract::DatedLine& line) {
    const auto rate = rates_.rate_on(line.amount.currency(), base_, line.item_date);
    TANDEM_ASSERT(rate.has_value());  // check() has seen it
    const org::Owners owners = contract.rep ? ownership_.owners_through(contract.rep, line.item_date) : ownership_.owners_of(contract.customer, line.item_date);
    const NewOpenItem item{.id = ids_.make<OpenItemId>(), .number = line.number, .kind = ItemKind::plan, .customer = contract.customer, .contract = contract.id,
                           .plan_line = line.line, .invoice = {}, .owners = owners, .item_date = line.item_date, .due_date = line.due_date, .amount = line.amount,
                           .open = line.amount, .rate = *rate, .disputed = false, .origin = {}};
    open_plan_item(ledger_, trail_, item);
    return item.id;
}

contract::ItemUse PlanItems::use_of(std::span<const OpenItemId> items) {
    contract::ItemUse use;
    for (const PlanItem& item : store_.lock(items)) {
        use.settled = use.settled || item.settled;
        use.invoiced = use.invoiced || !item.invoiced.is_zero();
    }
    return use;
}

void PlanItems::take_back(std::span<const OpenItemId> items) {
    for (const PlanItem& item : store_.lock(items)) {
        // Postings have the fact that caused them for a key: the taking back is a fact of its own.
        ledger_.post_reversal(PlanItemDated{item.amount}, ids_.next(), item.item_date, item.rate);
        trail_.record({.object_kind = "open_item", .object_id = item.id.value, .topic = "open_item.voided"});
    }
    store_.mark_void(items);
}

Result<std::vector<InvoiceLink>> decide_invoice_links(Money gross, std::span<const PlanItem> items) {
    std::vector<PlanItem> by_due{items.begin(), items.end()};
    std::ranges::stable_sort(by_due, {}, &PlanItem::due_date);
    std::vector<InvoiceLink> links;
    Money left = gross;
    for (const PlanItem& item : by_due) {
        if (item.amount.currency() != gross.currency())
            return refuse("receivable.currency_mismatch", {}, {{"first", std::string(gross.currency().code())}, {"second", std::string(item.amount.currency().code())}});
        const Money taken = std::min(left, item.amount - item.invoiced);
        if (taken.minor() <= 0) continue;
        links.push_back({item.id, taken});
        left -= taken;
    }
    if (left.minor() > 0) return refuse("receivable.invoice_exceeds_plan", {}, {{"gross", money_text(gross)}, {"left", money_text(gross - left)}});
    return links;
}

Result<std::vector<InvoiceLink>> invoice_contract(Ledger& ledger, PlanItemStore& store, audit::Trail& trail, contract::ContractService& contracts,
                                                  contract::ContractState& state, const NewInvoice& invoice) {
    TANDEM_ASSERT(invoice.net + invoice.tax == invoice.gross);
    if (invoice.customer != state.contract.customer) return refuse("receivable.invoice_other_customer", invoice.number, {{"contract", state.contract.number}});
    if (waits_for_invoice(state)) TRY(contracts.record_event(state, contract::BaseEvent::invoice, invoice.invoice_date, invoice.origin.batch));

    auto links = decide_invoice_links(invoice.gross, store.lock(items_of(state)));
    if (!links) {
        Error refused = std::move(links).error();
        refused.subject = invoice.number;
        refused.figures.emplace_back("contract", state.contract.number);
        return tl::unexpected<Error>(std::move(refused));
    }
    ledger.add(invoice);
    ledger.post(PlanItemInvoiced{invoice.net, invoice.tax}, invoice.id.value, invoice.invoice_date, invoice.rate);
    for (const InvoiceLink& link : *links) store.add(invoice.id, link);
    trail.record({.object_kind = "invoice", .object_id = invoice.id.value, .topic = "invoice.issued"});
    return links;
}

}  // namespace tandem::receivable
