// What becomes of a promise to pay: kept, partly kept, broken, and judged anew when money is taken back.
#include "dunning/promise.h"

#include <doctest/doctest.h>

namespace tandem::dunning {
namespace {

Date day(int number) { return date_of(20'000 + number); }
Money cny(std::int64_t minor) { return Money{minor, *parse_currency("CNY")}; }
std::string code(const Result<void>& result) { return result ? std::string{} : std::string(result.error().code); }

// 2026-06-06 is a Saturday.
const Date saturday = *parse_date("2026-06-06"), monday = saturday + Days{2}, tuesday = saturday + Days{3};
Promise promised(std::int64_t minor = 1000, int tolerance = 2) { return {.amount = cny(minor), .covered_minor = 1000, .made_on = saturday - Days{10}, .promised_on = saturday, .tolerance_days = tolerance}; }
PromisedSettlement money(Date on, std::int64_t minor) { return {.effective = on, .minor = minor, .paid = true}; }
PromisedSettlement credit_note(Date on, std::int64_t minor) { return {.effective = on, .minor = minor, .paid = false}; }
PromiseState state(const Promise& promise, std::vector<PromisedSettlement> settled, Date on) { return judge(promise, settled, on).state; }

TEST_CASE("promised Saturday, money Monday is kept with two days of tolerance, not with one") {
    CHECK(state(promised(), {}, saturday) == PromiseState::open);
    CHECK(state(promised(), {}, monday) == PromiseState::open);
    CHECK(state(promised(), {}, tuesday) == PromiseState::broken);
    CHECK(state(promised(), {money(monday, 1000)}, tuesday) == PromiseState::kept);
    CHECK(state(promised(1000, 1), {money(monday, 1000)}, tuesday) == PromiseState::broken);
    CHECK(state(promised(), {money(tuesday, 1000)}, tuesday) == PromiseState::broken);
    CHECK(*judge(promised(), {}, tuesday).failed_on == tuesday);
}

TEST_CASE("a part is partly kept, but only once the window is over; all of it is kept at once") {
    const auto part = std::vector{money(saturday - Days{3}, 999)};
    CHECK(state(promised(), part, monday) == PromiseState::open);
    CHECK(state(promised(), part, tuesday) == PromiseState::partly_kept);
    CHECK(judge(promised(), part, tuesday).paid_minor == 999);
    CHECK(state(promised(), {money(saturday - Days{3}, 999), money(saturday, 1)}, saturday) == PromiseState::kept);
    CHECK(state(promised(), {money(saturday - Days{3}, 1000)}, saturday - Days{4}) == PromiseState::open);  // on a day before the money
    CHECK(state(promised(400), {money(saturday, 400)}, saturday) == PromiseState::kept);               // a part of what is owed was promised
}

TEST_CASE("a reversal judges the promise anew from its own day on") {
    auto paid = money(saturday, 1000);
    paid.reversed_on = tuesday + Days{7};
    CHECK(state(promised(), {paid}, tuesday + Days{6}) == PromiseState::kept);
    CHECK(state(promised(), {paid}, tuesday + Days{7}) == PromiseState::broken);
    CHECK(*judge(promised(), std::vector{paid}, tuesday + Days{9}).failed_on == tuesday + Days{7});
    paid.reversed_on = saturday + Days{1};  // within the window: there is still time
    CHECK(state(promised(), {paid}, monday) == PromiseState::open);
    CHECK(state(promised(), {paid, money(monday, 1000)}, tuesday) == PromiseState::kept);
    CHECK(*judge(promised(), std::vector{paid}, tuesday + Days{9}).failed_on == tuesday);
}

TEST_CASE("a credit note lowers what is asked and pays nothing") {
    CHECK(judge(promised(), std::vector{credit_note(saturday, 300)}, tuesday).asked_minor == 700);
    CHECK(state(promised(), {credit_note(saturday, 300)}, tuesday) == PromiseState::broken);
    CHECK(state(promised(), {credit_note(saturday, 300), money(monday, 700)}, monday) == PromiseState::kept);
    CHECK(state(promised(), {credit_note(saturday, 1000)}, saturday) == PromiseState::kept);
    CHECK(judge(promised(400), std::vector{credit_note(saturday, 300)}, tuesday).asked_minor == 400);  // 700 are left: the 400 still stand
}

TEST_CASE("withdrawn counts from its day, and in nobody's record") {
    Promise promise = promised();
    promise.withdrawn_on = saturday - Days{1};
    CHECK(state(promise, {}, saturday - Days{2}) == PromiseState::open);
    CHECK(state(promise, {}, tuesday) == PromiseState::withdrawn);
    const auto in_record = [&](const Promise& of, std::vector<PromisedSettlement> settled, Date on) { return fell_due(of, judge(of, settled, on), saturday - Days{100}, on); };
    CHECK_FALSE(in_record(promise, {}, tuesday));
    CHECK_FALSE(in_record(promised(), {}, monday));  // not decided yet
    CHECK(in_record(promised(), {}, tuesday));
    CHECK(in_record(promised(), {money(saturday, 1000)}, saturday));
    CHECK_FALSE(in_record(promised(), {money(saturday - Days{3}, 1000)}, saturday - Days{2}));  // kept, but due in two days only
    CHECK_FALSE(fell_due(promised(), judge(promised(), {}, tuesday), saturday + Days{1}, tuesday));
    CHECK_FALSE(in_record(promised(), {credit_note(saturday, 1000)}, tuesday));  // nothing was left to pay
}

TEST_CASE("what may be promised: open items of the customer, once, by a day that is near enough") {
    const CustomerId customer{7};
    const std::vector items{PromisedItem{.id = {}, .number = "A", .customer = customer, .open = cny(600)}, PromisedItem{.id = {}, .number = "B", .customer = customer, .open = cny(400)}};
    const auto offered = [&](std::int64_t minor, int on) { return code(check_promise({customer, cny(minor), day(on)}, items, {}, day(0))); };
    CHECK(offered(1000, 0).empty());
    CHECK(offered(1, 30).empty());
    CHECK(offered(1001, 5) == "dunning.promise_amount");
    CHECK(offered(0, 5) == "dunning.promise_amount");
    CHECK(offered(1000, -1) == "dunning.promise_date_past");
    CHECK(offered(1000, 31) == "dunning.promise_too_far");
    const auto with = [&](auto change) {
        auto changed = items;
        change(changed.back());
        return code(check_promise({customer, cny(500), day(5)}, changed, {}, day(0)));
    };
    CHECK(with([](PromisedItem&) {}).empty());
    CHECK(with([](PromisedItem& item) { item.customer = CustomerId{8}; }) == "dunning.promise_item_unknown");
    CHECK(with([](PromisedItem& item) { item.open = cny(0); }) == "dunning.promise_item_settled");
    CHECK(with([](PromisedItem& item) { item.open = Money{400, *parse_currency("USD")}; }) == "dunning.promise_currency");
    CHECK(with([](PromisedItem& item) { item.promised_until = day(3); }) == "dunning.promise_item_taken");
    CHECK(code(check_promise({customer, cny(1), day(5)}, {}, {}, day(0))) == "dunning.promise_items");
}

TEST_CASE("the figures of the policy have limits, and codes read back") {
    CHECK(make_promise_rules({0, 1}));
    CHECK(make_promise_rules({-1, 30}).error().code == "dunning.promise_range");
    CHECK(make_promise_rules({2, 0}).error().subject == "longest_days");
    CHECK(make_promise_rules({2, 367}).error().code == "dunning.promise_range");
    for (const auto each : {PromiseState::open, PromiseState::kept, PromiseState::partly_kept, PromiseState::broken, PromiseState::withdrawn}) CHECK(parse_promise_state(code_of(each)) == each);
    for (const auto each : {PromiseChannel::phone, PromiseChannel::visit, PromiseChannel::mail, PromiseChannel::chat, PromiseChannel::other}) CHECK(parse_promise_channel(code_of(each)).value() == each);
    CHECK(parse_promise_channel("pigeon").error().code == "dunning.promise_channel");
    CHECK_FALSE(parse_promise_state("reset"));
}

}  // namespace
}  // namespace tandem::dunning
