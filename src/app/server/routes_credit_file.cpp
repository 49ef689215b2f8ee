// The credit file of a customer: statements, ratings and the form he is assessed by, and what is wrong with them.
#include <algorithm>

#include "app/server/body.h"
#include "app/server/credit_facts.h"
#include "app/server/credit_json.h"
#include "app/server/reached.h"
#include "app/server/routes_assessments.h"
#include "credit/edge/standing_sql.h"
#include "credit/rating_source.h"

namespace tandem::app::server {
namespace {

using http::Permission;
using http::Scope;

Result<CustomerId> path_customer(Serving& serving, const http::Request& request) { return known_id<CustomerTag>(serving, serving.reach(request), request, "party.unknown_customer"); }

json::array grades_json(sql::Connection& connection, CompanyId company, CustomerId customer, CreditReader reader) {
    json::array rows;
    connection.query("SELECT g.kind, g.grade, g.from_date, g.valid_to_date, g.ended_at, g.reason, g.recorded_at, g.assessment_id, u.display_name FROM credit_grade g LEFT JOIN app_user u ON u.company_id = g.company_id AND u.id = g.actor_id "
                     "WHERE g.company_id = $1 AND g.customer_id = $2 ORDER BY g.from_date DESC, g.recorded_at DESC, g.id DESC",
                     {company.value, customer.value}, [&](const sql::Row& row) {
                         const auto text = [&](int column) { return row.text(column).empty() ? json::value(nullptr) : json::value(row.text(column)); };
                         rows.push_back(grade_fact_for(reader, {{"kind", row.text(0)}, {"grade", row.text(1)}, {"from_date", to_string(date_of(row.integer(2)))}, {"valid_to_date", to_string(date_of(row.integer(3)))},
                                                     {"ended_at", row.is_null(4) ? json::value(nullptr) : json::value(to_string(Instant{row.integer(4)}))}, {"reason", text(5)}, {"recorded_at", to_string(Instant{row.integer(6)})},
                                                     {"assessment_id", row.is_null(7) ? json::value(nullptr) : json::value(to_string(credit::AssessmentId{row.integer(7)}))}, {"by", text(8)}}));
                     });
    return rows;
}

Result<http::Response> credit_file(Serving& serving, const http::Request& request) {
    TRY_VOID(request.query.only({}));
    const CustomerId customer = TRY(path_customer(serving, request));
    sql::Connection& connection = serving.connection();
    const CompanyId company = serving.company().id;
    const Date today = serving.today();
    const CreditReader reader = credit_reader(request);
    json::array statements, ratings, complaints;
    for (const auto& each : credit::load_statements(connection, company, customer)) statements.push_back(statement_for(reader, statement_json(each, serving.company().currency, request.language())));
    for (const auto& each : credit::load_ratings(connection, company, customer)) ratings.push_back(rating_json(each, today, request.language()));
    for (const auto& each : credit::load_complaints(connection, company, customer)) complaints.push_back(complaint_json(each, reader, today));
    const auto form = credit::load_form(connection, company, customer, today);
    const auto assessments = credit::load_assessments(connection, company, customer);
    json::value latest = nullptr;
    if (!assessments.empty()) latest = assessment_json(connection, company, credit::scoring_model_of(connection, company, assessments[0].model_version), assessments[0], request.language());
    json::value provider = nullptr;
    if (const auto* source = serving.rating_source()) provider = source->provider();
    return answer_json(json::object{{"rating_provider", std::move(provider)}, {"standing", standing_json(credit::load_standing(connection, company, customer, today))}, {"assessment", std::move(latest)}, {"grades", grades_json(connection, company, customer, reader)},
                                    {"statements", std::move(statements)}, {"ratings", std::move(ratings)}, {"complaints", std::move(complaints)}, {"form", form ? json::value(form_json(*form, serving.company().currency)) : json::value(nullptr)}});
}

// ---- statements
std::int64_t figure(Body& body, const char* key, Currency currency) {
    const std::string text = body.text(key);
    if (text.empty()) return 0;
    const auto money = parse_decimal(text, currency);
    if (!money) body.wrong(key, money.error());
    return money ? money->minor() : 0;
}

credit::Statement statement_of(Body& body) {
    credit::Statement of;
    of.period_end = body.date("period_end_date");
    of.months = static_cast<int>(std::clamp<std::int64_t>(body.maybe_integer("months").value_or(12), -1, 1000));
    const std::string code = body.text("currency");
    if (const auto currency = parse_currency(code)) of.currency = *currency;
    else if (!code.empty()) body.wrong("currency", currency.error());
    of.current_assets = figure(body, "current_assets", of.currency);
    of.inventory = figure(body, "inventory", of.currency);
    of.receivables = figure(body, "receivables", of.currency);
    of.total_assets = figure(body, "total_assets", of.currency);
    of.current_liabilities = figure(body, "current_liabilities", of.currency);
    of.total_liabilities = figure(body, "total_liabilities", of.currency);
    of.equity = figure(body, "equity", of.currency);
    of.revenue = figure(body, "revenue", of.currency);
    of.audited = body.flag_or("audited", false);
    of.source = "form";
    return of;
}

Result<http::Response> add_statement(Serving& serving, const http::Request& request) {
    const CustomerId customer = TRY(path_customer(serving, request));
    Body body = TRY(Body::parse(request));
    credit::Statement statement = statement_of(body);
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    TRY_VOID(credit::check_statement(statement, serving.today()));
    return serving.command(request, "statement.record", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        statement.rate = TRY(org::load_exchange_rates(connection, act.company).rate_on(statement.currency, serving.company().currency, statement.period_end));
        const auto id = serving.ids().make<credit::StatementId>();
        keep(serving, connection, act, customer, id.value, statement, "financial_statement", "customer.statement_recorded", {{"period_end_date", to_string(statement.period_end)}});
        return Answer{201, statement_json({id, statement, act.at, {}, {}}, serving.company().currency, request.language())};
    });
}

Result<http::Response> void_statement(Serving& serving, const http::Request& request) {
    const CustomerId customer = TRY(path_customer(serving, request));
    const std::string wanted{request.parameter("statement")};
    Body body = TRY(Body::parse(request));
    const std::string reason = body.text("reason");
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    return serving.command(request, "statement.void", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        org::share_book(connection, act.company);
        auto all = credit::load_statements(connection, act.company, customer);
        const auto found = std::ranges::find_if(all, [&](const credit::KeptStatement& each) { return to_string(each.id) == wanted; });
        if (found == all.end()) return refuse("credit.unknown_statement", wanted);
        if (found->voided_at) return refuse("credit.statement_voided", wanted);
        credit::void_statement(connection, act.company, found->id, act.at, reason);
        const std::string detail = json::serialize(json::object{{"customer_id", to_string(customer)}, {"reason", reason}});
        audit::SqlTrail trail{connection, serving.ids(), act};
        trail.record({.object_kind = "financial_statement", .object_id = found->id.value, .topic = "customer.statement_voided", .detail = detail});
        trail.flush();
        found->voided_at = act.at;
        found->void_reason = reason;
        return Answer{200, statement_json(*found, serving.company().currency, request.language())};
    });
}

