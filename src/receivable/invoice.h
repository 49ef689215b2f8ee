// An invoice as its document states it: checked, kept, never recomputed. Tax of a real invoice may differ
// from net x rate and net from quantity x price; the document wins and the difference can be shown.
#pragma once
#include <optional>
#include <span>

#include "core/money.h"
#include "core/result.h"

namespace tandem::receivable {

struct StatedAmounts {
    Money net, tax, gross;
    friend bool operator==(const StatedAmounts&, const StatedAmounts&) = default;
};
// The head of an invoice, of which a file may leave out what follows from the rest: net and tax give gross,
// gross with one of them gives the other; gross alone is an invoice without stated tax (tax 0).
// Refuses receivable.gross_mismatch {net, tax, gross, difference}, receivable.amount_missing,
// receivable.amount_negative, receivable.currency_mismatch.
Result<StatedAmounts> make_stated_amounts(std::optional<Money> net, std::optional<Money> tax, std::optional<Money> gross);

struct StatedLine {
    Money net, tax;
};
// Lines must sum to the head, net and tax each; no lines is fine. Refuses receivable.lines_mismatch
// {field, lines, head, difference}. Lines may be negative (a rebate on the document).
Result<void> check_lines(const StatedAmounts& head, std::span<const StatedLine> lines);

// For showing the difference only: what the stated figure would be if it were computed, half-up.
Money computed_tax(Money net, Rate tax_rate);
// quantity x unit price, rounded half-up to the line. The net of a document made here is the sum of
// its rounded lines.
Money computed_net(Rate quantity, Rate unit_price, Currency currency);

// What happened to a document so far; all amounts positive, in its currency.
struct Settled {
    Money cash;         // allocated from receipts
    Money credited;     // allocated from credit notes
    Money written_off;  // bad debt, tolerance and discount
};
// open: no cash yet. paid: nothing left (an invoice of 0.00 at once). credited, written_off: nothing
// left and the whole amount went that way.
enum class DocumentState { open, partly_paid, paid, credited, written_off };
std::string_view code_of(DocumentState state);  // "partly_paid"

Money open_amount(Money gross, const Settled& settled);  // asserts 0 <= open <= gross
DocumentState invoice_state(Money gross, const Settled& settled);

}  // namespace tandem::receivable
