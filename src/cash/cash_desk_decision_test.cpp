#include "cash/cash_desk_decision.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "cash/cash_desk_suggestion.h"

using namespace tandem;
using namespace tandem::cash;

namespace {

const Date march = *parse_date("2026-03-01");
Date day(int number) { return march + Days{number}; }
Money cny(std::int64_t minor) { return {minor, currency("CNY")}; }

Balance balance(std::int64_t total, std::vector<std::pair<int, std::int64_t>> used) {
    Balance made{cny(total), cny(total), {}};
    for (const auto& [on, amount] : used) {
        made.used.push_back({day(on), cny(amount)});
        made.left -= cny(amount);
    }
    return made;
}
ItemState item(std::int64_t id, std::int64_t amount, int dated, std::vector<std::pair<int, std::int64_t>> used = {}) {
    return {OpenItemId{id}, "INV-" + std::to_string(id), CustomerId{1}, day(dated), balance(amount, std::move(used)), Rate{Rate::one}};
}
Source money(std::int64_t amount, int from, std::vector<std::pair<int, std::int64_t>> used = {}) {
    return {SettlementKind::receipt, 9, "R-1", CustomerId{1}, day(from), balance(amount, std::move(used)), Rate{Rate::one}};
}
ReceiptState receipt(Method method, std::int64_t amount, int from, std::vector<StoredSettlement> settlements = {}) {
    return {.id = ReceiptId{9}, .receipt = {method, cny(amount), day(from), {}}, .source = money(amount, from), .cleared = {}, .reversed = {}, .settlements = std::move(settlements)};
}
StoredSettlement settled(std::int64_t id, std::int64_t amount, int on, bool reversed, std::optional<std::int64_t> reverses = {}) {
    NewSettlement fact{.id = SettlementId{id}, .item = OpenItemId{1}, .kind = SettlementKind::receipt, .source = 9, .amount = cny(amount), .effective_date = day(on), .reverses = {}, .reason = {}, .batch = {}};
    if (reverses) fact.reverses = SettlementId{*reverses};
    return {fact, reversed};
}
const TolerancePolicy half_percent{{{Rate{Rate::percent(1).e10 / 2}, cny(5'00)}}, SmallDifference::leave_open, 0};

template <class T>
std::string_view said(const Result<T>& result) { return result ? std::string_view{"accepted"} : result.error().code; }

}  // namespace

TEST_CASE("money counts from the later of its own day and the item's") {
    const auto planned = decide_lines(money(100'00, 10), std::vector{item(1, 60'00, 0), item(2, 40'00, 20)}, {.lines = {{OpenItemId{1}, cny(60'00)}, {OpenItemId{2}, cny(40'00)}}}, {});
    REQUIRE(planned.has_value());
    CHECK(planned->at(0).effective == day(10));
    CHECK(planned->at(1).effective == day(20));
}

TEST_CASE("what was taken back on a day is free only from that day on") {
    // 100 of day 0 paid an item until day 9, when that was reversed: before day 9 it was not free.
    CHECK(free_from(balance(100'00, {{0, 100'00}, {9, -100'00}}), cny(100'00), day(0)) == day(9));
    CHECK(free_from(balance(100'00, {{0, 60'00}, {9, -60'00}}), cny(40'00), day(0)) == day(0));
    CHECK(free_from(balance(100'00, {{0, 60'00}, {9, -60'00}}), cny(40'01), day(0)) == day(9));
    // And an item that somebody paid until then cannot be paid twice on those days.
    const auto planned = decide_lines(money(100'00, 2), std::vector{item(1, 100'00, 0, {{0, 100'00}, {9, -100'00}})}, {.lines = {{OpenItemId{1}, cny(100'00)}}}, {});
    CHECK(planned.value().at(0).effective == day(9));
}

TEST_CASE("two lines of one command share the money, and lines of one item are one") {
    const Source shared = money(100'00, 0, {{0, 50'00}, {5, -50'00}});
    const auto planned = decide_lines(shared, std::vector{item(1, 50'00, 0), item(2, 50'00, 0)}, {.lines = {{OpenItemId{1}, cny(30'00)}, {OpenItemId{2}, cny(50'00)}, {OpenItemId{1}, cny(20'00)}}}, {});
    REQUIRE(planned.value().size() == 2);
    CHECK(planned->at(0).amount == cny(50'00));
    CHECK(planned->at(0).effective == day(0));
    CHECK(planned->at(1).effective == day(5));  // the first line has the half that was free from the start
}

TEST_CASE("the day money becomes free is what looking at every day finds") {
    CHECK(rc::check([] {
        Balance some = balance(1000, {});
        for (int at = *rc::gen::inRange(0, 6); at > 0; --at) {
            const std::int64_t amount = *rc::gen::inRange<std::int64_t>(1, 400);
            const int on = *rc::gen::inRange(0, 12);
            some.used.push_back({day(on), cny(amount)});
            if (*rc::gen::arbitrary<bool>()) some.used.push_back({day(on + *rc::gen::inRange(0, 6)), cny(-amount)});
            else some.left -= cny(amount);
        }
        RC_PRE(some.left.minor() > 0);
        const Money wanted = cny(*rc::gen::inRange<std::int64_t>(1, some.left.minor() + 1));
        const int earliest = *rc::gen::inRange(-2, 10);
        int expected = 30;  // the last day that the loop looks at, backwards while enough is free
        for (int on = 30; on >= earliest; --on) {
            std::int64_t free = 1000;
            for (const Movement& movement : some.used)
                if (movement.effective <= day(on)) free -= movement.amount.minor();
            if (free < wanted.minor()) break;
            expected = on;
        }
        RC_ASSERT(free_from(some, wanted, day(earliest)) == day(expected));
    }));
}

TEST_CASE("a command is refused whole: unknown item, other customer, too much, too early, no reason") {
    const std::vector items{item(1, 100'00, 0), item(2, 100'00, 0)};
    const Source source = money(150'00, 0);
    const auto ask = [&](AllocationRequest request) { return said(decide_lines(source, items, request, half_percent)); };
    CHECK(ask({.lines = {}}) == "cash.nothing_to_allocate");
    CHECK(ask({.lines = {{OpenItemId{7}, cny(1)}}}) == "cash.unknown_item");
    CHECK(ask({.lines = {{OpenItemId{1}, cny(0)}}}) == "cash.amount_not_positive");
    CHECK(ask({.lines = {{OpenItemId{1}, cny(100'01)}}}) == "cash.over_allocation");
    CHECK(ask({.lines = {{OpenItemId{1}, cny(60'00)}, {OpenItemId{1}, cny(40'01)}}}) == "cash.over_allocation");
    CHECK(ask({.lines = {{OpenItemId{1}, cny(100'00)}, {OpenItemId{2}, cny(50'01)}}}) == "cash.over_allocation");
    CHECK(ask({.lines = {{OpenItemId{1}, cny(100'00)}, {OpenItemId{2}, cny(50'00)}}}) == "accepted");
    CHECK(ask({.lines = {{OpenItemId{1}, cny(1)}}, .effective = day(-1), .reason = "x"}) == "cash.allocation_too_early");
    CHECK(ask({.lines = {{OpenItemId{1}, cny(1)}}, .effective = day(1), .reason = ""}) == "cash.reason_required");
    CHECK(ask({.lines = {{OpenItemId{1}, cny(1)}}, .effective = day(1), .reason = "as agreed"}) == "accepted");
    CHECK(ask({.lines = {{OpenItemId{1}, Money{1, currency("USD")}}}}) == "cash.currency_mismatch");

    Source other = source;
    other.customer = CustomerId{2};
    CHECK(said(decide_lines(other, items, {.lines = {{OpenItemId{1}, cny(1)}}}, {})) == "cash.other_customer");
    const auto over = decide_lines(source, items, {.lines = {{OpenItemId{1}, cny(100'01)}}}, {});
    CHECK(over.error().subject == "INV-1");  // people know documents by number
}

TEST_CASE("a small difference closes the item within the tolerance and not a cent beyond") {
    const std::vector items{item(1, 1000'00, 0)};
    const auto close = [&](std::int64_t amount) {
        return decide_lines(money(1000'00, 0), items, {.lines = {{OpenItemId{1}, cny(amount)}}, .difference = SmallDifference::settle}, half_percent);
    };
    CHECK(close(995'00).value().at(0).tolerance == cny(5'00));
    CHECK(said(close(994'99)) == "cash.difference_too_large");
    CHECK(close(1000'00).value().at(0).tolerance == cny(0));
    CHECK(decide_lines(money(1000'00, 0), items, {.lines = {{OpenItemId{1}, cny(995'00)}}}, half_percent).value().at(0).tolerance == cny(0));
}

TEST_CASE("a write-off takes at most what is open, from today on (R-009)") {
    const ItemState open = item(1, 100'00, 0, {{3, 40'00}});
    CHECK(decide_write_off(open, cny(60'00), day(10)).value() == day(10));
    CHECK(said(decide_write_off(open, cny(60'01), day(10))) == "cash.write_off_above_open");
    CHECK(said(decide_write_off(open, cny(0), day(10))) == "cash.amount_not_positive");
    CHECK(said(decide_write_off(open, Money{1, currency("USD")}, day(10))) == "receivable.currency_mismatch");
    CHECK(decide_write_off(item(1, 100'00, 20), cny(1), day(10)).value() == day(20));
}

TEST_CASE("a receipt goes back on a day on which its earlier reversals have come to rest") {
    auto paid = receipt(Method::bank_transfer, 100'00, 0, {settled(1, 100'00, 0, true), settled(2, -100'00, 9, false, 1)});
    CHECK(said(check_reversal(paid, day(8), day(20))) == "cash.reversal_too_early");
    CHECK(said(check_reversal(paid, day(9), day(20))) == "accepted");
    CHECK(said(check_reversal(paid, day(21), day(20))) == "cash.date_in_future");
    // What still stands goes back with it on the day.
    CHECK(said(check_reversal(receipt(Method::bank_transfer, 100'00, 0, {settled(1, 100'00, 5, false)}), day(0), day(20))) == "accepted");
    CHECK(said(check_reversal(receipt(Method::bank_transfer, 100'00, 3), day(2), day(20))) == "cash.reversal_too_early");
    CHECK(said(check_reversal(receipt(Method::bank_transfer, 100'00, 30), day(30), day(20))) == "accepted");  // dated ahead
    paid.reversed = day(9);
    CHECK(said(check_reversal(paid, day(10), day(20))) == "cash.receipt_reversed");
}

TEST_CASE("paper clears once, from the day it came until today, and not after it bounced (R-205)") {
    auto cheque = receipt(Method::cheque, 100'00, 5);
    CHECK(said(check_clearing(cheque, day(5), cny(0), day(20))) == "accepted");
    CHECK(said(check_clearing(cheque, day(4), cny(0), day(20))) == "cash.clearing_too_early");
    CHECK(said(check_clearing(cheque, day(21), cny(0), day(20))) == "cash.date_in_future");
    CHECK(said(check_clearing(cheque, day(5), cny(100'00), day(20))) == "accepted");
    CHECK(said(check_clearing(cheque, day(5), cny(100'01), day(20))) == "cash.charges_range");
    CHECK(said(check_clearing(cheque, day(5), Money{1, currency("USD")}, day(20))) == "cash.charges_range");
    CHECK(said(check_clearing(receipt(Method::bank_transfer, 1, 0), day(5), cny(0), day(20))) == "cash.not_paper");
    CHECK(said(check_dishonour(receipt(Method::cash, 1, 0), day(5), day(20))) == "cash.not_paper");
    CHECK(said(check_dishonour(cheque, day(6), day(20))) == "accepted");
    cheque.cleared = day(7);
    CHECK(said(check_clearing(cheque, day(8), cny(0), day(20))) == "cash.receipt_cleared");
    CHECK(said(check_dishonour(cheque, day(8), day(20))) == "cash.receipt_cleared");
    CHECK(said(check_reversal(cheque, day(6), day(20))) == "cash.reversal_too_early");  // it was money from day 7 on
    cheque.reversed = day(9);
    CHECK(said(check_clearing(cheque, day(9), cny(0), day(20))) == "cash.receipt_reversed");
}

namespace {

OpenClaim claim(std::int64_t id, std::int64_t open, int due, std::vector<std::string> numbers) {
    return {{.item = OpenItemId{id}, .open = cny(open), .item_date = day(0), .due_date = day(due)}, std::move(numbers)};
}
const AllocationOrder oldest{"oldest_due", {OrderKey::earliest_due, OrderKey::earliest_dated}, {}, Ties::in_sequence};
std::vector<Suggestion> suggest(std::int64_t available, std::string_view text, std::vector<OpenClaim> claims) { return suggest_allocation(cny(available), day(40), text, claims, oldest, day(40)); }

}  // namespace

TEST_CASE("a suggestion follows the remittance text, then the exact amount, then the oldest due") {
    const std::vector claims{claim(1, 100'00, 1, {"INV-1001"}), claim(2, 70'00, 2, {"INV-1002"}), claim(3, 30'00, 3, {"INV-1003"})};
    CHECK(suggest(70'00, "", claims) == std::vector{Suggestion{OpenItemId{2}, cny(70'00), "exact_amount"}});
    CHECK(suggest(80'00, "", claims) == std::vector{Suggestion{OpenItemId{1}, cny(80'00), "oldest_due"}});
    CHECK(suggest(50'00, "货款inv-1003，谢谢", claims) == std::vector{Suggestion{OpenItemId{3}, cny(30'00), "remittance_reference"}, Suggestion{OpenItemId{1}, cny(20'00), "oldest_due"}});
    CHECK(suggest(100'00, "INV-1003", claims) == std::vector{Suggestion{OpenItemId{3}, cny(30'00), "remittance_reference"}, Suggestion{OpenItemId{2}, cny(70'00), "exact_amount"}});
    CHECK(suggest(0, "INV-1003", claims).empty());
    // Two items of one amount: the amount does not tell them apart, so the older goes first.
    CHECK(suggest(70'00, "", {claim(1, 70'00, 2, {"A-100"}), claim(2, 70'00, 1, {"A-200"})}) == std::vector{Suggestion{OpenItemId{2}, cny(70'00), "oldest_due"}});
}

TEST_CASE("a number is found in a text only where it stands on its own") {
    CHECK(names("pay INV-1 today", "INV-1"));
    CHECK(names("支付INV-1货款", "inv-1"));
    CHECK_FALSE(names("pay INV-12", "INV-1"));
    CHECK_FALSE(names("pay XINV-1", "INV-1"));
    CHECK(names("INV-12, INV-1", "INV-1"));
    CHECK_FALSE(names("12 pieces", "12"));
    CHECK_FALSE(names("", "INV-1"));
}
