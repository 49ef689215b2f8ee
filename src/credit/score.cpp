#include "credit/score.h"

#include <algorithm>

namespace tandem::credit {
namespace {

// A number has its range; a choice that the model does not list is a gap of its own.
void judge(const Factor& factor, ScoreLine& line) {
    if (!line.value.counts()) return;
    if (factor.better == Better::choice) {
        const auto found = std::ranges::find(factor.choices, line.value.choice, &Choice::code);
        if (found == factor.choices.end()) {
            line.value.gap = Gap::unlisted;
            return;
        }
        line.range = static_cast<std::size_t>(found - factor.choices.begin());
        line.points = found->points;
        return;
    }
    TANDEM_ASSERT(line.value.number);
    line.range = factor.range_of(*line.value.number);
    line.points = factor.ranges[*line.range].points;
}

Result<ScoreLine> line_of(const Dimension& dimension, const Factor& factor, std::span<const FactorValue> values) {
    ScoreLine line{.dimension = dimension.code, .factor = factor.code, .value = {}, .weight_bp = factor.weight_bp, .points = {}, .range = {}};
    const auto found = std::ranges::find(values, factor.code, &FactorValue::factor);
    if (found != values.end()) line.value = *found;
    line.value.factor = factor.code;
    judge(factor, line);
    if (line.points) return line;
    if (factor.missing == Missing::block) return refuse(line.value.gap == Gap::undefined ? "credit.ratio_undefined" : "credit.factor_missing", factor.code, {{"gap", std::string(code_of(line.value.gap))}});
    if (factor.missing == Missing::zero) line.points = 0;
    return line;
}

}  // namespace

const Band& band_of(const ScoringModel& model, Fraction total) {
    const auto reached = std::ranges::find_if(model.bands, [&](const Band& band) { return !band.from || at_least(total, *band.from); });
    TANDEM_ASSERT(reached != model.bands.end());
    return *reached;
}

Result<ScoreSheet> compute_score(const ScoringModel& model, std::span<const FactorValue> values) {
    ScoreSheet sheet;
    Fraction sum{0, 1};
    int weights = 0;
    Wide known = 0;  // of whole_bp squared
    for (const Dimension& dimension : model.dimensions) {
        int points = 0, present = 0;
        for (const Factor& factor : dimension.factors) {
            sheet.lines.push_back(TRY(line_of(dimension, factor, values)));
            const ScoreLine& line = sheet.lines.back();
            if (line.value.counts()) known += Wide{dimension.weight_bp} * factor.weight_bp;
            if (!line.points) continue;
            points += *line.points * factor.weight_bp;
            present += factor.weight_bp;
        }
        sheet.dimensions.push_back({dimension.code, dimension.weight_bp, {}});
        if (present == 0) continue;
        sheet.dimensions.back().score = make_fraction(points, present);
        sum = plus(sum, make_fraction(Wide{points} * dimension.weight_bp, present));
        weights += dimension.weight_bp;
    }
    sheet.known_bp = static_cast<int>(known / whole_bp);
    if (weights == 0 || sheet.known_bp < model.least_known_bp)
        return refuse("credit.too_little_known", {}, {{"known", to_decimal(make_ratio(sheet.known_bp, 100), 2)}, {"needed", to_decimal(make_ratio(model.least_known_bp, 100), 2)}});
    sheet.total = make_fraction(sum.num, sum.den * weights);
    sheet.grade = band_of(model, sheet.total).grade;
    return sheet;
}

}  // namespace tandem::credit
