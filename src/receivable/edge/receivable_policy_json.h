// policies/receivable.json as a checked value.
#pragma once
#include <string_view>

#include "receivable/policy.h"

namespace tandem::receivable {

// Refuses what the JSON reader refuses (json.*, policy.unknown_code), policy.version_invalid, policy.unknown_fee_schedule
// and what the parts refuse (receivable.*).
Result<ReceivablePolicy> parse_receivable_policy(std::string_view json);

}  // namespace tandem::receivable
