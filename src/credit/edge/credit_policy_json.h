// The credit policy as the body of a policy document; its form: policies/credit.schema.json.
#pragma once
#include <string_view>

#include "credit/policy.h"

namespace tandem::credit {

// Refuses other forms (json.*, policy.unknown_code) and what make_credit_policy refuses.
Result<CreditPolicy> parse_credit_policy(std::string_view json);

}  // namespace tandem::credit
