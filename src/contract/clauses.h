// The clauses a contract must state in figures before anyone reviews it: payment, breach, dispute.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "contract/contract.h"
#include "contract/gate_policy.h"
#include "policy/calendar.h"

namespace tandem::contract {

constexpr int longest_penalty_days = 3660;  // ten years: more is a typing error

// What a late payment costs the customer.
struct BreachClause {
    Rate late_interest_daily;    // 0.0005 is 0.05 % a day
    Rate penalty;                // of the contract's amount
    int penalty_after_days = 0;  // due once when the payment is later than this
    friend bool operator==(const BreachClause&, const BreachClause&) = default;
};

struct Clauses {
    std::optional<PaymentTerms> payment;
    std::optional<BreachClause> breach;
    std::optional<Venue> dispute;
    PaymentMethods payment_methods{};  // of the payment clause; none: not stated
};

// The company's standard wording in figures, with the version it comes from. Build with make_contract_policy.
struct ContractPolicy {
    int version{};
    std::string calendar;  // code of the working calendar due dates are rolled by
    policy::Roll roll{};
    PaymentTerms payment;
    BreachClause breach;
    Venue dispute{};
    GatePolicy gate{};  // what a contract must not break before it is signed
    PaymentMethods payment_methods{};  // bank transfer or electronic
};

// contract.breach_rate: a daily interest outside 0 to 1 % or a penalty outside 0 to 100 %.
// contract.breach_days: a negative number of days. contract.breach_days_long: more than longest_penalty_days.
Result<BreachClause> make_breach_clause(Rate late_interest_daily, Rate penalty, int penalty_after_days);

// policy.version_invalid, contract.standard_methods when it names no way to pay, policy.calendar_without_code when dates are to be rolled by no calendar.
Result<ContractPolicy> make_contract_policy(ContractPolicy draft);

// What the draft leaves open is taken from the standard. Of its ways to pay those that the customer may use, where he is
// known; when he may use none of them, those that he may use.
Clauses with_standard_clauses(Clauses draft, const ContractPolicy& policy, const std::optional<PaymentMethods>& allowed = {});

// A contract with a clause that is not in figures cannot enter review; the payment clause also names the ways to
// pay. contract.clause_missing, in the order payment, payment_methods, breach, dispute.
Result<void> check_ready_for_review(const Clauses& clauses);

// The one-off penalty on a payment that is so many days overdue; nothing until the clause's days are over.
Money compute_penalty(const BreachClause& clause, Money contract_amount, int overdue_days);

}  // namespace tandem::contract
