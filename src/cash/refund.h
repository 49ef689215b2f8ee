// A refund (退款): money paid back to the customer out of what is left of a credit note or of a receipt. It
// settles no item; what it takes is gone from the credit side from its day on. A mistake is reversed.
#pragma once
#include "cash/cash_desk_state.h"

namespace tandem::cash {

struct RefundTag { static constexpr std::string_view prefix = "rfd"; };
using RefundId = Id<RefundTag>;

struct NewRefund {
    RefundId id;
    SettlementKind kind = SettlementKind::credit_note;  // what it is paid out of: receipt or credit_note
    std::int64_t source = 0;                            // its id
    CustomerId customer;
    Method method = Method::bank_transfer;
    Money amount{0, Currency{}};                        // above 0; a reversal carries the negative amount
    Date effective_date;
    Rate rate;                                          // that of the source, so that what it takes comes off in full
    std::optional<RefundId> reverses;
    std::string reference, reason;
};

struct RefundRequest {
    Money amount;
    Date on;
    Method method = Method::bank_transfer;
    std::string reference, reason;
};

// Whether so much can be paid back on that day: it must be free from then on, and the money must be ours. Refuses,
// in this order: cash.amount_not_positive, receivable.currency_mismatch {first, second}, cash.refund_method
// {method}, cash.refund_above_left {amount, left}, cash.refund_too_early {date, earliest}, cash.date_in_future {today}.
Result<void> check_refund(const Source& source, const RefundRequest& request, Date today);

// A bill or cheque that is not cleared has brought no money to pay back; a reversed receipt is none. Refuses
// cash.receipt_reversed {date}, cash.receipt_not_cleared.
Result<void> check_refundable(const ReceiptState& receipt);

// Out of the bank or of the till, against the credit that it pays out.
receivable::Event event_of(const NewRefund& refund);

}  // namespace tandem::cash
