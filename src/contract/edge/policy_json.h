// The contract policy as the body of a policy document; its form: policies/contract.schema.json.
#pragma once
#include <string_view>

#include "contract/clauses.h"

namespace tandem::contract {

// Refuses other forms (json.*) and what make_contract_policy, make_breach_clause and make_payment_terms refuse.
Result<ContractPolicy> parse_contract_policy(std::string_view json);

}  // namespace tandem::contract
