// Where customers stand against their limits, as pages show it.
#pragma once
#include "app/server/serving.h"
#include "org/reach.h"

namespace tandem::app::server {

// Grade, limits, exposure with the documents behind it, headroom, the proposal of the formula, securities and history.
json::object customer_credit_json(Serving& serving, const org::Reach& reach, CustomerId customer);
// Within reach: who owes more than allowed, or almost; the furthest over first.
json::object over_limit_json(Serving& serving, const org::Reach& reach);
// R-415, of what is within reach: the largest debtors, with the warnings of the policy.
json::object concentration_json(Serving& serving, const org::Reach& reach);

}  // namespace tandem::app::server
