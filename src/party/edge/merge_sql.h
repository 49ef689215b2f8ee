#pragma once
#include <optional>

#include "audit/act.h"
#include "core/id_source.h"
#include "party/merge.h"
#include "platform/sql/connection.h"

namespace tandem::party {

// Also a merged one; nothing when there is none, or it is voided.
std::optional<Customer> find_customer(sql::Connection& connection, CompanyId company, CustomerId id);

// What a merge would move. party.unknown_customer, as check_merge.
Result<MergePlan> plan_merge(sql::Connection& connection, CompanyId company, CustomerId duplicate, CustomerId into);

// Inside the caller's transaction, with nobody else writing. What moved. As plan_merge, and party.merge_reason.
Result<MergePlan> merge(sql::Connection& connection, const audit::Act& act, IdSource& ids, CustomerId duplicate, CustomerId into, const std::string& reason);

}  // namespace tandem::party
