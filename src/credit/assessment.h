// Assessment: the grade a model gives on what is known that day, until when it counts, and why, in words..
#pragma once
#include <span>
#include <string>
#include <vector>

#include "credit/inputs.h"
#include "credit/score.h"
#include "credit/standing.h"

namespace tandem::credit {

struct Assessment {
    Date assessed_on, valid_to;  // both included
    int model_version = 0, policy_version = 0;
    ScoreSheet sheet;
};

// Refuses what compute_score refuses, and credit.band_grade when the policy of the day does not know the model's grade.
Result<Assessment> assess(const ScoringModel& model, const CreditPolicy& policy, std::span<const FactorValue> values, Date today);

// One sentence a line of the sheet: value, source, range, points, weight.
std::string explain_line(const ScoringModel& model, const ScoreLine& line, Language language);
// One sentence for the result, then the lines in the order of the sheet.
std::vector<std::string> explain_sheet(const ScoringModel& model, const Assessment& assessment, Language language);

// Why a customer is assessed (again): the first that holds. asked: somebody wanted to know.
enum class Why { rating_changed, payment_failed, alerted, promise_broken, complaint, expired, expiring, never, asked };
std::string_view code_of(Why why);

}  // namespace tandem::credit
