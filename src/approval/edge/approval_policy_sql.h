#pragma once
#include <string>

#include "approval/policy.h"
#include "audit/act.h"
#include "core/id_source.h"
#include "core/money.h"
#include "platform/sql/connection.h"

namespace tandem::approval {

// The company's own version in force on the day, else the shipped one: as text, and read.
std::string approval_policy_text(sql::Connection& connection, CompanyId company, Date on);
Result<ApprovalPolicy> load_approval_policy(sql::Connection& connection, CompanyId company, Currency currency, Date on);

// Marks the requests whose level is past its deadline, each once, and says so in the trail (approval.escalated): the next
// level's people may decide there too. Inside the caller's transaction; how many.
int escalate_overdue(sql::Connection& connection, const audit::Act& act, IdSource& ids);

}  // namespace tandem::approval
