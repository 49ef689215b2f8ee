// What the rules of credit say to an order as it stands in the accounts..
#pragma once
#include "credit/accounts.h"
#include "receivable/order.h"

namespace tandem::receivable {

struct CheckedOrder {
    credit::Decision decision;
    credit::Position position;                    // without the order
    std::int64_t base_minor = 0, adds_minor = 0;  // the document; what it adds to the exposure
};

// What of the document a check asks, at the rate of the day; without one its amount cannot be told.
credit::DocumentFacts document_facts(const Order& order, const org::ExchangeRates& rates, Currency base, Date today);

CheckedOrder check_order(const credit::Accounts& accounts, const Order& order, credit::Checkpoint checkpoint, const org::ExchangeRates& rates, const credit::CheckContext& context);

}  // namespace tandem::receivable
