// The worklist as it is stored: ranked reading, and recording what came of a task.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "audit/act.h"
#include "core/id_source.h"
#include "dunning/policy.h"
#include "dunning/worklist.h"
#include "org/company.h"
#include "org/reach.h"
#include "platform/sql/connection.h"

namespace tandem::dunning {

struct WorkTask {
    TaskId id;
    OpenItemId item;
    std::string number, action, owner_role, owner_name;  // owner_name empty: in the role's queue
    CustomerId customer;
    std::string customer_code, customer_name;
    std::optional<EmployeeId> owner;
    Date business_date, due_date;
    Money open{0, Currency{}};  // now, not when the task was made
    int overdue_days = 0, age_stage = 0;
    Priority priority;
    std::string reason;  // JSON, as the day-end run recorded it
    std::optional<std::string> outcome, note;
    std::optional<Instant> done_at;
};

struct WorklistQuery {
    std::optional<EmployeeId> owner;  // with `role`: also what waits in that role's queue
    std::optional<Role> role;
    int limit = 100;
};
struct Worklist {
    std::vector<WorkTask> open;  // the most pressing first, at most `limit`
    std::vector<WorkTask> done;  // today, the last first, at most `limit`
    std::int64_t open_count = 0, done_count = 0;
};
// Tasks with customers within reach.
Worklist load_worklist(sql::Connection& connection, const org::Company& company, const org::Reach& reach, const DunningPolicy& policy, Date today, const WorklistQuery& query);

// What the customer promised when the task was done.
struct TaskPromise {
    Date promised_on;
    std::optional<Money> amount{};  // empty: all that is open on the task's item
    PromiseChannel channel = PromiseChannel::phone;
    std::optional<ContactId> contact{};
};
struct TaskDone {
    TaskId task;
    TaskOutcome outcome;
    std::string note;
    std::optional<TaskPromise> promise{};  // of the outcome promised
};
// In the caller's transaction. The same once more changes nothing and is fine. A demand that is done counts as
// confirmed on the day; what was promised is recorded with it. Refuses dunning.unknown_task, task_done {outcome},
// task_cancelled {date}, promise_figures_missing, and what record_promise refuses.
Result<void> complete_task(sql::Connection& connection, const org::Company& company, const audit::Act& act, IdSource& ids, const DunningPolicy& policy, const TaskDone& done);

}  // namespace tandem::dunning
