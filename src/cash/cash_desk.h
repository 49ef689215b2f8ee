// The cash desk (收款核销台): receipts by hand, allocation, write-off, reversal, bills and cheques.
//
// Every command runs inside the caller's transaction: a refusal means that nothing of it may be kept. The
// desk locks what it touches, decides (cash_desk_decision.h) and writes facts, postings and trail.
#pragma once
#include "cash/cash_desk_decision.h"
#include "cash/cash_desk_store.h"
#include "cash/policy.h"
#include "cash/recording.h"

namespace tandem::cash {

struct ReceiptDraft {
    CustomerId customer;
    std::string number;  // empty: the next one of the series
    Receipt receipt;
    std::string reference;
};

// Who asks to take a settlement back: a write-off only by those who may write off.
enum class Authority { cash, write_off };

using Settlements = std::vector<NewSettlement>;

class CashDesk {
public:
    // today: the company's business date.
    CashDesk(CashDeskStore& store, Books books, const CashPolicy& policy, Date today)
        : store_(store), books_(books), policy_(policy), today_(today) {}

    // As make_receipt, and cash.unknown_customer, cash.number_taken, org.rate_missing.
    Result<NewReceipt> record(const ReceiptDraft& draft);

    // cash.unknown_receipt, cash.receipt_reversed {date}, as decide_lines.
    Result<Settlements> allocate(ReceiptId receipt, const AllocationRequest& request);
    // cash.unknown_credit_note, as decide_lines.
    Result<Settlements> allocate(CreditNoteId note, const AllocationRequest& request);

    // cash.reason_missing, cash.unknown_item, as decide_write_off.
    Result<NewSettlement> write_off(OpenItemId item, Money amount, std::string_view reason);

    // From today on, or from its own later day on: the same amount, negative. A small difference that was
    // closed with an allocation goes back with it. cash.reason_missing, cash.unknown_allocation,
    // cash.reversal_final, cash.write_off_authority, cash.already_reversed.
    Result<Settlements> take_back(SettlementId settlement, std::string_view reason, Authority authority);

    // The whole receipt with its allocations. cash.reason_missing, cash.unknown_receipt, as check_reversal.
    Result<Settlements> reverse(ReceiptId receipt, Date on, std::string_view reason);

    // A bill or cheque was paid, less charges. cash.unknown_receipt, as check_clearing.
    Result<void> clear(ReceiptId receipt, Date on, Money charges);
    // It was not: its items are open again. cash.reason_missing, cash.unknown_receipt, as check_dishonour.
    Result<Settlements> dishonour(ReceiptId receipt, Date on, std::string_view reason);

private:
    Result<ReceiptState> locked(ReceiptId receipt);
    Result<Settlements> settle(const Source& source, const AllocationRequest& request);
    NewSettlement enter(const NewSettlement& settlement, Rate rate);
    NewSettlement enter_reversal(const NewSettlement& settlement, Date on, std::string_view reason, Rate rate);
    Result<Settlements> take_all_back(const ReceiptState& receipt, Date on, std::string_view reason);

    CashDeskStore& store_;
    Books books_;
    const CashPolicy& policy_;
    Date today_;
};

}  // namespace tandem::cash
