#pragma once
#include <string>

#include "approval/policy.h"
#include "core/money.h"
#include "platform/sql/connection.h"

namespace tandem::approval {

// The company's own version in force on the day, else the shipped one: as text, and read.
std::string approval_policy_text(sql::Connection& connection, CompanyId company, Date on);
Result<ApprovalPolicy> load_approval_policy(sql::Connection& connection, CompanyId company, Currency currency, Date on);

// Marks the requests whose level is past its deadline at `now` and names them, each once: the next level's people may decide
// there too.
std::vector<ApprovalId> escalate_overdue(sql::Connection& connection, CompanyId company, Instant now);

}  // namespace tandem::approval
