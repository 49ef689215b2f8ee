#include "dunning/day.h"

#include <array>

namespace tandem::dunning {
namespace {

// In the order of the enum.
constexpr std::array<std::string_view, 4> kind_codes{"alert", "demand", "demand_expired", "promise_broken"};

constexpr std::array takes_up_a_promise{Role::rep};

void add_alert_tasks(std::vector<DayTask>& tasks, const DayAlerts& alerts, int days_from_due) {
    for (std::size_t rule = 0; rule < alerts.on_time.size(); ++rule)
        if (alerts.on_time[rule] || alerts.late[rule])
            tasks.push_back({TaskKind::alert, static_cast<int>(rule), days_from_due, alerts.late[rule], 0});
}

// The first day after the written demand's time for payment, while the customer still owes and nothing holds us.
bool has_expired(const ItemDay& item, Date business_date) {
    const bool may_act = item.standing == Standing::normal || item.standing == Standing::malicious;
    return may_act && item.history.payment_by && *item.history.payment_by + Days{1} == business_date;
}

}  // namespace

std::string_view code_of(TaskKind kind) { return kind_codes[static_cast<std::size_t>(kind)]; }

DayDecision decide_day(const ItemDay& item, const DunningPolicy& policy, Date business_date) {
    DayDecision decision;
    decision.policy_version = policy.version;
    if (item.subject.open.minor() <= 0) return decision;
    const int days = receivable::days_past_due(item.due_date, business_date);
    decision.age_stage = age_stage(days, policy.stages);
    decision.alerts = decide_alerts({item.due_date, item.recorded_on, item.subject}, policy.alerts, business_date);
    decision.demand = decide_demand({item.due_date, item.subject.open.minor(), item.history, item.standing, item.origin}, policy.ladder, business_date);

    if (decision.alerts.on_time.any() || decision.alerts.late.any()) add_alert_tasks(decision.tasks, decision.alerts, days);
    if (decision.demand.raised)
        decision.tasks.push_back({TaskKind::demand, decision.demand.level, days, false, decision.demand.skipped});
    if (has_expired(item, business_date))
        decision.tasks.push_back({TaskKind::demand_expired, item.history.level, days, false, 0});
    return decision;
}

std::span<const Role> owners_of(const DayTask& task, const DunningPolicy& policy) {
    const auto index = static_cast<std::size_t>(task.rule);
    if (task.kind == TaskKind::alert) return policy.alerts.rules[index].to;
    if (task.kind == TaskKind::promise_broken) return takes_up_a_promise;
    return policy.stages.at(policy.ladder.levels[index - 1].stage).owners;
}

}  // namespace tandem::dunning
