// Accounts: where customers stand against their limits, alone and in the pools they share. Built from plain facts; a document
// that is being decided on is put in its place without anything being written. R-004.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "credit/check.h"

namespace tandem::credit {

struct SecurityOf {
    CustomerId customer;
    SecurityFact fact;
};

struct AccountFacts {
    ExposureRows rows;
    std::map<std::pair<Scope, std::int64_t>, std::vector<LimitEntry>> limits;  // by subject; the company's is 0
    std::vector<SecurityOf> securities;                                        // of customers, not of single contracts
    std::map<CustomerId, CustomerGroupId> groups;
    std::map<CustomerGroupId, std::string> group_codes;
    std::map<CustomerId, Standing> standings;
    std::set<CustomerId> stopped;
    std::int64_t others_used = 0;  // exposure of all customers who are not in `rows`, for the company's pool
};

// An order as it will be; without `after` it is gone. One under a signed contract is counted with that contract.
struct OrderChange {
    CustomerId customer;
    OrderId id;
    std::optional<OrderRow> after;
};

class Accounts {
public:
    // What `policy` and `conversion` refer to outlives this.
    Accounts(AccountFacts facts, const CreditPolicy& policy, const Conversion& conversion);

    Position position(CustomerId customer) const;
    // With the order in its new state, and what that adds to the customer's exposure beside the position without the order.
    struct With {
        Position before;       // without the order
        std::int64_t adds = 0;
        std::int64_t prepaid_lacking = 0;
        bool rate_missing = false;
    };
    With with(const OrderChange& change) const;
    // With the contract signed; what waits of it for agreement, and the orders placed under it, are not counted beside it.
    With with(const ContractRow& signed_as) const;
    // From now on it is so, for what is decided next.
    void apply(const OrderChange& change);

    const std::map<CustomerId, Exposure>& exposures() const { return exposures_; }
    const AccountFacts& facts() const { return facts_; }

private:
    const Exposure& exposure_of(CustomerId customer) const;
    // The rows that stand in the account now, those that stay, and those that will stand there.
    With replacing(CustomerId customer, const ExposureRows& now, const ExposureRows& stay, const ExposureRows& then) const;
    Exposure figures(CustomerId customer, const ExposureRows& rows) const;
    ContractId contract_of(OrderId id) const;
    void put(ExposureRows& rows, OrderId id) const;
    // The contract in review with its orders, but for this one: how much of it waits depends on them.
    ExposureRows beside(ContractId contract, OrderId without) const;
    LimitInForce limit_of(Scope scope, std::int64_t subject, std::span<const SecurityFact> securities) const;
    std::optional<CustomerGroupId> group_of(CustomerId customer) const;
    void add_to_pools(CustomerId customer, std::int64_t amount);

    AccountFacts facts_;
    const CreditPolicy& policy_;
    Conversion conversion_;
    std::map<CustomerId, Exposure> exposures_;
    std::map<CustomerId, std::vector<SecurityFact>> securities_;
    std::map<OrderId, OrderRow> orders_;      // of facts_.rows, kept current
    std::map<OrderId, PendingRow> pending_;
    std::map<ContractId, PendingRow> in_review_;
    std::map<ContractId, std::set<OrderId>> under_;  // orders by the unsigned contract they are placed under
    std::map<CustomerGroupId, std::int64_t> group_used_;
    std::int64_t company_used_ = 0;
};

}  // namespace tandem::credit
