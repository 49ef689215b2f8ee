#include "credit/accounts.h"

#include <algorithm>
#include <iterator>

namespace tandem::credit {
namespace {

// The figures of rows that are all one customer's.
Exposure one(ExposureRows rows, CustomerId customer, const ExposureSettings& settings, const Conversion& conversion) {
    auto computed = compute_exposures(rows, settings, conversion);
    return computed.empty() ? Exposure{} : std::move(computed.at(customer));
}

}  // namespace

Accounts::Accounts(AccountFacts facts, const CreditPolicy& policy, const Conversion& conversion)
    : facts_(std::move(facts)), policy_(policy), conversion_(conversion), exposures_(compute_exposures(facts_.rows, policy.control.exposure, conversion)) {
    for (const SecurityOf& each : facts_.securities) securities_[each.customer].push_back(each.fact);
    for (const OrderRow& each : facts_.rows.orders) orders_.emplace(each.id, each);
    for (const PendingRow& each : facts_.rows.pending)
        if (each.kind == "order") pending_.emplace(OrderId{each.id}, each);
    company_used_ = facts_.others;
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

Exposure Accounts::of_order(CustomerId customer, OrderId id) const {
    ExposureRows rows;
    if (const auto found = orders_.find(id); found != orders_.end()) rows.orders.push_back(found->second);
    if (const auto found = pending_.find(id); found != pending_.end()) rows.pending.push_back(found->second);
    return one(std::move(rows), customer, policy_.control.exposure, conversion_);
}

Accounts::With Accounts::replacing(CustomerId customer, const Exposure& before, const Exposure& after) const {
    With with;
    with.before = position(customer);
    const Exposure now = with.before.exposure;
    with.before.exposure = now.replacing(before, {});
    const Exposure then = with.before.exposure.replacing({}, after);
    with.adds = then.total() - with.before.exposure.total();
    with.prepaid_lacking = std::max<std::int64_t>(0, then.prepaid_out - then.cash);
    with.rate_missing = !after.missing_rates.empty();
    for (PoolPosition& pool : with.before.pools) pool.used += with.before.exposure.total() - now.total();
    return with;
}

Accounts::With Accounts::with(const OrderChange& change) const {
    ExposureRows rows;
    if (change.after) rows.orders.push_back(*change.after);
    return replacing(change.customer, of_order(change.customer, change.id), one(std::move(rows), change.customer, policy_.control.exposure, conversion_));
}

Accounts::With Accounts::with(const ContractRow& signed_as) const {
    ExposureRows waiting, then;
    std::ranges::copy_if(facts_.rows.pending, std::back_inserter(waiting.pending), [&](const PendingRow& each) { return each.kind == "contract" && each.id == signed_as.id.value; });
    then.contracts.push_back(signed_as);
    const auto figures = [&](ExposureRows rows) { return one(std::move(rows), signed_as.customer, policy_.control.exposure, conversion_); };
    return replacing(signed_as.customer, figures(std::move(waiting)), figures(std::move(then)));
}

void Accounts::apply(const OrderChange& change) {
    const Exposure now = exposure_of(change.customer);
    Exposure then = now.replacing(of_order(change.customer, change.id), {});
    orders_.erase(change.id);
    pending_.erase(change.id);
    if (change.after) orders_.emplace(change.id, *change.after);
    then = then.replacing({}, of_order(change.customer, change.id));
    add_to_pools(change.customer, then.total() - now.total());
    exposures_[change.customer] = std::move(then);
}

}  // namespace tandem::credit
