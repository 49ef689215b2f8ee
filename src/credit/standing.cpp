#include "credit/standing.h"

#include <tuple>

namespace tandem::credit {
namespace {

bool counts(const GradeFact& fact, Date day, Instant known_at) {
    return fact.from <= day && fact.recorded_at <= known_at && !(fact.ended_at && *fact.ended_at <= known_at);
}
bool newer(const GradeFact& one, const GradeFact& other) { return std::tuple{one.from, one.recorded_at} > std::tuple{other.from, other.recorded_at}; }

const GradeFact* newest(std::span<const GradeFact> facts, GradeFact::Kind kind, Date day, Instant known_at) {
    const GradeFact* found = nullptr;
    for (const auto& each : facts)
        if (each.kind == kind && counts(each, day, known_at) && (!found || newer(each, *found))) found = &each;
    return found;
}

}  // namespace

Standing standing_on(std::span<const GradeFact> facts, Date day, std::optional<Instant> known_at) {
    const Instant until = known_at.value_or(end_of_time);
    const auto* decided = newest(facts, GradeFact::Kind::override_, day, until);
    const auto* scored = newest(facts, GradeFact::Kind::assessment, day, until);
    const auto* in_force = decided && decided->valid_to >= day ? decided : scored;
    if (in_force && in_force->valid_to >= day) return {in_force->grade, in_force->kind, in_force->assessment, in_force->valid_to, {}};
    Standing none;
    for (const auto* each : {decided, scored})
        if (each && (!none.expired_on || each->valid_to > *none.expired_on)) none.expired_on = each->valid_to;
    return none;
}

}  // namespace tandem::credit
