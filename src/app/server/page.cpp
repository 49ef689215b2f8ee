#include "app/server/page.h"

#include <algorithm>

#include "platform/http/cursor.h"

namespace tandem::app::server {
namespace {

struct SortColumn { std::vector<SortKey> keys; bool descending; };

}  // namespace

Result<Page> page_of(const platform::http::Request& request, std::string_view list, std::vector<insight::Place>& found, const std::map<std::string_view, KeyOf>& keys, std::string_view otherwise) {
    const auto limit = static_cast<std::size_t>(TRY(request.query.limit()));
    const std::string sort = request.query.text("sort", otherwise);
    const std::string name = std::string(list) + " " + sort;
    std::size_t begin = 0;
    if (const auto cursor = request.query.get("cursor")) begin = static_cast<std::size_t>(std::get<std::int64_t>(TRY(platform::http::decode_cursor(name, *cursor)).at(0)));
    begin = std::min(begin, found.size());

    // Keys are read once a row, not once a comparison.
    std::vector<SortColumn> columns;
    for (std::size_t at = 0; at <= sort.size();) {
        const auto comma = std::min(sort.find(',', at), sort.size());
        std::string_view column = std::string_view{sort}.substr(at, comma - at);
        at = comma + 1;
        const bool descending = column.starts_with('-');
        if (descending) column.remove_prefix(1);
        const auto key = keys.find(column);
        if (key == keys.end()) return refuse("http.bad_parameter", "sort");
        columns.push_back({{}, descending});
        columns.back().keys.reserve(found.size());
        for (const auto place : found) columns.back().keys.push_back(key->second(place));
    }
    std::vector<std::size_t> order(found.size());
    for (std::size_t at = 0; at < order.size(); ++at) order[at] = at;
    const std::size_t end = std::min(found.size(), begin + limit);
    std::ranges::partial_sort(order, order.begin() + static_cast<std::ptrdiff_t>(end), [&](std::size_t a, std::size_t b) {
        for (const SortColumn& column : columns)
            if (const auto compared = column.keys[a] <=> column.keys[b]; compared != 0) return column.descending ? compared > 0 : compared < 0;
        return a < b;
    });
    Page page;
    for (std::size_t at = begin; at < end; ++at) page.rows.push_back(found[order[at]]);
    page.next = end < found.size() ? boost::json::value(platform::http::encode_cursor(name, {static_cast<std::int64_t>(end)})) : boost::json::value(nullptr);
    return page;
}

void PageTotals::add(Currency currency, std::int64_t amount, std::int64_t open) {
    ++count_;
    Sums& sums = sums_[currency];
    sums.amount += amount;
    sums.open += open;
}

boost::json::object PageTotals::json() const {
    boost::json::array amounts;
    for (const auto& [currency, sums] : sums_) amounts.push_back(boost::json::object{{"currency", currency.code()}, {"amount_minor", sums.amount}, {"open_minor", sums.open}});
    return {{"count", count_}, {"amounts", std::move(amounts)}};
}

}  // namespace tandem::app::server
