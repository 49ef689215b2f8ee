#pragma once
#include <optional>
#include <string>
#include <vector>

#include "audit/act.h"
#include "core/id_source.h"
#include "platform/sql/connection.h"
#include "receivable/period.h"

namespace tandem::receivable {

// Read under a lock that lets others write too, while changing a period waits for all of them.
Periods load_periods(sql::Connection& connection, CompanyId company);

// Who decided of a month last, for lists.
struct PeriodRow {
    Date month;
    PeriodState state;
    std::string changed_by;
    Instant changed_at;
    std::string reason;
};
std::vector<PeriodRow> list_periods(sql::Connection& connection, CompanyId company);  // the oldest first

// Inside the caller's transaction. The months that were closed: as decide_closing.
Result<std::vector<Date>> close_period(sql::Connection& connection, const audit::Act& act, IdSource& ids, Date month, Date first_entry, Date today);
// Whether the month was closed until now; an open one stays as it is. Refuses receivable.period_reason.
Result<bool> reopen_period(sql::Connection& connection, const audit::Act& act, IdSource& ids, Date month, const std::string& reason);

}  // namespace tandem::receivable
