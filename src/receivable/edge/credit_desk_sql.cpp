#include "receivable/edge/credit_desk_sql.h"

#include "org/edge/org_sql.h"

namespace tandem::receivable {
namespace {

constexpr std::string_view note_series = "CN";

}  // namespace

bool SqlCreditDeskStore::has_customer(CustomerId customer) {
    return connection_.one_integer("SELECT 1 FROM customer WHERE company_id = $1 AND id = $2 AND voided_at IS NULL AND merged_into_id IS NULL", {company_.id.value, customer.value}).has_value();
}

bool SqlCreditDeskStore::number_is_taken(std::string_view number) {
    return connection_.one_integer("SELECT 1 FROM credit_note WHERE company_id = $1 AND number = $2 AND voided_at IS NULL LIMIT 1", {company_.id.value, number}).has_value();
}

std::string SqlCreditDeskStore::next_number() {
    for (;;) {
        const std::string number = org::next_number(connection_, company_.id, note_series);
        if (!number_is_taken(number)) return number;
    }
}

Result<Rate> SqlCreditDeskStore::rate_on(Currency currency, Date date) {
    if (currency == company_.currency) return Rate{Rate::one};
    return org::load_exchange_rates(connection_, company_.id).rate_on(currency, company_.currency, date);
}

std::optional<CreditedInvoice> SqlCreditDeskStore::lock(InvoiceId id) {
    std::optional<CreditedInvoice> found;
    connection_.query("SELECT number, customer_id, invoice_date, currency, net_minor, tax_minor, gross_minor FROM invoice WHERE company_id = $1 AND id = $2 AND voided_at IS NULL{for_update}",
                      {company_.id.value, id.value}, [&](const sql::Row& row) {
                          const Currency currency = *parse_currency(row.text(3));
                          found = CreditedInvoice{std::string(row.text(0)), CustomerId{row.integer(1)}, date_of(row.integer(2)),
                                                  {Money{row.integer(4), currency}, Money{row.integer(5), currency}, Money{row.integer(6), currency}}, Money{0, currency}, Money{0, currency}};
                      });
    if (!found) return found;
    // A note in another currency than its invoice cannot be issued here, but may have been imported.
    connection_.query("SELECT gross_minor, tax_minor FROM credit_note WHERE company_id = $1 AND invoice_id = $2 AND currency = $3 AND voided_at IS NULL",
                      {company_.id.value, id.value, found->stated.gross.currency().code()}, [&](const sql::Row& row) {
                          found->credited += Money{row.integer(0), found->stated.gross.currency()};
                          found->credited_tax += Money{row.integer(1), found->stated.gross.currency()};
                      });
    return found;
}

}  // namespace tandem::receivable
