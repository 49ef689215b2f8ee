#include "dunning/escalation.h"

#include <doctest/doctest.h>

using namespace tandem;
using namespace tandem::dunning;
using namespace std::chrono_literals;

namespace {

constexpr Date today{2026y / 3 / 31};
Money cny(std::int64_t minor) { return {minor, currency("CNY")}; }
receivable::OpenItem item(int overdue, Money open) { return {{1}, {1}, today - Days{90}, today - Days{overdue}, open + open, open}; }
const EscalationRule large_and_old{"management_visit", 2, 16, cny(1'000), {"C", "D"}, {Role::sales_manager}};

std::string refusal(std::vector<EscalationRule> rules) {
    const auto made = make_escalations(std::move(rules));
    return made ? "" : std::string(made.error().code);
}

}  // namespace

TEST_CASE("a customer's position counts what is past due in one currency") {
    const std::vector<receivable::OpenItem> items{item(16, cny(400)), item(3, cny(600)), item(0, cny(900)), item(-5, cny(900)), item(40, cny(0)),
                                                  item(90, Money{5, currency("USD")})};
    const auto position = position_of(items, currency("CNY"), "C", today);
    CHECK(position.unpaid_items == 2);
    CHECK(position.days_since_earliest_unpaid == 16);
    CHECK(position.overdue == cny(1'000));
    CHECK(fires(large_and_old, position));
    CHECK(!position_of({}, currency("CNY"), "C", today).days_since_earliest_unpaid);
}

TEST_CASE("R-333: every stated condition must hold, equality fires") {
    const CustomerPosition met{2, 16, cny(1'000), "D"};
    const auto with = [&](auto change) {
        CustomerPosition position = met;
        change(position);
        return fires(large_and_old, position);
    };
    CHECK(with([](auto&) {}));
    CHECK(!with([](auto& p) { p.unpaid_items = 1; }));
    CHECK(!with([](auto& p) { p.days_since_earliest_unpaid = 15; }));
    CHECK(!with([](auto& p) { p.days_since_earliest_unpaid.reset(); }));
    CHECK(!with([](auto& p) { p.overdue = cny(999); }));
    CHECK(!with([](auto& p) { p.overdue = Money{5'000, currency("USD")}; }));
    CHECK(!with([](auto& p) { p.grade = "A"; }));
}

TEST_CASE("a rule without condition, code or recipient is refused") {
    EscalationRule rule = large_and_old;
    CHECK(refusal({rule}).empty());
    CHECK(refusal({rule, rule}) == "dunning.escalation_code");
    CHECK(refusal({{"all", {}, {}, {}, {}, {Role::rep}}}) == "dunning.escalation_condition");
    CHECK(refusal({{"x", 1, {}, {}, {}, {}}}) == "dunning.escalation_without_recipient");
    CHECK(refusal({{"", 1, {}, {}, {}, {Role::rep}}}) == "dunning.escalation_code");
}
