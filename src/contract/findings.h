// What a contract breaks of the company's policy on a day, with the figures: check_contract. Pure.
//
#pragma once
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "contract/clauses.h"
#include "contract/contract.h"
#include "contract/gate_policy.h"
#include "credit/policy.h"
#include "credit/standing.h"

namespace tandem::contract {

// A figure of a finding: days, an amount, or a text (a rate, a grade, a date, a code).
using Figure = std::variant<int, Money, std::string>;
using Figures = std::vector<std::pair<std::string, Figure>>;
struct Finding {
    Breaks what{};
    Treatment treatment{};
    Figures figures;
};

// One security on record, in the contract's currency at today's rate.
struct SecurityHeld {
    std::string kind;  // "guarantor", "collateral", "insurance", "deposit"
    Money amount;
    Date from, valid_to;  // both days included
    Instant recorded_at{};
};

// What the customer would owe at most without having paid: all but what is due at signing or on delivery at once.
Money amount_on_credit(const PaymentTerms& terms, Money total);

// The strongest security that covers the amount on a day. Weaker kinds make up for what stronger ones lack, and then count
// as the weakest that was needed.
credit::Security security_that_counts(std::span<const SecurityHeld> held, Money needed, Date on, const GatePolicy& policy);

struct CreditSide {
    const credit::Standing& standing;
    std::span<const SecurityHeld> security;
    const credit::CreditPolicy& policy;
};

// In the order of Breaks. Nothing: the contract conforms.
std::vector<Finding> check_contract(const Contract& contract, const CreditSide& credit, const ContractPolicy& policy, Date today);

// The clauses that the contract states in figures. Breach counts when interest, penalty and its days are all stated.
Clauses clauses_of(const Contract& contract);

// How far into the deal the event lies; an invoice may be written as late as an acceptance.
int rank_of(BaseEvent event);

// Do the terms give more time: a longer term, or payment after a later event than before? The longest terms, and of a change
// order (judge_change) what is put off and the last day on which money was and is expected, where one is.
struct Lengthened {
    bool yes = false;
    Days before{0}, after{0};
    std::optional<Money> put_off{};
    std::optional<Date> expected_before{}, expected_after{};
};
Lengthened compare_terms(const PaymentTerms& before, const PaymentTerms& after);

// The finding term_extended. Refuses contract.extension_grade {grade} when the customer's grade gets no extension, and
// contract.extension_without_security {needed, added} when policy wants new security and what came on record since the terms
// were last agreed does not cover what is still to be paid.
struct Extension {
    Lengthened terms;
    Money still_to_pay;
    Instant agreed_at;  // the terms that hold now
};
Result<Finding> check_extension(const Extension& extension, const CreditSide& credit, const GatePolicy& policy, Date today);

}  // namespace tandem::contract
