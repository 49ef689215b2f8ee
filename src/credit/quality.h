// Quality of what is known: what is missing, too old or contradicts itself.
#pragma once
#include <string_view>
#include <vector>

#include "credit/inputs.h"

namespace tandem::credit {

enum class Finding { statements_differ, ratings_differ, younger_than_relation, stale_statement, stale_form, expired_rating, open_complaint, no_statement, no_form, no_rating };
std::string_view code_of(Finding finding);

// What cannot be seen in the inputs that count: two statements of one period with other figures, since when he is a customer.
struct Doubts {
    bool statements_differ = false;
    std::optional<Date> customer_since;
    std::optional<Date> oldest_open_complaint{};  // when it was raised
};

// Contradictions first, then what is old, then what is missing. Sources the model does not use are not missed.
std::vector<Finding> find_faults(const ScoringModel& model, const Inputs& inputs, const Doubts& doubts, Date today);

}  // namespace tandem::credit
