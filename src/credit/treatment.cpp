#include "credit/treatment.h"

#include <array>

namespace tandem::credit {

std::string_view code_of(FirstOrderDiscount right) {
    static constexpr std::array<std::string_view, 4> codes{"open", "no_grade", "not_for_grade", "not_the_first"};
    return codes[static_cast<std::size_t>(right)];
}

Treatment treatment_of(const CreditPolicy& policy, const Standing& standing, bool dealt_before) {
    const GradeRule* rule = standing.graded() ? policy.find(standing.grade) : nullptr;
    if (!rule) return {.methods = policy.grades.back().methods, .first_order_discount = FirstOrderDiscount::no_grade, .tone = {}, .escalation = {}};
    const auto discount = !rule->first_order_discount ? FirstOrderDiscount::not_for_grade : dealt_before ? FirstOrderDiscount::not_the_first : FirstOrderDiscount::open;
    return {.methods = rule->methods, .first_order_discount = discount, .tone = rule->tone, .escalation = rule->escalation};
}

}  // namespace tandem::credit
