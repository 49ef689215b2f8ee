#include <set>

#include "app/demo/lists.h"
#include "app/demo/writer.h"
#include "dunning/edge/day_end_sql.h"
#include "dunning/edge/promise_sql.h"
#include "dunning/edge/worklist_sql.h"

namespace tandem::app::demo {
namespace {

constexpr Days days_closed{45};
// Of the waiting tasks, each evening: the officers have more of them than they get done.
constexpr std::int64_t reps_do_per_mille = 300, officers_do_per_mille = 90;

// Of those whose customer is spoken to in the last days, and still owes today: he names a day.
constexpr Days days_of_promises{14};
constexpr std::int64_t promises_per_mille = 400;

struct Waiting { TaskId id; std::string action, role; std::int64_t item; bool owed; };

std::vector<Waiting> waiting_tasks(sql::Connection& connection, CompanyId company) {
    std::vector<Waiting> waiting;
    connection.query("SELECT t.id, t.action, t.owner_role, t.item_id, o.open_minor FROM task t JOIN open_item o ON o.company_id = t.company_id AND o.id = t.item_id "
                     "WHERE t.company_id = $1 AND t.done_at IS NULL AND t.cancelled_date IS NULL ORDER BY t.business_date, o.number, t.action",
                     {company.value}, [&](const sql::Row& row) { waiting.push_back({TaskId{row.integer(0)}, std::string(row.text(1)), std::string(row.text(2)), row.integer(3), row.integer(4) > 0}); });
    return waiting;
}

// What is under an open promise in the evening of the day.
std::set<std::int64_t> promised_items(sql::Connection& connection, CompanyId company, Date day) {
    std::set<std::int64_t> items;
    for (const auto& [item, one] : dunning::load_promises_on_items(connection, company, {.day = day, .last_day_from = day}))
        if (one.judged.state == dunning::PromiseState::open) items.insert(item);
    return items;
}

Result<void> work(Workspace& workspace, const Desks& desks, const dunning::DunningPolicy& policy, Random& dice, Date day, Date today) {
    const auto& company = workspace.company();
    auto promised = promised_items(workspace.connection(), company.id, day);
    sql::Transaction transaction{workspace.connection()};
    for (const Waiting& task : waiting_tasks(workspace.connection(), company.id)) {
        const bool rep = task.role == "rep";
        if (!dice.chance(rep ? reps_do_per_mille : officers_do_per_mille)) continue;
        audit::Act act = workspace.act("demo", rep ? desks.sales : desks.risk);
        act.at = dunning::end_of_day(day, company.time_zone);
        dunning::TaskDone done{task.id, dunning::TaskOutcome::called, lists().goods.work.at(task.action)};
        if (day > today - days_of_promises && task.owed && task.action != "t-7" && dice.chance(promises_per_mille) && promised.insert(task.item).second) {
            done.outcome = dunning::TaskOutcome::promised;
            done.note = lists().goods.work.at("promised");
            done.promise = dunning::TaskPromise{.promised_on = day + Days{dice.between(3, 8)}};
        }
        TRY_VOID(dunning::complete_task(workspace.connection(), company, act, workspace.ids(), policy, done));
    }
    transaction.commit();
    return {};
}

}  // namespace

Result<std::int64_t> write_dunning(Workspace& workspace, const Desks& desks, Random dice, Date today) {
    const auto& company = workspace.company();
    const auto policy_on = dunning_policy_on(workspace.connection(), company.id);
    std::int64_t tasks = 0;
    for (Date day = today - days_closed; day <= today; day += Days{1}) {
        const auto runs = TRY(dunning::run_day_end(workspace.connection(), company, workspace.act("day-end"), workspace.ids(), workspace.clock(), policy_on, day));
        for (const auto& run : runs) tasks += run.tasks;
        const auto policy = TRY(policy_on(day));
        if (day < today) TRY_VOID(work(workspace, desks, policy, dice, day, today));
    }
    return tasks;
}

}  // namespace tandem::app::demo
