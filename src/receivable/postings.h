// Every business event as balanced postings: debit equals credit in one currency (借贷必相等).
//
// A posting names an account role; policies/receivable.json maps roles to the company's chart (shipped:
// the PRC chart). Amounts are positive, the side carries the sign; zero amounts are left out.
#pragma once
#include <array>
#include <string_view>
#include <variant>

#include "core/money.h"
#include "receivable/account_role.h"

namespace tandem::receivable {

enum class Side : std::uint8_t { debit, credit };

struct Posting {
    Side side = Side::debit;
    AccountRole role = AccountRole::receivable;
    Money amount{0, Currency{}};
    friend bool operator==(const Posting&, const Posting&) = default;
};

// At most four postings, in place: a million imported rows make no allocation.
class Postings {
public:
    const Posting* begin() const { return postings_.data(); }
    const Posting* end() const { return postings_.data() + count_; }
    std::size_t size() const { return count_; }
    const Posting& operator[](std::size_t index) const { return postings_[index]; }
    void debit(AccountRole role, Money amount) { add({Side::debit, role, amount}); }
    void credit(AccountRole role, Money amount) { add({Side::credit, role, amount}); }

private:
    void add(const Posting& posting);
    std::array<Posting, 4> postings_{};
    std::size_t count_ = 0;
};

// Where a receipt arrives and a refund leaves from.
enum class SettlementAccount { bank, cash_on_hand, notes };

// The events. Amounts >= 0; net and tax of one document share its currency.
struct InvoiceIssued { Money net, tax; };         // without a collection plan: it makes the open item
struct OpeningItem { Money amount; };             // taken over from the former books
struct OpeningCredit { Money amount; };           // unapplied receipt taken over
struct OpeningCreditNote { Money amount; };       // credit note with something left, taken over
struct PlanItemDated { Money amount; };           // a plan line got its due date: the item arises
struct PlanItemInvoiced { Money net, tax; };      // links to the item, makes no second one
struct ReceiptRecorded { Money amount; SettlementAccount to; };
struct BillMatured { Money amount, charges; };    // honoured, discounted or cheque cleared; charges withheld
struct BillDishonoured { Money amount; };         // its allocations are reversed beside it
struct ReceiptAllocated { Money amount; };
struct CreditNoteIssued { Money net, tax; };
struct CreditNoteAllocated { Money amount; };
struct CreditNoteRefunded { Money amount; SettlementAccount from; };
struct ReceiptRefunded { Money amount; SettlementAccount from; };
struct WrittenOff { Money amount; };              // 坏账核销, against the allowance
struct ToleranceSettled { Money amount; };        // a small difference left by the payer
struct DiscountGranted { Money on_net, on_tax; }; // early payment
struct LateChargeMade { Money amount; };          // interest or penalty billed

using Event = std::variant<InvoiceIssued, OpeningItem, OpeningCredit, PlanItemDated, PlanItemInvoiced, ReceiptRecorded,
                           BillMatured, BillDishonoured, ReceiptAllocated, CreditNoteIssued, CreditNoteAllocated,
                           CreditNoteRefunded, ReceiptRefunded, WrittenOff, ToleranceSettled, DiscountGranted, LateChargeMade,
                           OpeningCreditNote>;

std::string_view code_of(const Event& event);  // "invoice_issued": how the fact and its voucher name it

Postings postings_of(const Event& event);  // asserts that they balance
// What takes an event back: the same postings with the sides exchanged.
Postings mirrored(const Postings& postings);
bool is_balanced(const Postings& postings);

}  // namespace tandem::receivable
