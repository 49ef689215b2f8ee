// A credit note: a document of its own with a positive remaining amount on the credit side. It lowers what is
// due and is never cash; reports show it with a minus (definitions.md, "Credit note").
#pragma once
#include "core/money.h"
#include "core/result.h"

namespace tandem::receivable {

// Build with make_credit_note. amount > 0, 0 <= applied + refunded <= amount.
struct CreditNote {
    Money amount;
    Money applied;   // allocated to invoices
    Money refunded;  // paid back to the customer
    Money remaining() const { return amount - applied - refunded; }
    Money signed_remaining() const { return -remaining(); }  // how reports show it
};
Result<CreditNote> make_credit_note(Money amount);  // receivable.credit_not_positive

enum class CreditNoteState { open, partly_used, used };
CreditNoteState state_of(const CreditNote& note);
std::string_view code_of(CreditNoteState state);

// Both refuse receivable.credit_exceeded {amount, remaining}, receivable.credit_not_positive and
// receivable.currency_mismatch, and leave the note untouched.
Result<CreditNote> refund(CreditNote note, Money amount);
Result<CreditNote> apply(CreditNote note, Money amount);

}  // namespace tandem::receivable
