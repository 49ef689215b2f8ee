#include "cash/allocation.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>

#include "cash/tolerance.h"
#include "core/errors.h"
#include "receivable/invoice.h"
#include "support/shared.h"

using namespace tandem;
using namespace tandem::cash;
using namespace std::chrono_literals;

namespace {

constexpr Date today{2025y / 10 / 25};
const AllocationOrder oldest_due = *make_allocation_order({"oldest_due", {OrderKey::earliest_due, OrderKey::earliest_dated}, {}, Ties::in_sequence});
const std::vector<ClaimKind> kinds{ClaimKind::cost, ClaimKind::fee, ClaimKind::interest, ClaimKind::principal};
const AllocationOrder by_kind = *make_allocation_order({"by_kind", {OrderKey::kind, OrderKey::earliest_due}, kinds, Ties::in_sequence});
const AllocationOrder civil_code = *make_allocation_order(
    {"civil_code", {OrderKey::kind, OrderKey::due_before_not, OrderKey::least_secured, OrderKey::heaviest_burden, OrderKey::earliest_due}, kinds, Ties::pro_rata});

Money cny(std::int64_t minor) { return {minor, currency("CNY")}; }
Claim claim(std::int64_t id, std::int64_t open, int due_offset = 0) { return {{id}, cny(open), today - Days{90}, today + Days{due_offset}}; }

template <class T>
std::string refusal(const Result<T>& result) { return result ? "" : std::string(result.error().code); }

// What each claim received, in the order of the claims.
std::vector<std::int64_t> applied(const AllocationDecision& decision, const std::vector<Claim>& claims) {
    std::vector<std::int64_t> amounts(claims.size());
    for (const auto& line : decision.lines)
        for (std::size_t at = 0; at < claims.size(); ++at)
            if (claims[at].item == line.item) amounts[at] += line.amount.minor();
    return amounts;
}
std::vector<std::int64_t> spread(std::int64_t money, const std::vector<Claim>& claims, const AllocationOrder& order) {
    return applied(decide_allocation({cny(money), today}, claims, order, today), claims);
}

std::vector<std::int64_t> numbers(const boost::json::value& list) {
    std::vector<std::int64_t> values;
    for (const auto& value : list.as_array()) values.push_back(value.as_int64());
    return values;
}
std::vector<std::int64_t> left_of(const std::vector<Claim>& claims, const std::vector<std::int64_t>& paid) {
    std::vector<std::int64_t> left;
    for (std::size_t at = 0; at < claims.size(); ++at) left.push_back(claims[at].open.minor() - paid[at]);
    return left;
}

// "P1" is a date, "P1-end" a later one.
bool check_spread(const boost::json::object& inputs, const boost::json::object& expected) {
    std::vector<Claim> claims;
    for (const auto& open : inputs.at("open").as_array())
        claims.push_back(claim(static_cast<std::int64_t>(claims.size()) + 1, open.at("amount").as_int64(), open.at("due").as_string() == "P1" ? -30 : -1));
    const auto decision = decide_allocation({cny(inputs.at("receipt").as_int64()), today}, claims, oldest_due, today);
    CHECK(left_of(claims, applied(decision, claims)) == numbers(expected.at("open_after")));
    CHECK(decision.unapplied.minor() == expected.at("unapplied").as_int64());
    return true;
}

bool check_parts(const boost::json::object& inputs, const boost::json::object& expected) {
    std::vector<Claim> claims;
    for (const auto part : numbers(inputs.at("parts"))) claims.push_back(claim(static_cast<std::int64_t>(claims.size()) + 1, part, static_cast<int>(claims.size()) * 30));
    const auto paid = spread(inputs.at("payment").as_int64(), claims, oldest_due);
    CHECK(paid == numbers(expected.at("paid")));
    CHECK(left_of(claims, paid) == numbers(expected.at("open")));
    return true;
}

bool check_future(const boost::json::object& inputs, const boost::json::object& expected) {
    const Date later = today + Days{20};
    if (inputs.contains("invoices")) {
        const auto invoices = numbers(inputs.at("invoices")), receipt = numbers(inputs.at("future_receipt"));
        for (std::size_t at = 0; at < invoices.size(); ++at) {
            const std::vector<AllocationLine> line{{{1}, cny(receipt[at]), later, AllocationReason::customer_designation}};
            CHECK(compute_outlook(cny(invoices[at]), line).future.minor() == numbers(expected.at("future"))[at]);
        }
        return true;
    }
    const std::vector<Claim> claims{claim(1, inputs.at("invoice").as_int64())};
    const auto decision = decide_allocation({cny(inputs.at("future_payment").as_int64()), later}, claims, oldest_due, today);
    const Outlook outlook = compute_outlook(claims[0].open, decision.lines);
    CHECK(decision.lines[0].effective_date == later);
    CHECK(outlook.open.minor() == expected.at("open").as_int64());
    CHECK(outlook.future.minor() == expected.at("future").as_int64());
    CHECK(outlook.remaining.minor() == expected.at("remaining").as_int64());
    CHECK(-decision.unapplied.minor() == expected.at("on_account").as_int64());
    return true;
}

bool check_discount(const boost::json::object& inputs, const boost::json::object& expected) {
    const Money net = cny(inputs.at("net").as_int64()), tax = cny(inputs.at("tax").as_int64());
    const EarlyPaymentDiscount discount{cny(inputs.at("discount_amount").as_int64()), today};
    const Date paid_on = inputs.at("within_window").as_bool() ? today : today + Days{1};
    const Money cash = cash_due(net + tax, paid_on, discount);
    CHECK(cash.minor() == expected.at("cash").as_int64());
    const Closing closing = decide_closing(net + tax, cash, paid_on, discount, {});
    CHECK(closing.open.is_zero());
    if (!expected.contains("discount_on_net")) return true;
    const auto split = split_discount(net, tax, closing.discount);
    CHECK(split->on_net.minor() == expected.at("discount_on_net").as_int64());
    CHECK(split->on_tax.minor() == expected.at("discount_on_tax").as_int64());
    CHECK(closing.open.minor() == expected.at("open").as_int64());
    return true;
}

bool check_attempt(const boost::json::object& inputs, const boost::json::object& expected) {
    const Money available = cny(inputs.at("receipt").as_int64() - inputs.at("already_used").as_int64());
    const Money attempt = cny(inputs.at("attempt").as_int64());
    const std::vector<CommandedLine> lines{{{1}, attempt, attempt}};
    CHECK(refusal(check_allocation(available, lines)) == "cash." + std::string(expected.at("error").as_string()));
    return true;
}

}  // namespace

