// The access policy as JSON (policies/access.json; form: policies/access.schema.json).
#pragma once
#include <string_view>

#include "access/policy.h"
#include "core/date.h"
#include "core/id.h"
#include "platform/sql/connection.h"

namespace tandem::access {

// Refuses what strict JSON, make_access_policy and an unknown role (access.unknown_role) refuse.
Result<AccessPolicy> parse_access_policy(std::string_view text);

// In force on that day: the company's own version, else the shipped one. Read at every use, so that a new version
// counts at once.
Result<AccessPolicy> load_access_policy(sql::Connection& connection, CompanyId company, Date on);

}  // namespace tandem::access
