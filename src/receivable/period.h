// Accounting periods (会计期间): the months of the company's book, open or closed (结账).
//
// Whatever posts takes effect in an open month. What belongs to a closed one is posted on the first open day, or
// finance opens the month again with a reason. Reports of a closed month are repeated with known_at.
#pragma once
#include <map>
#include <vector>

#include "core/date.h"
#include "core/result.h"

namespace tandem::receivable {

enum class PeriodState { open, closed };

// A month is named by its first day.
class Periods {
public:
    void set(Date month, PeriodState state) { states_.insert_or_assign(first_of_month(month), state); }

    // What somebody decided of the month; undecided months are closed as far as a later one is.
    PeriodState state_of(Date day) const;
    bool is_decided(Date day) const { return states_.contains(first_of_month(day)); }
    Date first_open_day(Date from) const;

    // Refuses receivable.period_closed {month, first_open_date}; the subject is the date.
    Result<void> check_open(Date effective) const;

private:
    std::map<Date, PeriodState> states_;
};

// The months that closing `month` closes: it, and the undecided ones since the book's first entry; none when it is
// closed already. Refuses receivable.period_not_over {today} before the month is over, and
// receivable.period_earlier_open {earlier} while an earlier month stands reopened.
Result<std::vector<Date>> decide_closing(const Periods& periods, Date month, Date first_entry, Date today);

}  // namespace tandem::receivable
