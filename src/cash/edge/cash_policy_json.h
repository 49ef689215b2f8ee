// policies/cash.json as a checked value.
#pragma once
#include <string_view>

#include "cash/policy.h"

namespace tandem::cash {

// Refuses what the JSON reader refuses (json.*, policy.unknown_code), policy.version_invalid, policy.unknown_order and
// what the parts refuse (cash.*).
Result<CashPolicy> parse_cash_policy(std::string_view json);

}  // namespace tandem::cash
