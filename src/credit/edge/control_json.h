// The sections of the credit policy about limits, exposure, checks and holds; their form: policies/credit.schema.json.
#pragma once
#include "credit/control.h"
#include "policy/edge/strict_json.h"

namespace tandem::credit {

// Reads `exposure`, `checks`, `limits`, `concentration` and `release` of the policy. What they say together is for
// make_credit_control. Refuses other forms (json.*, policy.unknown_code).
Result<CreditControl> read_control(policy::JsonObject& policy);

}  // namespace tandem::credit
