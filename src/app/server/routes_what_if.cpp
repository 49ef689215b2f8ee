// A draft of a policy tried on the book before it is sent: who would change grade, which orders would be held. It shows
// customers and their grades, so it takes the right to assess them, which is also the right to propose these two policies.
// Nothing is written, so it needs no gate and no key.
#include "app/policies.h"
#include "app/server/body.h"
#include "app/server/policy_version.h"
#include "app/server/what_if_json.h"
#include "credit/edge/assessments_sql.h"
#include "credit/edge/credit_policy_json.h"
#include "credit/edge/scoring_model_json.h"

namespace tandem::app::server {
namespace {

using http::Permission;
using http::Scope;

struct Wish {
    std::string name;
    json::object figures;
    Date day;
};

Result<json::object> scored(Serving& serving, const Wish& wish, const org::Reach& reach, Language language) {
    sql::Connection& connection = serving.connection();
    const auto draft = TRY(credit::parse_scoring_model(TRY(read_draft(serving, connection, wish.name, wish.figures))));
    const auto now = TRY(credit::scoring_model_on(connection, serving.company().id, serving.today()));
    const credit::CreditPolicy& policy = serving.policies().credit;
    TRY_VOID(credit::check_bands(draft, policy));  // read_draft looked at the newest one, which may be yet to begin
    const WhatIfScope scope{connection, serving.company(), reach, wish.day};
    return json::object{{"in_force", now.version}, {"scoring", grade_shift_json(scope, what_if_scored(scope, now, draft, policy), policy, language)}, {"credit", nullptr}};
}

Result<json::object> checked(Serving& serving, const Wish& wish, const http::Request& request) {
    const auto draft = TRY(credit::parse_credit_policy(TRY(read_draft(serving, serving.connection(), wish.name, wish.figures))));
    const credit::CreditPolicy& now = serving.policies().credit;
    const BookView book = serving.book();
    const org::Reach reach = serving.reach(request, book);
    const WhatIfScope scope{serving.connection(), serving.company(), reach, wish.day};
    return json::object{{"in_force", now.version}, {"scoring", nullptr}, {"credit", credit_shift_json(scope, what_if_credit(scope, {now, draft}, *book, serving.today()))}};
}

Result<http::Response> what_if(Serving& serving, const http::Request& request) {
    TRY_VOID(request.query.only({}));
    Wish wish{.name = std::string(request.parameter("name")), .figures = {}, .day = serving.today()};
    if (!is_policy(wish.name)) return refuse("policy.unknown", wish.name);
    if (wish.name != "scoring" && wish.name != "credit") return refuse("policy.no_what_if", wish.name);
    Body body = TRY(Body::parse(request));
    if (const auto day = body.maybe_date("as_of")) wish.day = *day;
    if (wish.day > serving.today()) body.wrong("as_of", {"policy.what_if_day", to_string(wish.day), {{"today", to_string(serving.today())}}});
    const json::value* raw = body.raw("policy");
    if (!raw || !raw->is_object()) body.wrong("policy", {"http.field_required", "policy", {}});
    else wish.figures = raw->as_object();
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    json::object answer = TRY(wish.name == "scoring" ? scored(serving, wish, serving.reach(request), request.language()) : checked(serving, wish, request));
    answer["name"] = wish.name;
    answer["as_of"] = to_string(wish.day);
    return answer_json(answer);
}

}  // namespace

void add_what_if_routes(http::Router& router, Serving& serving) {
    router.add({.method = "POST", .pattern = "/api/v1/policies/{name}/what-if", .permission = Permission::assess_credit, .scope = Scope::company,
                .handler = [&serving](const http::Request& request) { return what_if(serving, request); }});
}

}  // namespace tandem::app::server
