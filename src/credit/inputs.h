// What is known of a customer on a day, and the values of the factors in it..
#pragma once
#include <map>
#include <optional>
#include <vector>

#include "credit/model.h"
#include "credit/statement.h"

namespace tandem::credit {

// What the customer, or whoever knows him, stated. Blank: not stated.
struct CreditForm {
    Date stated_on;
    std::string industry_outlook;               // "growing", "stable", "declining"
    std::optional<std::int64_t> market_position; // 1 is the first of its industry
    std::optional<std::int64_t> years_in_business;
    std::optional<std::int64_t> collateral_minor, requested_minor;  // company currency: value of property and equipment, exposure asked for
    friend bool operator==(const CreditForm&, const CreditForm&) = default;
};
// credit.form_empty, credit.form_value {field}: a rank or years below 1, a negative collateral, a request of nothing; credit.form_future.
Result<void> check_form(const CreditForm& form, Date today);

// What a third party says; counts through valid_to.
struct Rating {
    std::string provider, kind;  // kind: one of the factors whose source is a rating
    std::optional<Ratio> number;
    std::string choice;          // of kinds counted by choice
    Date rated_on, valid_to;
    friend bool operator==(const Rating&, const Rating&) = default;
};
// credit.rating_kind, credit.rating_value, credit.rating_future, credit.rating_validity, credit.rating_provider.
Result<Rating> make_rating(std::string provider, std::string kind, const std::string& value, Date rated_on, Date valid_to, Date today);

// How the customer paid in the twelve months to a day, counted item by item.
struct PaymentHistory {
    std::int64_t fell_due = 0, on_time = 0;          // items whose due date lies in the window and that could be late
    std::int64_t settled_or_late = 0, days_late_sum = 0;
    std::int64_t overdue_days_max = 0;
    std::int64_t failed_payments = 0;                // bills and cheques dishonoured
    std::int64_t billed_minor = 0, credited_minor = 0;  // company currency
    std::int64_t promises_due = 0, promises_broken = 0;  // to pay; partly kept is broken
    std::int64_t complaints = 0;                         // that count on the day, see counts_on
    std::int64_t contracts = 0, contracts_kept = 0;      // with a part that says something of the window; none of whose parts broke it
    friend bool operator==(const PaymentHistory&, const PaymentHistory&) = default;
};
// The first day of the window that ends on `today`.
Date window_start(Date today);
// How late an item due on a day was settled, or is by now; nothing when it says nothing of the window: old ones settled before it,
// and open ones that are not late yet.
std::optional<std::int64_t> days_late(Date due, std::optional<Date> settled, Date today);
void add_item(PaymentHistory& history, Date due, std::optional<Date> settled, Date today);

struct Inputs {
    std::optional<Statement> statement;  // the newest
    std::optional<CreditForm> form;      // the newest
    std::vector<Rating> ratings;         // the newest of each kind
    std::optional<PaymentHistory> history;
};

// One value a factor of the model, in its order; what is missing, expired or stale is said so.
std::vector<FactorValue> factor_values(const ScoringModel& model, const Inputs& inputs, Currency company_currency, Date today);

}  // namespace tandem::credit
