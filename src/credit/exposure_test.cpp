#include "credit/accounts.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

namespace tandem::credit {
namespace {

constexpr Currency cny = currency("CNY"), usd = currency("USD");
constexpr Date today{std::chrono::year{2026} / 6 / 30};
const CustomerId customer{1};

ExposureSettings everything() {
    ExposureSettings settings;
    settings.counted.fill(true);
    settings.subtract_unapplied = settings.subtract_credit_notes = true;
    return settings;
}
Exposure of(const ExposureRows& rows, const ExposureSettings& settings = everything(), const org::ExchangeRates& rates = {}) {
    auto all = compute_exposures(rows, settings, {rates, cny, today});
    return all.empty() ? Exposure{} : all.at(customer);
}
OrderRow order(std::int64_t ordered, std::int64_t delivered, std::int64_t invoiced, std::int64_t prepaid = 0) { return {customer, OrderId{7}, "SO-1", cny, ordered, delivered, invoiced, prepaid, {}, {}}; }
ExposureRows orders(OrderRow row) {
    ExposureRows rows;
    rows.orders.push_back(std::move(row));
    return rows;
}
ClaimsRow claims(std::int64_t open, std::int64_t unapplied = 0, std::int64_t credit_notes = 0) { return {.customer = customer, .currency = cny, .open = open, .overdue = 0, .notes = 0, .unapplied = unapplied, .credit_notes = credit_notes, .oldest_due = {}}; }

TEST_CASE("an order of 100, 60 delivered, 40 invoiced: 40 to come, 20 delivered and not invoiced") {
    const auto exposure = of(orders(order(100, 60, 40)));
    CHECK(exposure.part(Component::open_orders) == 40);
    CHECK(exposure.part(Component::delivered_not_invoiced) == 20);
}

TEST_CASE("invoiced before it is delivered, nothing is delivered without an invoice") {
    const auto exposure = of(orders(order(100, 20, 50)));
    CHECK(exposure.part(Component::open_orders) == 50);
    CHECK(exposure.part(Component::delivered_not_invoiced) == 0);
}

TEST_CASE("the prepaid part of an order counts nowhere, and the cash kept for it lowers nothing else") {
    ExposureRows rows = orders(order(100, 0, 0, 30));
    rows.claims.push_back(claims(50, 30));
    const auto exposure = of(rows);
    CHECK(exposure.part(Component::open_orders) == 70);
    CHECK(exposure.total() == 120);
}

TEST_CASE("unapplied cash and credit notes lower what counts, never below nothing and never another customer's") {
    ExposureRows rows;
    rows.claims.push_back(claims(50, 100, 10));
    rows.claims.push_back({.customer = CustomerId{2}, .currency = cny, .open = 40, .overdue = 0, .notes = 0, .unapplied = 0, .credit_notes = 0, .oldest_due = {}});
    CHECK(of(rows).total() == 0);
    CHECK(compute_exposures(rows, everything(), {{}, cny, today}).at(CustomerId{2}).total() == 40);
    auto gross = everything();
    gross.subtract_unapplied = gross.subtract_credit_notes = false;
    CHECK(of(rows, gross).total() == 50);
}

TEST_CASE("a contract of 100 with 30 dated: what was delivered beyond that is delivered, the rest is to come") {
    ExposureRows rows;
    rows.contracts.push_back({customer, ContractId{5}, "C-1", cny, 70, 50, 30});
    const auto exposure = of(rows);
    CHECK(exposure.part(Component::delivered_not_invoiced) == 20);
    CHECK(exposure.part(Component::open_contracts) == 50);
}

TEST_CASE("what is ordered under a contract in review counts as orders, the contract with the rest of its amount") {
    auto row = order(40, 0, 0);
    row.contract = ContractId{5};
    ExposureRows rows = orders(row);
    rows.pending.push_back({customer, "contract", 5, "C-1", cny, 100, {}});
    CHECK(of(rows).part(Component::open_orders) == 40);
    CHECK(of(rows).part(Component::pending_approvals) == 60);
    rows.pending.push_back({customer, "order", 8, "SO-2", cny, 50, ContractId{5}});
    CHECK(of(rows).part(Component::pending_approvals) == 60);  // 10 of the contract, 50 of the order on hold
    rows.orders.front().ordered = 70;
    CHECK(of(rows).total() == 120);  // more is ordered than agreed: the contract adds nothing, and never less than nothing
    rows.orders.front().contract = ContractId{6};
    CHECK(of(rows).total() == 70 + 50 + 50);
}

TEST_CASE("a contract's orders are judged with it: signed, its amount counts, and they no longer beside it") {
    const auto account = [](bool in_review, const OrderRow& row) {
        AccountFacts facts;
        facts.rows.orders.push_back(row);
        facts.rows.claims.push_back(claims(500));
        if (in_review) facts.rows.pending.push_back({customer, "contract", 5, "C-1", cny, 100, {}});
        return facts;
    };
    CreditPolicy policy;
    policy.control.exposure = everything();
    policy.presets.push_back({.name = "none", .days = {}});
    policy.preset = "none";
    const org::ExchangeRates rates;
    auto row = order(40, 10, 0);
    row.contract = ContractId{5};
    for (const bool in_review : {false, true}) {
        const Accounts accounts{account(in_review, row), policy, {rates, cny, today}};
        const auto with = accounts.with(ContractRow{customer, ContractId{5}, "C-1", cny, 100, 10, 0});
        CHECK(with.before.exposure.total() == 500);
        CHECK(with.before.pools.front().used == 500);
        CHECK(with.adds == 100);
    }
    // An order beside a contract in review adds nothing while the contract covers it, and the excess after.
    Accounts accounts{account(true, row), policy, {rates, cny, today}};
    CHECK(accounts.position(customer).exposure.total() == 600);
    for (const auto& [amount, adds] : {std::pair<std::int64_t, std::int64_t>{30, 0}, {60, 0}, {75, 15}}) {
        OrderRow other{customer, OrderId{9}, "SO-9", cny, amount, 0, 0, 0, {}, ContractId{5}};
        CHECK(accounts.with({customer, other.id, other}).adds == adds);
    }
    accounts.apply({customer, OrderId{9}, OrderRow{customer, OrderId{9}, "SO-9", cny, 75, 0, 0, 0, {}, ContractId{5}}});
    CHECK(accounts.position(customer).exposure.total() == 615);
    accounts.apply({customer, OrderId{9}, {}});
    CHECK(accounts.position(customer).exposure.total() == 600);
}

TEST_CASE("a component that is switched off counts nothing; orders beyond the horizon count later") {
    auto settings = everything();
    settings.counted[static_cast<std::size_t>(Component::open_orders)] = false;
    CHECK(of(orders(order(100, 60, 40)), settings).total() == 20);
    settings = everything();
    settings.horizon_days = 30;
    auto row = order(100, 0, 0);
    row.ships = today + Days{31};
    CHECK(of(orders(row), settings).total() == 0);
    row.ships = today + Days{30};
    CHECK(of(orders(row), settings).total() == 100);
}

TEST_CASE("S35: a currency without a rate is named, not counted as nothing in silence") {
    auto row = order(100, 0, 0);
    row.currency = usd;
    CHECK(of(orders(row)).missing_rates == std::vector<std::string>{"USD"});
    org::ExchangeRates rates;
    rates.add(usd, cny, today, *parse_rate("7.1"));
    CHECK(of(orders(row), everything(), rates).total() == 710);
}

TEST_CASE("every amount of an order stands in exactly one place, whatever was delivered and invoiced") {
    CHECK(rc::check([] {
        const auto ordered = *rc::gen::inRange<std::int64_t>(0, 1000), delivered = *rc::gen::inRange<std::int64_t>(0, 1000), invoiced = *rc::gen::inRange<std::int64_t>(0, 1000);
        RC_ASSERT(of(orders(order(ordered, delivered, invoiced))).total() + invoiced == std::max({ordered, delivered, invoiced}));
    }));
}

TEST_CASE("R-415: the shares of the largest debtors") {
    std::map<CustomerId, Exposure> exposures;
    for (int at = 1; at <= 12; ++at) exposures[CustomerId{at}].open = at == 12 ? 89 : 1;
    const auto figures = compute_concentration(exposures);
    CHECK(figures.total == 100);
    CHECK(figures.largest.front().share_x100 == 89'00);
    CHECK(figures.largest.size() == 10);
    CHECK(figures.ten_share_x100 == 98'00);
}

}  // namespace
}  // namespace tandem::credit
