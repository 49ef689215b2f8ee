// Escalation: which customers management, risk or legal must take up themselves, and why. Rules R-173,
// large or long unpaid customers; hand-over to legal is a proposal, never automatic.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/money.h"
#include "dunning/stage.h"

namespace tandem::dunning {

// What is open of one customer in one currency on a day.
struct CustomerPosition {
    int unpaid_items = 0;
    std::optional<int> days_since_earliest_unpaid;  // empty: nothing unpaid
    Money overdue{0, Currency{}};
    std::string_view grade{};
};
CustomerPosition position_of(std::span<const receivable::OpenItem> items, Currency currency, std::string_view grade, Date as_of);

// All stated conditions must hold; equality fires.
struct EscalationRule {
    std::string code;  // "management_visit"
    std::optional<int> min_unpaid_items;
    std::optional<int> min_days;
    std::optional<Money> min_overdue;
    std::vector<std::string> grades;  // empty: any
    std::vector<Role> to;
};
// Refuses dunning.escalation_condition (none stated), escalation_code, escalation_without_recipient.
Result<std::vector<EscalationRule>> make_escalations(std::vector<EscalationRule> rules);

bool fires(const EscalationRule& rule, const CustomerPosition& position);

}  // namespace tandem::dunning
