// Orders as lists and pages show them.
#pragma once
#include <boost/json.hpp>

#include <optional>
#include <string>

#include "org/reach.h"
#include "platform/sql/connection.h"
#include "receivable/order.h"

namespace tandem::receivable {

struct OrderFilter {
    std::string search, status, sort;  // status: a word of OrderState, "open" (confirmed and held) or empty
    std::optional<CustomerId> customer;
};
struct OrderPage {
    boost::json::array rows;
    boost::json::object totals;
    bool more = false;
};
// Refuses http.bad_parameter for a column that cannot be sorted by.
Result<OrderPage> list_orders(sql::Connection& connection, CompanyId company, const org::Reach& reach, const OrderFilter& filter, std::int64_t offset, std::int64_t limit);

// One with its deliveries, the hold it is on and the last decision of it.
std::optional<boost::json::object> find_order_page(sql::Connection& connection, CompanyId company, const org::Reach& reach, OrderId id);

}  // namespace tandem::receivable
