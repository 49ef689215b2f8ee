// What is wrong with what is known of customers who owe or ordered something. R-213.
#include <algorithm>
#include <set>

#include "app/reassessment.h"
#include "app/server/routes_assessments.h"
#include "credit/edge/inputs_sql.h"
#include "credit/quality.h"

namespace tandem::app::server {
namespace {

using http::Permission;
using http::Scope;

constexpr std::size_t rows_shown = 200;

std::set<std::int64_t> doubtful(sql::Connection& connection, CompanyId company) {
    std::set<std::int64_t> found;
    connection.query("SELECT DISTINCT a.customer_id FROM financial_statement a JOIN financial_statement b ON b.company_id = a.company_id AND b.customer_id = a.customer_id AND b.period_end_date = a.period_end_date AND b.id > a.id "
                     "WHERE a.company_id = $1 AND a.voided_at IS NULL AND b.voided_at IS NULL AND (a.months <> b.months OR a.total_assets_minor <> b.total_assets_minor OR a.current_assets_minor <> b.current_assets_minor "
                     "OR a.inventory_minor <> b.inventory_minor OR a.receivables_minor <> b.receivables_minor OR a.current_liabilities_minor <> b.current_liabilities_minor OR a.equity_minor <> b.equity_minor OR a.revenue_minor <> b.revenue_minor)",
                     {company.value}, [&](const sql::Row& row) { found.insert(row.integer(0)); });
    return found;
}

std::map<std::int64_t, Date> oldest_open_complaints(sql::Connection& connection, CompanyId company) {
    std::map<std::int64_t, Date> raised;
    connection.query("SELECT customer_id, MIN(raised_date) FROM complaint WHERE company_id = $1 AND closed_date IS NULL AND voided_at IS NULL GROUP BY customer_id", {company.value}, [&](const sql::Row& row) { raised.emplace(row.integer(0), date_of(row.integer(1))); });
    return raised;
}

struct Faulty {
    std::string id, code, name;
    std::vector<credit::Finding> findings;
};

Result<std::vector<Faulty>> faulty_customers(Serving& serving, const org::Reach& reach) {
    sql::Connection& connection = serving.connection();
    const CompanyId company = serving.company().id;
    const AssessmentBasis basis = TRY(assessment_basis(connection, serving.company(), serving.today()));
    const auto known = credit::load_inputs(connection, company, basis.today);
    const auto differ = doubtful(connection, company);
    const auto complaints = oldest_open_complaints(connection, company);
    std::vector<Faulty> all;
    connection.query("SELECT c.id, c.code, c.name, c.since_date FROM customer c WHERE c.company_id = $1 AND c.voided_at IS NULL AND c.merged_into_id IS NULL AND "
                     "(EXISTS (SELECT 1 FROM open_item o WHERE o.company_id = c.company_id AND o.customer_id = c.id AND o.voided_at IS NULL) "
                     "OR EXISTS (SELECT 1 FROM contract k WHERE k.company_id = c.company_id AND k.customer_id = c.id AND k.voided_at IS NULL)) ORDER BY c.code, c.id",
                     {company.value}, [&](const sql::Row& row) {
                         const CustomerId customer{row.integer(0)};
                         if (!reach.sees(customer)) return;
                         const auto found = known.find(customer);
                         const auto complaint = complaints.find(customer.value);
                         const credit::Doubts doubts{differ.contains(customer.value), row.is_null(3) ? std::nullopt : std::optional{date_of(row.integer(3))}, complaint == complaints.end() ? std::nullopt : std::optional{complaint->second}};
                         auto findings = credit::find_faults(basis.model, found == known.end() ? credit::Inputs{} : found->second, doubts, basis.today);
                         if (!findings.empty()) all.push_back({to_string(customer), std::string(row.text(1)), std::string(row.text(2)), std::move(findings)});
                     });
    // Contradictions before what is old before what is missing.
    std::ranges::stable_sort(all, {}, [](const Faulty& each) { return each.findings.front(); });
    return all;
}

Result<http::Response> data_quality(Serving& serving, const http::Request& request) {
    TRY_VOID(request.query.only({"finding"}));
    auto all = TRY(faulty_customers(serving, serving.reach(request)));
    std::map<std::string_view, std::int64_t> counts;
    for (int each = 0; each <= static_cast<int>(credit::Finding::no_rating); ++each) counts[code_of(static_cast<credit::Finding>(each))] = 0;
    for (const Faulty& each : all)
        for (const auto finding : each.findings) ++counts[code_of(finding)];
    if (const auto wanted = request.query.get("finding")) {
        if (!counts.contains(*wanted)) return refuse("http.bad_parameter", "finding", {{"value", std::string(*wanted)}});
        std::erase_if(all, [&](const Faulty& each) { return std::ranges::none_of(each.findings, [&](credit::Finding one) { return code_of(one) == *wanted; }); });
    }
    json::array rows;
    for (std::size_t at = 0; at < std::min(all.size(), rows_shown); ++at) {
        json::array findings;
        for (const auto finding : all[at].findings) findings.push_back(json::string(code_of(finding)));
        rows.push_back(json::object{{"customer", json::object{{"id", all[at].id}, {"code", all[at].code}, {"name", all[at].name}}}, {"findings", std::move(findings)}});
    }
    json::object by_finding;
    for (const auto& [code, count] : counts) by_finding[code] = count;
    return answer_json(json::object{{"rows", std::move(rows)}, {"count", all.size()}, {"by_finding", std::move(by_finding)}});
}

}  // namespace

void add_credit_quality_routes(http::Router& router, Serving& serving) {
    router.add({.method = "GET", .pattern = "/api/v1/credit-data-quality", .permission = Permission::view, .scope = Scope::company, .handler = [&serving](const http::Request& request) { return data_quality(serving, request); }});
}

}  // namespace tandem::app::server
