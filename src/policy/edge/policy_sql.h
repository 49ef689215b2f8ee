// The policies of a company: the shipped file until it decides figures of its own, then its versions in the book.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "platform/sql/connection.h"
#include "policy/kept_policy.h"

namespace tandem::policy {

// The text in force on the day (in_force_on).
std::string policy_text(sql::Connection& connection, CompanyId company, std::string_view name, Date on);

// Every version, the shipped one first and the newest last.
std::vector<KeptPolicy> policy_versions(sql::Connection& connection, CompanyId company, std::string_view name);

void insert_policy(sql::Connection& connection, CompanyId company, std::string_view name, const KeptPolicy& policy, UserId proposed_by);

}  // namespace tandem::policy
