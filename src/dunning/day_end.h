// The day-end run (日终): for every item that is due soon or overdue, after that day's receipts, which alerts
// fire, which age stage it enters, which demand is next and who has to do something. Rules to
// A run happens once a day, in the order of the days; missed days are caught up one by one.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "core/id.h"
#include "dunning/day.h"
#include "dunning/promise.h"

namespace tandem::dunning {

// The next day to run on the way to `asked`, or nothing when that day was run already. The first run ever
// is that of the day asked. Refuses dunning.run_in_future {asked, today} and dunning.run_before_last {run, last}.
struct RunsSoFar {
    std::optional<Date> last;
    bool asked_was_run = false;
};
Result<std::optional<Date>> next_day_to_run(Date asked, const RunsSoFar& runs, Date today);

// How many days before its due date an item may already fire an alert.
int days_ahead(const Alerts& alerts);

// The newest promise on an item that was not kept in time.
struct BrokenPromise {
    PromiseId id;
    Date promised_on;
    Money amount{0, {}};
    std::int64_t paid_minor = 0;
};

// An open item at the end of the day.
struct DayEndItem {
    OpenItemId id;
    CustomerId customer;
    std::optional<EmployeeId> rep;
    Date due_date;
    AlertSubject subject;  // what is open after the day's receipts
    Origin origin = Origin::own;
    bool new_to_run = false;  // recorded since the run before: alerts whose day has passed come late
    Standing standing = Standing::normal;       // blocked: an open promise holds it
    std::optional<BrokenPromise> broken{};      // nobody was given a task for it yet
};

// What the runs so far remember of an item.
struct ItemState {
    int age_stage = 0;
    DemandHistory history{};
};

struct DayEndDecision {
    int from_stage = 0, to_stage = 0;
    DemandDecision demand;
    DayAlerts alerts;
    int expired_level = 0;  // of the written demand whose time for payment ran out yesterday
    bool promise_broken = false;
    Standing standing = Standing::normal;
    bool enters_stage() const { return from_stage != to_stage; }
    bool changes_something() const { return enters_stage() || demand.raised || expired_level > 0 || promise_broken || alerts.on_time.any() || alerts.late.any(); }
};
DayEndDecision decide_day_end(const DayEndItem& item, const ItemState& state, const DunningPolicy& policy, Date business_date);

// Why stages were passed over on the way up, as it is recorded; stages are passed over only for a reason.
std::string_view skip_reason(const DayEndItem& item, const ItemState& state, bool first_run);

// The tasks of a decision: of several alerts of one day only the gravest makes a task. An alert that only the customer is
// told makes none while a promise holds the item.
std::vector<DayTask> tasks_of(const DayEndDecision& decision, const DunningPolicy& policy, int days_from_due);

// "level-1", "demand_letter", "demand_expired", "promise_broken": what a task asks for.
std::string_view action_of(const DayTask& task, const DunningPolicy& policy);

// Who does it. A message to the customer is sent by our own people: the first of them who is told, else the rep.
Role acting_role(const DayTask& task, const DunningPolicy& policy);

}  // namespace tandem::dunning
