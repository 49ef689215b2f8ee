// Assessing one customer; overrides of a grade, which somebody else agrees to.
#include "app/server/routes_assessments.h"

#include <algorithm>

#include "app/reassessment.h"
#include "app/server/body.h"
#include "app/server/credit_json.h"
#include "app/server/reached.h"
#include "audit/edge/trail_sql.h"
#include "credit/edge/assessments_sql.h"
#include "credit/edge/snapshot_json.h"
#include "credit/edge/standing_sql.h"
#include "org/edge/org_sql.h"

namespace tandem::app::server {
namespace {

using http::Permission;
using http::Scope;

Result<CustomerId> path_customer(Serving& serving, const http::Request& request) { return known_id<CustomerTag>(serving, serving.reach(request), request, "party.unknown_customer"); }

// ---- one customer
Result<http::Response> assess(Serving& serving, const http::Request& request) {
    const CustomerId customer = TRY(path_customer(serving, request));
    Body body = TRY(Body::parse(request));
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    return serving.command(request, "customer.assess", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        org::share_book(connection, act.company);
        const AssessmentBasis basis = TRY(assessment_basis(connection, serving.company(), serving.today()));
        const Due due = due_one(connection, act.company, customer, basis.today);
        const auto run = reassess(connection, serving.company(), {serving.ids(), act, act.request_id}, basis, {&due, 1});
        if (run[0].refused) return tl::unexpected<Error>(*run[0].refused);
        const auto kept = credit::load_assessments(connection, act.company, customer);
        const auto written = std::ranges::find(kept, run[0].id, &credit::KeptAssessment::id);
        return Answer{201, assessment_json(connection, act.company, basis.model, *written, request.language())};
    });
}

Result<http::Response> assessment(Serving& serving, const http::Request& request) {
    const CustomerId customer = TRY(path_customer(serving, request));
    const std::string wanted{request.parameter("assessment")};
    const auto all = credit::load_assessments(serving.connection(), serving.company().id, customer);
    const auto found = std::ranges::find_if(all, [&](const credit::KeptAssessment& each) { return to_string(each.id) == wanted; });
    if (found == all.end()) return refuse("credit.unknown_assessment", wanted);
    return answer_json(assessment_json(serving.connection(), serving.company().id, credit::scoring_model_of(serving.connection(), serving.company().id, found->model_version), *found, request.language()));
}

// ---- overrides (等级调整): held until somebody else agrees, kind grade_override
Result<http::Response> override_grade(Serving& serving, const http::Request& request) {
    const CustomerId customer = TRY(path_customer(serving, request));
    Body body = TRY(Body::parse(request));
    const std::string grade = body.text("grade"), reason = body.text("reason");
    const Date valid_to = body.date("valid_to_date");
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    return serving.command(request, "customer.override_grade", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        org::share_book(connection, act.company);
        const Date today = serving.today();
        const AssessmentBasis basis = TRY(assessment_basis(connection, serving.company(), today));
        if (!basis.policy.find(grade)) return refuse("credit.override_grade", grade);
        if (valid_to < today || valid_to > today + Days{basis.model.override_longest_days}) return refuse("credit.override_days", to_string(valid_to), {{"most", std::to_string(basis.model.override_longest_days)}});
        const auto standing = credit::load_standing(connection, act.company, customer, today);
        if (standing.grade == grade) return refuse("credit.override_same", grade);
        const std::int64_t id = serving.ids().next();
        credit::insert_grade(connection, act.company,
                             {.id = id, .customer = customer, .fact = {.kind = credit::GradeFact::Kind::override_, .grade = grade, .assessment = {}, .from = today, .valid_to = valid_to, .recorded_at = act.at, .ended_at = {}}, .reason = reason, .actor = act.actor});
        audit::SqlTrail trail{connection, serving.ids(), act};
        const std::string detail = json::serialize(json::object{{"customer_id", to_string(customer)}, {"grade", grade}, {"grade_before", standing.grade}, {"valid_to_date", to_string(valid_to)}, {"reason", reason}});
        trail.record({.object_kind = "customer", .object_id = customer.value, .topic = "customer.grade_overridden", .policy_version = basis.model.version, .detail = detail});
        trail.flush();
        return Answer{201, standing_json(credit::load_standing(connection, act.company, customer, today))};
    });
}

Result<http::Response> end_override(Serving& serving, const http::Request& request) {
    const CustomerId customer = TRY(path_customer(serving, request));
    Body body = TRY(Body::parse(request));
    const std::string reason = body.text("reason");
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    return serving.command(request, "customer.end_override", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        org::share_book(connection, act.company);
        const Date today = serving.today();
        if (!credit::end_override(connection, act.company, customer, today, act.at)) return refuse("credit.no_override", to_string(customer));
        audit::SqlTrail trail{connection, serving.ids(), act};
        const std::string detail = json::serialize(json::object{{"reason", reason}});
        trail.record({.object_kind = "customer", .object_id = customer.value, .topic = "customer.override_ended", .detail = detail});
        trail.flush();
        return Answer{200, standing_json(credit::load_standing(connection, act.company, customer, today))};
    });
}

}  // namespace

void add_assessment_routes(http::Router& router, Serving& serving) {
    const auto add = [&](const char* method, const char* pattern, Result<http::Response> (*handle)(Serving&, const http::Request&)) {
        const bool reads = std::string_view{method} == "GET";
        router.add({.method = method, .pattern = pattern, .permission = reads ? Permission::view : Permission::assess_credit, .scope = Scope::company, .money = !reads,
                    .handler = [&serving, handle](const http::Request& request) { return handle(serving, request); }});
    };
    add("POST", "/api/v1/customers/{id}/assessments", assess);
    add("GET", "/api/v1/customers/{id}/assessments/{assessment}", assessment);
    add("POST", "/api/v1/customers/{id}/grade-override", override_grade);
    add("POST", "/api/v1/customers/{id}/grade-override/end", end_override);
}

}  // namespace tandem::app::server
