// The acceptance vectors of the area credit_exposure, put to the rules of this module.
#include <doctest/doctest.h>

#include "credit/accounts.h"
#include "credit/edge/credit_policy_json.h"
#include "support/shared.h"

using namespace tandem;
using namespace tandem::credit;
namespace json = boost::json;

namespace {

constexpr Currency cny = currency("CNY");
constexpr Date today{std::chrono::year{2026} / 6 / 30};
const CustomerId customer{1};
const OrderId asked{99};

std::int64_t number(const json::object& from, const char* key) { return from.contains(key) ? from.at(key).to_number<std::int64_t>() : 0; }

// A customer of grade A with that limit, who owes `open` and ordered `orders`.
Accounts account(const CreditPolicy& policy, const org::ExchangeRates& rates, std::int64_t limit, std::int64_t open, const std::vector<std::int64_t>& orders = {}, std::int64_t insured = 0) {
    AccountFacts facts;
    facts.rows.claims.push_back({.customer = customer, .currency = cny, .open = open, .overdue = 0, .notes = 0, .unapplied = 0, .credit_notes = 0, .oldest_due = {}});
    std::int64_t id = 0;
    for (const auto each : orders) facts.rows.orders.push_back({customer, OrderId{++id}, "SO", cny, each, 0, 0, 0, {}});
    facts.limits[{Scope::customer, customer.value}].push_back({.id = LimitEntryId{1}, .kind = LimitEntry::Kind::base, .amount = limit, .from = today, .valid_to = {}, .recorded_at = {}});
    if (insured > 0) facts.securities.push_back({customer, {"insurance", insured, today, today}});
    facts.standings[customer] = {.grade = "A", .source = {}, .assessment = {}, .valid_to = today, .expired_on = {}};
    return {std::move(facts), policy, {rates, cny, today}};
}

bool held(const CreditPolicy& policy, const Accounts& accounts, std::int64_t amount) {
    const auto with = accounts.with({customer, asked, OrderRow{customer, asked, "new", cny, amount, 0, 0, 0, {}, {}}});
    return decide_check(with.before, {.base_minor = amount, .adds_minor = with.adds, .term_days = 30}, Checkpoint::order, {policy, policy.control.checks, cny, today}).outcome == Outcome::hold;
}

bool check(const json::object& vector) {
    const auto policy = parse_credit_policy(testing::read_file("policies/credit.json")).value();
    const org::ExchangeRates rates;
    const std::string id{vector.at("id").as_string()};
    const json::object &in = vector.at("inputs").as_object(), &out = vector.at("expected").as_object();
    if (id == "CE-002") {
        const auto position = account(policy, rates, 0, number(in, "unpaid_invoice")).position(customer);
        CHECK(position.exposure.total() == number(out, "exposure"));
        CHECK(position.exposure.part(Component::pending_approvals) == number(out, "draft"));
    } else if (id == "CE-006") {
        // A batch is documents one by one: what does not fit waits.
        CHECK(held(policy, account(policy, rates, number(in, "limit"), number(in, "exposure")), number(in, "new")));
    } else if (id == "CE-007") {
        const auto& caps = in.at("order_caps").as_array();
        const std::vector<std::int64_t> orders{in.at("orders").as_array().at(0).to_number<std::int64_t>()};
        const std::int64_t narrow = caps.at(0).to_number<std::int64_t>(), wide = caps.at(1).to_number<std::int64_t>();
        CHECK(held(policy, account(policy, rates, narrow, 0), orders[0]) == out.at("exception_at_99").as_bool());
        CHECK(held(policy, account(policy, rates, wide, 0, orders), number(in, "next")) == out.at("blocked_at_150").as_bool());
    } else if (id == "CE-010") {
        // A payment that settled and came back is an open item again, and none once the return is undone.
        std::vector<std::int64_t> risk;
        for (const auto& step : in.at("steps").as_array()) risk.push_back(account(policy, rates, 0, step.as_string() == "confirm" ? number(in, "returned") : 0).position(customer).exposure.total());
        CHECK(json::value_from(risk) == out.at("risk"));
    } else if (id == "CE-011") {
        CHECK(account(policy, rates, number(in, "own"), 0, {}, number(in, "insured")).position(customer).pools.front().limit.total() == number(out, "limit"));
    } else if (id == "CE-016") {
        const auto& limits = in.at("limits").as_array();
        for (std::size_t at = 0; at < limits.size(); ++at)
            CHECK(held(policy, account(policy, rates, limits[at].to_number<std::int64_t>(), number(in, "receivable")), number(in, "order")) == out.at("blocked").as_array().at(at).as_bool());
        CHECK(account(policy, rates, 0, number(in, "receivable"), {number(in, "order")}).position(customer).exposure.total() == number(out, "exposure_after"));
    } else if (id == "CE-020") {
        const LimitEntry entry{.id = LimitEntryId{1}, .kind = LimitEntry::Kind::base, .amount = 1, .from = today, .valid_to = {}, .recorded_at = {}};
        CHECK_FALSE(check_change({entry, {}, "again"}, std::span{&entry, 1}, today));
    } else {
        return false;
    }
    return true;
}

}  // namespace

TEST_CASE("acceptance vectors: credit_exposure") { testing::for_each_rule_vector("credit_exposure", check); }
