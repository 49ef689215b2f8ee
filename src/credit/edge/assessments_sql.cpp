#include "credit/edge/assessments_sql.h"

#include <algorithm>

#include "credit/edge/scoring_model_json.h"
#include "credit/edge/snapshot_json.h"
#include "policy/edge/policy_sql.h"

namespace tandem::credit {
namespace {

KeptAssessment kept_of(const sql::Row& row) {
    return {.id = AssessmentId{row.integer(0)}, .customer = CustomerId{row.integer(1)}, .assessed_on = date_of(row.integer(2)), .valid_to = date_of(row.integer(3)), .model_version = static_cast<int>(row.integer(4)),
            .policy_version = static_cast<int>(row.integer(5)), .inputs = std::string(row.text(6)), .points = std::string(row.text(7)), .score = std::string(row.text(8)), .score_x100 = row.integer(9), .grade = std::string(row.text(10)),
            .grade_before = std::string(row.text(11)), .why = std::string(row.text(12)), .run = row.maybe_integer(13), .actor = UserId{row.integer(14)}, .recorded_at = Instant{row.integer(15)}};
}

}  // namespace

Result<ScoringModel> scoring_model_on(sql::Connection& connection, CompanyId company, Date day) { return parse_scoring_model(policy::policy_text(connection, company, "scoring", day)); }

ScoringModel scoring_model_of(sql::Connection& connection, CompanyId company, int version) {
    const auto versions = policy::policy_versions(connection, company, "scoring");
    const auto found = std::ranges::find(versions, version, &policy::KeptPolicy::version);
    TANDEM_ASSERT(found != versions.end());
    auto model = parse_scoring_model(found->body);
    TANDEM_ASSERT(model.has_value());
    return *std::move(model);
}

AssessmentWriter::AssessmentWriter(sql::Connection& connection, IdSource& ids, const audit::Act& act, std::optional<std::int64_t> run)
    : ids_(ids), act_(act), run_(run),
      assessments_(connection.bulk("credit_assessment", {"company_id", "id", "customer_id", "assessed_date", "valid_to_date", "model_version", "policy_version", "inputs", "points", "score", "score_x100", "grade", "grade_before", "why", "run_id",
                                                         "actor_id", "recorded_at"})),
      grades_(connection.bulk("credit_grade", {"company_id", "id", "customer_id", "kind", "grade", "assessment_id", "from_date", "valid_to_date", "actor_id", "recorded_at"})) {}

void AssessmentWriter::write(const NewAssessment& of) {
    const Assessment& made = of.made;
    const std::int64_t from = day_number(made.assessed_on), to = day_number(made.valid_to);
    assessments_->add(act_.company.value).add(of.id.value).add(of.customer.value).add(from).add(to).add(std::int64_t{made.model_version}).add(std::int64_t{made.policy_version}).add(inputs_text(of.inputs)).add(points_text(made.sheet))
        .add(exact_text(made.sheet.total)).add(hundredths(made.sheet.total)).add(made.sheet.grade).add_text_or_null(of.grade_before).add(of.why).add(run_).add(act_.actor.value).add(act_.at.micros);
    assessments_->end_row();
    grades_->add(act_.company.value).add(ids_.next()).add(of.customer.value).add("assessment").add(made.sheet.grade).add(of.id.value).add(from).add(to).add(act_.actor.value).add(act_.at.micros);
    grades_->end_row();
}

void AssessmentWriter::flush() {
    assessments_->flush();
    grades_->flush();
}

std::vector<KeptAssessment> load_assessments(sql::Connection& connection, CompanyId company, CustomerId customer) {
    std::vector<KeptAssessment> all;
    connection.query("SELECT id, customer_id, assessed_date, valid_to_date, model_version, policy_version, inputs, points, score, score_x100, grade, grade_before, why, run_id, actor_id, recorded_at FROM credit_assessment "
                     "WHERE company_id = $1 AND customer_id = $2 ORDER BY assessed_date DESC, recorded_at DESC, id DESC",
                     {company.value, customer.value}, [&](const sql::Row& row) { all.push_back(kept_of(row)); });
    return all;
}

std::vector<int> assessed_models(sql::Connection& connection, CompanyId company) {
    std::vector<int> versions;
    connection.query("SELECT DISTINCT model_version FROM credit_assessment WHERE company_id = $1 ORDER BY model_version", {company.value}, [&](const sql::Row& row) { versions.push_back(static_cast<int>(row.integer(0))); });
    return versions;
}

void each_assessment(sql::Connection& connection, CompanyId company, const std::function<void(const KeptAssessment&)>& call) {
    connection.query("SELECT id, customer_id, assessed_date, valid_to_date, model_version, policy_version, inputs, points, score, score_x100, grade, grade_before, why, run_id, actor_id, recorded_at FROM credit_assessment "
                     "WHERE company_id = $1 ORDER BY recorded_at, id",
                     {company.value}, [&](const sql::Row& row) { call(kept_of(row)); });
}

std::map<CustomerId, LastAssessment> load_last_assessments(sql::Connection& connection, CompanyId company, const OfCustomers& of) {
    std::map<CustomerId, LastAssessment> last;
    sql::SqlBuilder query{"SELECT customer_id, id, assessed_date, valid_to_date, recorded_at, grade FROM credit_assessment WHERE company_id = $1"};
    query << (of.all() ? sql::Sql(" AND CAST($2 AS TEXT) = ''") : sql::Sql(" AND customer_id IN {ints:$2}")) << " ORDER BY customer_id, assessed_date, recorded_at, id";
    const std::vector<sql::Param> params{company.value, of.ids()};
    connection.query(query, params, [&](const sql::Row& row) {
        last.insert_or_assign(CustomerId{row.integer(0)}, LastAssessment{AssessmentId{row.integer(1)}, date_of(row.integer(2)), date_of(row.integer(3)), Instant{row.integer(4)}, std::string(row.text(5))});
    });
    return last;
}

Assessment replay(const ScoringModel& model, const KeptAssessment& kept) {
    auto sheet = compute_score(model, inputs_from_text(kept.inputs));
    TANDEM_ASSERT(sheet.has_value());
    return {.assessed_on = kept.assessed_on, .valid_to = kept.valid_to, .model_version = kept.model_version, .policy_version = kept.policy_version, .sheet = *std::move(sheet)};
}

bool replays(const ScoringModel& model, const KeptAssessment& kept) {
    const auto sheet = compute_score(model, inputs_from_text(kept.inputs));
    return sheet && points_text(*sheet) == kept.points && exact_text(sheet->total) == kept.score && hundredths(sheet->total) == kept.score_x100 && sheet->grade == kept.grade;
}

}  // namespace tandem::credit
