// Findings and reviews as JSON; the shapes stand in api/contract.yaml.
#pragma once
#include <boost/json.hpp>
#include <optional>

#include <vector>

#include "contract/review.h"

namespace tandem::contract {

boost::json::array to_json(const std::vector<Finding>& findings);
boost::json::array to_json(const std::vector<Accepted>& accepted);
// The figures of a finding as they were written above; nothing for anything else.
std::optional<Figures> figures_of(const boost::json::value& value);
boost::json::array to_json(const std::vector<Answer>& answers);
boost::json::array to_json(const std::vector<ClauseRisk>& risks);
// What those wrote; asserts on anything else.
std::vector<Accepted> accepted_of(std::string_view text);
std::vector<Answer> answers_of(std::string_view text);
std::vector<ClauseRisk> risks_of(std::string_view text);

boost::json::object questions_json(const GatePolicy& policy);  // {"checklist", "risks", "worst_passable"}

}  // namespace tandem::contract
