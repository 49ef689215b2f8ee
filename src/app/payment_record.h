// How customers paid and kept their word, for their assessment.
#pragma once
#include "cash/edge/payment_history_sql.h"

namespace tandem::app {

// The twelve months to the day: items and receipts, and the promises to pay that fell due. A fixed number of statements.
std::map<CustomerId, credit::PaymentHistory> load_payment_records(sql::Connection& connection, CompanyId company, Date today, const credit::OfCustomers& of = {});

}  // namespace tandem::app
