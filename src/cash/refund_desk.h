// The refunds of the cash desk (退款): paid out of credit notes and unapplied receipts, and taken back. Every
// command runs inside the caller's transaction.
#pragma once
#include "cash/cash_desk_store.h"
#include "cash/recording.h"
#include "cash/refund.h"

namespace tandem::cash {

// What the refund desk asks of storage beside the cash desk's questions.
class RefundStore {
public:
    virtual ~RefundStore() = default;
    virtual void add(const NewRefund& refund) = 0;
    virtual std::optional<NewRefund> find(RefundId refund) = 0;
    virtual bool is_reversed(RefundId refund) = 0;
};

class RefundDesk {
public:
    RefundDesk(CashDeskStore& desk, RefundStore& refunds, Books books, Date today) : desk_(desk), refunds_(refunds), books_(books), today_(today) {}

    // cash.unknown_receipt, as check_refundable and check_refund.
    Result<NewRefund> pay(ReceiptId receipt, const RefundRequest& request);
    // cash.unknown_credit_note, as check_refund.
    Result<NewRefund> pay(CreditNoteId note, const RefundRequest& request);
    // The money came back, or never left: the same amount, negative, from today or from the refund's own later day on.
    // cash.reason_missing, cash.unknown_refund, cash.reversal_final, cash.already_reversed.
    Result<NewRefund> take_back(RefundId refund, std::string_view reason);

private:
    Result<NewRefund> enter(const Source& source, const RefundRequest& request);
    void write(const NewRefund& refund);

    CashDeskStore& desk_;
    RefundStore& refunds_;
    Books books_;
    Date today_;
};

}  // namespace tandem::cash
