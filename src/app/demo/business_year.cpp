#include "app/demo/business_year.h"

#include <algorithm>
#include <array>

namespace tandem::app::demo {

using std::chrono::year_month_day;

bool BusinessYear::works(Date day) const {
    const auto weekday = std::chrono::weekday{day}.iso_encoding();
    if (weekday >= 6) return false;
    const year_month_day civil{day};
    if (civil.month() == std::chrono::October && civil.day() <= std::chrono::day{7}) return false;
    return !is_spring_festival(day);
}

bool BusinessYear::is_spring_festival(Date day) const {
    return std::ranges::any_of(spring_festivals_, [&](Date festival) { return day >= festival - Days{2} && day <= festival + Days{7}; });
}

Date BusinessYear::working_day(Date day) const {
    while (!works(day)) day += Days{1};
    return day;
}

Date BusinessYear::working_day_before(Date day) const {
    do day -= Days{1};
    while (!works(day));
    return day;
}

int BusinessYear::sales_weight(Date month) const {
    constexpr std::array<int, 12> weights{92, 78, 100, 95, 95, 115, 85, 90, 110, 88, 115, 165};
    const Date first = first_of_month(month);
    const bool festive = std::ranges::any_of(spring_festivals_, [&](Date festival) { return first_of_month(festival) == first; });
    const auto weight = weights[static_cast<unsigned>(year_month_day{first}.month()) - 1];
    return festive ? weight - 35 : weight;
}

bool BusinessYear::before_spring_festival(Date day) const {
    return std::ranges::any_of(spring_festivals_, [&](Date festival) { return day < festival && day >= festival - Days{30}; });
}

}  // namespace tandem::app::demo
