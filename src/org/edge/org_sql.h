#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/id_source.h"
#include "org/company.h"
#include "org/exchange.h"
#include "org/ownership.h"
#include "platform/sql/connection.h"

namespace tandem::org {

std::optional<Company> find_company(sql::Connection& connection, std::string_view code);
std::vector<std::string> company_codes(sql::Connection& connection);  // ascending
std::optional<Company> only_company(sql::Connection& connection);  // nothing when there are none or several
void insert_company(sql::Connection& connection, const Company& company, Instant now);

// What changes the book as a whole (a period closed, customers merged) waits for everybody who is writing, and they
// for it: a writer shares the book, the change locks it, each to the end of its transaction.
void share_book(sql::Connection& connection, CompanyId company);
void lock_book(sql::Connection& connection, CompanyId company);

Ownership load_ownership(sql::Connection& connection, CompanyId company);
ExchangeRates load_exchange_rates(sql::Connection& connection, CompanyId company);

// The next number of a series, "R-000042"; taken inside the caller's transaction.
std::string next_number(sql::Connection& connection, CompanyId company, std::string_view series);

}  // namespace tandem::org
