// The commands of the gate inside the caller's transaction: submit, take back, review, and the check before a signature.
// trust S4, S5.
#pragma once
#include <functional>

#include "audit/trail.h"
#include "audit/act.h"
#include "contract/edge/contract_store_sql.h"
#include "contract/edge/gate_sql.h"
#include "core/id_source.h"
#include "org/company.h"

namespace tandem::contract {

// Everything a decision on one contract rests on, as it is today.
struct GateFacts {
    ContractPolicy policy;
    credit::Standing standing;
    std::vector<SecurityHeld> security;
    std::vector<Finding> findings;
    std::optional<GateRow> row;  // none: from a file, never submitted
    std::string content_hash;
    CreditSide credit(const credit::CreditPolicy& policy) const { return {standing, security, policy}; }
};

// Whether the customer's limit has room for a contract; what it answers joins the findings.
using CreditQuestion = std::function<std::vector<Finding>(const Contract& contract, const GatePolicy& policy)>;

class GateDesk {
public:
    struct Books {
        sql::Connection& connection;
        const org::Company& company;
        const credit::CreditPolicy& credit;
        Date today;
        CreditQuestion limit;
    };
    explicit GateDesk(Books books) : books_(std::move(books)) {}

    // Refuses what the contract policy in force refuses to be read as.
    Result<GateFacts> look(const Contract& contract);

    struct Commands {
        const audit::Act& act;
        IdSource& ids;
        audit::Trail& trail;
        SqlContractStore& store;
    };
    // As check_submission.
    Result<void> submit(Contract& contract, const Commands& to);
    // contract.reason_required, contract.not_in_review.
    Result<void> withdraw(Contract& contract, const std::string& reason, const Commands& to);
    // contract.not_in_review, contract.own_review, contract.review_seen, and as check_review.
    Result<void> review(Contract& contract, const Review& review, const Hand& reviewer, std::string_view seen, const Commands& to);
    // As check_signing.
    Result<void> check_signature(const Contract& contract);

private:
    Gate gate_of(const GateFacts& facts);
    Books books_;
};

}  // namespace tandem::contract
