// How customers paid, for their assessment: credit asks, receivables and receipts answer.
#pragma once
#include <map>

#include "credit/edge/of_customers.h"
#include "credit/inputs.h"
#include "platform/sql/connection.h"

namespace tandem::cash {

// The twelve months to the day, by customer; of some customers, or of all that ever owed anything. A fixed number of
// statements, whatever the number of customers.
std::map<CustomerId, credit::PaymentHistory> load_payment_histories(sql::Connection& connection, CompanyId company, Date today, const credit::OfCustomers& of = {});

}  // namespace tandem::cash
