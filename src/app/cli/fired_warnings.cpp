#include "app/cli/fired_warnings.h"

#include <algorithm>

#include "dunning/edge/day_end_sql_alerts.h"

namespace tandem::app::cli {
namespace {

insight::Group& group_of(std::vector<insight::Group>& groups, const std::string& key, const std::string& date, Currency currency) {
    for (auto& group : groups)
        if (group.key == key && group.date == date && group.currency == currency) return group;
    groups.push_back({.key = key, .name = {}, .date = date, .currency = currency, .buckets = {}, .figures = {}});
    return groups.back();
}

}  // namespace

Result<insight::Report> fired_warnings(Workspace& workspace, const insight::ReportQuery& query) {
    if (query.name != "warnings") return refuse("insight.unknown_report", query.name + " --fired");
    if (query.by != insight::GroupBy::none && query.by != insight::GroupBy::day) return refuse("insight.group_not_offered", "--by");
    const Date to = query.to.value_or(query.as_of.date), from = query.from.value_or(to);
    if (to < from) return refuse("insight.range_reversed", query.name, {{"from", to_string(from)}, {"to", to_string(to)}});
    const auto& policy = workspace.policies().dunning;
    insight::Report report{.name = query.name, .variant = "fired", .as_of = query.as_of, .from = from, .to = to, .policy_version = policy.version, .bucket_kinds = {}, .groups = {}};
    // A quiet day is an answer too.
    if (query.by == insight::GroupBy::none)
        for (const auto& rule : policy.alerts.rules) group_of(report.groups, rule.key, {}, query.currency.value_or(workspace.company().currency));
    for (const auto& sum : dunning::load_fired_sums(workspace.connection(), workspace.company().id, {from, to, query.customer, query.currency})) {
        auto& group = group_of(report.groups, sum.code, query.by == insight::GroupBy::day ? to_string(sum.business_date) : "", sum.currency);
        group.count += sum.count;
        group.amount += sum.amount_minor;
        group.sums[0] += sum.late_count;
        group.sums[1] += sum.late_minor;
    }
    for (auto& group : report.groups) group.figures = {{"count", group.count}, {"amount_minor", group.amount}, {"late_count", group.sums[0]}, {"late_minor", group.sums[1]}};
    return report;
}

}  // namespace tandem::app::cli
