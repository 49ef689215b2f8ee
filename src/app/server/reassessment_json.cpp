#include "app/server/reassessment_json.h"

#include "core/errors.h"
#include "credit/factor.h"
#include "platform/http/cursor.h"

namespace tandem::app::server {
namespace {

namespace json = boost::json;

json::value text_or_null(std::string_view text) { return text.empty() ? json::value(nullptr) : json::value(text); }

json::array labels(std::string_view moved, Language language) {
    json::array all;
    const json::value codes = json::parse(moved);
    for (const auto& code : codes.as_array()) {
        const auto* kind = credit::find_factor(std::string_view{code.as_string()});
        all.push_back(json::string(kind ? kind->label(language) : std::string_view{code.as_string()}));
    }
    return all;
}

json::value refusal_text(std::string_view kept, Language language) {
    if (kept.empty()) return nullptr;
    const json::value document = json::parse(kept);
    Error error{error_text(std::string_view{document.at("code").as_string()}).code, std::string(document.at("subject").as_string()), {}};
    for (const auto& [name, value] : document.at("figures").as_object()) error.figures.emplace_back(name, value.as_string());
    return json::value(explain(error, language));
}

// $1 company, $2 run, $3 outcome or empty, $4 the customers within reach or empty for all.
constexpr sql::Sql from_lines{" FROM reassessment_line l JOIN reassessment_due d ON d.company_id = l.company_id AND d.run_id = l.run_id AND d.position = l.position JOIN customer c ON c.company_id = d.company_id AND c.id = d.customer_id WHERE l.company_id = $1 AND l.run_id = $2 "
                              "AND (CAST($3 AS TEXT) = '' OR l.outcome = $3)"};
sql::Sql within(const org::Reach& reach) { return reach.is_whole() ? sql::Sql(" AND CAST($4 AS TEXT) = ''") : sql::Sql(" AND d.customer_id IN {ints:$4}"); }

}  // namespace

json::object assessment_run_json(const AssessmentRun& run) {
    json::object counts;
    for (std::size_t at = 0; at < run_outcomes.size(); ++at) counts[run_outcomes[at]] = run.counts[at];
    return {{"id", to_string(run.id)}, {"state", run.state}, {"cancel_asked", run.cancel_asked}, {"business_date", to_string(run.day)}, {"model_version", run.model_version}, {"policy_version", run.policy_version},
            {"progress", json::object{{"done", run.done}, {"total", run.total}}}, {"changed", run.changed()}, {"by_outcome", std::move(counts)}, {"by", text_or_null(run.actor_name)},
            {"started_at", to_string(run.started_at)}, {"finished_at", run.finished_at ? json::value(to_string(*run.finished_at)) : json::value(nullptr)}};
}

json::object run_lines_json(sql::Connection& connection, CompanyId company, const org::Reach& reach, const LinePage& page, Language language) {
    const std::string reached = reach.is_whole() ? std::string{} : sql::integer_list(reach.customers());
    sql::SqlBuilder count{"SELECT COUNT(*)"};
    count << from_lines << within(reach);
    std::int64_t all = 0;
    connection.query(count, std::vector<sql::Param>{company.value, page.run.value, page.outcome, reached}, [&](const sql::Row& row) { all = row.integer(0); });

    sql::SqlBuilder query{"SELECT l.severity, l.position, l.outcome, l.grade_before, l.grade, l.score_x100, l.moved, l.refusal, d.why, c.id, c.code, c.name"};
    query << from_lines << within(reach) << " AND (l.severity > $5 OR (l.severity = $5 AND l.position > $6)) ORDER BY l.severity, l.position LIMIT $7";
    json::array rows;
    json::value next = nullptr;
    std::pair<std::int64_t, std::int64_t> last;
    const auto after = page.after.value_or(std::pair<std::int64_t, std::int64_t>{-1, 0});
    connection.query(query, std::vector<sql::Param>{company.value, page.run.value, page.outcome, reached, after.first, after.second, page.limit + 1}, [&](const sql::Row& row) {
        if (static_cast<std::int64_t>(rows.size()) == page.limit) {
            next = platform::http::encode_cursor("reassessment-lines " + page.outcome, {last.first, last.second});
            return;
        }
        last = {row.integer(0), row.integer(1)};
        rows.push_back(json::object{{"customer", json::object{{"id", to_string(CustomerId{row.integer(9)})}, {"code", row.text(10)}, {"name", row.text(11)}}}, {"why", row.text(8)}, {"outcome", row.text(2)}, {"grade", text_or_null(row.text(3))},
                                    {"grade_after", text_or_null(row.text(4))}, {"score_x100", row.is_null(5) ? json::value(nullptr) : json::value(row.integer(5))}, {"moved", labels(row.text(6), language)}, {"refused", refusal_text(row.text(7), language)}});
    });
    return {{"rows", std::move(rows)}, {"next_cursor", std::move(next)}, {"totals", json::object{{"count", all}}}};
}

}  // namespace tandem::app::server
