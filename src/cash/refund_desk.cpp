#include "cash/refund_desk.h"

#include <algorithm>

namespace tandem::cash {

void RefundDesk::write(const NewRefund& refund) {
    TANDEM_ASSERT(refund.reverses.has_value() == refund.amount.is_negative() && !refund.amount.is_zero());
    refunds_.add(refund);
    if (refund.kind == SettlementKind::receipt) desk_.lower(ReceiptId{refund.source}, refund.amount);
    else desk_.lower(CreditNoteId{refund.source}, refund.amount);
    if (refund.reverses) books_.receivable.post_reversal(event_of(refund), refund.id.value, refund.effective_date, refund.rate);
    else books_.receivable.post(event_of(refund), refund.id.value, refund.effective_date, refund.rate);
    books_.trail.record({.object_kind = "refund", .object_id = refund.id.value, .topic = refund.reverses ? "refund.reversed" : "refund.paid"});
}

Result<NewRefund> RefundDesk::enter(const Source& source, const RefundRequest& request) {
    TRY_VOID(check_refund(source, request, today_));
    const NewRefund refund{.id = books_.ids.make<RefundId>(), .kind = source.kind, .source = source.id, .customer = source.customer, .method = request.method, .amount = request.amount,
                           .effective_date = request.on, .rate = source.rate, .reverses = {}, .reference = request.reference, .reason = request.reason};
    write(refund);
    return refund;
}

Result<NewRefund> RefundDesk::pay(ReceiptId id, const RefundRequest& request) {
    const auto receipt = desk_.lock(id);
    if (!receipt) return refuse("cash.unknown_receipt", to_string(id));
    TRY_VOID(check_refundable(*receipt));
    return enter(receipt->source, request);
}

Result<NewRefund> RefundDesk::pay(CreditNoteId id, const RefundRequest& request) {
    const auto note = desk_.lock(id);
    if (!note) return refuse("cash.unknown_credit_note", to_string(id));
    return enter(*note, request);
}

Result<NewRefund> RefundDesk::take_back(RefundId id, std::string_view reason) {
    if (reason.empty()) return refuse("cash.reason_missing");
    const auto paid = refunds_.find(id);
    if (!paid) return refuse("cash.unknown_refund", to_string(id));
    if (paid->reverses) return refuse("cash.reversal_final", to_string(id));
    // The lock on what it was paid out of keeps two reversals apart.
    if (paid->kind == SettlementKind::receipt) desk_.lock(ReceiptId{paid->source});
    else desk_.lock(CreditNoteId{paid->source});
    if (refunds_.is_reversed(id)) return refuse("cash.already_reversed", to_string(id));
    NewRefund reversal = *paid;
    reversal.id = books_.ids.make<RefundId>();
    reversal.amount = -paid->amount;
    reversal.effective_date = std::max(today_, paid->effective_date);
    reversal.reverses = id;
    reversal.reason = std::string(reason);
    write(reversal);
    return reversal;
}

}  // namespace tandem::cash
