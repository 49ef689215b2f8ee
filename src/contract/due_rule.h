// When a part falls due, counted from the day its event happened.
#pragma once
#include <optional>

#include "core/date.h"
#include "core/result.h"

namespace tandem::contract {

// Read from top to bottom. "45 days after the end of the month" is {.day_of_month = 31, .days = 45};
// "the 1st of the next month" is {.months = 1, .day_of_month = 1}; "at least 31 days, then the 15th" is
// {.days = 31, .next_day_of_month = 15}. A day a month lacks is its last day, so 31 means month's end.
struct DueRule {
    int months = 0;                        // 1. the same day so many months later
    std::optional<int> day_of_month;       // 2. that day of the month now reached
    int days = 0;                          // 3. so many calendar days later
    std::optional<int> next_day_of_month;  // 4. then the next such day, that day itself included
    friend bool operator==(const DueRule&, const DueRule&) = default;
};

// contract.negative_offset, contract.offset_too_long (over 50 years), contract.day_of_month_out_of_range;
// the subject is the part the rule belongs to.
Result<void> check_due_rule(const DueRule& rule, const std::string& part);

// The due date of an event on that day. Never before the event: "the 10th of the month" of an event on
// the 20th is due at once.
Date due_date(Date event, const DueRule& rule);

// The most days the rule can put between an event and its due date, over every day of the year and
// every place of the leap day: the term that a credit grade caps.
Days longest_span(const DueRule& rule);

}  // namespace tandem::contract
