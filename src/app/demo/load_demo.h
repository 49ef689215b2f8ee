// The demo company: a maker of industrial equipment over three and a half years, ending today.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "app/workspace.h"

namespace tandem::app {

inline constexpr std::uint64_t demo_seed = 20;

struct DemoLogin { std::string name, display_name, role, password; };

struct DemoBook {
    Date first_day, today;
    std::vector<std::pair<std::string, std::int64_t>> counts;  // "customers", 400
    std::vector<std::pair<std::string, Money>> totals;         // of the last twelve months and of today
    std::vector<DemoLogin> logins;                             // the passwords are nowhere kept
    std::int64_t tasks = 0;                                    // that the day-end runs made
};

// Fills an empty book, in one transaction, and closes the days of the last weeks up to `today`. The same seed and
// day give the same company; only ids of users and passwords are new. The time zone and currency are the company's,
// which must be one that keeps its books in CNY.
// Refuses app.demo_needs_empty_book {customers, users}, app.demo_day_ahead {today}, app.demo_needs_yuan {currency}.
Result<DemoBook> load_demo(Workspace& workspace, std::uint64_t seed, Date today);

}  // namespace tandem::app
