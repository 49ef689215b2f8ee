// Promises to pay as the interfaces show them.
#pragma once
#include <boost/json.hpp>

#include <vector>

#include "dunning/edge/promise_sql.h"

namespace tandem::dunning {

// With customer, items, contact, who took it and who withdrew it: three statements for a page, in its order.
boost::json::array promise_rows(sql::Connection& connection, CompanyId company, std::span<const JudgedPromise> page);

}  // namespace tandem::dunning
