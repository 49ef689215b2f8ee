#include "receivable/credit_note.h"

#include <string>

namespace tandem::receivable {
namespace {

Result<void> check_use(const CreditNote& note, Money amount) {
    if (amount.currency() != note.amount.currency())
        return refuse("receivable.currency_mismatch", {},
                      {{"first", std::string(note.amount.currency().code())}, {"second", std::string(amount.currency().code())}});
    if (amount.minor() <= 0) return refuse("receivable.credit_not_positive", to_decimal(amount));
    if (amount > note.remaining())
        return refuse("receivable.credit_exceeded", {}, {{"amount", to_decimal(amount)}, {"remaining", to_decimal(note.remaining())}});
    return {};
}

}  // namespace

Result<CreditNote> make_credit_note(Money amount) {
    if (amount.minor() <= 0) return refuse("receivable.credit_not_positive", to_decimal(amount));
    const Money nothing{0, amount.currency()};
    return CreditNote{amount, nothing, nothing};
}

CreditNoteState state_of(const CreditNote& note) {
    if (note.remaining().is_zero()) return CreditNoteState::used;
    return note.remaining() == note.amount ? CreditNoteState::open : CreditNoteState::partly_used;
}

std::string_view code_of(CreditNoteState state) {
    switch (state) {
        case CreditNoteState::open: return "open";
        case CreditNoteState::partly_used: return "partly_used";
        case CreditNoteState::used: return "used";
    }
    TANDEM_ASSERT(!"a state of the list");
    return {};
}

Result<CreditNote> refund(CreditNote note, Money amount) {
    TRY_VOID(check_use(note, amount));
    note.refunded += amount;
    return note;
}

Result<CreditNote> apply(CreditNote note, Money amount) {
    TRY_VOID(check_use(note, amount));
    note.applied += amount;
    return note;
}

}  // namespace tandem::receivable
