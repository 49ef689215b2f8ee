// What an assessment keeps: the values that went in, and the sheet that came out. From the first the second is computed again.
#pragma once
#include <boost/json/fwd.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "credit/assessment.h"

namespace tandem::credit {

std::string inputs_text(std::span<const FactorValue> values);
// Asserts: what was kept was written by inputs_text.
std::vector<FactorValue> inputs_from_text(std::string_view text);

// Points by factor and dimension, without words: equal sheets have equal texts.
std::string points_text(const ScoreSheet& sheet);

// The sheet for a page: dimensions with their scores, lines with value, range and points, each explained.
boost::json::object sheet_json(const ScoringModel& model, const Assessment& assessment, Language language);

}  // namespace tandem::credit