TEST_CASE("payment and allocation vectors") {
    tandem::testing::for_each_rule_vector("payments_allocation", [](const boost::json::object& vector) {
        const auto& inputs = vector.at("inputs").as_object();
        const auto& expected = vector.at("expected").as_object();
        if (inputs.contains("open")) return check_spread(inputs, expected);
        if (inputs.contains("parts")) return check_parts(inputs, expected);
        if (inputs.contains("future_receipt") || inputs.contains("future_payment")) return check_future(inputs, expected);
        if (inputs.contains("discount_amount")) return check_discount(inputs, expected);
        if (inputs.contains("attempt")) return check_attempt(inputs, expected);
        if (inputs.contains("invoice") && expected.contains("state")) {
            const Money nothing = cny(0);
            CHECK(receivable::code_of(receivable::invoice_state(cny(inputs.at("invoice").as_int64()), {nothing, nothing, nothing})) == expected.at("state").as_string());
            return true;
        }
        return false;
    });
}

TEST_CASE("700 over 100, 250, 500 and interest of 7: by due date, and interest first") {
    std::vector<Claim> claims{claim(1, 100'00, -60), claim(2, 250'00, -30), claim(3, 500'00, -10), claim(4, 7'00, -1)};
    claims[3].kind = ClaimKind::interest;
    using Amounts = std::vector<std::int64_t>;
    CHECK(spread(700'00, claims, oldest_due) == Amounts{100'00, 250'00, 350'00, 0});
    CHECK(spread(700'00, claims, by_kind) == Amounts{100'00, 250'00, 343'00, 7'00});
}

TEST_CASE("Civil Code 560, 561: costs, interest, principal; due before not due, least secured, heaviest, earliest, pro rata") {
    using Amounts = std::vector<std::int64_t>;
    std::vector<Claim> two{claim(1, 100), claim(2, 100)};
    const auto first_gets = [&](auto change) {
        auto claims = two;
        change(claims);
        return spread(100, claims, civil_code);
    };
    CHECK(first_gets([](auto& c) { c[1].kind = ClaimKind::interest; }) == Amounts{0, 100});
    CHECK(first_gets([](auto& c) { c[0].kind = ClaimKind::interest, c[1].kind = ClaimKind::cost; }) == Amounts{0, 100});
    CHECK(first_gets([](auto& c) { c[0].due_date = today + Days{1}; }) == Amounts{0, 100});
    CHECK(first_gets([](auto& c) { c[0].security = Security::guarantor; }) == Amounts{0, 100});
    CHECK(first_gets([](auto& c) { c[0].security = Security::collateral, c[1].security = Security::guarantor; }) == Amounts{0, 100});
    CHECK(first_gets([](auto& c) { c[1].burden = *parse_rate("0.0005"); }) == Amounts{0, 100});
    CHECK(first_gets([](auto& c) { c[1].due_date = today - Days{1}; }) == Amounts{0, 100});
    CHECK(first_gets([](auto&) {}) == Amounts{50, 50});
    const std::vector<Claim> uneven{claim(1, 100), claim(2, 200), claim(3, 1)};
    CHECK(spread(100, uneven, civil_code) == Amounts{33, 67, 0});
    CHECK(spread(300, uneven, civil_code) == Amounts{100, 199, 1});
    CHECK(spread(301, uneven, civil_code) == Amounts{100, 200, 1});
}

TEST_CASE("remittance reference goes before designation, designation before the policy") {
    const std::vector<Claim> claims{claim(1, 100, -9), claim(2, 100, -5), claim(3, 100, -1)};
    const std::vector<Designation> reference{{{3}}}, designated{{{2}, cny(40)}, {{9}, cny(10)}, {{1}, Money{10, currency("USD")}}};
    const auto decision = decide_allocation({cny(160), today, reference, designated}, claims, oldest_due, today);
    REQUIRE(decision.lines.size() == 3);
    CHECK(decision.lines[0] == AllocationLine{{3}, cny(100), today, AllocationReason::remittance_reference});
    CHECK(decision.lines[1] == AllocationLine{{2}, cny(40), today, AllocationReason::customer_designation});
    CHECK(decision.lines[2] == AllocationLine{{1}, cny(20), today, AllocationReason::policy_order});
    CHECK(decision.unapplied.is_zero());
    CHECK(code_of(decision.lines[0].reason) == "remittance_reference");
}

TEST_CASE("never across currencies") {
    std::vector<Claim> claims{claim(1, 100), claim(2, 100)};
    claims[0].open = Money{100, currency("USD")};
    const auto decision = decide_allocation({cny(150), today}, claims, oldest_due, today);
    CHECK(applied(decision, claims) == std::vector<std::int64_t>{0, 100});
    CHECK(decision.unapplied == cny(50));
    CHECK(refusal(check_allocation(cny(150), std::vector<CommandedLine>{{{1}, Money{1, currency("USD")}, Money{1, currency("USD")}}})) == "cash.currency_mismatch");
    CHECK(refusal(check_allocation(cny(150), std::vector<CommandedLine>{{{1}, cny(1), Money{1, currency("USD")}}})) == "cash.currency_mismatch");
}

TEST_CASE("a commanded allocation takes no more than item and receipt hold, and says the figures") {
    const auto checked = [](std::int64_t available, std::vector<CommandedLine> lines) { return check_allocation(cny(available), lines); };
    CHECK(checked(100, {{{1}, cny(60), cny(60)}, {{2}, cny(40), cny(50)}}));
    CHECK(refusal(checked(100, {{{1}, cny(0), cny(60)}})) == "cash.amount_not_positive");
    const auto receipt = checked(10'000, {{{1}, cny(6'000), cny(6'000)}, {{2}, cny(4'001), cny(5'000)}});
    CHECK(explain(receipt.error(), Language::en) ==
          "100.01 cannot be allocated to receipt: only 100.00 is left. Lower the amount or reverse an earlier allocation.");
    const auto item = checked(10'000, {{{1}, cny(3'000), cny(6'000)}, {{2}, cny(1), cny(5'000)}, {{1}, cny(3'001), cny(6'000)}});
    CHECK(item.error().code == "cash.over_allocation");
    CHECK(item.error().subject == to_string(OpenItemId{1}));
    CHECK(checked(10'000, {}));
}

TEST_CASE("an allocation takes effect when both receipt and item exist, later only with a reason") {
    CHECK(*effective_date(today, today - Days{5}) == today);
    CHECK(*effective_date(today, today + Days{5}) == today + Days{5});
    CHECK(*effective_date(today, today, today) == today);
    CHECK(*effective_date(today, today, today + Days{1}, "bank advice came late") == today + Days{1});
    CHECK(refusal(effective_date(today, today, today + Days{1})) == "cash.reason_required");
    CHECK(refusal(effective_date(today, today, today - Days{1}, "backdated")) == "cash.allocation_too_early");
}

TEST_CASE("an order without sense is refused") {
    const auto made = [](std::vector<OrderKey> keys, std::vector<ClaimKind> of) { return refusal(make_allocation_order({"x", std::move(keys), std::move(of), Ties::in_sequence})); };
    CHECK(made({}, {}) == "cash.order_keys");
    CHECK(made({OrderKey::earliest_due, OrderKey::earliest_due}, {}) == "cash.order_keys");
    CHECK(made({OrderKey::kind}, {}) == "cash.order_kinds");
    CHECK(made({OrderKey::kind}, {ClaimKind::cost, ClaimKind::cost, ClaimKind::fee, ClaimKind::interest}) == "cash.order_kinds");
    CHECK(made({OrderKey::earliest_due}, kinds) == "cash.order_kinds");
}

TEST_CASE("property: I1, I2, money and items are never overdrawn and no cent is lost") {
    CHECK(rc::check([] {
        std::vector<Claim> claims;
        const auto count = *rc::gen::inRange<std::int64_t>(0, 12);
        for (std::int64_t id = 1; id <= count; ++id) {
            claims.push_back(claim(id, *rc::gen::inRange<std::int64_t>(0, 10'000), *rc::gen::inRange(-3, 4)));
            claims.back().item_date = today + Days{*rc::gen::inRange(-5, 5)};
            claims.back().kind = *rc::gen::elementOf(kinds);
        }
        std::vector<Designation> named;
        for (const auto id : *rc::gen::container<std::vector<std::int64_t>>(3, rc::gen::inRange<std::int64_t>(1, 15)))
            named.push_back({{id}, cny(*rc::gen::inRange<std::int64_t>(-10, 12'000))});
        const auto order = *rc::gen::element(oldest_due, by_kind, civil_code);
        const Incoming money{cny(*rc::gen::inRange<std::int64_t>(0, 60'000)), today, named, named};
        const auto decision = decide_allocation(money, claims, order, today);

        Money used = cny(0), open = cny(0);
        std::map<OpenItemId, Money> of_item;
        for (const auto& line : decision.lines) {
            RC_ASSERT(line.amount > cny(0));
            const auto settled = std::ranges::find(claims, line.item, &Claim::item);
            RC_ASSERT(line.effective_date == std::max(today, settled->item_date));
            used += line.amount;
            of_item.try_emplace(line.item, cny(0)).first->second += line.amount;
        }
        for (const auto& one : claims) {
            open += one.open;
            RC_ASSERT((!of_item.contains(one.item) || of_item.at(one.item) <= one.open));
        }
        RC_ASSERT(used + decision.unapplied == money.available);
        RC_ASSERT(decision.unapplied == std::max(cny(0), money.available - open));
    }));
}
