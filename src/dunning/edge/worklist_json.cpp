#include "dunning/edge/worklist_json.h"

namespace tandem::dunning {
namespace {

namespace json = boost::json;

// What the run recorded of a promise that was not kept.
std::optional<WorkText::Broken> broken_promise(const json::object& reason, Currency currency) {
    const auto* promise = reason.if_contains("promise");
    if (!promise) return std::nullopt;
    const json::object& of = promise->as_object();
    return WorkText::Broken{*parse_date(std::string(of.at("promised_date").as_string())), Money{of.at("amount_minor").as_int64(), currency}, Money{of.at("paid_minor").as_int64(), currency}};
}

json::object customer_json(CustomerId id, const std::string& code, const std::string& name) { return {{"id", to_string(id)}, {"code", code}, {"name", name}}; }

}  // namespace

json::object task_json(const WorkTask& task, const DunningPolicy& policy, Language language) {
    json::object reason = json::parse(task.reason).as_object();
    const auto* late = reason.if_contains("late");
    const std::string text = explain({task.overdue_days, task.open, task.priority, late && late->is_bool() && late->as_bool(), broken_promise(reason, task.open.currency())}, language);
    reason["points"] = json::object{{"days", task.priority.days}, {"stage", task.priority.stage}, {"amount", task.priority.amount}, {"promise", task.priority.promise}};
    return {{"id", to_string(task.id)},
            {"item_id", to_string(task.item)},
            {"customer", customer_json(task.customer, task.customer_code, task.customer_name)},
            {"number", task.number},
            {"action", task.action},
            {"stage", policy.stages.code(task.age_stage)},
            {"reason", std::move(reason)},
            {"text", text},
            {"priority", task.priority.total()},
            {"amount_minor", task.open.minor()},
            {"currency", task.open.currency().code()},
            {"overdue_days", task.overdue_days},
            {"due_date", to_string(task.due_date)},
            {"owner", task.owner_name.empty() ? json::value(nullptr) : json::value(task.owner_name)},
            {"owner_role", task.owner_role},
            {"outcome", task.outcome ? json::value(*task.outcome) : json::value(nullptr)},
            {"note", task.note ? json::value(*task.note) : json::value(nullptr)},
            {"done_at", task.done_at ? json::value(to_string(*task.done_at)) : json::value(nullptr)}};
}

json::object worklist_json(const Worklist& list, const DunningPolicy& policy, Date today, const std::optional<DayEndRun>& last_run, const org::Reach& reach, Language language) {
    json::array rows;
    for (const auto* part : {&list.open, &list.done})
        for (const WorkTask& task : *part) rows.push_back(task_json(task, policy, language));
    return {{"business_date", to_string(today)},
            {"run", last_run ? json::value(day_end_json(*last_run, reach)) : json::value(nullptr)},
            {"rows", std::move(rows)},
            {"done_count", list.done_count},
            {"total_count", list.open_count + list.done_count}};
}

json::object day_end_json(const DayEndRun& run, const org::Reach& reach) {
    // How much there was to do in the whole company is not for who sees a part of it.
    const auto counted = [&](std::int64_t count) { return reach.is_whole() ? json::value(count) : json::value(nullptr); };
    return {{"date", to_string(run.date)},       {"state", "done"},         {"finished_at", to_string(run.finished_at)}, {"items_seen", counted(run.items_seen)}, {"alerts", counted(run.alerts)},
            {"transitions", counted(run.transitions)}, {"tasks", counted(run.tasks)},      {"policy_version", run.policy_version}};
}

json::object alert_json(const FiredAlert& alert) {
    return {{"id", to_string(alert.item) + "." + alert.code + "." + to_string(alert.due_date)},
            {"code", alert.code},
            {"date", to_string(alert.business_date)},
            {"alert_date", to_string(alert.alert_date)},
            {"due_date", to_string(alert.due_date)},
            {"item_id", to_string(alert.item)},
            {"number", alert.number},
            {"customer", customer_json(alert.customer, alert.customer_code, alert.customer_name)},
            {"amount_minor", alert.open.minor()},
            {"currency", alert.open.currency().code()},
            {"late", alert.late()}};
}

}  // namespace tandem::dunning
