// policies/approval.json as a checked value, and levels as they are kept with a request.
#pragma once
#include <boost/json/fwd.hpp>

#include <string_view>
#include <vector>

#include "approval/policy.h"
#include "core/money.h"

namespace tandem::approval {

// Amounts are read in the company's currency. Refuses json.*, policy.version_invalid, policy.unknown_code (a kind nobody
// knows), money.* and as make_approval_policy.
Result<ApprovalPolicy> parse_approval_policy(std::string_view json, Currency company_currency);

boost::json::array levels_json(const std::vector<Level>& levels);
std::vector<Level> levels_of(std::string_view stored);  // what levels_json wrote

}  // namespace tandem::approval
