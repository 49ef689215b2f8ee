// Asking the provider of ratings about a customer: what it answers is recorded as if somebody had typed it in..
#include <algorithm>

#include "app/server/body.h"
#include "app/server/credit_facts.h"
#include "app/server/credit_json.h"
#include "app/server/reached.h"
#include "app/server/routes_assessments.h"
#include "credit/rating_source.h"

namespace tandem::app::server {
namespace {

using http::Permission;
using http::Scope;

credit::RatingSubject subject_of(sql::Connection& connection, CompanyId company, CustomerId customer) {
    credit::RatingSubject subject;
    connection.query("SELECT code, COALESCE(tax_number, '') FROM customer WHERE company_id = $1 AND id = $2", {company.value, customer.value}, [&](const sql::Row& row) {
        subject = {std::string(row.text(0)), std::string(row.text(1))};
    });
    return subject;
}

// Two who ask at the same moment record what both heard once.
void lock_customer(sql::Connection& connection, CompanyId company, CustomerId customer) {
    connection.one_integer("SELECT id FROM customer WHERE company_id = $1 AND id = $2{for_update}", {company.value, customer.value});
}

Result<http::Response> fetch(Serving& serving, const http::Request& request) {
    const CustomerId customer = TRY(known_id<CustomerTag>(serving, serving.reach(request), request, "party.unknown_customer"));
    Body body = TRY(Body::parse(request));
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    credit::RatingSource* source = serving.rating_source();
    if (!source) return refuse("credit.no_provider");
    const credit::RatingSubject subject = subject_of(serving.connection(), serving.company().id, customer);
    // No transaction is open while the other machine takes its time.
    const auto claims = TRY(source->ask({&subject, 1}));
    const auto believed = TRY(credit::believe(claims, {&subject, 1}, *source, serving.today()));
    return serving.command(request, "rating.fetch", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        org::share_book(connection, act.company);
        lock_customer(connection, act.company, customer);
        std::vector<credit::Rating> on_record;
        for (auto& each : credit::load_ratings(connection, act.company, customer)) on_record.push_back(std::move(each.rating));
        json::array recorded;
        for (std::size_t at = 0; at < believed.size(); ++at) {
            const credit::Rating& rating = believed[at].rating;
            if (credit::is_known(rating, on_record)) continue;
            const std::int64_t id = serving.ids().next();
            keep_rating(serving, connection, act, customer, id, rating, claims[at].value);
            recorded.push_back(rating_json({id, rating, act.at}, serving.today(), request.language()));
        }
        const auto known = believed.size() - recorded.size();
        return Answer{200, json::object{{"provider", source->provider()}, {"recorded", std::move(recorded)}, {"known", known}}};
    });
}

}  // namespace

void add_rating_fetch_routes(http::Router& router, Serving& serving) {
    router.add({.method = "POST", .pattern = "/api/v1/customers/{id}/ratings/fetch", .permission = Permission::assess_credit, .scope = Scope::company, .money = true,
                .handler = [&serving](const http::Request& request) { return fetch(serving, request); }});
}

}  // namespace tandem::app::server
