#include "dunning/edge/day_end_sql_record.h"

#include <algorithm>
#include <boost/json.hpp>

#include "platform/sql/statistics.h"

namespace tandem::dunning {
namespace {

namespace json = boost::json;

// The states of a day pass through a table of their own, so that one statement brings all up to date.
std::unique_ptr<sql::Bulk> staged_states(sql::Connection& connection) {
    connection.script("CREATE TEMP TABLE IF NOT EXISTS day_end_state (item_id {int}, age_stage TEXT, demand_level {int}, since_date {int}, skipped_levels TEXT)");
    connection.execute("DELETE FROM day_end_state", {});
    return connection.bulk("day_end_state", {"item_id", "age_stage", "demand_level", "since_date", "skipped_levels"});
}

json::array stage_codes(const Stages& stages, int above, int below) {
    json::array codes;
    for (int stage = above + 1; stage < below; ++stage) codes.emplace_back(stages.code(stage));
    return codes;
}

// What was passed over, and why; empty when nothing was.
json::object skipped_json(const DayEndItem& item, const ItemState& state, const DayEndDecision& decision, const DunningPolicy& policy, bool first_run) {
    json::object skipped;
    if (auto stages = stage_codes(policy.stages, decision.from_stage, decision.to_stage); !stages.empty()) skipped["stages"] = std::move(stages);
    if (decision.demand.raised && decision.demand.skipped > 0) {
        json::array levels;
        for (int level = decision.demand.level - decision.demand.skipped; level < decision.demand.level; ++level) levels.emplace_back(level);
        skipped["demand_levels"] = std::move(levels);
    }
    if (!skipped.empty()) skipped["reason"] = skip_reason(item, state, first_run);
    return skipped;
}

json::object promise_json(const BrokenPromise& promise) {
    return {{"id", to_string(promise.id)}, {"promised_date", to_string(promise.promised_on)}, {"amount_minor", promise.amount.minor()}, {"paid_minor", promise.paid_minor}};
}

}  // namespace

DayRecorder::DayRecorder(sql::Connection& connection, IdSource& ids, const audit::Act& act, const RunDay& day, const DunningPolicy& policy, const Staff& staff)
    : connection_(connection), ids_(ids), day_(day), policy_(policy), staff_(staff), trail_(connection, ids, act), started_at_(act.at),
      alerts_(connection.bulk("alert_fired", {"company_id", "item_id", "code", "due_date", "alert_date", "business_date", "open_minor", "currency", "policy_version"})),
      transitions_(connection.bulk("stage_transition", {"company_id", "item_id", "business_date", "from_stage", "to_stage", "overdue_days", "open_minor", "policy_version"})),
      tasks_(connection.bulk("task", {"company_id", "item_id", "action", "stage_since_date", "id", "customer_id", "owner_role", "owner_id", "business_date", "overdue_days",
                                      "open_minor", "currency", "reason", "policy_version"})),
      states_(staged_states(connection)) {}

void DayRecorder::announce(std::string_view topic, std::int64_t item, const std::string& detail) {
    trail_.record({"open_item", item, topic, policy_.version, detail});
}

void DayRecorder::record(const DayEndItem& item, const ItemState& state, const DayEndDecision& decision) {
    if (decision.alerts.on_time.any() || decision.alerts.late.any()) add_alerts(item, decision);
    if (decision.enters_stage() || decision.demand.raised) add_progress(item, state, decision);
    add_tasks(item, decision);
}

void DayRecorder::add_alerts(const DayEndItem& item, const DayEndDecision& decision) {
    const std::int64_t due = day_number(item.due_date), open = item.subject.open.minor();
    const Currency currency = item.subject.open.currency();
    for (std::size_t rule = 0; rule < policy_.alerts.rules.size(); ++rule) {
        const bool late = decision.alerts.late[rule];
        if (!late && !decision.alerts.on_time[rule]) continue;
        const std::string& code = policy_.alerts.rules[rule].key;
        const Date alert_date = late ? item.due_date + Days{alert_days(policy_.alerts.rules[rule], item.subject)} : day_.date;
        alerts_->add(day_.company.value).add(item.id.value).add(std::string_view{code}).add(due).add(std::int64_t{day_number(alert_date)}).add(today()).add(open).add(currency.code())
            .add(std::int64_t{policy_.version});
        alerts_->end_row();
        announce("dunning.alert_fired", item.id.value,
                 json::serialize(json::object{{"code", code}, {"alert_date", to_string(alert_date)}, {"business_date", to_string(day_.date)}, {"late", late}, {"open_minor", open}, {"currency", currency.code()}}));
        ++counts_.alerts;
        counts_.late_alerts += late;
    }
}

void DayRecorder::add_progress(const DayEndItem& item, const ItemState& state, const DayEndDecision& decision) {
    const int overdue = receivable::days_past_due(item.due_date, day_.date);
    const std::int64_t open = item.subject.open.minor();
    json::object detail{{"business_date", to_string(day_.date)}, {"overdue_days", overdue}, {"open_minor", open}, {"currency", item.subject.open.currency().code()}};
    if (decision.enters_stage()) {
        detail["from_stage"] = policy_.stages.code(decision.from_stage);
        detail["to_stage"] = policy_.stages.code(decision.to_stage);
        add_transition(item.id.value, decision.from_stage, decision.to_stage, overdue, open);
    }
    if (decision.demand.raised) detail["demand_level"] = decision.demand.level;
    auto skipped = skipped_json(item, state, decision, policy_, day_.first_run());
    const std::string skipped_text = skipped.empty() ? std::string{} : json::serialize(skipped);
    if (!skipped.empty()) detail["skipped"] = std::move(skipped);
    add_state(item.id.value, decision.to_stage, decision.demand.level, skipped_text);
    announce(decision.enters_stage() ? "dunning.stage_changed" : "dunning.demand_raised", item.id.value, json::serialize(detail));
}

void DayRecorder::record_left(const LeftItem& item, const ItemState& state) {
    const int overdue = receivable::days_past_due(item.due_date, day_.date);
    if (state.age_stage > 0) add_transition(item.item, state.age_stage, 0, overdue, item.open_minor);
    add_state(item.item, 0, 0, {});
    announce("dunning.stage_changed", item.item,
             json::serialize(json::object{{"business_date", to_string(day_.date)}, {"overdue_days", overdue}, {"open_minor", item.open_minor}, {"currency", item.currency},
                                          {"from_stage", policy_.stages.code(state.age_stage)}, {"to_stage", "none"}}));
}

void DayRecorder::add_transition(std::int64_t item, int from, int to, int overdue_days, std::int64_t open_minor) {
    transitions_->add(day_.company.value).add(item).add(today()).add(policy_.stages.code(from)).add(policy_.stages.code(to)).add(std::int64_t{overdue_days}).add(open_minor)
        .add(std::int64_t{policy_.version});
    transitions_->end_row();
    ++counts_.transitions;
}

void DayRecorder::add_state(std::int64_t item, int age_stage, int demand_level, std::string_view skipped) {
    states_->add(item).add(policy_.stages.code(age_stage)).add(std::int64_t{demand_level}).add(today()).add_text_or_null(skipped);
    states_->end_row();
}

void DayRecorder::add_tasks(const DayEndItem& item, const DayEndDecision& decision) {
    const int days = receivable::days_past_due(item.due_date, day_.date);
    const std::int64_t open = item.subject.open.minor();
    const Currency currency = item.subject.open.currency();
    for (const DayTask& task : tasks_of(decision, policy_, days)) {
        const auto action = action_of(task, policy_);
        const Role role = acting_role(task, policy_);
        const auto owner = staff_.owner(role, item.rep, item.customer, day_.date);
        json::object reason{{"kind", code_of(task.kind)}, {"days_from_due", days}, {"due_date", to_string(item.due_date)}, {"open_minor", open}, {"currency", currency.code()},
                            {"age_stage", policy_.stages.code(decision.to_stage)}, {"policy_version", policy_.version}};
        if (task.kind == TaskKind::alert) reason["late"] = task.late;
        else if (task.kind == TaskKind::promise_broken) reason["promise"] = promise_json(*item.broken);
        else reason["demand_level"] = task.rule;
        if (task.skipped > 0) reason["skipped_levels"] = task.skipped;
        tasks_->add(day_.company.value).add(item.id.value).add(action).add(today()).add(ids_.next()).add(item.customer.value).add(code_of(role))
            .add(owner ? std::optional{owner->value} : std::nullopt).add(today()).add(std::int64_t{days}).add(open).add(currency.code()).add(json::serialize(reason)).add(std::int64_t{policy_.version});
        tasks_->end_row();
        ++counts_.tasks;
        // Alerts and demands have their own entry; a demand that ran out and a promise not kept change nothing but the list.
        if (task.kind == TaskKind::demand_expired) announce("dunning.demand_expired", item.id.value, json::serialize(reason));
        if (task.kind == TaskKind::promise_broken) announce("dunning.promise_broken", item.id.value, json::serialize(reason));
    }
}

// Below, COALESCE keeps the engines from walking an index of all open or done tasks once for every item of the
// list, as PostgreSQL does while its statistics are older than the last large run.
void DayRecorder::reopen_snoozed() {
    std::vector<std::int64_t> items;
    connection_.query("SELECT item_id FROM task WHERE company_id = $1 AND outcome = 'snoozed' AND cancelled_date IS NULL AND done_at > 0", {day_.company.value},
                      [&](const sql::Row& row) { items.push_back(row.integer(0)); });
    if (items.empty()) return;
    std::ranges::sort(items);
    items.erase(std::ranges::unique(items).begin(), items.end());
    connection_.execute("UPDATE task SET done_at = NULL, done_by = NULL WHERE company_id = $1 AND item_id IN {ints:$2} AND COALESCE(outcome, '') = 'snoozed' AND COALESCE(cancelled_date, 0) = 0 AND COALESCE(done_at, 0) > 0",
                        {day_.company.value, sql::integer_list(items)});
    const std::string detail = json::serialize(json::object{{"business_date", to_string(day_.date)}});
    for (const std::int64_t item : items) announce("dunning.tasks_reopened", item, detail);
}

void DayRecorder::cancel_settled(const std::vector<std::int64_t>& items) {
    if (items.empty()) return;
    counts_.cancelled += connection_.execute("UPDATE task SET cancelled_date = $3 WHERE company_id = $1 AND item_id IN {ints:$2} AND COALESCE(done_at, cancelled_date) IS NULL",
                                             {day_.company.value, sql::integer_list(items), today()});
    const std::string detail = json::serialize(json::object{{"business_date", to_string(day_.date)}, {"reason", "settled"}});
    for (const std::int64_t item : items) announce("dunning.tasks_cancelled", item, detail);
}

void DayRecorder::cancel_superseded(const std::vector<std::int64_t>& items) {
    if (items.empty()) return;
    const std::string list = sql::integer_list(items);
    for (const AlertRule& rule : policy_.alerts.rules)
        counts_.cancelled += connection_.execute("UPDATE task SET cancelled_date = $3 WHERE company_id = $1 AND item_id IN {ints:$2} AND action = $4 AND COALESCE(done_at, cancelled_date) IS NULL",
                                                 {day_.company.value, list, today(), rule.key});
}

void DayRecorder::cancel_broken_promises(const std::vector<std::int64_t>& items) {
    if (items.empty()) return;
    counts_.cancelled += connection_.execute("UPDATE task SET cancelled_date = $3 WHERE company_id = $1 AND item_id IN {ints:$2} AND action = 'promise_broken' AND COALESCE(done_at, cancelled_date) IS NULL",
                                             {day_.company.value, sql::integer_list(items), today()});
}

void DayRecorder::finish(Instant finished_at) {
    alerts_->flush();
    transitions_->flush();
    tasks_->flush();
    states_->flush();
    // A new level is not confirmed yet; what a person confirmed of the same level in the meantime stays.
    connection_.execute(
        "INSERT INTO item_stage (company_id, item_id, age_stage, demand_level, since_date, skipped_levels) "
        "SELECT $1, item_id, age_stage, demand_level, since_date, skipped_levels FROM day_end_state WHERE item_id IS NOT NULL ORDER BY item_id "
        "ON CONFLICT (company_id, item_id) DO UPDATE SET "
        "since_date = CASE WHEN excluded.age_stage = item_stage.age_stage THEN item_stage.since_date ELSE excluded.since_date END, "
        "demand_confirmed_date = CASE WHEN excluded.demand_level = item_stage.demand_level THEN item_stage.demand_confirmed_date END, "
        "payment_by_date = CASE WHEN excluded.demand_level > 0 THEN item_stage.payment_by_date END, "
        "skipped_levels = CASE WHEN excluded.age_stage = 'none' AND excluded.demand_level = 0 THEN NULL ELSE COALESCE(excluded.skipped_levels, item_stage.skipped_levels) END, "
        "age_stage = excluded.age_stage, demand_level = excluded.demand_level",
        {day_.company.value});
    connection_.execute(
        "INSERT INTO day_end_run (company_id, business_date, policy_version, items_seen, alerts_fired, transitions, tasks_made, started_at, finished_at, known_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        {day_.company.value, today(), policy_.version, counts_.items_seen, counts_.alerts, counts_.transitions, counts_.tasks, started_at_.micros, finished_at.micros, day_.known_at});
    trail_.record({"day_end", today(), "dunning.day_end_run", policy_.version,
                   json::serialize(json::object{{"business_date", to_string(day_.date)}, {"items_seen", counts_.items_seen}, {"alerts", counts_.alerts}, {"late_alerts", counts_.late_alerts},
                                                {"transitions", counts_.transitions}, {"tasks", counts_.tasks}, {"tasks_cancelled", counts_.cancelled}})});
    trail_.flush();
    // Until its statistics know a large run, PostgreSQL plans the next one as if these tables were nearly empty.
    constexpr std::int64_t large = 5000;
    const std::int64_t written = counts_.alerts + counts_.transitions + counts_.tasks;
    if (written > large) sql::count_small_tables(connection_, written);
}

}  // namespace tandem::dunning
