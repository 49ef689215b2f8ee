// policies/dunning.json as a checked value.
#pragma once
#include <string_view>

#include "dunning/policy.h"

namespace tandem::dunning {

// Refuses what the JSON reader refuses (json.*, policy.unknown_code), policy.version_invalid, dunning.ladder_stage and
// what the parts refuse (dunning.*).
Result<DunningPolicy> parse_dunning_policy(std::string_view json);

}  // namespace tandem::dunning
