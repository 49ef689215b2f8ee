#include "cash/receipt.h"

#include <doctest/doctest.h>

using namespace tandem;
using namespace tandem::cash;
using namespace std::chrono_literals;

namespace {

constexpr Date day{2026y / 3 / 1};
constexpr Date matures{2026y / 9 / 1};
const Money amount{100'00, currency("CNY")};

Receipt received(Method method) { return {method, amount, day, method == Method::acceptance_bill ? std::optional{matures} : std::nullopt}; }
std::string refusal(const Receipt& receipt) {
    const auto made = make_receipt(receipt);
    return made ? "" : std::string(made.error().code);
}

}  // namespace

TEST_CASE("transfers, cash and debits count on the day of their value") {
    for (const Method method : {Method::bank_transfer, Method::cash, Method::automatic_debit})
        for (const auto counts_at : {BillCountsAt::receipt, BillCountsAt::maturity})
            CHECK(counts_from(received(method), {}, counts_at) == day);
}

TEST_CASE("a bill counts at maturity or when discounted, a cheque when cleared; dishonoured never") {
    const auto bill = received(Method::acceptance_bill), cheque = received(Method::cheque);
    CHECK(counts_from(bill, {}, BillCountsAt::maturity) == matures);
    CHECK(counts_from(bill, {day + Days{9}, {}}, BillCountsAt::maturity) == day + Days{9});
    CHECK(counts_from(bill, {}, BillCountsAt::receipt) == day);
    CHECK(!counts_from(bill, {{}, matures}, BillCountsAt::maturity));
    CHECK(!counts_from(bill, {{}, matures}, BillCountsAt::receipt));
    CHECK(!counts_from(cheque, {}, BillCountsAt::maturity));
    CHECK(counts_from(cheque, {day + Days{2}, {}}, BillCountsAt::maturity) == day + Days{2});
    CHECK(counts_from(cheque, {}, BillCountsAt::receipt) == day);
}

TEST_CASE("a receipt is positive and only a bill matures, on or after the day it came") {
    CHECK(refusal(received(Method::bank_transfer)).empty());
    CHECK(refusal(received(Method::acceptance_bill)).empty());
    CHECK(refusal({Method::acceptance_bill, amount, day, day}).empty());
    CHECK(refusal({Method::cash, Money{0, amount.currency()}, day, {}}) == "cash.amount_not_positive");
    CHECK(refusal({Method::cash, -amount, day, {}}) == "cash.amount_not_positive");
    CHECK(refusal({Method::acceptance_bill, amount, day, {}}) == "cash.maturity_missing");
    CHECK(refusal({Method::cheque, amount, day, matures}) == "cash.maturity_unexpected");
    CHECK(refusal({Method::acceptance_bill, amount, day, day - Days{1}}) == "cash.maturity_too_early");
}

TEST_CASE("R-205: each method has a code and an account") {
    using receivable::SettlementAccount;
    struct Row { Method method; const char* code; SettlementAccount account; };
    for (const Row& row : {Row{Method::bank_transfer, "bank_transfer", SettlementAccount::bank},
                           {Method::cheque, "cheque", SettlementAccount::notes},
                           {Method::cash, "cash", SettlementAccount::cash_on_hand},
                           {Method::automatic_debit, "automatic_debit", SettlementAccount::bank},
                           {Method::acceptance_bill, "acceptance_bill", SettlementAccount::notes}}) {
        CHECK(code_of(row.method) == row.code);
        CHECK(parse_method(row.code) == row.method);
        CHECK(settlement_account(row.method) == row.account);
    }
    CHECK(!parse_method("barter"));
}
