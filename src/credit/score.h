// The score of a customer: points by factor, the exact weighted sum, the grade whose band it reaches. R-140, R-14A.
#pragma once
#include <span>

#include "credit/model.h"

namespace tandem::credit {

// One factor on the sheet. Without points it was left out, and the rest of its dimension weighs more.
struct ScoreLine {
    std::string dimension, factor;
    FactorValue value;
    int weight_bp = 0;                       // within the dimension, as the model says
    std::optional<int> points;
    std::optional<std::size_t> range;        // of the factor's ranges, or choices
};
struct DimensionScore {
    std::string code;
    int weight_bp = 0;
    std::optional<Fraction> score;           // 0 to 100; none when nothing of it is known
};
struct ScoreSheet {
    std::vector<ScoreLine> lines;            // in the model's order
    std::vector<DimensionScore> dimensions;
    Fraction total;                          // 0 to 100, exact
    int known_bp = 0;                        // how much of all weights is known, rounded down
    std::string grade;
};

// Values of factors the model does not use are ignored; a factor without a value is absent. Refuses credit.factor_missing
// (a factor that blocks), credit.ratio_undefined (the same for a zero denominator) and credit.too_little_known.
Result<ScoreSheet> compute_score(const ScoringModel& model, std::span<const FactorValue> values);

// The first band the score reaches. Exact: 79.995 is below 80.
const Band& band_of(const ScoringModel& model, Fraction total);

}  // namespace tandem::credit
