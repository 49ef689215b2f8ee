#include "receivable/postings.h"

namespace tandem::receivable {
namespace {

using enum AccountRole;

AccountRole role_of(SettlementAccount account) {
    switch (account) {
        case SettlementAccount::bank: return bank;
        case SettlementAccount::cash_on_hand: return cash_on_hand;
        case SettlementAccount::notes: return notes_receivable;
    }
    TANDEM_ASSERT(!"an account of the list");
    return bank;
}

struct Transfer {
    AccountRole debit, credit;
};
Postings transfer(Transfer roles, Money amount) {
    Postings postings;
    postings.debit(roles.debit, amount);
    postings.credit(roles.credit, amount);
    return postings;
}

Postings sale(AccountRole against, Money net, Money tax) {
    Postings postings;
    postings.debit(against, net + tax);
    postings.credit(revenue, net);
    postings.credit(output_vat, tax);
    return postings;
}

struct Poster {
    Postings operator()(const InvoiceIssued& e) const { return sale(receivable, e.net, e.tax); }
    Postings operator()(const OpeningItem& e) const { return transfer({receivable, opening_balance}, e.amount); }
    Postings operator()(const OpeningCredit& e) const { return transfer({opening_balance, unapplied_receipts}, e.amount); }
    Postings operator()(const OpeningCreditNote& e) const { return transfer({opening_balance, credit_notes}, e.amount); }
    Postings operator()(const PlanItemDated& e) const { return transfer({receivable, contract_liability}, e.amount); }
    Postings operator()(const PlanItemInvoiced& e) const { return sale(contract_liability, e.net, e.tax); }
    Postings operator()(const ReceiptRecorded& e) const { return transfer({role_of(e.to), unapplied_receipts}, e.amount); }
    Postings operator()(const BillMatured& e) const {
        Postings postings;
        postings.debit(bank, e.amount - e.charges);
        postings.debit(bank_charges, e.charges);
        postings.credit(notes_receivable, e.amount);
        return postings;
    }
    Postings operator()(const BillDishonoured& e) const { return transfer({unapplied_receipts, notes_receivable}, e.amount); }
    Postings operator()(const ReceiptAllocated& e) const { return transfer({unapplied_receipts, receivable}, e.amount); }
    Postings operator()(const CreditNoteIssued& e) const { return mirrored(sale(credit_notes, e.net, e.tax)); }
    Postings operator()(const CreditNoteAllocated& e) const { return transfer({credit_notes, receivable}, e.amount); }
    Postings operator()(const CreditNoteRefunded& e) const { return transfer({credit_notes, role_of(e.from)}, e.amount); }
    Postings operator()(const ReceiptRefunded& e) const { return transfer({unapplied_receipts, role_of(e.from)}, e.amount); }
    Postings operator()(const WrittenOff& e) const { return transfer({bad_debt_allowance, receivable}, e.amount); }
    Postings operator()(const ToleranceSettled& e) const {
        // What the payer left is our loss; what he paid too much and left with us is a gain.
        return e.amount.is_negative() ? transfer({unapplied_receipts, settlement_difference}, -e.amount)
                                      : transfer({settlement_difference, receivable}, e.amount);
    }
    Postings operator()(const DiscountGranted& e) const {
        Postings postings;
        postings.debit(early_payment_discount, e.on_net);
        postings.debit(output_vat, e.on_tax);
        postings.credit(receivable, e.on_net + e.on_tax);
        return postings;
    }
    Postings operator()(const LateChargeMade& e) const { return transfer({receivable, late_charge_income}, e.amount); }
};

// In the order of the variant.
constexpr std::array<std::string_view, std::variant_size_v<Event>> codes{
    "invoice_issued", "opening_item", "opening_credit", "plan_item_dated", "plan_item_invoiced", "receipt_recorded",
    "bill_matured", "bill_dishonoured", "receipt_allocated", "credit_note_issued", "credit_note_allocated",
    "credit_note_refunded", "receipt_refunded", "written_off", "tolerance_settled", "discount_granted", "late_charge_made",
    "opening_credit_note"};

}  // namespace

void Postings::add(const Posting& posting) {
    TANDEM_ASSERT(!posting.amount.is_negative());
    if (posting.amount.is_zero()) return;
    TANDEM_ASSERT(count_ < postings_.size());
    postings_[count_++] = posting;
}

std::string_view code_of(const Event& event) { return codes[event.index()]; }

Postings postings_of(const Event& event) {
    const Postings postings = std::visit(Poster{}, event);
    TANDEM_ASSERT(is_balanced(postings));
    return postings;
}

Postings mirrored(const Postings& postings) {
    Postings mirror;
    for (const auto& [side, role, amount] : postings)
        side == Side::debit ? mirror.credit(role, amount) : mirror.debit(role, amount);
    return mirror;
}

bool is_balanced(const Postings& postings) {
    Wide balance = 0;
    for (const auto& [side, role, amount] : postings) {
        if (amount.currency() != postings.begin()->amount.currency()) return false;
        balance += side == Side::debit ? Wide{amount.minor()} : -Wide{amount.minor()};
    }
    return balance == 0;
}

}  // namespace tandem::receivable
