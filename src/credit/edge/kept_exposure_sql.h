// What everybody together owes. A limit of the whole company asks it of every order; adding it up from every document each time
// would take longer than all the rest of the check. So it is kept by customer and brought up from the audit trail: who was
// written about since is added up again, and everybody on another day, under other settings, or when something was written that
// nobody can say whom it concerns.
#pragma once
#include <span>

#include "credit/edge/accounts_sql.h"

namespace tandem::credit {

// Of all customers but these, in minor units of the company's currency: exactly what adding up every document would give.
// Where the accounts are locked, what was found is written down for the next time.
std::int64_t exposure_beside(const AccountReading& reading, std::span<const CustomerId> customers);

// What is kept and counts today, against adding up every document. `wrong`: customers with another figure; the total alone may
// be wrong too.
struct KeptCheck {
    std::int64_t kept = 0;
    std::vector<CustomerId> wrong{};
    bool total_is_right = true;
};
KeptCheck check_kept_exposure(const AccountReading& reading);

// So much was written since, or another day began, that it is time to write it down for those who only look.
bool is_far_behind(const AccountReading& reading);

}  // namespace tandem::credit
