// What each version of a policy changed in the business: turnover, overdue rate and loss before and after.
#include "app/policies.h"
#include "app/server/render.h"
#include "app/server/serving.h"
#include "insight/policy_effect.h"
#include "policy/edge/policy_sql.h"

namespace tandem::app::server {
namespace {

using http::Permission;
using http::Scope;

constexpr int usual_days = 90, most_days = 366;

json::object span_json(const insight::Span& span) { return {{"from", to_string(span.from)}, {"to", to_string(span.to)}}; }
json::object figures_json(const insight::SpanFigures& figures) {
    const auto rate = figures.overdue_bp();
    return {{"billed_minor", figures.billed}, {"open_minor", figures.open}, {"overdue_minor", figures.overdue}, {"overdue_bp", rate ? json::value(*rate) : json::value(nullptr)}, {"written_off_minor", figures.written_off}};
}

json::object version_json(Serving& serving, const BookView& book, const org::Reach& reach, const policy::KeptPolicy& kept, const insight::EffectSpans& spans) {
    const auto before = serving.position(book, {.date = spans.before.to}), after = serving.position(book, {.date = spans.after.to});
    json::array currencies;
    for (const auto& row : insight::compute_effect(spans, *before, *after, reach, serving.report_policies()))
        currencies.push_back(json::object{{"currency", row.currency.code()}, {"before", figures_json(row.before)}, {"after", figures_json(row.after)}});
    return {{"version", kept.version}, {"effective_from", to_string(kept.effective_from)}, {"days", spans.days}, {"whole", spans.whole},
            {"before", span_json(spans.before)}, {"after", span_json(spans.after)}, {"currencies", std::move(currencies)}};
}

Result<http::Response> effect(Serving& serving, const http::Request& request) {
    TRY_VOID(request.query.only({"days"}));
    const std::string name{request.parameter("name")};
    if (!is_policy(name)) return refuse("policy.unknown", name);
    const auto days = TRY(request.query.integer("days", 1, most_days)).value_or(usual_days);
    const auto versions = policy::policy_versions(serving.connection(), serving.company().id, name);
    const BookView book = serving.book();
    const org::Reach reach = serving.reach(request, book);
    json::array rows;
    for (auto each = versions.rbegin(); each != versions.rend(); ++each) {
        if (each->shipped) continue;  // it begins before any book does
        if (const auto spans = insight::spans_around(each->effective_from, serving.today(), static_cast<int>(days))) rows.push_back(version_json(serving, book, reach, *each, *spans));
    }
    return answer_json(json::object{{"name", name}, {"rows", std::move(rows)}});
}

}  // namespace

void add_policy_effect_routes(http::Router& router, Serving& serving) {
    router.add({.method = "GET", .pattern = "/api/v1/policies/{name}/effect", .permission = Permission::view, .scope = Scope::company,
                .handler = [&serving](const http::Request& request) { return effect(serving, request); }});
}

}  // namespace tandem::app::server
