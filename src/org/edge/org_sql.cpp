#include "org/edge/org_sql.h"

namespace tandem::org {
namespace {

Company company_of(const sql::Row& row) {
    return {CompanyId{row.integer(0)}, std::string(row.text(1)), std::string(row.text(2)), *parse_currency(row.text(3)), std::string(row.text(4)), std::string(row.text(5))};
}

}  // namespace

std::optional<Company> find_company(sql::Connection& connection, std::string_view code) {
    std::optional<Company> found;
    connection.query("SELECT company_id, code, name, currency, time_zone, calendar FROM company WHERE code = $1", {code},
                     [&](const sql::Row& row) { found = company_of(row); });
    return found;
}

std::vector<std::string> company_codes(sql::Connection& connection) {
    std::vector<std::string> codes;
    connection.query("SELECT code FROM company ORDER BY code", {}, [&](const sql::Row& row) { codes.emplace_back(row.text(0)); });
    return codes;
}

std::optional<Company> only_company(sql::Connection& connection) {
    std::optional<Company> found;
    int seen = 0;
    connection.query("SELECT company_id, code, name, currency, time_zone, calendar FROM company ORDER BY company_id", {},
                     [&](const sql::Row& row) { found = company_of(row); ++seen; });
    return seen == 1 ? found : std::nullopt;
}

void insert_company(sql::Connection& connection, const Company& company, Instant now) {
    connection.execute("INSERT INTO company (company_id, code, name, currency, time_zone, calendar, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                       {company.id.value, company.code, company.name, company.currency.code(), company.time_zone, company.calendar, now.micros});
}

void share_book(sql::Connection& connection, CompanyId company) {
    connection.one_integer("SELECT company_id FROM company WHERE company_id = $1{for_share}", {company.value});
}

void lock_book(sql::Connection& connection, CompanyId company) {
    connection.one_integer("SELECT company_id FROM company WHERE company_id = $1{for_update}", {company.value});
}

Ownership load_ownership(sql::Connection& connection, CompanyId company) {
    Ownership ownership;
    connection.query("SELECT kind, subject_id, owner_id, from_date, until_date FROM assignment WHERE company_id = $1 AND voided_at IS NULL", {company.value}, [&](const sql::Row& row) {
        const auto kind = row.text(0) == "customer_rep" ? AssignmentKind::customer_rep : row.text(0) == "rep_team" ? AssignmentKind::rep_team : AssignmentKind::team_region;
        const auto until = row.maybe_integer(4);
        ownership.assign(kind, row.integer(1), row.integer(2), date_of(row.integer(3)), until ? std::optional{date_of(*until)} : std::nullopt);
    });
    return ownership;
}

ExchangeRates load_exchange_rates(sql::Connection& connection, CompanyId company) {
    ExchangeRates rates;
    connection.query("SELECT from_currency, to_currency, rate_date, rate_e10 FROM fx_rate WHERE company_id = $1 AND voided_at IS NULL", {company.value}, [&](const sql::Row& row) {
        rates.add(*parse_currency(row.text(0)), *parse_currency(row.text(1)), date_of(row.integer(2)), Rate{row.integer(3)});
    });
    return rates;
}

std::string next_number(sql::Connection& connection, CompanyId company, std::string_view series) {
    const auto value = connection.one_integer("INSERT INTO number_series (company_id, series, next_value) VALUES ($1, $2, 2) "
                                              "ON CONFLICT (company_id, series) DO UPDATE SET next_value = number_series.next_value + 1 RETURNING next_value - 1", {company.value, series});
    std::string digits = std::to_string(value.value_or(1));
    digits.insert(0, digits.size() < 6 ? 6 - digits.size() : 0, '0');
    return std::string(series) + "-" + digits;
}

}  // namespace tandem::org
