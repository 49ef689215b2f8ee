#include "receivable/postings.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <map>
#include <set>

using namespace tandem;
using namespace tandem::receivable;

namespace {

Money cny(std::int64_t minor) { return {minor, currency("CNY")}; }

// Debit positive, credit negative, by role.
using Balances = std::map<std::string_view, std::int64_t>;
void book(Balances& balances, const Postings& postings) {
    for (const auto& [side, role, amount] : postings) balances[code_of(role)] += side == Side::debit ? amount.minor() : -amount.minor();
}
Balances booked(std::initializer_list<Event> events) {
    Balances balances;
    for (const Event& event : events) book(balances, postings_of(event));
    std::erase_if(balances, [](const auto& entry) { return entry.second == 0; });
    return balances;
}

// One of each kind, with two amounts.
std::vector<Event> every_event(Money a, Money b) {
    using enum SettlementAccount;
    return {InvoiceIssued{a, b}, OpeningItem{a}, OpeningCredit{a}, PlanItemDated{a}, PlanItemInvoiced{a, b}, ReceiptRecorded{a, bank},
            ReceiptRecorded{a, cash_on_hand}, ReceiptRecorded{a, notes}, BillMatured{a + b, b}, BillDishonoured{a}, ReceiptAllocated{a},
            CreditNoteIssued{a, b}, CreditNoteAllocated{a}, CreditNoteRefunded{a, bank}, ReceiptRefunded{a, bank}, WrittenOff{a},
            ToleranceSettled{a}, ToleranceSettled{-a}, DiscountGranted{a, b}, LateChargeMade{a}, OpeningCreditNote{a}};
}

}  // namespace

TEST_CASE("property: I4, every event posts debit equal to credit, and its reversal takes it back") {
    CHECK(rc::check([] {
        const auto amount = rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000);
        std::set<std::size_t> kinds;
        for (const Event& event : every_event(cny(*amount), cny(*amount))) {
            kinds.insert(event.index());
            const Postings postings = postings_of(event);
            RC_ASSERT(is_balanced(postings));
            RC_ASSERT(is_balanced(mirrored(postings)));
            Balances balances;
            book(balances, postings);
            book(balances, mirrored(postings));
            for (const auto& [role, balance] : balances) RC_ASSERT(balance == 0);
        }
        RC_ASSERT(kinds.size() == std::variant_size_v<Event>);
    }));
}

TEST_CASE("an invoice without a plan, from issue to cash") {
    CHECK(booked({InvoiceIssued{cny(100), cny(13)}}) == Balances{{"receivable", 113}, {"revenue", -100}, {"output_vat", -13}});
    CHECK(booked({InvoiceIssued{cny(100), cny(13)}, ReceiptRecorded{cny(150), SettlementAccount::bank}, ReceiptAllocated{cny(113)}}) ==
          Balances{{"bank", 150}, {"unapplied_receipts", -37}, {"revenue", -100}, {"output_vat", -13}});
}

TEST_CASE("invoicing a dated plan line makes no second receivable") {
    CHECK(booked({PlanItemDated{cny(113)}}) == Balances{{"receivable", 113}, {"contract_liability", -113}});
    CHECK(booked({PlanItemDated{cny(113)}, PlanItemInvoiced{cny(100), cny(13)}}) == booked({InvoiceIssued{cny(100), cny(13)}}));
}

TEST_CASE("a bill moves the item to notes receivable until it is honoured") {
    const Event issued = InvoiceIssued{cny(113), cny(0)}, bill = ReceiptRecorded{cny(113), SettlementAccount::notes}, applied = ReceiptAllocated{cny(113)};
    CHECK(booked({issued, bill, applied}) == Balances{{"notes_receivable", 113}, {"revenue", -113}});
    CHECK(booked({issued, bill, applied, BillMatured{cny(113), cny(3)}}) == Balances{{"bank", 110}, {"bank_charges", 3}, {"revenue", -113}});
    Balances dishonoured = booked({issued, bill, applied, BillDishonoured{cny(113)}});
    book(dishonoured, mirrored(postings_of(applied)));
    std::erase_if(dishonoured, [](const auto& entry) { return entry.second == 0; });
    CHECK(dishonoured == Balances{{"receivable", 113}, {"revenue", -113}});
}

TEST_CASE("a credit note takes revenue and tax back and is never cash") {
    CHECK(booked({CreditNoteIssued{cny(100), cny(13)}}) == Balances{{"credit_notes", -113}, {"revenue", 100}, {"output_vat", 13}});
    CHECK(booked({InvoiceIssued{cny(100), cny(13)}, CreditNoteIssued{cny(100), cny(13)}, CreditNoteAllocated{cny(113)}}).empty());
    CHECK(booked({OpeningCreditNote{cny(5)}, CreditNoteRefunded{cny(5), SettlementAccount::bank}}) == Balances{{"opening_balance", 5}, {"bank", -5}});
}

TEST_CASE("what else settles an item") {
    CHECK(booked({OpeningItem{cny(9)}, WrittenOff{cny(9)}}) == Balances{{"bad_debt_allowance", 9}, {"opening_balance", -9}});
    CHECK(booked({ToleranceSettled{cny(2)}}) == Balances{{"settlement_difference", 2}, {"receivable", -2}});
    CHECK(booked({ToleranceSettled{cny(-2)}}) == Balances{{"unapplied_receipts", 2}, {"settlement_difference", -2}});
    CHECK(booked({DiscountGranted{cny(4237), cny(763)}}) == Balances{{"early_payment_discount", 4237}, {"output_vat", 763}, {"receivable", -5000}});
    CHECK(booked({LateChargeMade{cny(7)}}) == Balances{{"receivable", 7}, {"late_charge_income", -7}});
    CHECK(booked({OpeningCredit{cny(7)}, ReceiptRefunded{cny(7), SettlementAccount::cash_on_hand}}) == Balances{{"opening_balance", 7}, {"cash_on_hand", -7}});
}

TEST_CASE("zero amounts are left out and codes are one per kind") {
    CHECK(postings_of(InvoiceIssued{cny(100), cny(0)}).size() == 2);
    CHECK(postings_of(InvoiceIssued{cny(0), cny(0)}).size() == 0);
    std::set<std::string_view> codes;
    for (const Event& event : every_event(cny(1), cny(1))) codes.insert(code_of(event));
    CHECK(codes.size() == std::variant_size_v<Event>);
    CHECK(code_of(Event{PlanItemInvoiced{cny(1), cny(1)}}) == "plan_item_invoiced");
    CHECK(code_of(Event{OpeningCreditNote{cny(1)}}) == "opening_credit_note");
}

TEST_CASE("postings of two currencies or sides that differ do not balance") {
    Postings uneven;
    uneven.debit(AccountRole::bank, cny(1));
    CHECK(!is_balanced(uneven));
    uneven.credit(AccountRole::receivable, Money{1, currency("USD")});
    CHECK(!is_balanced(uneven));
}
