#include "dunning/edge/day_end_sql.h"

#include <algorithm>
#include <climits>

#include "dunning/edge/day_end_sql_record.h"

namespace tandem::dunning {
namespace {

// A slow transaction commits what it recorded a while ago: so long an item still counts as new. Alerts that
// were recorded already are not recorded again.
constexpr std::int64_t slow_writer = std::int64_t{15} * 60 * 1'000'000;

struct LastRun {
    RunsSoFar runs;
    std::optional<std::int64_t> known_at;
};
LastRun load_last_run(sql::Connection& connection, CompanyId company, Date asked) {
    LastRun last;
    connection.query("SELECT business_date, known_at FROM day_end_run WHERE company_id = $1 ORDER BY business_date DESC LIMIT 1", {company.value}, [&](const sql::Row& row) {
        last.runs.last = date_of(row.integer(0));
        last.known_at = row.integer(1);
    });
    last.runs.asked_was_run = connection.one_integer("SELECT 1 FROM day_end_run WHERE company_id = $1 AND business_date = $2", {company.value, std::int64_t{day_number(asked)}}).has_value();
    return last;
}

// The day asked takes what is known now; a day caught up takes the items it would have known that evening.
RunDay run_day(const org::Company& company, const audit::Act& act, const LastRun& last, Date day, Date asked) {
    const std::int64_t before = last.known_at.value_or(INT64_MIN);
    const std::int64_t evening = day == asked ? act.at.micros : std::min(act.at.micros, end_of_day(day, company.time_zone).micros);
    return {company.id, day, std::max(before, evening), last.known_at ? before - slow_writer : INT64_MIN};
}

struct Decided {
    DayEndItem item;
    ItemState state;
    DayEndDecision decision;
};

// Decides over all items. Marks the states whose item is still open, and lists the open items.
std::vector<Decided> decide_items(sql::Connection& connection, const RunDay& day, const DunningPolicy& policy, std::vector<KnownState>& states, std::vector<std::int64_t>& open) {
    std::vector<Decided> decided;
    for_each_item(connection, day, policy, [&](DayEndItem& item) {
        open.push_back(item.id.value);
        const auto known = std::ranges::lower_bound(states, item.id.value, {}, &KnownState::item);
        const bool has_state = known != states.end() && known->item == item.id.value;
        if (has_state) known->still_open = true;
        const ItemState state = has_state ? known->state : ItemState{};
        const auto decision = decide_day_end(item, state, policy, day.date);
        if (decision.changes_something()) decided.push_back({item, state, decision});
    });
    std::ranges::sort(decided, {}, [](const Decided& one) { return one.item.id; });
    std::ranges::sort(open);
    return decided;
}

// An alert is recorded once for an item and due date, whatever moves its day.
void drop_fired(sql::Connection& connection, const RunDay& day, const DunningPolicy& policy, std::vector<Decided>& decided) {
    std::vector<std::int64_t> items;
    for (const auto& one : decided)
        if (one.decision.alerts.on_time.any() || one.decision.alerts.late.any()) items.push_back(one.item.id.value);
    const auto fired = day.first_run() ? std::set<FiredKey>{} : load_fired(connection, day.company, items);
    if (fired.empty()) return;
    for (auto& one : decided)
        for (std::size_t rule = 0; rule < policy.alerts.rules.size(); ++rule)
            if (fired.contains({one.item.id.value, policy.alerts.rules[rule].key, day_number(one.item.due_date)})) {
                one.decision.alerts.on_time.reset(rule);
                one.decision.alerts.late.reset(rule);
            }
    std::erase_if(decided, [](const Decided& one) { return !one.decision.changes_something(); });
}

void cancel_tasks(DayRecorder& recorder, const DunningPolicy& policy, const std::vector<Decided>& decided, const std::vector<std::int64_t>& open, const std::vector<std::int64_t>& with_tasks) {
    std::vector<std::int64_t> settled, changed, superseded, broken_again;
    std::ranges::set_difference(with_tasks, open, std::back_inserter(settled));
    for (const auto& one : decided) {
        if (!tasks_of(one.decision, policy, 0).empty()) changed.push_back(one.item.id.value);
        if (one.decision.promise_broken) broken_again.push_back(one.item.id.value);
    }
    std::ranges::set_intersection(with_tasks, changed, std::back_inserter(superseded));
    recorder.cancel_settled(settled);
    recorder.cancel_superseded(superseded);
    recorder.cancel_broken_promises(broken_again);
}

void record_left(sql::Connection& connection, const RunDay& day, DayRecorder& recorder, const std::vector<KnownState>& states) {
    std::vector<std::int64_t> gone;
    for (const auto& known : states)
        if (!known.still_open) gone.push_back(known.item);
    for (const LeftItem& item : load_left(connection, day, gone)) recorder.record_left(item, std::ranges::lower_bound(states, item.item, {}, &KnownState::item)->state);
}

DayCounts run_one_day(sql::Connection& connection, const audit::Act& act, IdSource& ids, const Clock& clock, const DunningPolicy& policy, const RunDay& day) {
    auto states = load_states(connection, day.company, policy.stages);
    std::vector<std::int64_t> open;
    auto decided = decide_items(connection, day, policy, states, open);
    drop_fired(connection, day, policy, decided);

    const Staff staff = load_staff(connection, day.company);
    DayRecorder recorder{connection, ids, act, day, policy, staff};
    recorder.reopen_snoozed();
    const auto with_tasks = load_items_with_tasks(connection, day.company);
    recorder.counts().items_seen = static_cast<std::int64_t>(open.size());
    cancel_tasks(recorder, policy, decided, open, with_tasks);
    for (const auto& one : decided) recorder.record(one.item, one.state, one.decision);
    record_left(connection, day, recorder, states);
    recorder.finish(clock.now());
    return recorder.counts();
}

}  // namespace

Instant end_of_day(Date date, const std::string& time_zone) {
    constexpr std::int64_t day = std::int64_t{24} * 3600 * 1'000'000;
    std::int64_t before = (std::int64_t{day_number(date)} - 1) * day, after = before + 4 * day;
    while (after - before > 1) {
        const std::int64_t middle = before + (after - before) / 2;
        (*civil_day(Instant{middle}, time_zone) <= date ? before : after) = middle;
    }
    return Instant{before};
}

Result<std::vector<DayEndRun>> run_day_end(sql::Connection& connection, const org::Company& company, const audit::Act& act, IdSource& ids, const Clock& clock,
                                           const PolicyOn& policy_on, Date date, Saving saving) {
    const auto today = civil_day(act.at, company.time_zone);
    TANDEM_ASSERT(today.has_value());  // checked when the company was made
    std::vector<DayEndRun> made;
    for (;;) {
        sql::Transaction transaction{connection};
        // A second runner waits for the company's row, and then sees what the first has done.
        connection.query("SELECT company_id FROM company WHERE company_id = $1{for_update}", {company.id.value}, [](const sql::Row&) {});
        const LastRun last = load_last_run(connection, company.id, date);
        const auto next = TRY(next_day_to_run(date, last.runs, *today));
        if (!next) return made;
        const DunningPolicy policy = TRY(policy_on(*next));
        const auto counts = run_one_day(connection, act, ids, clock, policy, run_day(company, act, last, *next, date));
        made.push_back({*next, policy.version, counts.items_seen, counts.alerts, counts.transitions, counts.tasks, act.at, clock.now()});
        if (saving == Saving::dry_run) return made;
        transaction.commit();
    }
}

Result<int> days_to_run(sql::Connection& connection, const org::Company& company, Instant now, Date date) {
    const auto today = civil_day(now, company.time_zone);
    TANDEM_ASSERT(today.has_value());
    const auto next = TRY(next_day_to_run(date, load_last_run(connection, company.id, date).runs, *today));
    return next ? static_cast<int>((date - *next).count()) + 1 : 0;
}

std::vector<DayEndRun> load_day_end_runs(sql::Connection& connection, CompanyId company, int limit) {
    std::vector<DayEndRun> runs;
    connection.query(
        "SELECT business_date, policy_version, items_seen, alerts_fired, transitions, tasks_made, started_at, finished_at FROM day_end_run WHERE company_id = $1 ORDER BY business_date DESC LIMIT $2",
        {company.value, limit}, [&](const sql::Row& row) {
            runs.push_back({date_of(row.integer(0)), static_cast<int>(row.integer(1)), row.integer(2), row.integer(3), row.integer(4), row.integer(5), Instant{row.integer(6)}, Instant{row.integer(7)}});
        });
    return runs;
}

}  // namespace tandem::dunning
