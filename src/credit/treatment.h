// Treatment: what the grade of a customer opens and how we deal with him, where a deal or a reminder asks..
#pragma once
#include <string>
#include <string_view>

#include "credit/policy.h"
#include "credit/standing.h"

namespace tandem::credit {

// Whether the promotion of a first order is open: for grades that have it, once.
enum class FirstOrderDiscount { open, no_grade, not_for_grade, not_the_first };
std::string_view code_of(FirstOrderDiscount right);

struct Treatment {
    PaymentMethods methods;            // ways to pay, R-205
    FirstOrderDiscount first_order_discount = FirstOrderDiscount::no_grade;
    std::string tone, escalation;      // of reminders, R-202 and R-206; empty: no grade says
};

// Who has no valid grade pays as the last grade of the list may. `dealt_before`: ever ordered, signed or owed us.
Treatment treatment_of(const CreditPolicy& policy, const Standing& standing, bool dealt_before);

}  // namespace tandem::credit
