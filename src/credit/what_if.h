// What a draft would change, before anybody agrees to it: customers graded by two models on the same inputs, documents checked
// under two policies on the same facts. R-412.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "core/id.h"
#include "core/result.h"
#include "credit/check.h"
#include "credit/score.h"

namespace tandem::credit {

struct Graded {
    std::string grade;  // empty: none, and then `refused` says why
    std::int64_t score_x100 = 0;
    std::optional<Error> refused;
};
Graded grade_by(const ScoringModel& model, std::span<const FactorValue> values);

// One customer under the model in force and under the draft; the longest term of either grade with his security.
struct Regrading {
    CustomerId customer;
    Graded before, after;
    int days_before = 0, days_after = 0;
    bool changed() const { return before.grade != after.grade; }
};

struct GradeMove {
    std::string from, to;  // empty: no grade
    std::int64_t customers = 0;
    friend bool operator==(const GradeMove&, const GradeMove&) = default;
};
struct GradeShift {
    std::int64_t customers = 0, worse = 0, better = 0;
    std::int64_t longer = 0, shorter = 0;  // terms
    std::vector<GradeMove> matrix;         // from and to best first, no grade last; cells with nobody are left out
    std::vector<Regrading> changed;        // the furthest down first, then the furthest up; else as given
};
// Every grade is one of the policy's.
GradeShift compare_grades(const CreditPolicy& policy, std::vector<Regrading> all);

// A document held under one policy and not under the other.
struct Verdict {
    std::int64_t base_minor = 0;  // the whole document
    Outcome before = Outcome::pass, after = Outcome::pass;
    bool newly_held() const { return before != Outcome::hold && after == Outcome::hold; }
    bool freed() const { return before == Outcome::hold && after != Outcome::hold; }
};
struct HoldShift {
    std::int64_t checked = 0, held_before = 0, held_after = 0;
    std::int64_t newly_held = 0, newly_held_minor = 0, freed = 0, freed_minor = 0;
    friend bool operator==(const HoldShift&, const HoldShift&) = default;
};
HoldShift compare_holds(std::span<const Verdict> all);

}  // namespace tandem::credit