// ---- ratings and the form
Result<http::Response> add_rating(Serving& serving, const http::Request& request) {
    const CustomerId customer = TRY(path_customer(serving, request));
    Body body = TRY(Body::parse(request));
    const std::string provider = body.text("provider"), kind = body.text("kind"), value = body.text("value");
    const Date rated = body.date("rated_date"), valid_to = body.date("valid_to_date");
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    const credit::Rating rating = TRY(credit::make_rating(provider, kind, value, rated, valid_to, serving.today()));
    return serving.command(request, "rating.record", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        const std::int64_t id = serving.ids().next();
        keep_rating(serving, connection, act, customer, id, rating, value);
        return Answer{201, rating_json({id, rating, act.at}, serving.today(), request.language())};
    });
}

std::optional<std::int64_t> own_money(Body& body, const char* key, Currency currency) {
    const auto money = body.maybe_money(key);
    if (!money) return std::nullopt;
    if (money->currency() != currency) body.wrong(key, {"receivable.currency_mismatch", std::string(money->currency().code()), {{"expected", std::string(currency.code())}}});
    return money->minor();
}

Result<http::Response> fill_form(Serving& serving, const http::Request& request) {
    const CustomerId customer = TRY(path_customer(serving, request));
    const Currency currency = serving.company().currency;
    Body body = TRY(Body::parse(request));
    const credit::CreditForm form{.stated_on = body.maybe_date("stated_date").value_or(serving.today()), .industry_outlook = body.text_or("industry_outlook"), .market_position = body.maybe_integer("market_position"),
                                  .years_in_business = body.maybe_integer("years_in_business"), .collateral_minor = own_money(body, "collateral", currency), .requested_minor = own_money(body, "requested", currency)};
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    TRY_VOID(credit::check_form(form, serving.today()));
    return serving.command(request, "credit_form.record", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        keep(serving, connection, act, customer, serving.ids().next(), form, "credit_form", "customer.credit_form_stated", {{"stated_date", to_string(form.stated_on)}});
        return Answer{201, form_json(form, currency)};
    });
}

}  // namespace

void add_credit_file_routes(http::Router& router, Serving& serving) {
    const auto add = [&](const char* method, const char* pattern, Result<http::Response> (*handle)(Serving&, const http::Request&)) {
        const bool reads = std::string_view{method} == "GET";
        router.add({.method = method, .pattern = pattern, .permission = reads ? Permission::view : Permission::assess_credit, .scope = Scope::company, .money = !reads,
                    .handler = [&serving, handle](const http::Request& request) { return handle(serving, request); }});
    };
    add("GET", "/api/v1/customers/{id}/credit-file", credit_file);
    add("POST", "/api/v1/customers/{id}/statements", add_statement);
    add("POST", "/api/v1/customers/{id}/statements/{statement}/void", void_statement);
    add("POST", "/api/v1/customers/{id}/ratings", add_rating);
    add("POST", "/api/v1/customers/{id}/credit-form", fill_form);
}

}  // namespace tandem::app::server
