// Recording: receipts and settlements enter the book with their postings and their trail.
#pragma once
#include "audit/trail.h"
#include "cash/ledger.h"
#include "core/id_source.h"
#include "receivable/ledger.h"

namespace tandem::cash {

// Both sides of the book and the trail of one command.
struct Books {
    receivable::Ledger& receivable;
    Ledger& cash;
    audit::Trail& trail;
    IdSource& ids;
};

void record_receipt(Books& books, const NewReceipt& receipt);

// Lowers an item (回款核销 or 坏账核销); the caller has checked it against the receipt and the item and
// lowers both remaining amounts in the same transaction.
void record_settlement(Books& books, const NewSettlement& settlement, Rate rate);

// Takes a settlement back from `effective` on: the same amount, negative. A reversal itself is not
// reversed: the settlement is made anew.
NewSettlement reversal_of(const NewSettlement& settlement, SettlementId id, Date effective, std::string reason);

}  // namespace tandem::cash
