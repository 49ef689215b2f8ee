#include "policy/kept_policy.h"

#include "core/result.h"

namespace tandem::policy {

const KeptPolicy& in_force_on(std::span<const KeptPolicy> versions, Date on) {
    TANDEM_ASSERT(!versions.empty());
    for (std::size_t at = versions.size(); at-- > 1;)
        if (versions[at].effective_from <= on) return versions[at];
    return versions.front();
}

}  // namespace tandem::policy
