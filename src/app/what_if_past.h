// Orders of the past checked on what was so on their own day, and what came of those that would have been held. R-412.
#pragma once
#include "app/what_if_orders.h"
#include "credit/accounts.h"
#include "insight/past_claims.h"

namespace tandem::app {

class PastOrders {
public:
    // `facts`: limits, securities and groups of everybody. All of it outlives this.
    PastOrders(const WhatIfScope& scope, const CreditPolicies& policies, const insight::Book& book, const org::ExchangeRates& rates, const credit::AccountFacts& facts);

    OrderShift check(Date from, Date to) const;
    Hindsight hindsight(const OrderShift& past, Date today) const;

private:
    struct Stop { Date from; std::optional<Date> lifted; };
    struct Account {
        std::vector<credit::GradeFact> grades;
        std::vector<credit::SecurityFact> securities;
        std::vector<Stop> stops;
    };
    credit::Position position(CustomerId customer, Date day, const credit::CreditPolicy& policy, const std::vector<credit::ClaimsRow>& claims) const;
    credit::Decision decide(const receivable::Order& order, const credit::DocumentFacts& document, const credit::CreditPolicy& policy, const std::vector<credit::ClaimsRow>& claims) const;

    const WhatIfScope& scope_;
    const CreditPolicies& policies_;
    const insight::Book& book_;
    const org::ExchangeRates& rates_;
    const credit::AccountFacts& facts_;
    insight::PastClaims claims_;
    std::map<CustomerId, Account> accounts_;
};

// What changed among them, in the order it is read.
OrderShift order_shift(std::vector<OrderVerdict> all);
OrderVerdict order_verdict(const receivable::Order& order, std::int64_t base_minor, credit::Decision before, credit::Decision after);

}  // namespace tandem::app
