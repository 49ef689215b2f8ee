// What one item asks for on one business date: the rule behind the day-end run.
#pragma once
#include <vector>

#include "dunning/policy.h"

namespace tandem::dunning {

// An item at the end of the business date.
struct ItemDay {
    Date due_date;
    Date recorded_on;  // business date on which the book learnt of it
    AlertSubject subject;
    DemandHistory history{};
    Standing standing = Standing::normal;
    Origin origin = Origin::own;
};

enum class TaskKind : std::uint8_t {
    alert,           // rule: index into policy.alerts.rules
    demand,          // rule: number of the demand level
    demand_expired,  // rule: number of the demand level; the written demand's time for payment ran out yesterday
    promise_broken,  // rule: 0; a promise to pay is over and was not kept
};
std::string_view code_of(TaskKind kind);

// Something for somebody to do, with the figures that say why.
struct DayTask {
    TaskKind kind;
    int rule;
    int days_from_due;
    bool late;     // an alert whose day had passed when the item was recorded
    int skipped;   // demand levels passed over
};

struct DayDecision {
    int age_stage = 0;
    DayAlerts alerts;
    DemandDecision demand;
    std::vector<DayTask> tasks;  // empty, and then without allocation, on nearly every day of nearly every item
    int policy_version = 0;
};
DayDecision decide_day(const ItemDay& item, const DunningPolicy& policy, Date business_date);

// A disputed, promised or held item tells its customer nothing; alerts to our own people go on.
constexpr bool may_tell(Role role, Standing standing) { return role != Role::customer || standing != Standing::blocked; }

// Who a task is for: the first is responsible.
std::span<const Role> owners_of(const DayTask& task, const DunningPolicy& policy);

}  // namespace tandem::dunning
