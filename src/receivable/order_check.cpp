#include "receivable/order_check.h"

#include "receivable/facts.h"

namespace tandem::receivable {

credit::DocumentFacts document_facts(const Order& order, const org::ExchangeRates& rates, Currency base, Date today) {
    const auto rate = rates.rate_on(order.terms.amount.currency(), base, today);
    credit::DocumentFacts facts;
    facts.term_days = order.terms.term_days;
    facts.rate_missing = !rate;
    facts.passed_on = order.passed_on;
    if (!rate) return facts;
    facts.base_minor = base_minor(order.terms.amount, *rate, base);
    facts.prepaid_minor = base_minor(order.terms.prepaid, *rate, base);
    if (order.released) facts.release = credit::Release{base_minor(Money{order.released->minor, order.terms.amount.currency()}, *rate, base), order.released->term_days, order.released->until};
    return facts;
}

CheckedOrder check_order(const credit::Accounts& accounts, const Order& order, credit::Checkpoint checkpoint, const org::ExchangeRates& rates, const credit::CheckContext& context) {
    auto with = accounts.with({order.customer, order.id, order_row(order)});
    credit::DocumentFacts facts = document_facts(order, rates, context.base, context.today);
    facts.adds_minor = with.adds;
    facts.prepaid_lacking = checkpoint == credit::Checkpoint::delivery ? with.prepaid_lacking : 0;
    facts.rate_missing = facts.rate_missing || with.rate_missing;
    auto decision = credit::decide_check(with.before, facts, checkpoint, context);
    return {.decision = std::move(decision), .position = std::move(with.before), .base_minor = facts.base_minor, .adds_minor = with.adds};
}

}  // namespace tandem::receivable
