#include "policy/edge/policy_head.h"

namespace tandem::policy {

Result<int> read_policy_head(JsonObject& document) {
    for (const auto* key : {"$schema", "effective_from", "approver"}) document.ignore(key);
    const int version = TRY(document.small_integer("version"));
    if (version < 1) return refuse("policy.version_invalid", std::to_string(version));
    return version;
}

}  // namespace tandem::policy
