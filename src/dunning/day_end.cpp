#include "dunning/day_end.h"

#include <algorithm>

namespace tandem::dunning {

Result<std::optional<Date>> next_day_to_run(Date asked, const RunsSoFar& runs, Date today) {
    if (asked > today) return refuse("dunning.run_in_future", to_string(asked), {{"asked", to_string(asked)}, {"today", to_string(today)}});
    if (runs.asked_was_run) return std::nullopt;
    if (!runs.last) return asked;
    TRY_VOID(check_run_date(asked, runs.last));
    return *runs.last + Days{1};
}

int days_ahead(const Alerts& alerts) {
    int ahead = 0;
    for (const AlertRule& rule : alerts.rules) {
        ahead = std::max(ahead, -rule.days);
        for (const AlertException& exception : rule.exceptions) ahead = std::max(ahead, -exception.days);
    }
    return ahead;
}

DayEndDecision decide_day_end(const DayEndItem& item, const ItemState& state, const DunningPolicy& policy, Date business_date) {
    const Date recorded_on = item.new_to_run ? business_date : business_date - Days{1};
    const auto day = decide_day({item.due_date, recorded_on, item.subject, state.history, item.standing, item.origin}, policy, business_date);
    const auto expiry = std::ranges::find(day.tasks, TaskKind::demand_expired, &DayTask::kind);
    return {state.age_stage, day.age_stage, day.demand, day.alerts, expiry == day.tasks.end() ? 0 : expiry->rule, item.broken.has_value() && item.subject.open.minor() > 0, item.standing};
}

std::string_view skip_reason(const DayEndItem& item, const ItemState& state, bool first_run) {
    if (item.origin == Origin::opening && state.age_stage == 0 && item.new_to_run) return "opening_item";
    if (first_run) return "first_run";
    if (item.new_to_run) return "recorded_late";
    // An item known for long leaps only when a receipt was reversed, its due date or the policy changed.
    return state.age_stage == 0 ? "reopened" : "terms_changed";
}

std::vector<DayTask> tasks_of(const DayEndDecision& decision, const DunningPolicy& policy, int days_from_due) {
    std::vector<DayTask> tasks;
    const AlertSet alerts = decision.alerts.on_time | decision.alerts.late;
    for (std::size_t rule = alerts.size(); rule-- > 0;) {
        if (!alerts[rule]) continue;
        const DayTask task{TaskKind::alert, static_cast<int>(rule), days_from_due, decision.alerts.late[rule], 0};
        if (std::ranges::any_of(owners_of(task, policy), [&](Role role) { return may_tell(role, decision.standing); })) tasks.push_back(task);
        break;
    }
    if (decision.demand.raised) tasks.push_back({TaskKind::demand, decision.demand.level, days_from_due, false, decision.demand.skipped});
    if (decision.expired_level > 0) tasks.push_back({TaskKind::demand_expired, decision.expired_level, days_from_due, false, 0});
    if (decision.promise_broken) tasks.push_back({TaskKind::promise_broken, 0, days_from_due, false, 0});
    return tasks;
}

std::string_view action_of(const DayTask& task, const DunningPolicy& policy) {
    const auto index = static_cast<std::size_t>(task.rule);
    switch (task.kind) {
        case TaskKind::alert: return policy.alerts.rules[index].key;
        case TaskKind::demand: return code_of(policy.stages.at(policy.ladder.levels[index - 1].stage).action);
        case TaskKind::demand_expired:
        case TaskKind::promise_broken: return code_of(task.kind);
    }
    TANDEM_ASSERT(!"a kind of the list");
    return {};
}

Role acting_role(const DayTask& task, const DunningPolicy& policy) {
    const auto ours = [](std::span<const Role> roles) -> std::optional<Role> {
        const auto found = std::ranges::find_if(roles, [](Role role) { return role != Role::customer; });
        return found == roles.end() ? std::nullopt : std::optional{*found};
    };
    if (const auto told = ours(owners_of(task, policy))) return *told;
    if (task.kind == TaskKind::alert)
        if (const auto copied = ours(policy.alerts.rules[static_cast<std::size_t>(task.rule)].copy)) return *copied;
    return Role::rep;
}

}  // namespace tandem::dunning
