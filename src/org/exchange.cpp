#include "org/exchange.h"

namespace tandem::org {

void ExchangeRates::add(Currency from, Currency to, Date date, Rate rate) { rates_[{from, to}][date] = rate; }

Result<Rate> ExchangeRates::rate_on(Currency from, Currency to, Date date) const {
    if (from == to) return Rate{Rate::one};
    const auto missing = [&] {
        return refuse("org.rate_missing", std::string(from.code()), {{"from", std::string(from.code())}, {"to", std::string(to.code())}, {"date", to_string(date)}});
    };
    const auto pair = rates_.find({from, to});
    if (pair == rates_.end()) return missing();
    const auto later = pair->second.upper_bound(date);
    if (later == pair->second.begin()) return missing();
    return std::prev(later)->second;
}

}  // namespace tandem::org
