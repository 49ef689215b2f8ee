#include "contract/clauses.h"

namespace tandem::contract {
namespace {

constexpr Rate most_interest_a_day = Rate::percent(1);

bool within(Rate rate, Rate most) { return rate.e10 >= 0 && rate <= most; }

PaymentMethods standard_methods(const PaymentMethods& standard, const std::optional<PaymentMethods>& allowed) {
    if (!allowed) return standard;
    const PaymentMethods usable = without(standard, without(standard, *allowed));
    return usable.empty() ? *allowed : usable;
}

}  // namespace

Result<BreachClause> make_breach_clause(Rate late_interest_daily, Rate penalty, int penalty_after_days) {
    const auto percent = [](Rate rate) { return to_string(Rate{rate.e10 * 100}); };
    if (!within(late_interest_daily, most_interest_a_day) || !within(penalty, Rate::percent(100)))
        return refuse("contract.breach_rate", {}, {{"daily", percent(late_interest_daily)}, {"penalty", percent(penalty)}});
    if (penalty_after_days < 0) return refuse("contract.breach_days", std::to_string(penalty_after_days));
    if (penalty_after_days > longest_penalty_days) return refuse("contract.breach_days_long", std::to_string(penalty_after_days));
    return BreachClause{late_interest_daily, penalty, penalty_after_days};
}

Result<ContractPolicy> make_contract_policy(ContractPolicy draft) {
    if (draft.version < 1) return refuse("policy.version_invalid", std::to_string(draft.version));
    if (draft.payment_methods.empty()) return refuse("contract.standard_methods");
    if (draft.roll != policy::Roll::none && draft.calendar.empty()) return refuse("policy.calendar_without_code");
    return draft;
}

Clauses with_standard_clauses(Clauses draft, const ContractPolicy& policy, const std::optional<PaymentMethods>& allowed) {
    if (!draft.payment) draft.payment = policy.payment;
    if (!draft.breach) draft.breach = policy.breach;
    if (!draft.dispute) draft.dispute = policy.dispute;
    if (draft.payment_methods.empty()) draft.payment_methods = standard_methods(policy.payment_methods, allowed);
    return draft;
}

Result<void> check_ready_for_review(const Clauses& clauses) {
    if (!clauses.payment) return refuse("contract.clause_missing", "payment");
    if (clauses.payment_methods.empty()) return refuse("contract.clause_missing", "payment_methods");
    if (!clauses.breach) return refuse("contract.clause_missing", "breach");
    if (!clauses.dispute) return refuse("contract.clause_missing", "dispute");
    return {};
}

Money compute_penalty(const BreachClause& clause, Money contract_amount, int overdue_days) {
    if (overdue_days <= clause.penalty_after_days) return Money{0, contract_amount.currency()};
    return contract_amount.times(clause.penalty, Rounding::half_up);
}

}  // namespace tandem::contract
