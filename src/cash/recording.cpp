#include "cash/recording.h"

namespace tandem::cash {
namespace {

receivable::Event event_of(SettlementKind kind, Money amount) {
    switch (kind) {
        case SettlementKind::receipt: return receivable::ReceiptAllocated{amount};
        case SettlementKind::credit_note: return receivable::CreditNoteAllocated{amount};
        case SettlementKind::write_off: return receivable::WrittenOff{amount};
        case SettlementKind::tolerance: return receivable::ToleranceSettled{amount};
        case SettlementKind::discount: return receivable::DiscountGranted{amount, Money{0, amount.currency()}};
    }
    TANDEM_ASSERT(false);
}

std::string_view topic_of(SettlementKind kind, bool reversal) {
    switch (kind) {
        case SettlementKind::receipt: return reversal ? "receipt.allocation_reversed" : "receipt.allocated";
        case SettlementKind::credit_note: return reversal ? "credit_note.allocation_reversed" : "credit_note.allocated";
        case SettlementKind::write_off: return reversal ? "open_item.write_off_reversed" : "open_item.written_off";
        case SettlementKind::tolerance: return reversal ? "open_item.tolerance_reversed" : "open_item.tolerance_settled";
        case SettlementKind::discount: return reversal ? "open_item.discount_reversed" : "open_item.discount_granted";
    }
    TANDEM_ASSERT(false);
}

}  // namespace

std::string_view code_of(SettlementKind kind) {
    switch (kind) {
        case SettlementKind::receipt: return "receipt";
        case SettlementKind::credit_note: return "credit_note";
        case SettlementKind::write_off: return "write_off";
        case SettlementKind::tolerance: return "tolerance";
        case SettlementKind::discount: return "discount";
    }
    TANDEM_ASSERT(false);
}

void record_receipt(Books& books, const NewReceipt& receipt) {
    TANDEM_ASSERT(receipt.amount.minor() > 0);
    books.cash.add(receipt);
    books.receivable.post(receivable::ReceiptRecorded{receipt.amount, settlement_account(receipt.method)}, receipt.id.value, receipt.value_date, receipt.rate);
    books.trail.record({.object_kind = "receipt", .object_id = receipt.id.value, .topic = "receipt.recorded"});
}

void record_settlement(Books& books, const NewSettlement& settlement, Rate rate) {
    books.cash.add(settlement);
    const bool reversal = settlement.reverses.has_value();
    TANDEM_ASSERT(reversal == settlement.amount.is_negative() && !settlement.amount.is_zero());
    if (reversal) books.receivable.post_reversal(event_of(settlement.kind, -settlement.amount), settlement.id.value, settlement.effective_date, rate, settlement.policy_version);
    else books.receivable.post(event_of(settlement.kind, settlement.amount), settlement.id.value, settlement.effective_date, rate, settlement.policy_version);
    books.trail.record({.object_kind = "settlement", .object_id = settlement.id.value, .topic = topic_of(settlement.kind, reversal), .policy_version = settlement.policy_version});
}

NewSettlement reversal_of(const NewSettlement& settlement, SettlementId id, Date effective, std::string reason) {
    TANDEM_ASSERT(!settlement.reverses);
    NewSettlement reversal = settlement;
    reversal.id = id;
    reversal.amount = -settlement.amount;
    reversal.effective_date = std::max(effective, settlement.effective_date);
    reversal.reverses = settlement.id;
    reversal.reason = std::move(reason);
    return reversal;
}

}  // namespace tandem::cash
