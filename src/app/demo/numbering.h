// Document numbers in the order of the days, year by year: "HT-2026-0042".
#pragma once
#include <algorithm>
#include <map>
#include <numeric>
#include <string>
#include <vector>

#include "app/demo/company.h"

namespace tandem::app::demo {

template <class Entry, class DateOf>
void number_in_order(std::vector<Entry>& entries, std::string Entry::* number, const std::string& series, std::size_t digits, DateOf date_of) {
    std::vector<Index> order(entries.size());
    std::iota(order.begin(), order.end(), Index{0});
    std::ranges::stable_sort(order, {}, [&](Index at) { return date_of(entries[at]); });
    std::map<std::string, std::int64_t> last;
    for (const Index at : order) {
        const std::string year = to_string(date_of(entries[at])).substr(0, 4);
        entries[at].*number = series + "-" + year + "-" + padded(++last[year], digits);
    }
}

}  // namespace tandem::app::demo
