#include "credit/quality.h"

#include <algorithm>
#include <array>

namespace tandem::credit {
namespace {

struct Uses {
    bool any = false;
    std::optional<int> stale_after;  // the shortest of the factors from there
};
Uses uses_of(const ScoringModel& model, FactorSource source) {
    Uses uses;
    for (const Dimension& dimension : model.dimensions)
        for (const Factor& factor : dimension.factors) {
            if (find_factor(factor.code)->source != source) continue;
            uses.any = true;
            if (factor.stale_after_months) uses.stale_after = std::min(uses.stale_after.value_or(*factor.stale_after_months), *factor.stale_after_months);
        }
    return uses;
}

bool stale(const Uses& uses, Date date, Date today) { return uses.stale_after && add_months(date, *uses.stale_after) < today; }

// Two agencies that say other things of the same kind, both still valid.
bool ratings_differ(const std::vector<Rating>& ratings, Date today) {
    for (const Rating& one : ratings)
        for (const Rating& other : ratings)
            if (one.kind == other.kind && one.provider != other.provider && one.valid_to >= today && other.valid_to >= today && (one.number != other.number || one.choice != other.choice)) return true;
    return false;
}

}  // namespace

std::string_view code_of(Finding finding) {
    constexpr std::array<std::string_view, 10> codes{"statements_differ", "ratings_differ", "younger_than_relation", "stale_statement", "stale_form", "expired_rating", "open_complaint", "no_statement", "no_form", "no_rating"};
    return codes[static_cast<std::size_t>(finding)];
}

std::vector<Finding> find_faults(const ScoringModel& model, const Inputs& inputs, const Doubts& doubts, Date today) {
    const Uses statement = uses_of(model, FactorSource::statement), form = uses_of(model, FactorSource::form), rating = uses_of(model, FactorSource::rating);
    const bool rated = std::ranges::any_of(inputs.ratings, [&](const Rating& each) { return each.valid_to >= today; });
    std::vector<Finding> found;
    const auto add = [&](bool holds, Finding finding) {
        if (holds) found.push_back(finding);
    };
    add(doubts.statements_differ, Finding::statements_differ);
    add(ratings_differ(inputs.ratings, today), Finding::ratings_differ);
    add(inputs.form && inputs.form->years_in_business && doubts.customer_since && add_months(*doubts.customer_since, static_cast<int>(*inputs.form->years_in_business + 1) * 12) < inputs.form->stated_on, Finding::younger_than_relation);
    add(inputs.statement && stale(statement, inputs.statement->period_end, today), Finding::stale_statement);
    add(inputs.form && stale(form, inputs.form->stated_on, today), Finding::stale_form);
    add(!inputs.ratings.empty() && !rated, Finding::expired_rating);
    add(doubts.oldest_open_complaint && *doubts.oldest_open_complaint + Days{model.complaint_open_days} < today, Finding::open_complaint);
    add(statement.any && !inputs.statement, Finding::no_statement);
    add(form.any && !inputs.form, Finding::no_form);
    add(rating.any && inputs.ratings.empty(), Finding::no_rating);
    return found;
}

}  // namespace tandem::credit
