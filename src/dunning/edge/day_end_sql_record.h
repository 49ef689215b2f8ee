// What a day-end run writes, in bulk: alerts, stages, transitions, tasks, each with its audit and outbox row.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "audit/edge/trail_sql.h"
#include "dunning/edge/day_end_sql_book.h"

namespace tandem::dunning {

struct DayCounts {
    std::int64_t items_seen = 0, alerts = 0, late_alerts = 0, transitions = 0, tasks = 0, cancelled = 0;
};

class DayRecorder {
public:
    DayRecorder(sql::Connection& connection, IdSource& ids, const audit::Act& act, const RunDay& day, const DunningPolicy& policy, const Staff& staff);

    void record(const DayEndItem& item, const ItemState& state, const DayEndDecision& decision);
    void record_left(const LeftItem& item, const ItemState& state);

    void reopen_snoozed();  // what was put off comes back

    // Withdraws what is still to do: everything of items that are settled, alerts where a new task came.
    // Before the new tasks are written.
    void cancel_settled(const std::vector<std::int64_t>& items);
    void cancel_superseded(const std::vector<std::int64_t>& items);
    void cancel_broken_promises(const std::vector<std::int64_t>& items);  // of an earlier promise on the item

    DayCounts& counts() { return counts_; }
    void finish(Instant finished_at);  // writes everything out, and the run itself

private:
    void add_alerts(const DayEndItem& item, const DayEndDecision& decision);
    void add_progress(const DayEndItem& item, const ItemState& state, const DayEndDecision& decision);
    void add_transition(std::int64_t item, int from, int to, int overdue_days, std::int64_t open_minor);
    void add_state(std::int64_t item, int age_stage, int demand_level, std::string_view skipped);
    void add_tasks(const DayEndItem& item, const DayEndDecision& decision);
    void announce(std::string_view topic, std::int64_t item, const std::string& detail);
    std::int64_t today() const { return day_number(day_.date); }

    sql::Connection& connection_;
    IdSource& ids_;
    const RunDay& day_;
    const DunningPolicy& policy_;
    const Staff& staff_;
    audit::SqlTrail trail_;
    Instant started_at_;
    std::unique_ptr<sql::Bulk> alerts_, transitions_, tasks_, states_;
    DayCounts counts_;
};

}  // namespace tandem::dunning
