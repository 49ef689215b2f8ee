// What a day-end run reads: each question is one statement over all items, never one per item.
#pragma once
#include <cstdint>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "audit/act.h"
#include "dunning/day_end.h"
#include "dunning/day_end_owner.h"
#include "platform/sql/connection.h"

namespace tandem::dunning {

// The day of a run, and which records take part in it.
struct RunDay {
    CompanyId company;
    Date date;
    std::int64_t known_at;   // items recorded later wait for the next run
    std::int64_t seen_until; // items recorded later were not in the run before; INT64_MIN: no run before
    bool first_run() const { return seen_until == INT64_MIN; }
};

struct KnownState {
    std::int64_t item;
    ItemState state;
    bool still_open = false;  // set while the day's items pass by
};
// Items that stand in a stage or have a demand, by item id.
std::vector<KnownState> load_states(sql::Connection& connection, CompanyId company, const Stages& stages);

// Streams the items open at the end of the day that are due within `ahead` days or overdue: amount less what
// was settled up to the day, as recorded so far.
using OnItem = std::function<void(DayEndItem&)>;
void for_each_item(sql::Connection& connection, const RunDay& day, const DunningPolicy& policy, const OnItem& on_item);

// Items that left the list: settled, voided or given a later due date.
struct LeftItem { std::int64_t item; Date due_date; std::int64_t open_minor; std::string currency; };
std::vector<LeftItem> load_left(sql::Connection& connection, const RunDay& day, const std::vector<std::int64_t>& items);

// Alerts of these items that were recorded before, by item, code and due date.
using FiredKey = std::tuple<std::int64_t, std::string, std::int64_t>;
std::set<FiredKey> load_fired(sql::Connection& connection, CompanyId company, const std::vector<std::int64_t>& items);

// Items with a task that nobody has done yet, ascending.
std::vector<std::int64_t> load_items_with_tasks(sql::Connection& connection, CompanyId company);

Staff load_staff(sql::Connection& connection, CompanyId company);

}  // namespace tandem::dunning
