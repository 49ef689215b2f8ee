// Exchange rates by day: a document is converted at the last rate on or before its own date.
#pragma once
#include <map>
#include <string>
#include <utility>

#include "core/date.h"
#include "core/money.h"

namespace tandem::org {

class ExchangeRates {
public:
    void add(Currency from, Currency to, Date date, Rate rate);
    // Company-currency units for one unit; exactly one for the same currency.
    // Refuses org.rate_missing {from, to, date}: no rate on or before the day.
    Result<Rate> rate_on(Currency from, Currency to, Date date) const;

private:
    std::map<std::pair<Currency, Currency>, std::map<Date, Rate>> rates_;
};

}  // namespace tandem::org
