// Merging two customers that are one: what would move, and moving it.
#include "app/server/body.h"
#include "app/server/reached.h"
#include "app/server/serving.h"
#include "party/edge/merge_sql.h"

namespace tandem::app::server {
namespace {

using http::Permission;
using http::Scope;

json::object customer_json(const party::Customer& one) { return {{"id", to_string(one.id)}, {"code", one.code}, {"name", one.name}}; }

json::object plan_json(const party::MergePlan& plan) {
    json::array moving;
    for (const auto& each : plan.moving)
        moving.push_back(json::object{{"kind", each.kind}, {"currency", each.currency.empty() ? json::value(nullptr) : json::value(each.currency)}, {"count", each.count},
                                      {"amount_minor", each.currency.empty() ? json::value(nullptr) : json::value(each.amount)},
                                      {"open_minor", each.currency.empty() ? json::value(nullptr) : json::value(each.open)}});
    return {{"duplicate", customer_json(plan.duplicate)}, {"into", customer_json(plan.into)}, {"moving", std::move(moving)}};
}

Result<http::Response> preview(Serving& serving, const http::Request& request) {
    TRY_VOID(request.query.only({"into"}));
    const org::Reach reach = serving.reach(request);
    const auto duplicate = TRY(path_id<CustomerTag>(serving, reach, request, "party.unknown_customer"));
    const auto into = parse_id<CustomerTag>(request.query.text("into"));
    if (!into || !is_within(serving, reach, *into)) return refuse("party.unknown_customer", request.query.text("into"));
    return answer_json(plan_json(TRY(party::plan_merge(serving.connection(), serving.company().id, duplicate, *into))));
}

Result<http::Response> merge(Serving& serving, const http::Request& request) {
    const org::Reach reach = serving.reach(request);
    const auto duplicate = TRY(path_id<CustomerTag>(serving, reach, request, "party.unknown_customer"));
    Body body = TRY(Body::parse(request));
    const auto into = body.id<CustomerTag>("into_id");
    const std::string reason = body.text("reason");
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    TRY_VOID(check_within(serving, reach, into, "party.unknown_customer"));
    return serving.command(request, "customer.merge", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        return Answer{200, plan_json(TRY(party::merge(connection, act, serving.ids(), duplicate, into, reason)))};
    });
}

}  // namespace

void add_merge_routes(http::Router& router, Serving& serving) {
    router.add({.method = "GET", .pattern = "/api/v1/customers/{id}/merge", .permission = Permission::merge_customers, .scope = Scope::company, .handler = [&serving](const http::Request& request) { return preview(serving, request); }});
    router.add({.method = "POST", .pattern = "/api/v1/customers/{id}/merge", .permission = Permission::merge_customers, .scope = Scope::company, .money = true,
                .handler = [&serving](const http::Request& request) { return merge(serving, request); }});
}

}  // namespace tandem::app::server
