#include "credit/edge/inputs_sql.h"

namespace tandem::credit {
namespace {

std::optional<Ratio> ratio_at(const sql::Row& row, int column) { return row.is_null(column) ? std::nullopt : std::optional{Ratio{row.integer(column), row.integer(column + 1)}}; }

// Columns 0 to 13: the period, the figures, audited, source, rate.
Statement statement_of(const sql::Row& row, int at) {
    const auto figure = [&](int column) { return row.integer(at + column); };
    return {.period_end = date_of(figure(0)), .months = static_cast<int>(figure(1)), .currency = *parse_currency(row.text(at + 2)), .current_assets = figure(3), .inventory = figure(4), .receivables = figure(5), .total_assets = figure(6),
            .current_liabilities = figure(7), .total_liabilities = figure(8), .equity = figure(9), .revenue = figure(10), .audited = figure(11) != 0, .source = std::string(row.text(at + 12)), .rate = Rate{figure(13)}};
}

// Columns: provider, kind, num, den, choice, rated, valid to.
Rating rating_of(const sql::Row& row, int at) {
    return {.provider = std::string(row.text(at)), .kind = std::string(row.text(at + 1)), .number = ratio_at(row, at + 2), .choice = std::string(row.text(at + 4)), .rated_on = date_of(row.integer(at + 5)), .valid_to = date_of(row.integer(at + 6))};
}

CreditForm form_of(const sql::Row& row, int at) {
    return {.stated_on = date_of(row.integer(at)), .industry_outlook = std::string(row.text(at + 1)), .market_position = row.maybe_integer(at + 2), .years_in_business = row.maybe_integer(at + 3),
            .collateral_minor = row.maybe_integer(at + 4), .requested_minor = row.maybe_integer(at + 5)};
}

// The rows in force on the day, oldest first: a later row takes the place of an earlier one.
void ask(sql::Connection& connection, CompanyId company, Date today, const OfCustomers& of, sql::Sql from, sql::Sql order, const sql::OnRow& on_row) {
    sql::SqlBuilder query{from};
    query << (of.all() ? sql::Sql(" AND CAST($3 AS TEXT) = ''") : sql::Sql(" AND customer_id IN {ints:$3}")) << order;
    const std::vector<sql::Param> params{company.value, std::int64_t{day_number(today)}, of.ids()};
    connection.query(query, params, on_row);
}

}  // namespace

void InputWriter::write(const Written& as, const Statement& of) {
    if (!statements_)
        statements_ = connection_.bulk("financial_statement", {"company_id", "id", "customer_id", "period_end_date", "months", "currency", "current_assets_minor", "inventory_minor", "receivables_minor", "total_assets_minor", "current_liabilities_minor",
                                                               "total_liabilities_minor", "equity_minor", "revenue_minor", "rate_e10", "audited", "source", "external_id", "actor_id", "recorded_at", "batch_id"});
    statements_->add(company_.value).add(as.id).add(as.customer.value).add(std::int64_t{day_number(of.period_end)}).add(std::int64_t{of.months}).add(of.currency.code());
    for (const std::int64_t figure : {of.current_assets, of.inventory, of.receivables, of.total_assets, of.current_liabilities, of.total_liabilities, of.equity, of.revenue, of.rate.e10}) statements_->add(figure);
    statements_->add(std::int64_t{of.audited}).add(as.source).add(as.external_id).add(as.actor.value).add(as.at.micros).add(as.batch ? std::optional{as.batch->value} : std::nullopt);
    statements_->end_row();
}

void InputWriter::write(const Written& as, const Rating& of) {
    if (!ratings_)
        ratings_ = connection_.bulk("credit_rating", {"company_id", "id", "customer_id", "provider", "kind", "number_num", "number_den", "choice", "rated_date", "valid_to_date", "source", "external_id", "actor_id", "recorded_at", "batch_id"});
    const auto part = [&](std::int64_t Ratio::*which) { return of.number ? std::optional{(*of.number).*which} : std::nullopt; };
    ratings_->add(company_.value).add(as.id).add(as.customer.value).add(of.provider).add(of.kind).add(part(&Ratio::num)).add(part(&Ratio::den)).add_text_or_null(of.choice).add(std::int64_t{day_number(of.rated_on)})
        .add(std::int64_t{day_number(of.valid_to)}).add(as.source).add(as.external_id).add(as.actor.value).add(as.at.micros).add(as.batch ? std::optional{as.batch->value} : std::nullopt);
    ratings_->end_row();
}

void InputWriter::write(const Written& as, const CreditForm& of) {
    if (!forms_) forms_ = connection_.bulk("credit_form", {"company_id", "id", "customer_id", "stated_date", "industry_outlook", "market_position", "years_in_business", "collateral_minor", "requested_minor", "actor_id", "recorded_at"});
    forms_->add(company_.value).add(as.id).add(as.customer.value).add(std::int64_t{day_number(of.stated_on)}).add_text_or_null(of.industry_outlook).add(of.market_position).add(of.years_in_business).add(of.collateral_minor)
        .add(of.requested_minor).add(as.actor.value).add(as.at.micros);
    forms_->end_row();
}

void InputWriter::flush() {
    for (auto* each : {&statements_, &ratings_, &forms_})
        if (*each) (*each)->flush();
}

std::vector<KeptStatement> load_statements(sql::Connection& connection, CompanyId company, CustomerId customer) {
    std::vector<KeptStatement> all;
    connection.query("SELECT id, recorded_at, voided_at, void_reason, period_end_date, months, currency, current_assets_minor, inventory_minor, receivables_minor, total_assets_minor, current_liabilities_minor, total_liabilities_minor, "
                     "equity_minor, revenue_minor, audited, source, rate_e10 FROM financial_statement WHERE company_id = $1 AND customer_id = $2 ORDER BY period_end_date DESC, recorded_at DESC, id DESC",
                     {company.value, customer.value}, [&](const sql::Row& row) {
                         all.push_back({StatementId{row.integer(0)}, statement_of(row, 4), Instant{row.integer(1)}, row.is_null(2) ? std::nullopt : std::optional{Instant{row.integer(2)}}, std::string(row.text(3))});
                     });
    return all;
}

void void_statement(sql::Connection& connection, CompanyId company, StatementId statement, Instant at, const std::string& reason) {
    connection.execute("UPDATE financial_statement SET voided_at = $3, void_reason = $4 WHERE company_id = $1 AND id = $2 AND voided_at IS NULL", {company.value, statement.value, at.micros, reason});
}

std::vector<KeptRating> load_ratings(sql::Connection& connection, CompanyId company, CustomerId customer) {
    std::vector<KeptRating> all;
    connection.query("SELECT id, recorded_at, provider, kind, number_num, number_den, choice, rated_date, valid_to_date FROM credit_rating WHERE company_id = $1 AND customer_id = $2 AND voided_at IS NULL "
                     "ORDER BY rated_date DESC, recorded_at DESC, id DESC",
                     {company.value, customer.value}, [&](const sql::Row& row) { all.push_back({row.integer(0), rating_of(row, 2), Instant{row.integer(1)}}); });
    return all;
}

std::optional<CreditForm> load_form(sql::Connection& connection, CompanyId company, CustomerId customer, Date today) {
    auto inputs = load_inputs(connection, company, today, customer);
    const auto found = inputs.find(customer);
    return found == inputs.end() ? std::nullopt : std::move(found->second.form);
}

void each_statement(sql::Connection& connection, CompanyId company, const std::string& source, const std::string& list, const std::function<void(CustomerId, std::string, Statement)>& call) {
    connection.query("SELECT customer_id, external_id, period_end_date, months, currency, current_assets_minor, inventory_minor, receivables_minor, total_assets_minor, current_liabilities_minor, total_liabilities_minor, equity_minor, "
                     "revenue_minor, audited, source, rate_e10 FROM financial_statement WHERE company_id = $1 AND source = $2 AND voided_at IS NULL AND external_id IN {texts:$3}",
                     {company.value, source, list}, [&](const sql::Row& row) { call(CustomerId{row.integer(0)}, std::string(row.text(1)), statement_of(row, 2)); });
}

void each_rating(sql::Connection& connection, CompanyId company, const std::string& source, const std::string& list, const std::function<void(CustomerId, std::string, Rating)>& call) {
    connection.query("SELECT customer_id, external_id, provider, kind, number_num, number_den, choice, rated_date, valid_to_date FROM credit_rating WHERE company_id = $1 AND source = $2 AND voided_at IS NULL AND external_id IN {texts:$3}",
                     {company.value, source, list}, [&](const sql::Row& row) { call(CustomerId{row.integer(0)}, std::string(row.text(1)), rating_of(row, 2)); });
}

std::map<CustomerId, Inputs> load_inputs(sql::Connection& connection, CompanyId company, Date today, const OfCustomers& of) {
    std::map<CustomerId, Inputs> all;
    ask(connection, company, today, of,
        "SELECT customer_id, period_end_date, months, currency, current_assets_minor, inventory_minor, receivables_minor, total_assets_minor, current_liabilities_minor, total_liabilities_minor, equity_minor, revenue_minor, audited, source, rate_e10 "
        "FROM financial_statement WHERE company_id = $1 AND period_end_date <= $2 AND voided_at IS NULL",
        " ORDER BY customer_id, period_end_date, recorded_at, id", [&](const sql::Row& row) { all[CustomerId{row.integer(0)}].statement = statement_of(row, 1); });
    ask(connection, company, today, of, "SELECT customer_id, provider, kind, number_num, number_den, choice, rated_date, valid_to_date FROM credit_rating WHERE company_id = $1 AND rated_date <= $2 AND voided_at IS NULL",
        " ORDER BY customer_id, rated_date DESC, recorded_at DESC, id DESC", [&](const sql::Row& row) { all[CustomerId{row.integer(0)}].ratings.push_back(rating_of(row, 1)); });
    ask(connection, company, today, of, "SELECT customer_id, stated_date, industry_outlook, market_position, years_in_business, collateral_minor, requested_minor FROM credit_form WHERE company_id = $1 AND stated_date <= $2",
        " ORDER BY customer_id, stated_date, recorded_at, id", [&](const sql::Row& row) { all[CustomerId{row.integer(0)}].form = form_of(row, 1); });
    return all;
}

}  // namespace tandem::credit
