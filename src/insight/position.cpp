#include "insight/position.h"

namespace tandem::insight {

Position::Position(const Book& book, AsOf as_of) : book_(&book), as_of_(as_of) {
    const std::int32_t day = day_number(as_of.date);
    const std::int64_t known = as_of.known_at.micros;
    open_.resize(book.items.size());
    for (std::size_t item = 0; item < open_.size(); ++item) open_[item] = book.items.visible(item, day, known) ? book.items.amount[item] : 0;

    receipt_left_.resize(book.receipts.size());
    for (std::size_t at = 0; at < receipt_left_.size(); ++at)
        receipt_left_[at] = book.receipts.visible(at, day, known) && book.receipts.reversed[at] > day ? book.receipts.amount[at] : 0;
    note_left_.resize(book.credit_notes.size());
    for (std::size_t at = 0; at < note_left_.size(); ++at) note_left_[at] = book.credit_notes.visible(at, day, known) ? book.credit_notes.amount[at] : 0;

    const Settlements& all = book.settlements;
    for (std::size_t at = 0; at < all.size(); ++at) {
        if (!all.visible(at, day, known)) continue;
        // A settlement without its item on this day would break conservation: the item comes first, always.
        open_[all.item[at]] -= all.amount[at];
        const auto kind = static_cast<cash::SettlementKind>(all.kind[at]);
        if (all.source[at] == nowhere) continue;
        if (kind == cash::SettlementKind::receipt) receipt_left_[all.source[at]] -= all.amount[at];
        else if (kind == cash::SettlementKind::credit_note) note_left_[all.source[at]] -= all.amount[at];
    }
    // What was paid back is no longer owed to the customer.
    const Refunds& refunds = book.refunds;
    for (std::size_t at = 0; at < refunds.size(); ++at) {
        if (!refunds.visible(at, day, known) || refunds.source[at] == nowhere) continue;
        auto& left = static_cast<cash::SettlementKind>(refunds.kind[at]) == cash::SettlementKind::receipt ? receipt_left_ : note_left_;
        left[refunds.source[at]] -= refunds.amount[at];
    }
}

std::int64_t open_on(const Book& book, Place item, std::int32_t day, std::int64_t known_at) {
    if (!book.items.visible(item, day, known_at)) return 0;
    std::int64_t open = book.items.amount[item];
    for_each_settlement(book, item, known_at, [&](Place at) {
        if (book.settlements.date[at] <= day) open -= book.settlements.amount[at];
    });
    return open;
}

}  // namespace tandem::insight
