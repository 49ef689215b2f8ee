// The question to a provider of ratings and its answer as JSON, the shapes of docs/handbook: ratings-provider.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "credit/rating_source.h"

namespace tandem::credit {

// {"customers": [{"code", "tax_number"}]}; a tax number that is not on record is null.
std::string rating_question(std::span<const RatingSubject> subjects);

// {"ratings": [{"code", "kind", "value", "rated_date"}]}. Other keys are passed over; a value is a text or a whole number.
// Refuses credit.provider_answer {provider}; the subject says what cannot be read: "JSON", "ratings", "ratings[2].kind".
Result<std::vector<RatingClaim>> parse_rating_answer(std::string_view text, const std::string& provider);

}  // namespace tandem::credit
