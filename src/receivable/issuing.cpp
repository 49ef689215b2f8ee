#include "receivable/issuing.h"

namespace tandem::receivable {

NewOpenItem issue_invoice(Ledger& ledger, audit::Trail& trail, IdSource& ids, const NewInvoice& invoice, const org::Owners& owners, Money settled) {
    TANDEM_ASSERT(invoice.net + invoice.tax == invoice.gross);
    TANDEM_ASSERT(!settled.is_negative() && settled <= invoice.gross);
    const NewOpenItem item{.id = ids.make<OpenItemId>(), .number = invoice.number, .kind = ItemKind::invoice, .customer = invoice.customer,
                           .contract = invoice.contract, .plan_line = {}, .invoice = invoice.id, .owners = owners,
                           .item_date = invoice.invoice_date, .due_date = invoice.due_date, .amount = invoice.gross,
                           .open = invoice.gross - settled, .rate = invoice.rate, .disputed = invoice.disputed,
                           .origin = Origin{"", "", invoice.origin.batch}};
    ledger.add(invoice);
    ledger.add(item);
    ledger.post(InvoiceIssued{invoice.net, invoice.tax}, invoice.id.value, invoice.invoice_date, invoice.rate);
    trail.record({.object_kind = "invoice", .object_id = invoice.id.value, .topic = "invoice.issued"});
    return item;
}

void open_opening_item(Ledger& ledger, audit::Trail& trail, const NewOpenItem& item) {
    TANDEM_ASSERT(item.kind == ItemKind::opening);
    ledger.add(item);
    ledger.post(OpeningItem{item.amount}, item.id.value, item.item_date, item.rate);
    trail.record({.object_kind = "open_item", .object_id = item.id.value, .topic = "open_item.opened"});
}

void open_plan_item(Ledger& ledger, audit::Trail& trail, const NewOpenItem& item) {
    TANDEM_ASSERT(item.kind == ItemKind::plan && item.plan_line);
    ledger.add(item);
    ledger.post(PlanItemDated{item.amount}, item.id.value, item.item_date, item.rate);
    trail.record({.object_kind = "open_item", .object_id = item.id.value, .topic = "open_item.opened"});
}

void issue_credit_note(Ledger& ledger, audit::Trail& trail, const NewCreditNote& note) {
    TANDEM_ASSERT(note.net + note.tax == note.gross && note.gross.minor() > 0);
    ledger.add(note);
    ledger.post(CreditNoteIssued{note.net, note.tax}, note.id.value, note.note_date, note.rate);
    trail.record({.object_kind = "credit_note", .object_id = note.id.value, .topic = "credit_note.issued"});
}

}  // namespace tandem::receivable
