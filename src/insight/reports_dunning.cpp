// What had to be said and done: warnings and stages entered, derived from facts at
// the end of each day, whether or not the day-end run was made.
#include <climits>

#include "insight/definition.h"

namespace tandem::insight {
namespace {

// An item and the day on which it has come so many days past its due date, still open that evening.
void contribute_on_day(const ReportInput& in, Place item, std::int32_t day, std::int32_t key, const Sink& sink) {
    if (!within(day, in.query) || day > day_number(in.query.as_of.date)) return;
    const Book& book = in.position.book();
    const std::int64_t open = open_on(book, item, day, in.query.as_of.known_at.micros);
    if (open == 0) return;
    Contribution one = of_item(book, item);
    one.day = day;
    one.key = key;
    one.days = std::max(0, day - book.items.due[item]);
    one.amount = open;
    sink(one);
}

std::vector<std::string> alert_keys(const Policies& policies) {
    std::vector<std::string> keys;
    for (const auto& rule : policies.dunning.alerts.rules) keys.push_back(rule.key);
    return keys;
}

void contribute_warnings(const ReportInput& in, const Sink& sink) {
    const auto& rules = in.policies.dunning.alerts.rules;
    const Book& book = in.position.book();
    for (const Place item : in.items()) {
        if (!in.position.exists(item)) continue;
        const dunning::AlertSubject subject{Money{book.items.amount[item], book.currencies[book.items.currency[item]]}, {}, {}};
        for (std::size_t rule = 0; rule < rules.size(); ++rule)
            contribute_on_day(in, item, book.items.due[item] + dunning::alert_days(rules[rule], subject), static_cast<std::int32_t>(rule), sink);
    }
}

std::vector<std::string> stage_keys(const Policies& policies) {
    std::vector<std::string> keys;
    for (const auto& stage : policies.dunning.stages.list) keys.push_back(stage.code);
    return keys;
}

void contribute_stages(const ReportInput& in, const Sink& sink) {
    const auto& stages = in.policies.dunning.stages.list;
    for (const Place item : in.items()) {
        if (!in.position.exists(item)) continue;
        for (std::size_t stage = 0; stage < stages.size(); ++stage)
            contribute_on_day(in, item, in.position.book().items.due[item] + stages[stage].from_days, static_cast<std::int32_t>(stage), sink);
    }
}

void finish_counts(const ReportInput&, std::vector<Group>& groups) {
    for (Group& group : groups) group.figures = {{"count", group.count}, {"amount_minor", group.amount}};
}

const std::vector<Definition> definitions{
    {"warnings", {"standard"}, DefaultRange::day, OwnBuckets::none, {}, alert_keys, contribute_warnings, finish_counts, GroupBy::none,
     "Items that were open at the end of an alert's day: 7 days before due, 3 and 15 days overdue.", "预警日日终仍未收清的款项：到期前 7 天、逾期 3 天、逾期 15 天。"},
    {"stages", {"standard"}, DefaultRange::day, OwnBuckets::none, {}, stage_keys, contribute_stages, finish_counts, GroupBy::none,
     "Items that entered a dunning stage by their age and were open that evening.", "按账龄进入某一催收阶段、且当日日终仍未收清的款项。"},
};

}  // namespace

std::span<const Definition> dunning_reports() { return definitions; }

}  // namespace tandem::insight
