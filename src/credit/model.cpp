#include "credit/model.h"

#include <algorithm>
#include <set>

namespace tandem::credit {
namespace {

std::string edge_text(const std::optional<Ratio>& edge) { return edge ? to_decimal(*edge, 4) : "-"; }

Result<void> check_points(const std::string& code, int points) {
    if (points < 0 || points > 100) return refuse("credit.points_range", code, {{"points", std::to_string(points)}});
    return {};
}

// Which of two neighbours may not give more, so that a better value never has fewer points.
Result<void> check_ranges(const Factor& factor) {
    const bool higher = factor.better == Better::higher;
    for (std::size_t at = 0; at < factor.ranges.size(); ++at) {
        const Range& range = factor.ranges[at];
        TRY_VOID(check_points(factor.code, range.points));
        const bool open = higher ? at == 0 : at + 1 == factor.ranges.size();
        if (open == range.edge.has_value()) return refuse("credit.ranges_edges", factor.code, {{"at", std::to_string(at + 1)}});
        if (at == 0) continue;
        const Range& before = factor.ranges[at - 1];
        if (before.edge && range.edge && *before.edge >= *range.edge) return refuse("credit.ranges_overlap", factor.code, {{"before", edge_text(before.edge)}, {"edge", edge_text(range.edge)}});
        if (higher ? range.points < before.points : range.points > before.points)
            return refuse("credit.points_direction", factor.code, {{"edge", edge_text(higher ? range.edge : before.edge)}});
    }
    return {};
}

Result<void> check_factor(const Factor& factor) {
    const FactorKind* kind = find_factor(factor.code);
    if (!kind) return refuse("credit.factor_unknown", factor.code);
    const bool by_choice = kind->unit == FactorUnit::choice;
    if (by_choice != (factor.better == Better::choice) || by_choice != factor.ranges.empty() || by_choice == factor.choices.empty()) return refuse("credit.factor_form", factor.code);
    if (!by_choice) return check_ranges(factor);
    std::set<std::string> seen;
    for (const Choice& each : factor.choices) {
        TRY_VOID(check_points(factor.code, each.points));
        if (!seen.insert(each.code).second) return refuse("credit.ranges_overlap", factor.code, {{"before", each.code}, {"edge", each.code}});
    }
    return {};
}

template <class Part>
Result<void> check_weights(const std::string& of, const std::vector<Part>& parts) {
    int sum = 0;
    for (const Part& each : parts) {
        if (each.weight_bp <= 0 || each.weight_bp > whole_bp) return refuse("credit.weight_range", each.code, {{"weight", std::to_string(each.weight_bp)}});
        sum += each.weight_bp;
    }
    if (sum != whole_bp) return refuse("credit.weights_sum", of, {{"sum", to_decimal(make_ratio(sum, 100), 2)}});
    return {};
}

Result<void> check_band_edges(const ScoringModel& model) {
    std::set<std::string> seen;
    for (std::size_t at = 0; at < model.bands.size(); ++at) {
        const Band& band = model.bands[at];
        if (!seen.insert(band.grade).second) return refuse("credit.band_twice", band.grade);
        if ((at + 1 == model.bands.size()) == band.from.has_value()) return refuse("credit.bands_edges", band.grade);
        if (band.from && (*band.from < Ratio{0, 1} || *band.from > Ratio{100, 1} || band.from->den > 100)) return refuse("credit.bands_edges", band.grade);
        if (at > 0 && band.from && *band.from >= *model.bands[at - 1].from) return refuse("credit.bands_overlap", band.grade, {{"from", edge_text(band.from)}, {"before", edge_text(model.bands[at - 1].from)}});
    }
    return {};
}

}  // namespace

std::string_view code_of(Better better) { return better == Better::higher ? "higher" : better == Better::lower ? "lower" : "choice"; }
std::string_view code_of(Missing missing) { return missing == Missing::exclude ? "exclude" : missing == Missing::zero ? "zero" : "block"; }

std::size_t Factor::range_of(Ratio value) const {
    if (better == Better::lower) {
        std::size_t at = 0;
        while (ranges[at].edge && value > *ranges[at].edge) ++at;
        return at;
    }
    std::size_t at = ranges.size() - 1;
    while (ranges[at].edge && value < *ranges[at].edge) --at;
    return at;
}

Result<ScoringModel> make_scoring_model(ScoringModel draft) {
    if (draft.dimensions.empty() || draft.dimensions.size() > most_dimensions || draft.bands.empty()) return refuse("credit.model_size", std::to_string(draft.dimensions.size()), {{"most", std::to_string(most_dimensions)}});
    if (draft.least_known_bp < 0 || draft.least_known_bp > whole_bp) return refuse("credit.weight_range", "least_known_bp", {{"weight", std::to_string(draft.least_known_bp)}});
    if (draft.override_longest_days < 1 || draft.override_longest_days > 366) return refuse("credit.override_longest", std::to_string(draft.override_longest_days));
    if (draft.reassess_ahead_days < 0 || draft.reassess_ahead_days > 366) return refuse("credit.reassess_ahead", std::to_string(draft.reassess_ahead_days));
    if (draft.complaint_open_days < 1 || draft.complaint_open_days > 366) return refuse("credit.complaint_open_days", std::to_string(draft.complaint_open_days));
    TRY_VOID(check_weights("*", draft.dimensions));
    std::set<std::string> seen;
    for (const Dimension& dimension : draft.dimensions) {
        if (!seen.insert("dimension " + dimension.code).second) return refuse("credit.factor_twice", dimension.code);
        TRY_VOID(check_weights(dimension.code, dimension.factors));
        for (const Factor& factor : dimension.factors) {
            if (!seen.insert(factor.code).second) return refuse("credit.factor_twice", factor.code);
            TRY_VOID(check_factor(factor));
        }
    }
    TRY_VOID(check_band_edges(draft));
    return draft;
}

Result<void> check_bands(const ScoringModel& model, const CreditPolicy& policy) {
    int last = -1;
    for (const Band& band : model.bands) {
        if (!policy.find(band.grade)) return refuse("credit.band_grade", band.grade);
        const int rank = policy.rank(band.grade);
        if (rank <= last) return refuse("credit.band_order", band.grade);
        last = rank;
    }
    return {};
}

}  // namespace tandem::credit
