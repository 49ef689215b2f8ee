// The scoring model (policies/scoring.json): factors, the points of each range, weights and the bands of the grades, as one
// checked value., R-14A.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "credit/factor.h"
#include "credit/policy.h"

namespace tandem::credit {

enum class Better { higher, lower, choice };
// exclude: the rest of the dimension weighs more. zero: no points. block: no assessment without it.
enum class Missing { exclude, zero, block };
std::string_view code_of(Better better);
std::string_view code_of(Missing missing);

// Half-open, ascending, without gap or overlap. Higher is better: from `edge` (included) to the next; the first has none.
// Lower is better: up to `edge` (included); the last has none.
struct Range {
    std::optional<Ratio> edge;
    int points = 0;  // 0 to 100
};
struct Choice {
    std::string code;
    int points = 0;
};
struct Factor {
    std::string code;
    int weight_bp = 0;  // within its dimension
    Better better = Better::higher;
    std::vector<Range> ranges;
    std::vector<Choice> choices;
    Missing missing = Missing::exclude;
    std::optional<int> stale_after_months;

    // The range a number falls into: there always is one.
    std::size_t range_of(Ratio value) const;
};
struct Dimension {
    std::string code, en, zh;  // "character", "Character", "品质"
    int weight_bp = 0;
    std::vector<Factor> factors;
    std::string_view label(Language language) const { return language == Language::zh ? zh : en; }
};
// A grade counts from so many points; the last from nothing.
struct Band {
    std::string grade;
    std::optional<Ratio> from;
};

struct ScoringModel {
    int version = 0;
    int least_known_bp = 0;  // of all weights: with less known there is no grade
    int override_longest_days = 0;
    int reassess_ahead_days = 0;  // so long before a grade ends the customer stands in the queue
    int complaint_open_days = 1;  // a complaint open for longer stands among the faults of what is known
    std::vector<Dimension> dimensions;
    std::vector<Band> bands;  // best first
};

inline constexpr int whole_bp = 10'000;
inline constexpr std::size_t most_dimensions = 7;  // the exact score of seven fits 128 bits, whatever the weights

// Refuses credit.weights_sum, credit.factor_unknown, credit.factor_twice, credit.factor_source, credit.factor_form, credit.ranges_overlap,
// credit.ranges_edges, credit.points_range, credit.points_direction, credit.bands_edges, credit.bands_overlap, credit.band_twice, credit.model_size,
// credit.override_longest, credit.reassess_ahead, credit.complaint_open_days.
Result<ScoringModel> make_scoring_model(ScoringModel draft);

// The grades of the bands are grades of the policy, in its order: credit.band_grade, credit.band_order.
Result<void> check_bands(const ScoringModel& model, const CreditPolicy& policy);

}  // namespace tandem::credit
