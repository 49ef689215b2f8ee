#include "app/what_if_past.h"

#include <algorithm>

#include "cash/facts.h"
#include "credit/edge/standing_sql.h"
#include "insight/position.h"
#include "platform/clock.h"
#include "receivable/edge/order_store_sql.h"
#include "receivable/order_check.h"

namespace tandem::app {
namespace {

// As it was when it was placed: nothing had gone out, nobody had let it pass.
receivable::Order as_placed(receivable::Order order) {
    order.delivered = order.invoiced = Money{0, order.terms.amount.currency()};
    order.passed_on.reset();
    order.released.reset();
    return order;
}

}  // namespace

PastOrders::PastOrders(const WhatIfScope& scope, const CreditPolicies& policies, const insight::Book& book, const org::ExchangeRates& rates, const credit::AccountFacts& facts)
    : scope_(scope), policies_(policies), book_(book), rates_(rates), facts_(facts), claims_(book) {
    for (auto& [customer, grades] : credit::load_all_grades(scope.connection, scope.company.id)) accounts_[customer].grades = std::move(grades);
    for (const auto& each : facts.securities) accounts_[each.customer].securities.push_back(each.fact);
    const auto day = [&](std::int64_t micros) { return *civil_day(Instant{micros}, scope.company.time_zone); };
    scope.connection.query("SELECT customer_id, recorded_at, lifted_at FROM credit_stop WHERE company_id = $1", {scope.company.id.value}, [&](const sql::Row& row) {
        accounts_[CustomerId{row.integer(0)}].stops.push_back({day(row.integer(1)), row.is_null(2) ? std::nullopt : std::optional{day(row.integer(2))}});
    });
}

credit::Position PastOrders::position(CustomerId customer, Date day, const credit::CreditPolicy& policy, const std::vector<credit::ClaimsRow>& claims) const {
    static const Account nothing;
    const auto found = accounts_.find(customer);
    const Account& account = found == accounts_.end() ? nothing : found->second;
    credit::Position position;
    position.customer = customer;
    if (const auto group = facts_.groups.find(customer); group != facts_.groups.end()) position.group = facts_.group_codes.at(group->second);
    position.standing = credit::standing_on(account.grades, day);
    position.term_cap_days = credit::term_cap_days(policy, position.standing.grade, credit::strongest_on(account.securities, day));
    position.stopped = std::ranges::any_of(account.stops, [&](const Stop& stop) { return stop.from <= day && (!stop.lifted || day < *stop.lifted); });
    auto exposures = credit::compute_exposures({.orders = {}, .contracts = {}, .pending = {}, .claims = claims}, policy.control.exposure, {rates_, scope_.company.currency, day});
    if (!exposures.empty()) position.exposure = std::move(exposures.begin()->second);
    credit::LimitInForce limit;
    if (const auto entries = facts_.limits.find({credit::Scope::customer, customer.value}); entries != facts_.limits.end())
        limit = credit::limit_on(entries->second, account.securities, policy.control.limits.security_rates, day);
    position.pools.push_back({credit::Scope::customer, limit, position.exposure.total()});
    return position;
}

credit::Decision PastOrders::decide(const receivable::Order& order, const credit::DocumentFacts& document, const credit::CreditPolicy& policy, const std::vector<credit::ClaimsRow>& claims) const {
    const credit::Conversion conversion{rates_, scope_.company.currency, order.date};
    const credit::Position before = position(order.customer, order.date, policy, claims);
    credit::DocumentFacts facts = document;
    if (const auto row = receivable::order_row(order)) {
        const auto added = credit::compute_exposures({.orders = {*row}, .contracts = {}, .pending = {}, .claims = {}}, policy.control.exposure, conversion);
        if (!added.empty()) {
            facts.adds_minor = before.exposure.replacing({}, added.begin()->second).total() - before.exposure.total();
            facts.rate_missing = facts.rate_missing || !added.begin()->second.missing_rates.empty();
        }
    }
    return credit::decide_check(before, facts, credit::Checkpoint::order, {policy, policy.control.checks, scope_.company.currency, order.date});
}

OrderShift PastOrders::check(Date from, Date to) const {
    std::vector<OrderVerdict> verdicts;
    for (const receivable::Order& each : receivable::orders_between(scope_.connection, scope_.company.id, from, to)) {
        if (!scope_.reach.sees(each.customer)) continue;
        const receivable::Order order = as_placed(each);
        const auto document = receivable::document_facts(order, rates_, scope_.company.currency, order.date);
        const auto claims = claims_.on(order.customer, order.date);
        verdicts.push_back(order_verdict(order, document.base_minor, decide(order, document, policies_.now, claims), decide(order, document, policies_.draft, claims)));
    }
    return order_shift(std::move(verdicts));
}

Hindsight PastOrders::hindsight(const OrderShift& past, Date today) const {
    std::map<CustomerId, Date> since;
    for (const OrderVerdict& each : past.changed)
        if (each.verdict.newly_held()) {
            const auto first = since.try_emplace(each.order.customer, each.order.date).first;
            first->second = std::min(first->second, each.order.date);
        }
    Hindsight sum{.customers = static_cast<std::int64_t>(since.size())};
    const auto in_base = [&](std::int64_t minor, Currency currency, std::int32_t day) {
        const auto rate = rates_.rate_on(currency, scope_.company.currency, date_of(day));
        return rate ? credit::Conversion{rates_, scope_.company.currency, today}.at(*rate, minor, currency) : 0;
    };
    const auto& items = book_.items;
    const std::int32_t now = day_number(today);
    for (const auto& [customer, first] : since) {
        const auto place = book_.customers.find(customer.value);
        if (place == insight::nowhere) continue;
        for (const auto item : items.by_customer.of(place)) {
            if (items.date[item] < day_number(first) || !items.visible(item, now, end_of_time.micros)) continue;
            const auto base = [&](std::int64_t minor) { return in_base(minor, book_.currencies[items.currency[item]], items.date[item]); };
            sum.billed += base(items.amount[item]);
            if (items.due[item] < now) sum.overdue += base(insight::open_on(book_, item, now, end_of_time.micros));
            insight::for_each_settlement(book_, item, end_of_time.micros, [&](insight::Place at) {
                if (book_.settlements.kind[at] == static_cast<std::uint8_t>(cash::SettlementKind::write_off)) sum.written_off += base(book_.settlements.amount[at]);
            });
        }
    }
    return sum;
}

}  // namespace tandem::app
