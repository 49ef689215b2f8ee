// The scoring model as the body of a policy document; its form: policies/scoring.schema.json.
#pragma once
#include <string_view>

#include "credit/model.h"

namespace tandem::credit {

// Refuses other forms (json.*, policy.unknown_code, credit.number_invalid) and what make_scoring_model refuses.
Result<ScoringModel> parse_scoring_model(std::string_view json);

}  // namespace tandem::credit
