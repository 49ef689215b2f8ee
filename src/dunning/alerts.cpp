#include "dunning/alerts.h"

#include <algorithm>
#include <array>

namespace tandem::dunning {
namespace {

// In the order of the enum.
constexpr std::array<std::string_view, 3> channel_codes{"mail", "sms", "in_app"};

bool applies(const AlertException& exception, const AlertSubject& subject) {
    if (const auto& from = exception.amount_from; from && (from->currency() != subject.open.currency() || subject.open < *from)) return false;
    if (!exception.grades.empty() && std::ranges::find(exception.grades, subject.grade) == exception.grades.end()) return false;
    return !exception.share_from || subject.share >= *exception.share_from;
}

bool is_possible(const AlertRule& rule, int days) {
    return rule.days == days || std::ranges::any_of(rule.exceptions, [&](const AlertException& exception) { return exception.days == days; });
}

Result<void> check_rule(const AlertRule& rule) {
    if (rule.key.empty()) return refuse("dunning.alert_key", rule.key);
    if (rule.to.empty() || rule.channels.empty()) return refuse("dunning.alert_without_recipient", rule.key);
    for (const AlertException& exception : rule.exceptions) {
        const bool states_nothing = !exception.amount_from && exception.grades.empty() && !exception.share_from;
        if (states_nothing || (exception.days < 0) != (rule.days < 0))
            return refuse("dunning.alert_exception", rule.key, {{"days", std::to_string(exception.days)}});
    }
    return {};
}

}  // namespace

std::string_view code_of(Channel channel) { return channel_codes[static_cast<std::size_t>(channel)]; }
std::optional<Channel> parse_channel(std::string_view code) {
    const auto found = std::ranges::find(channel_codes, code);
    if (found == channel_codes.end()) return std::nullopt;
    return static_cast<Channel>(found - channel_codes.begin());
}

std::optional<std::size_t> Alerts::find(std::string_view key) const {
    const auto found = std::ranges::find(rules, key, &AlertRule::key);
    if (found == rules.end()) return std::nullopt;
    return static_cast<std::size_t>(found - rules.begin());
}

Result<Alerts> make_alerts(std::vector<AlertRule> rules) {
    if (rules.empty()) return refuse("dunning.alerts_empty", "alerts");
    if (rules.size() > AlertSet{}.size()) return refuse("dunning.alerts_too_many", "alerts", {{"count", std::to_string(rules.size())}});
    int level = 0;
    for (auto rule = rules.begin(); rule != rules.end(); ++rule) {
        TRY_VOID(check_rule(*rule));
        if (std::any_of(rules.begin(), rule, [&](const AlertRule& other) { return other.key == rule->key; }))
            return refuse("dunning.alert_key", rule->key);
        if (rule != rules.begin() && rule->days <= std::prev(rule)->days)
            return refuse("dunning.alerts_not_ascending", rule->key,
                          {{"earlier", std::to_string(std::prev(rule)->days)}, {"later", std::to_string(rule->days)}});
        if (rule->level && (rule->days < 0 || *rule->level != ++level))
            return refuse("dunning.alert_levels", rule->key, {{"level", std::to_string(*rule->level)}});
    }
    return Alerts{std::move(rules)};
}

int alert_days(const AlertRule& rule, const AlertSubject& subject) {
    for (const AlertException& exception : rule.exceptions)
        if (applies(exception, subject)) return exception.days;
    return rule.days;
}

std::vector<int> possible_days(const AlertRule& rule) {
    std::vector<int> days{rule.days};
    for (const AlertException& exception : rule.exceptions) days.push_back(exception.days);
    std::ranges::sort(days);
    days.erase(std::ranges::unique(days).begin(), days.end());
    return days;
}

AlertSet alert_on(int days_from_due, const AlertSubject& subject, const Alerts& alerts) {
    AlertSet set;
    for (std::size_t index = 0; index < alerts.rules.size(); ++index)
        set[index] = is_possible(alerts.rules[index], days_from_due) && alert_days(alerts.rules[index], subject) <= days_from_due;
    return set;
}

DayAlerts decide_alerts(const AlertItem& item, const Alerts& alerts, Date today) {
    DayAlerts decided;
    if (item.subject.open.minor() <= 0 || item.recorded_on > today) return decided;
    const int days = receivable::days_past_due(item.due_date, today);
    decided.on_time = alert_on(days, item.subject, alerts);
    if (item.recorded_on != today) return decided;
    // Nobody knew of it on the evenings before: what is open now decides alone.
    for (std::size_t index = 0; index < alerts.rules.size(); ++index) {
        const int alert_day = alert_days(alerts.rules[index], item.subject);
        const bool still_of_use = alert_day >= 0 || days <= 0;
        decided.late[index] = alert_day < days && still_of_use;
        decided.on_time[index] = alert_day == days;
    }
    return decided;
}

std::optional<int> highest_warning(int overdue_days, const AlertSubject& subject, const Alerts& alerts) {
    std::optional<int> highest;
    for (const AlertRule& rule : alerts.rules)
        if (rule.level && overdue_days >= alert_days(rule, subject)) highest = std::max(highest.value_or(0), *rule.level);
    return highest;
}

}  // namespace tandem::dunning
