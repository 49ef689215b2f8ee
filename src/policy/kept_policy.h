// One version of a policy: figures a company decided, with the day they begin and who answers for them.
//
// Every decision keeps the version it was taken under, so that "why was this sent in March?" has an answer. The figures
// themselves are read from `body` by the capability they belong to.
#pragma once
#include <span>
#include <string>

#include "core/date.h"
#include "core/id.h"

namespace tandem::policy {

// As it stands in the book, or shipped (then nobody proposed it and it has no reason).
struct KeptPolicy {
    int version = 0;
    Date effective_from{};
    std::string body;  // JSON of the capability's schema
    std::string reason;
    std::string proposed_by;  // the user's name as shown
    Instant recorded_at{};
    bool shipped = false;
};

// The version that decides on the day: the latest that has begun. Takes them oldest first; there is at least one. Days
// before the first are decided by it: the shipped version begins before any book does.
const KeptPolicy& in_force_on(std::span<const KeptPolicy> versions, Date on);

}  // namespace tandem::policy
