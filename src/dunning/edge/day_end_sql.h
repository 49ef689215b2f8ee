// The day-end run over a company's book, one transaction a day.
#pragma once
#include <functional>
#include <vector>

#include "audit/act.h"
#include "core/id_source.h"
#include "dunning/policy.h"
#include "org/company.h"
#include "platform/clock.h"
#include "platform/sql/connection.h"

namespace tandem::dunning {

struct DayEndRun {
    Date date;
    int policy_version = 0;
    std::int64_t items_seen = 0, alerts = 0, transitions = 0, tasks = 0;
    Instant started_at, finished_at;
};

// The policy in force on a day: a day caught up is run by the figures of that day, not of today.
using PolicyOn = std::function<Result<DunningPolicy>(Date)>;

enum class Saving { keep, dry_run };

// Runs every day from the last one to `date`, in order, and returns the runs made: none when that day was
// run before. Two runners at once make each day once; after a crash the same call goes on where it ended.
// A dry run makes the first of the days and keeps nothing of it.
// Refuses dunning.run_in_future {asked, today}, dunning.run_before_last {run, last} and as `policy_on`.
Result<std::vector<DayEndRun>> run_day_end(sql::Connection& connection, const org::Company& company, const audit::Act& act, IdSource& ids, const Clock& clock,
                                           const PolicyOn& policy_on, Date date, Saving saving = Saving::keep);

// How many days that call would run at this instant; the same refusals.
Result<int> days_to_run(sql::Connection& connection, const org::Company& company, Instant now, Date date);

// The last moment of a civil day in an IANA time zone the company knows.
Instant end_of_day(Date date, const std::string& time_zone);

// The newest runs first.
std::vector<DayEndRun> load_day_end_runs(sql::Connection& connection, CompanyId company, int limit);

}  // namespace tandem::dunning
