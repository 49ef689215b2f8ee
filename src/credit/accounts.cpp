#include "credit/accounts.h"

#include <algorithm>
#include <iterator>

namespace tandem::credit {

Accounts::Accounts(AccountFacts facts, const CreditPolicy& policy, const Conversion& conversion)
    : facts_(std::move(facts)), policy_(policy), conversion_(conversion), exposures_(compute_exposures(facts_.rows, policy.control.exposure, conversion)) {
    for (const SecurityOf& each : facts_.securities) securities_[each.customer].push_back(each.fact);
    for (const OrderRow& each : facts_.rows.orders) orders_.emplace(each.id, each);
    for (const PendingRow& each : facts_.rows.pending) {
        if (each.kind == "order") pending_.emplace(OrderId{each.id}, each);
        else in_review_.emplace(ContractId{each.id}, each);
    }
    for (const auto& [id, row] : orders_)
        if (row.contract) under_[row.contract].insert(id);
    for (const auto& [id, row] : pending_)
        if (row.contract) under_[row.contract].insert(id);
    company_used_ = facts_.others_used;
    for (const auto& [customer, exposure] : exposures_) add_to_pools(customer, exposure.total());
}

void Accounts::add_to_pools(CustomerId customer, std::int64_t amount) {
    if (const auto group = group_of(customer)) group_used_[*group] += amount;
    company_used_ += amount;
}

std::optional<CustomerGroupId> Accounts::group_of(CustomerId customer) const {
    const auto found = facts_.groups.find(customer);
    return found == facts_.groups.end() ? std::nullopt : std::optional{found->second};
}

const Exposure& Accounts::exposure_of(CustomerId customer) const {
    static const Exposure none;
    const auto found = exposures_.find(customer);
    return found == exposures_.end() ? none : found->second;
}

LimitInForce Accounts::limit_of(Scope scope, std::int64_t subject, std::span<const SecurityFact> securities) const {
    const auto found = facts_.limits.find({scope, subject});
    if (found == facts_.limits.end()) return {};
    return limit_on(found->second, securities, policy_.control.limits.security_rates, conversion_.today);
}

Position Accounts::position(CustomerId customer) const {
    const auto secured = securities_.find(customer);
    const std::span<const SecurityFact> securities = secured == securities_.end() ? std::span<const SecurityFact>{} : std::span<const SecurityFact>{secured->second};
    Position position;
    position.customer = customer;
    if (const auto standing = facts_.standings.find(customer); standing != facts_.standings.end()) position.standing = standing->second;
    position.term_cap_days = term_cap_days(policy_, position.standing.grade, strongest_on(securities, conversion_.today));
    position.stopped = facts_.stopped.contains(customer);
    position.exposure = exposure_of(customer);
    position.pools.push_back({Scope::customer, limit_of(Scope::customer, customer.value, securities), position.exposure.total()});
    if (const auto group = group_of(customer)) {
        if (const auto code = facts_.group_codes.find(*group); code != facts_.group_codes.end()) position.group = code->second;
        const auto used = group_used_.find(*group);
        const LimitInForce limit = limit_of(Scope::group, group->value, {});
        if (limit.state != LimitInForce::State::not_set) position.pools.push_back({Scope::group, limit, used == group_used_.end() ? 0 : used->second});
    }
    if (const LimitInForce limit = limit_of(Scope::company, 0, {}); limit.state != LimitInForce::State::not_set) position.pools.push_back({Scope::company, limit, company_used_});
    return position;
}

// The figures of rows that are all one customer's.
Exposure Accounts::figures(CustomerId customer, const ExposureRows& rows) const {
    auto computed = compute_exposures(rows, policy_.control.exposure, conversion_);
    return computed.empty() ? Exposure{} : std::move(computed.at(customer));
}

ContractId Accounts::contract_of(OrderId id) const {
    if (const auto found = orders_.find(id); found != orders_.end()) return found->second.contract;
    const auto waiting = pending_.find(id);
    return waiting == pending_.end() ? ContractId{} : waiting->second.contract;
}

void Accounts::put(ExposureRows& rows, OrderId id) const {
    if (const auto found = orders_.find(id); found != orders_.end()) rows.orders.push_back(found->second);
    if (const auto found = pending_.find(id); found != pending_.end()) rows.pending.push_back(found->second);
}

ExposureRows Accounts::beside(ContractId contract, OrderId without) const {
    ExposureRows rows;
    const auto waiting = in_review_.find(contract);
    if (waiting == in_review_.end()) return rows;
    rows.pending.push_back(waiting->second);
    if (const auto under = under_.find(contract); under != under_.end())
        for (const OrderId each : under->second)
            if (each != without) put(rows, each);
    return rows;
}

Accounts::With Accounts::replacing(CustomerId customer, const ExposureRows& now, const ExposureRows& stay, const ExposureRows& then) const {
    With with;
    with.before = position(customer);
    const std::int64_t total = with.before.exposure.total();
    const Exposure staying = figures(customer, stay), coming = figures(customer, then);
    with.before.exposure = with.before.exposure.replacing(figures(customer, now), staying);
    const Exposure after = with.before.exposure.replacing(staying, coming);
    with.adds = after.total() - with.before.exposure.total();
    with.prepaid_lacking = std::max<std::int64_t>(0, after.prepaid_out - after.cash);
    with.rate_missing = !coming.missing_rates.empty();
    for (PoolPosition& pool : with.before.pools) pool.used += with.before.exposure.total() - total;
    return with;
}

Accounts::With Accounts::with(const OrderChange& change) const {
    const ExposureRows stay = beside(change.after ? change.after->contract : contract_of(change.id), change.id);
    ExposureRows now = stay, then = stay;
    put(now, change.id);
    if (change.after) then.orders.push_back(*change.after);
    return replacing(change.customer, now, stay, then);
}

Accounts::With Accounts::with(const ContractRow& signed_as) const {
    ExposureRows now, then;
    if (const auto waiting = in_review_.find(signed_as.id); waiting != in_review_.end()) now.pending.push_back(waiting->second);
    if (const auto under = under_.find(signed_as.id); under != under_.end())
        for (const OrderId each : under->second) put(now, each);
    then.contracts.push_back(signed_as);
    return replacing(signed_as.customer, now, {}, then);
}

void Accounts::apply(const OrderChange& change) {
    const ContractId contract = change.after ? change.after->contract : contract_of(change.id);
    ExposureRows before = beside(contract, change.id), after = before;
    put(before, change.id);
    if (change.after) after.orders.push_back(*change.after);
    const Exposure now = exposure_of(change.customer);
    Exposure then = now.replacing(figures(change.customer, before), figures(change.customer, after));
    orders_.erase(change.id);
    pending_.erase(change.id);
    if (contract) under_[contract].erase(change.id);
    if (change.after) {
        orders_.emplace(change.id, *change.after);
        if (contract) under_[contract].insert(change.id);
    }
    add_to_pools(change.customer, then.total() - now.total());
    exposures_[change.customer] = std::move(then);
}

}  // namespace tandem::credit
