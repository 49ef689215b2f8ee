#include <map>

#include "app/server/render.h"
#include "app/server/serving.h"
#include "insight/edge/report_json.h"
#include "insight/edge/report_query.h"
#include "platform/http/cursor.h"

namespace tandem::app::server {
namespace {

using http::Permission;
using http::Scope;

insight::ReportParameter given(const http::Request& request) {
    return [&request](std::string_view name) -> std::optional<std::string> {
        const auto text = request.query.get(name);
        return text ? std::optional{std::string(*text)} : std::nullopt;
    };
}

Result<http::Response> list(const http::Request&) {
    json::array out;
    for (const auto& report : insight::describe_reports()) {
        json::array variants, figures;
        for (const auto variant : report.variants) variants.emplace_back(variant);
        for (const auto figure : report.figures) figures.emplace_back(figure);
        out.push_back(json::object{{"name", report.name}, {"variants", std::move(variants)}, {"figures", std::move(figures)}, {"formula", json::object{{"zh", report.formula_zh}, {"en", report.formula_en}}}});
    }
    return answer_json(out);
}

Result<http::Response> report(Serving& serving, const http::Request& request) {
    TRY_VOID(request.query.only({"as_of", "from", "to", "by", "basis", "buckets", "window_days", "known_at", "variant", "open", "settled", "currency", "customer", "top"}));
    const BookView book = serving.book();
    const org::Reach reach = serving.reach(request, book);
    const auto query = TRY(insight::make_report_query(std::string(request.parameter("name")), given(request), *book, reach, serving.today()));
    return http::json(insight::report_json(TRY(insight::run_report(*serving.position(book, query.as_of), reach, serving.report_policies(), query))));
}

Result<http::Response> rows(Serving& serving, const http::Request& request) {
    TRY_VOID(request.query.only({"as_of", "from", "to", "by", "basis", "buckets", "window_days", "known_at", "variant", "open", "settled", "currency", "customer", "top", "key", "bucket", "limit", "cursor"}));
    const auto limit = static_cast<std::size_t>(TRY(request.query.limit()));
    std::size_t begin = 0;
    if (const auto cursor = request.query.get("cursor")) begin = static_cast<std::size_t>(std::get<std::int64_t>(TRY(http::decode_cursor("report-rows", *cursor)).at(0)));
    const BookView book = serving.book();
    const org::Reach reach = serving.reach(request, book);
    const auto query = TRY(insight::make_report_query(std::string(request.parameter("name")), given(request), *book, reach, serving.today()));
    // An empty key is no missing one: it names the group of what has none.
    const auto keys = request.query.all("key");
    const auto key = keys.empty() ? std::nullopt : std::optional{keys.front()};
    const auto all = TRY(insight::rows_behind(*serving.position(book, query.as_of), reach, serving.report_policies(), query, key, request.query.text("bucket")));
    // Amounts of two currencies have no sum.
    std::int64_t count = 0;
    std::map<std::string_view, std::int64_t> amounts;
    for (const auto& one : all) {
        count += one.count;
        amounts[book->currencies[one.currency].code()] += one.amount;
    }
    json::array sums;
    for (const auto& [currency, amount] : amounts) sums.push_back(json::object{{"currency", currency}, {"amount_minor", amount}});
    json::array out;
    const std::size_t end = std::min(all.size(), begin + limit);
    for (std::size_t at = begin; at < end; ++at) out.push_back(row_json(*book, all[at]));
    return answer_json(json::object{{"rows", std::move(out)}, {"next_cursor", end < all.size() ? json::value(http::encode_cursor("report-rows", {static_cast<std::int64_t>(end)})) : json::value(nullptr)},
                                    {"totals", json::object{{"count", count}, {"amounts", std::move(sums)}}}});
}

}  // namespace

void add_report_routes(http::Router& router, Serving& serving) {
    router.add({.method = "GET", .pattern = "/api/v1/reports", .permission = Permission::view, .scope = Scope::company, .handler = list});
    router.add({.method = "GET", .pattern = "/api/v1/reports/{name}", .permission = Permission::view, .scope = Scope::company, .handler = [&](const http::Request& request) { return report(serving, request); }});
    router.add({.method = "GET", .pattern = "/api/v1/reports/{name}/rows", .permission = Permission::view, .scope = Scope::company, .handler = [&](const http::Request& request) { return rows(serving, request); }});
}

}  // namespace tandem::app::server
