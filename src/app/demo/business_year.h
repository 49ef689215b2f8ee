// The rhythm of a Chinese business year: working days, and how much is sold in which month.
#pragma once
#include <vector>

#include "core/date.h"

namespace tandem::app::demo {

class BusinessYear {
public:
    explicit BusinessYear(std::vector<Date> spring_festivals) : spring_festivals_(std::move(spring_festivals)) {}
    // Weekends, the first week of October and the days around the Spring Festival are off.
    bool works(Date day) const;
    Date working_day(Date day) const;  // the day itself, or the next one on which people work
    Date working_day_before(Date day) const;
    bool is_spring_festival(Date day) const;
    // 100 is a plain month: the year-end rush, the quiet month of the Spring Festival.
    int sales_weight(Date month) const;
    // Before the Spring Festival old debts are settled: the month that ends with it.
    bool before_spring_festival(Date day) const;

private:
    std::vector<Date> spring_festivals_;
};

}  // namespace tandem::app::demo
