#include "cash/refund.h"

#include "cash/cash_desk_decision.h"

namespace tandem::cash {

Result<void> check_refund(const Source& source, const RefundRequest& request, Date today) {
    const Money left = source.balance.left;
    if (request.amount.minor() <= 0) return refuse("cash.amount_not_positive", to_decimal(request.amount));
    if (request.amount.currency() != left.currency())
        return refuse("receivable.currency_mismatch", source.number, {{"first", std::string(left.currency().code())}, {"second", std::string(request.amount.currency().code())}});
    if (request.method != Method::bank_transfer && request.method != Method::cash)
        return refuse("cash.refund_method", source.number, {{"method", std::string(code_of(request.method))}});
    if (request.amount > left) return refuse("cash.refund_above_left", source.number, {{"amount", to_decimal(request.amount)}, {"left", to_decimal(left)}});
    const Date earliest = free_from(source.balance, request.amount, source.from);
    if (request.on < earliest) return refuse("cash.refund_too_early", source.number, {{"date", to_string(request.on)}, {"earliest", to_string(earliest)}});
    if (request.on > std::max(today, earliest)) return refuse("cash.date_in_future", to_string(request.on), {{"today", to_string(today)}});
    return {};
}

Result<void> check_refundable(const ReceiptState& receipt) {
    if (receipt.reversed) return refuse("cash.receipt_reversed", receipt.source.number, {{"date", to_string(*receipt.reversed)}});
    const bool paper = receipt.receipt.method == Method::cheque || receipt.receipt.method == Method::acceptance_bill;
    if (paper && !receipt.cleared) return refuse("cash.receipt_not_cleared", receipt.source.number);
    return {};
}

receivable::Event event_of(const NewRefund& refund) {
    const Money amount = refund.amount.is_negative() ? -refund.amount : refund.amount;
    const auto from = settlement_account(refund.method);
    if (refund.kind == SettlementKind::receipt) return receivable::ReceiptRefunded{amount, from};
    TANDEM_ASSERT(refund.kind == SettlementKind::credit_note);
    return receivable::CreditNoteRefunded{amount, from};
}

}  // namespace tandem::cash
