// One page of a list found in the book: sorted by what the query string asks, cut at the cursor.
#pragma once
#include <boost/json.hpp>

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/money.h"
#include "insight/book.h"
#include "platform/http/message.h"

namespace tandem::app::server {

struct SortKey {
    std::int64_t number;
    std::string_view text;
    friend auto operator<=>(const SortKey&, const SortKey&) = default;
};
using KeyOf = std::function<SortKey(insight::Place)>;

struct Page {
    std::vector<insight::Place> rows;
    boost::json::value next;  // the cursor, or null
};

// ?sort=-due_date,number&limit=50&cursor=…; ties keep the order in which the book got the rows.
// Refuses http.bad_parameter for a column that cannot be sorted by.
Result<Page> page_of(const platform::http::Request& request, std::string_view list, std::vector<insight::Place>& found, const std::map<std::string_view, KeyOf>& keys, std::string_view otherwise);

// {"count", "amounts": [{currency, amount_minor, open_minor}]} over the whole filter.
class PageTotals {
public:
    void add(Currency currency, std::int64_t amount, std::int64_t open);
    boost::json::object json() const;

private:
    struct Sums { std::int64_t amount = 0, open = 0; };
    std::int64_t count_ = 0;
    std::map<Currency, Sums> sums_;
};

}  // namespace tandem::app::server
