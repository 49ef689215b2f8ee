// What every policy document begins with: version, first day and who agreed; the book keeps the last two beside the text.
#pragma once
#include "policy/edge/strict_json.h"

namespace tandem::policy {

// The version, 1 or more: policy.version_invalid.
Result<int> read_policy_head(JsonObject& document);

}  // namespace tandem::policy
