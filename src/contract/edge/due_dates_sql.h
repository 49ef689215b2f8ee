#pragma once
#include <optional>

#include "contract/clauses.h"
#include "contract/collection_plan.h"
#include "core/id.h"
#include "platform/sql/connection.h"

namespace tandem::contract {

// The company's contract policy in force on a day, else the shipped one. Refuses what does not parse.
Result<ContractPolicy> load_contract_policy(sql::Connection& connection, CompanyId company, Date on);

// How due dates are rolled by that policy, with the calendar it names: the shipped years and the days off
// and worked that the company imported.
class DueDates {
public:
    // policy.calendar_year_missing and json.* when a calendar is needed and cannot be read.
    static Result<DueDates> load(sql::Connection& connection, CompanyId company, Date on);
    DueDateRoll roll() const { return {roll_, calendar_ ? &*calendar_ : nullptr}; }

private:
    policy::Roll roll_ = policy::Roll::none;
    std::optional<policy::WorkingCalendar> calendar_;
};

}  // namespace tandem::contract
