#include "app/payment_record.h"

#include "dunning/edge/promise_sql.h"

namespace tandem::app {

std::map<CustomerId, credit::PaymentHistory> load_payment_records(sql::Connection& connection, CompanyId company, Date today, const credit::OfCustomers& of) {
    auto histories = cash::load_payment_histories(connection, company, today, of);
    for (const auto& [customer, record] : dunning::load_promise_records(connection, company, today, of)) {
        histories[customer].promises_due = record.fell_due;
        histories[customer].promises_broken = record.broken;
    }
    return histories;
}

}  // namespace tandem::app
