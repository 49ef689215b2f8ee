// Positions, decisions and limits as JSON: what is stored with a decision and what the pages show.
#pragma once
#include <boost/json.hpp>

#include "credit/accounts.h"

namespace tandem::credit {

boost::json::object limit_json(const LimitInForce& limit, Currency base);
boost::json::object exposure_json(const Exposure& exposure, Currency base);
boost::json::object exposure_json_with_lines(const Exposure& exposure, Currency base);
boost::json::array pools_json(const Position& position, Currency base);
boost::json::object standing_json(const Standing& standing);
boost::json::array reasons_json(const std::vector<Reason>& reasons);
// {"outcome", "by_release", "reasons", "adds_minor", "exposure", "pools", "grade"}: what the decision rested on.
boost::json::object decision_json(const Decision& decision, const Position& position, std::int64_t adds, Currency base);

}  // namespace tandem::credit
