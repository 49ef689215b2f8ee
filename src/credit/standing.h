// Standing: the grade that counts for a customer on a day, out of the dated facts in the book..
#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/date.h"
#include "core/id.h"

namespace tandem::credit {

struct AssessmentTag { static constexpr std::string_view prefix = "asm"; };
using AssessmentId = Id<AssessmentTag>;

// One dated grade. An override is an approved decision: while it lasts it outranks the score.
struct GradeFact {
    enum class Kind { assessment, override_ } kind = Kind::assessment;
    std::string grade;
    AssessmentId assessment;  // none (0) for an override
    Date from, valid_to;      // both days included
    Instant recorded_at{};
    std::optional<Instant> ended_at;  // taken back before its time
};

struct Standing {
    std::string grade;  // empty: nothing valid
    GradeFact::Kind source = GradeFact::Kind::assessment;
    AssessmentId assessment;
    std::optional<Date> valid_to;
    std::optional<Date> expired_on;  // the last day of the grade there was, when none is valid any more
    bool graded() const { return !grade.empty(); }
};

// The newest override while it lasts, else the newest assessment. One that a newer assessment replaced does not come back
// when that expires: then nothing counts. `known_at`: what was on record by then.
Standing standing_on(std::span<const GradeFact> facts, Date day, std::optional<Instant> known_at = {});

}  // namespace tandem::credit
