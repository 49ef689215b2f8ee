#include "insight/book.h"

#include <algorithm>
#include <utility>

namespace tandem::insight {

Place TextColumn::add(std::string_view text) {
    buffer_ += text;
    begins_.push_back(static_cast<std::uint32_t>(buffer_.size()));
    TANDEM_ASSERT(buffer_.size() <= 0xffffffffu);
    return static_cast<Place>(begins_.size() - 2);
}

void CustomerChains::add(Place customer, Place row) {
    if (previous_.size() <= row) previous_.resize(row + std::size_t{1}, nowhere);
    if (customer == nowhere) return;
    if (last_.size() <= customer) last_.resize(customer + std::size_t{1}, nowhere);
    previous_[row] = std::exchange(last_[customer], row);
}

std::vector<Place> CustomerChains::of(Place customer) const {
    std::vector<Place> rows;
    if (customer < last_.size())
        for (Place row = last_[customer]; row != nowhere; row = previous_[row]) rows.push_back(row);
    std::ranges::reverse(rows);
    return rows;
}

Place FactColumns::append(std::int64_t new_id, Recorded when, std::int32_t on, std::int64_t minor) {
    const auto place = static_cast<Place>(id.size());
    if (ascending_ == id.size() && (id.empty() || id.back() < new_id)) ++ascending_;
    else stragglers_.emplace(new_id, place);
    id.push_back(new_id);
    recorded.push_back(when);
    date.push_back(on);
    amount.push_back(minor);
    return place;
}

Place FactColumns::find(std::int64_t wanted) const {
    const auto end = id.begin() + static_cast<std::ptrdiff_t>(ascending_);
    const auto found = std::lower_bound(id.begin(), end, wanted);
    if (found != end && *found == wanted) return static_cast<Place>(found - id.begin());
    const auto straggler = stragglers_.find(wanted);
    return straggler == stragglers_.end() ? nowhere : straggler->second;
}

std::uint8_t Book::currency_place(Currency currency) {
    const auto known = std::ranges::find(currencies, currency);
    if (known != currencies.end()) return static_cast<std::uint8_t>(known - currencies.begin());
    currencies.push_back(currency);
    TANDEM_ASSERT(currencies.size() <= 255);
    return static_cast<std::uint8_t>(currencies.size() - 1);
}

std::size_t Book::item_bytes() const {
    return items.size() * (sizeof(std::int64_t) * 4 + sizeof(Recorded) + sizeof(std::int32_t) * 2 + sizeof(Place) * 6 + 2 + sizeof(std::uint32_t));
}

}  // namespace tandem::insight
