#include "app/demo/pen.h"
#include "cash/edge/cash_desk_sql.h"

namespace tandem::app::demo {
namespace {

using cash::SettlementKind;

std::optional<Date> counts_date(const Pen& pen, const Receipt& receipt, const cash::Clearing& clearing) {
    return cash::counts_from({receipt.method, receipt.amount, receipt.value, receipt.maturity}, clearing, pen.office.policies.cash.bill_counts_at);
}

void record(Pen& pen, Index at) {
    const Receipt& receipt = pen.story.receipts[at];
    const auto id = pen.receipt_ids[at] = pen.office.ids.make<ReceiptId>();
    cash::record_receipt(pen.books, {.id = id, .number = receipt.number, .customer = pen.customer(receipt.customer), .method = receipt.method, .value_date = receipt.value,
                                     .maturity_date = receipt.maturity, .counts_date = counts_date(pen, receipt, {}), .amount = receipt.amount, .unapplied = receipt.unapplied,
                                     .rate = pen.rate_on(receipt.amount, receipt.value), .reference = receipt.reference, .origin = pen.origin(receipt.number)});
}

void clear(Pen& pen, Index at) {
    const Receipt& receipt = pen.story.receipts[at];
    pen.receivable.post(receivable::BillMatured{receipt.amount, receipt.charges}, pen.office.ids.next(), *receipt.cleared, pen.rate_on(receipt.amount, receipt.value));
    pen.office.trail.record({.object_kind = "receipt", .object_id = pen.receipt_ids[at].value, .topic = "receipt.cleared", .policy_version = pen.office.policies.cash.version});
}

void bounce(Pen& pen, Index at) {
    const Receipt& receipt = pen.story.receipts[at];
    pen.receivable.post(receivable::BillDishonoured{receipt.amount}, pen.office.ids.next(), *receipt.bounced, pen.rate_on(receipt.amount, receipt.value));
    pen.office.trail.record({.object_kind = "receipt", .object_id = pen.receipt_ids[at].value, .topic = "receipt.dishonoured"});
}

Rate rate_of(const Pen& pen, const Settlement& one) {
    if (one.kind == SettlementKind::receipt) return pen.rate_on(one.amount, pen.story.receipts[one.source].value);
    if (one.kind == SettlementKind::credit_note) return pen.rate_on(one.amount, pen.story.credits[one.source].date);
    return pen.rate_on(one.amount, pen.story.items[one.item].date);
}

std::optional<std::int64_t> source_of(const Pen& pen, const Settlement& one) {
    if (one.kind == SettlementKind::write_off) return std::nullopt;
    return one.kind == SettlementKind::credit_note ? pen.credit_ids[one.source].value : pen.receipt_ids[one.source].value;
}

void settle(Pen& pen, Index at) {
    const Settlement& one = pen.story.settlements[at];
    pen.settlements[at] = cash::NewSettlement{.id = pen.office.ids.make<SettlementId>(), .item = pen.item(one.item), .kind = one.kind, .source = source_of(pen, one), .amount = one.amount,
                                              .effective_date = one.effective, .reverses = {}, .reason = one.reason, .batch = {}};
    cash::record_settlement(pen.books, *pen.settlements[at], rate_of(pen, one));
}

void take_back(Pen& pen, Index at) {
    const Settlement& one = pen.story.settlements[at];
    const auto reversal = cash::reversal_of(*pen.settlements[at], pen.office.ids.make<SettlementId>(), *one.reversed_on, one.reversal_reason);
    cash::record_settlement(pen.books, reversal, rate_of(pen, one));
}

}  // namespace

void plan_cash(Pen& pen, const Desks& desks) {
    const Story& story = pen.story;
    for (Index at = 0; at < story.receipts.size(); ++at) {
        const Receipt& receipt = story.receipts[at];
        pen.plainly(receipt.recorded, Rank::receipt, desks.finance, [&pen, at] { record(pen, at); });
        if (receipt.cleared) pen.plainly(*receipt.cleared, Rank::correction, desks.finance, [&pen, at] { clear(pen, at); });
        if (receipt.bounced) pen.plainly(*receipt.bounced, Rank::correction, desks.finance, [&pen, at] { bounce(pen, at); });
    }
    for (Index at = 0; at < story.settlements.size(); ++at) {
        const Settlement& one = story.settlements[at];
        pen.plainly(one.recorded, Rank::settlement, one.kind == SettlementKind::write_off ? desks.risk : desks.finance, [&pen, at] { settle(pen, at); });
        if (one.reversed_on) pen.plainly(*one.reversed_on, Rank::correction, desks.finance, [&pen, at] { take_back(pen, at); });
    }
}

void bring_up_to_date(Pen& pen) {
    cash::SqlCashDeskStore store{pen.office.connection, pen.office.company};
    for (Index at = 0; at < pen.story.items.size(); ++at) {
        const Item& item = pen.story.items[at];
        if (item.open != item.amount) store.lower(pen.item(at), item.amount - item.open);
    }
    for (Index at = 0; at < pen.story.receipts.size(); ++at) {
        const Receipt& receipt = pen.story.receipts[at];
        if (receipt.cleared) store.clear(pen.receipt_ids[at], *receipt.cleared, counts_date(pen, receipt, {.cleared_on = receipt.cleared, .dishonoured_on = {}}));
        if (receipt.bounced) store.end(pen.receipt_ids[at], *receipt.bounced, cash::CashDeskStore::Ending::dishonoured);
    }
}

}  // namespace tandem::app::demo
