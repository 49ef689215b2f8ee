#include "receivable/credit_desk.h"

#include "receivable/credit_note.h"
#include "receivable/issuing.h"

namespace tandem::receivable {
namespace {

// A note issued here has its number for identity.
constexpr std::string_view own_system = "tandem";

}  // namespace

Result<StatedAmounts> split_credit(Money gross, const std::optional<CreditedInvoice>& invoice) {
    const Money nothing{0, gross.currency()};
    if (!invoice) return StatedAmounts{gross, nothing, gross};
    const StatedAmounts& stated = invoice->stated;
    if (gross.currency() != stated.gross.currency())
        return refuse("receivable.currency_mismatch", invoice->number,
                      {{"first", std::string(stated.gross.currency().code())}, {"second", std::string(gross.currency().code())}});
    const Money left = stated.gross - invoice->credited;
    if (gross > left)
        return refuse("receivable.credit_above_invoice", invoice->number,
                      {{"amount", to_decimal(gross)}, {"gross", to_decimal(stated.gross)}, {"credited", to_decimal(invoice->credited)}, {"left", to_decimal(left)}});
    const Money tax_so_far = stated.tax.scaled((invoice->credited + gross).minor(), stated.gross.minor(), Rounding::half_up);
    const Money tax = std::min(std::max(tax_so_far - invoice->credited_tax, nothing), gross);
    return StatedAmounts{gross - tax, tax, gross};
}

Result<std::optional<CreditedInvoice>> CreditDesk::invoice_of(const CreditNoteDraft& draft) {
    if (!draft.invoice) return std::nullopt;
    auto invoice = store_.lock(*draft.invoice);
    if (!invoice) return refuse("receivable.unknown_invoice", to_string(*draft.invoice));
    if (invoice->customer != draft.customer) return refuse("receivable.other_customer", invoice->number);
    if (draft.date < invoice->invoice_date)
        return refuse("receivable.credit_before_invoice", invoice->number, {{"date", to_string(draft.date)}, {"invoice_date", to_string(invoice->invoice_date)}});
    return invoice;
}

Result<NewCreditNote> CreditDesk::issue(const CreditNoteDraft& draft) {
    TRY_VOID(make_credit_note(draft.gross));
    if (draft.reason.empty()) return refuse("receivable.reason_missing");
    if (!store_.has_customer(draft.customer)) return refuse("receivable.unknown_customer", to_string(draft.customer));
    const StatedAmounts amounts = TRY(split_credit(draft.gross, TRY(invoice_of(draft))));
    if (!draft.number.empty() && store_.number_is_taken(draft.number)) return refuse("receivable.note_number_taken", draft.number);
    const Rate rate = TRY(store_.rate_on(draft.gross.currency(), draft.date));
    const std::string number = draft.number.empty() ? store_.next_number() : draft.number;
    const NewCreditNote note{.id = ids_.make<CreditNoteId>(), .number = number, .customer = draft.customer, .invoice = draft.invoice, .note_date = draft.date,
                             .net = amounts.net, .tax = amounts.tax, .gross = amounts.gross, .open = amounts.gross, .rate = rate, .reason = draft.reason,
                             .origin = {std::string(own_system), number, {}}};
    issue_credit_note(ledger_, trail_, note);
    return note;
}

}  // namespace tandem::receivable
