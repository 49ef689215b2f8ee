#include "dunning/escalation.h"

#include <algorithm>

namespace tandem::dunning {

CustomerPosition position_of(std::span<const receivable::OpenItem> items, Currency currency, std::string_view grade, Date as_of) {
    CustomerPosition position{0, std::nullopt, Money{0, currency}, grade};
    for (const receivable::OpenItem& item : items) {
        if (item.open.currency() != currency || !receivable::is_overdue(item, as_of)) continue;
        ++position.unpaid_items;
        position.overdue += item.open;
        position.days_since_earliest_unpaid = std::max(position.days_since_earliest_unpaid.value_or(0), receivable::overdue_days(item, as_of));
    }
    return position;
}

Result<std::vector<EscalationRule>> make_escalations(std::vector<EscalationRule> rules) {
    for (auto rule = rules.begin(); rule != rules.end(); ++rule) {
        const auto same = [&](const EscalationRule& other) { return other.code == rule->code; };
        if (rule->code.empty() || std::any_of(rules.begin(), rule, same)) return refuse("dunning.escalation_code", rule->code);
        if (!rule->min_unpaid_items && !rule->min_days && !rule->min_overdue && rule->grades.empty())
            return refuse("dunning.escalation_condition", rule->code);
        if (rule->to.empty()) return refuse("dunning.escalation_without_recipient", rule->code);
    }
    return rules;
}

bool fires(const EscalationRule& rule, const CustomerPosition& position) {
    if (rule.min_unpaid_items && position.unpaid_items < *rule.min_unpaid_items) return false;
    if (rule.min_days && position.days_since_earliest_unpaid.value_or(-1) < *rule.min_days) return false;
    if (const auto& least = rule.min_overdue; least && (least->currency() != position.overdue.currency() || position.overdue < *least)) return false;
    return rule.grades.empty() || std::ranges::find(rule.grades, position.grade) != rule.grades.end();
}

}  // namespace tandem::dunning
