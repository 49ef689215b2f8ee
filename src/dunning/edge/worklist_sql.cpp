#include "dunning/edge/worklist_sql.h"

#include <algorithm>
#include <boost/json.hpp>
#include <set>
#include <unordered_map>

#include "audit/edge/trail_sql.h"
#include "dunning/day.h"
#include "dunning/edge/day_end_sql.h"
#include "dunning/edge/promise_sql.h"

namespace tandem::dunning {
namespace {

namespace json = boost::json;

struct Ranked {
    std::int64_t task;
    int points;
    std::int64_t base_minor, due, item;
    // The least stands first: most points, then the larger amount, the earlier due date, the older item.
    auto rank() const { return std::tuple{-points, -base_minor, due, item, task}; }
};

// The list of customers within reach, which must live as long as the values.
struct Asked {
    const WorklistQuery& query;
    const org::Reach& reach;
    std::string within;
};

// Adds the filters and their values; $1 and $2 are taken.
void filter(sql::SqlBuilder& query, std::vector<sql::Param>& params, const Asked& by) {
    const WorklistQuery& asked = by.query;
    params.emplace_back(by.within);
    query << (by.reach.is_whole() ? sql::Sql(" AND CAST($3 AS TEXT) IS NOT NULL") : sql::Sql(" AND t.customer_id IN {ints:$3}"));
    if (asked.owner && asked.role) {
        params.emplace_back(asked.owner->value);
        params.emplace_back(code_of(*asked.role));
        query << " AND (t.owner_id = $4 OR (t.owner_id IS NULL AND t.owner_role = $5))";
    } else if (asked.owner) {
        params.emplace_back(asked.owner->value);
        query << " AND t.owner_id = $4";
    } else if (asked.role) {
        params.emplace_back(code_of(*asked.role));
        query << " AND t.owner_role = $4";
    }
}

Money base_open(const sql::Row& row, int open, int amount, int base, Currency currency) {
    if (row.integer(amount) == 0) return Money{0, currency};
    return Money{divide(Wide{row.integer(open)} * row.integer(base), row.integer(amount), Rounding::half_up), currency};
}

// The tasks of the given ids with everything that is shown.
std::unordered_map<std::int64_t, WorkTask> load_tasks(sql::Connection& connection, const org::Company& company, const DunningPolicy& policy, Date today, const std::vector<std::int64_t>& ids) {
    std::unordered_map<std::int64_t, WorkTask> tasks;
    connection.query(
        "SELECT t.id, t.item_id, o.number, t.action, t.owner_role, e.name, t.customer_id, c.code, c.name, t.owner_id, t.business_date, o.due_date, o.open_minor, o.currency, o.amount_minor, "
        "o.base_amount_minor, t.reason, t.outcome, t.note, t.done_at FROM task t "
        "JOIN open_item o ON o.company_id = t.company_id AND o.id = t.item_id JOIN customer c ON c.company_id = t.company_id AND c.id = t.customer_id "
        "LEFT JOIN employee e ON e.company_id = t.company_id AND e.id = t.owner_id WHERE t.company_id = $1 AND t.id IN {ints:$2}",
        {company.id.value, sql::integer_list(ids)}, [&](const sql::Row& row) {
            WorkTask task{.id = TaskId{row.integer(0)}, .item = OpenItemId{row.integer(1)}, .number = std::string(row.text(2)), .action = std::string(row.text(3)), .owner_role = std::string(row.text(4)),
                          .owner_name = std::string(row.text(5)), .customer = CustomerId{row.integer(6)}, .customer_code = std::string(row.text(7)), .customer_name = std::string(row.text(8)),
                          .owner = {}, .business_date = date_of(row.integer(10)), .due_date = date_of(row.integer(11)), .open = Money{row.integer(12), *parse_currency(row.text(13))},
                          .priority = {}, .reason = std::string(row.text(16)), .outcome = row.maybe_text(17), .note = row.maybe_text(18), .done_at = {}};
            if (const auto owner = row.maybe_integer(9)) task.owner = EmployeeId{*owner};
            if (const auto at = row.maybe_integer(19)) task.done_at = Instant{*at};
            task.overdue_days = receivable::days_past_due(task.due_date, today);
            task.age_stage = age_stage(task.overdue_days, policy.stages);
            task.priority = priority_of({task.overdue_days, task.age_stage, base_open(row, 12, 14, 15, company.currency), task.action == code_of(TaskKind::promise_broken)});
            tasks.emplace(task.id.value, std::move(task));
        });
    return tasks;
}

std::vector<WorkTask> in_order(std::unordered_map<std::int64_t, WorkTask> tasks, const std::vector<std::int64_t>& ids) {
    std::vector<WorkTask> ordered;
    for (const std::int64_t id : ids)
        if (const auto found = tasks.find(id); found != tasks.end()) ordered.push_back(std::move(found->second));
    return ordered;
}

// The items that an open promise holds today.
std::set<std::int64_t> held_items(sql::Connection& connection, CompanyId company, Date today) {
    std::set<std::int64_t> held;
    for (const auto& [item, one] : load_promises_on_items(connection, company, {.day = today, .last_day_from = today}))
        if (one.judged.state == PromiseState::open) held.insert(item);
    return held;
}

// While a promise is open nobody demands anything of the customer; our own warnings go on.
bool rests(const std::set<std::int64_t>& held, std::int64_t item, std::string_view action, const DunningPolicy& policy) {
    return held.contains(item) && std::ranges::none_of(policy.alerts.rules, [&](const AlertRule& rule) { return rule.key == action && std::ranges::any_of(rule.to, [](Role role) { return role != Role::customer; }); });
}

// What is settled since the run is left out: the next run withdraws it. What a promise holds comes back when it is over.
std::vector<std::int64_t> most_pressing(sql::Connection& connection, const org::Company& company, const DunningPolicy& policy, Date today, const Asked& asked, std::int64_t& count) {
    sql::SqlBuilder query{"SELECT t.id, t.item_id, o.due_date, o.open_minor, o.amount_minor, o.base_amount_minor, t.action FROM task t JOIN open_item o ON o.company_id = t.company_id AND o.id = t.item_id "
                          "WHERE t.company_id = $1 AND t.done_at IS NULL AND t.cancelled_date IS NULL AND o.open_minor > $2 AND o.voided_at IS NULL"};
    std::vector<sql::Param> params{company.id.value, 0};
    filter(query, params, asked);
    std::vector<Ranked> best;
    const auto limit = static_cast<std::size_t>(asked.query.limit);
    const auto keep_best = [&] {
        std::ranges::sort(best, {}, &Ranked::rank);
        if (best.size() > limit) best.erase(best.begin() + asked.query.limit, best.end());
    };
    const auto held = held_items(connection, company.id, today);
    connection.query(query, params, [&](const sql::Row& row) {
        if (rests(held, row.integer(1), row.text(6), policy)) return;
        ++count;
        const int days = receivable::days_past_due(date_of(row.integer(2)), today);
        const Money base = base_open(row, 3, 4, 5, company.currency);
        best.push_back({row.integer(0), priority_of({days, age_stage(days, policy.stages), base, row.text(6) == code_of(TaskKind::promise_broken)}).total(), base.minor(), row.integer(2), row.integer(1)});
        if (best.size() >= 4 * limit + 1000) keep_best();
    });
    keep_best();
    std::vector<std::int64_t> ids;
    for (const Ranked& one : best) ids.push_back(one.task);
    return ids;
}

std::vector<std::int64_t> done_today(sql::Connection& connection, const org::Company& company, Date today, const Asked& asked, std::int64_t& count) {
    sql::SqlBuilder query{"SELECT t.id FROM task t WHERE t.company_id = $1 AND t.done_at > $2"};
    std::vector<sql::Param> params{company.id.value, end_of_day(today - Days{1}, company.time_zone).micros};
    filter(query, params, asked);
    query << " ORDER BY t.done_at DESC, t.id";
    std::vector<std::int64_t> ids;
    connection.query(query, params, [&](const sql::Row& row) {
        if (++count <= asked.query.limit) ids.push_back(row.integer(0));
    });
    return ids;
}

// The customer has it now; a written demand's time for payment begins.
void confirm_demand(sql::Connection& connection, const org::Company& company, const DunningPolicy& policy, std::int64_t item, int level, Date today) {
    const std::int64_t on = day_number(today);
    connection.execute("UPDATE item_stage SET demand_confirmed_date = $4 WHERE company_id = $1 AND item_id = $2 AND demand_level = $3 AND demand_confirmed_date IS NULL", {company.id.value, item, level, on});
    if (level < 1 || level > static_cast<int>(policy.ladder.levels.size())) return;
    if (policy.stages.at(policy.ladder.levels[static_cast<std::size_t>(level - 1)].stage).action != Action::demand_letter) return;
    connection.execute("UPDATE item_stage SET payment_by_date = $4 WHERE company_id = $1 AND item_id = $2 AND demand_level = $3",
                       {company.id.value, item, level, std::int64_t{day_number(payment_deadline(today, policy.ladder))}});
}

// What the customer promised on the task's item, by default all that is open on it.
Result<void> promise_of(sql::Connection& connection, const org::Company& company, const audit::Act& act, IdSource& ids, const DunningPolicy& policy, const TaskDone& done, OpenItemId item) {
    if (!done.promise) return refuse("dunning.promise_figures_missing", to_string(done.task));
    NewPromise promise{.offer = {.customer = {}, .amount = {0, {}}, .promised_on = done.promise->promised_on}, .items = {item}, .channel = done.promise->channel, .contact = done.promise->contact, .note = done.note};
    connection.query("SELECT customer_id, currency, open_minor FROM open_item WHERE company_id = $1 AND id = $2", {company.id.value, item.value}, [&](const sql::Row& row) {
        promise.offer.customer = CustomerId{row.integer(0)};
        promise.offer.amount = done.promise->amount.value_or(Money{row.integer(2), *parse_currency(row.text(1))});
    });
    TRY_VOID(record_promise(connection, company, act, ids, policy, promise));
    return {};
}

}  // namespace

Worklist load_worklist(sql::Connection& connection, const org::Company& company, const org::Reach& reach, const DunningPolicy& policy, Date today, const WorklistQuery& query) {
    const Asked asked{query, reach, sql::integer_list(reach.customers())};
    Worklist list;
    const auto open = most_pressing(connection, company, policy, today, asked, list.open_count);
    const auto done = done_today(connection, company, today, asked, list.done_count);
    list.open = in_order(load_tasks(connection, company, policy, today, open), open);
    list.done = in_order(load_tasks(connection, company, policy, today, done), done);
    return list;
}

Result<void> complete_task(sql::Connection& connection, const org::Company& company, const audit::Act& act, IdSource& ids, const DunningPolicy& policy, const TaskDone& done) {
    struct Stored { std::int64_t item; std::string outcome, note, reason; std::optional<std::int64_t> done_at, cancelled; };
    std::optional<Stored> stored;
    connection.query("SELECT item_id, outcome, note, reason, done_at, cancelled_date FROM task WHERE company_id = $1 AND id = $2{for_update}", {company.id.value, done.task.value}, [&](const sql::Row& row) {
        stored = Stored{row.integer(0), std::string(row.text(1)), std::string(row.text(2)), std::string(row.text(3)), row.maybe_integer(4), row.maybe_integer(5)};
    });
    const std::string name = to_string(done.task);
    if (!stored) return refuse("dunning.unknown_task", name);
    if (stored->done_at && stored->outcome == code_of(done.outcome) && stored->note == done.note) return {};
    if (stored->done_at) return refuse("dunning.task_done", name, {{"outcome", stored->outcome}});
    if (stored->cancelled) return refuse("dunning.task_cancelled", name, {{"date", to_string(date_of(*stored->cancelled))}});

    if (done.outcome == TaskOutcome::promised) TRY_VOID(promise_of(connection, company, act, ids, policy, done, OpenItemId{stored->item}));
    connection.execute("UPDATE task SET outcome = $3, note = $4, done_by = $5, done_at = $6 WHERE company_id = $1 AND id = $2",
                       {company.id.value, done.task.value, code_of(done.outcome), done.note.empty() ? sql::Param{nullptr} : sql::Param{done.note}, act.actor.value, act.at.micros});
    const auto reason = json::parse(stored->reason).as_object();
    const auto* kind = reason.if_contains("kind");
    const auto today = civil_day(act.at, company.time_zone);
    TANDEM_ASSERT(today.has_value());
    if (kind && *kind == json::value(code_of(TaskKind::demand)) && confirms_demand(done.outcome))
        confirm_demand(connection, company, policy, stored->item, static_cast<int>(reason.at("demand_level").as_int64()), *today);
    audit::SqlTrail trail{connection, ids, act};
    trail.record({"task", done.task.value, "dunning.task_done", policy.version, json::serialize(json::object{{"item_id", to_string(OpenItemId{stored->item})}, {"outcome", code_of(done.outcome)}, {"note", done.note}})});
    trail.flush();
    return {};
}

}  // namespace tandem::dunning
