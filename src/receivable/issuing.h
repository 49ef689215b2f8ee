// Issuing: an invoice, an opening item or a credit note enters the book with its postings and its trail.
#pragma once
#include "audit/trail.h"
#include "core/id_source.h"
#include "receivable/ledger.h"

namespace tandem::receivable {

// An invoice without a collection plan: one open item for the whole gross, due on the invoice's due date.
// `settled` is what a settlement stated on the same imported row takes off at once (0 when none).
// The amounts must have passed make_stated_amounts.
NewOpenItem issue_invoice(Ledger& ledger, audit::Trail& trail, IdSource& ids, const NewInvoice& invoice, const org::Owners& owners, Money settled);

// What was already owed when the company came to Tandem: original dates, the remaining amount.
void open_opening_item(Ledger& ledger, audit::Trail& trail, const NewOpenItem& item);

// A line of a collection plan got its due date: the item arises.
void open_plan_item(Ledger& ledger, audit::Trail& trail, const NewOpenItem& item);

void issue_credit_note(Ledger& ledger, audit::Trail& trail, const NewCreditNote& note);

}  // namespace tandem::receivable
