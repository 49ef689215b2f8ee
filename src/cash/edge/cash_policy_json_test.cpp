#include "cash/edge/cash_policy_json.h"

#include <doctest/doctest.h>

#include "cash/allocation.h"
#include "support/shared.h"

using namespace tandem;
using namespace tandem::cash;
using namespace std::chrono_literals;

namespace {

std::string changed(std::string_view from, std::string_view to) {
    static const std::string shipped = tandem::testing::read_file("policies/cash.json");
    std::string text = shipped;
    const auto at = text.find(from);
    REQUIRE_MESSAGE(at != std::string::npos, "not in the shipped policy: " << from);
    return text.replace(at, from.size(), to);
}
CashPolicy policy(std::string_view from = {}, std::string_view to = {}) {
    const auto read = parse_cash_policy(changed(from, to));
    REQUIRE_MESSAGE(read, (read ? "" : read.error().code) << " " << (read ? "" : read.error().subject));
    return *read;
}
std::string refusal(std::string_view from, std::string_view to) {
    const auto read = parse_cash_policy(changed(from, to));
    return read ? "" : std::string(read.error().code);
}

Money cny(std::int64_t minor) { return {minor, currency("CNY")}; }
constexpr Date today{2026y / 1 / 15};

// Item 1 is principal and due first, item 2 interest; which of them 100 settles.
std::int64_t first_settled(const CashPolicy& with) {
    const std::vector<Claim> claims{{{1}, cny(100), today, today - Days{9}}, {{2}, cny(100), today, today - Days{1}, ClaimKind::interest}};
    return decide_allocation({cny(100), today}, claims, with.order, today).lines.front().item.value;
}
std::size_t lines_for_equals(const CashPolicy& with) {
    const std::vector<Claim> claims{{{1}, cny(100), today, today}, {{2}, cny(100), today, today}};
    return decide_allocation({cny(100), today}, claims, with.order, today).lines.size();
}

}  // namespace

TEST_CASE("the shipped policy: oldest due first, small differences stay open, bills count at maturity") {
    CHECK(policy().version == 1);
    CHECK(first_settled(policy()) == 1);
    CHECK(lines_for_equals(policy()) == 1);
    CHECK(policy().tolerance.use == SmallDifference::leave_open);
    CHECK(policy().bill_counts_at == BillCountsAt::maturity);
}

TEST_CASE("each field changes a decision") {
    constexpr const char* order = "\"allocation_order\": \"oldest_due\"";
    CHECK(policy("\"version\": 1", "\"version\": 4").version == 4);
    CHECK(first_settled(policy(order, "\"allocation_order\": \"by_kind\"")) == 2);
    CHECK(lines_for_equals(policy(order, "\"allocation_order\": \"civil_code\"")) == 2);
    CHECK(first_settled(policy("[\"earliest_due\", \"earliest_dated\"]", "[\"earliest_dated\"]")) == 1);
    CHECK(lines_for_equals(policy("\"in_sequence\"", "\"pro_rata\"")) == 2);
    CHECK(first_settled(policy("[\"earliest_due\", \"earliest_dated\"], \"ties\"",
                               "[\"kind\"], \"kinds\": [\"principal\", \"interest\", \"fee\", \"cost\"], \"ties\"")) == 1);
    CHECK(first_settled(policy("[\"earliest_due\", \"earliest_dated\"], \"ties\"",
                               "[\"kind\"], \"kinds\": [\"interest\", \"principal\", \"fee\", \"cost\"], \"ties\"")) == 2);

    const auto closes = [](const CashPolicy& with, Date paid_on = today) {
        return decide_closing(cny(1'000'00), cny(996'00), paid_on, EarlyPaymentDiscount{cny(4'00), today}, with.tolerance);
    };
    CHECK(decide_closing(cny(1'000'00), cny(996'00), today, {}, policy("leave_open", "settle").tolerance).open.is_zero());
    CHECK(decide_closing(cny(1'000'00), cny(996'00), today, {}, policy().tolerance).open == cny(4'00));
    CHECK(closes(policy(), today + Days{1}).open == cny(4'00));
    CHECK(closes(policy("\"discount_grace_days\": 0", "\"discount_grace_days\": 1"), today + Days{1}).open.is_zero());
    CHECK(allowed_difference(cny(1'000'00), policy().tolerance) == cny(5'00));
    CHECK(allowed_difference(cny(1'000'00), policy("\"0.5\"", "\"0.1\"").tolerance) == cny(1'00));
    CHECK(allowed_difference(cny(1'000'00), policy("\"5.00\"", "\"2.00\"").tolerance) == cny(2'00));
    CHECK(allowed_difference(cny(1'000'00), policy("\"CNY\"", "\"HKD\"").tolerance) == cny(0));
    const Receipt cheque{Method::cheque, cny(1), today, {}};
    CHECK(!counts_from(cheque, {}, policy().bill_counts_at));
    CHECK(counts_from(cheque, {}, policy("\"bill_counts_at\": \"maturity\"", "\"bill_counts_at\": \"receipt\"").bill_counts_at) == today);
}

TEST_CASE("nonsense is refused") {
    CHECK(refusal("\"version\": 1", "\"version\": 0") == "policy.version_invalid");
    CHECK(refusal("\"tolerance\"", "\"tolerances\"") == "json.missing_key");
    CHECK(refusal("\"bill_counts_at\"", "\"bills\": 1, \"bill_counts_at\"") == "json.unknown_key");
    CHECK(refusal("\"allocation_order\": \"oldest_due\"", "\"allocation_order\": \"newest\"") == "policy.unknown_order");
    CHECK(refusal("\"earliest_dated\"", "\"earliest_due\"") == "cash.order_keys");
    CHECK(refusal("\"in_sequence\"", "\"at_random\"") == "policy.unknown_code");
    CHECK(refusal("[\"cost\", \"fee\", \"interest\", \"principal\"]", "[\"cost\"]") == "cash.order_kinds");
    CHECK(refusal("\"USD\"", "\"CNY\"") == "cash.tolerance_twice");
    CHECK(refusal("\"5.00\"", "\"-5.00\"") == "cash.tolerance_range");
    CHECK(refusal("\"5.00\"", "5") == "json.wrong_type");
}
