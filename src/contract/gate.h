// The gate: the way of a contract from draft to signature.; trust S4, S5.
//
//   draft -> in_review      submitted: clauses in figures, nothing broken that blocks
//         -> returned       sent back by the reviewer with a reason; a draft again
//         -> draft          taken back by the one who submitted it
//         -> approved       passed by the reviewer, agreed to by the approval chain
//   approved -> signed      what was approved, and nothing else; a change makes it a draft again
#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "contract/acceptance.h"

namespace tandem::contract {

// Somebody who works on a contract. Two accounts of one employee are one person (S4).
struct Hand {
    UserId user{};
    EmployeeId employee{};  // none (0) for a user who is not an employee
};
inline bool same_person(const Hand& a, const Hand& b) { return a.user == b.user || (a.employee && a.employee == b.employee); }

struct Gate {
    std::vector<Hand> makers;  // who wrote it first, changed it last, and submitted it
    int submission = 0;        // how often it was submitted; 0: never
    std::string content_hash;   // of what was submitted
    std::string approved_hash;  // of what was approved; empty: nothing is
    std::vector<Accepted> accepted;
};

// contract.signed_already, contract.in_review, contract.draft_dated (something of its plan has happened: change it by a
// change order).
Result<void> check_editable(const ContractState& state);

// contract.not_draft {status}, contract.clause_missing, contract.breaks_policy {findings}.
Result<void> check_submission(const Contract& contract, std::span<const Finding> findings);

// contract.not_in_review {status}.
Result<void> check_in_review(const Contract& contract);

// contract.own_review: the maker, or the representative who gains, in whatever account.
Result<void> check_reviewer(const Gate& gate, const Contract& contract, const Hand& reviewer);

// Only what was approved is signed: contract.not_approved {status}, contract.changed_since_approval,
// contract.findings_since_approval {findings}: the customer's standing, a security or the policy has changed since, and what
// the contract breaks now nobody has accepted.
Result<void> check_signing(const Contract& contract, const Gate& gate, std::string_view content_hash, std::span<const Finding> findings);

std::string codes_of(std::span<const Finding> findings);  // "term_above_cap, venue_not_ours"

}  // namespace tandem::contract
