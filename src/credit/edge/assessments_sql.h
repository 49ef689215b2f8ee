// Where assessments are kept. What was kept is never changed: it is computed again from its inputs and compared.
#pragma once
#include <functional>
#include <memory>
#include <vector>

#include "audit/act.h"
#include "core/id_source.h"
#include "credit/assessment.h"
#include "credit/edge/of_customers.h"
#include "platform/sql/connection.h"

namespace tandem::credit {

// The scoring model in force on the day, and the one of a version. The second asserts: what a row names was once in force.
Result<ScoringModel> scoring_model_on(sql::Connection& connection, CompanyId company, Date day);
ScoringModel scoring_model_of(sql::Connection& connection, CompanyId company, int version);

struct NewAssessment {
    AssessmentId id;
    CustomerId customer;
    Assessment made;
    std::vector<FactorValue> inputs;
    std::string grade_before;  // empty: none
    std::string why;           // a Why
};

// Each assessment with its grade fact; one, or a whole run of them. flush() before they are read.
class AssessmentWriter {
public:
    AssessmentWriter(sql::Connection& connection, IdSource& ids, const audit::Act& act, std::optional<std::int64_t> run = {});
    void write(const NewAssessment& assessment);
    void flush();

private:
    IdSource& ids_;
    const audit::Act& act_;
    std::optional<std::int64_t> run_;
    std::unique_ptr<sql::Bulk> assessments_, grades_;
};

struct KeptAssessment {
    AssessmentId id;
    CustomerId customer;
    Date assessed_on, valid_to;
    int model_version = 0, policy_version = 0;
    std::string inputs, points, score;
    std::int64_t score_x100 = 0;
    std::string grade, grade_before, why;
    std::optional<std::int64_t> run;
    UserId actor;
    Instant recorded_at{};
};
std::vector<KeptAssessment> load_assessments(sql::Connection& connection, CompanyId company, CustomerId customer);  // newest first
// The versions of the scoring model by which anybody was assessed.
std::vector<int> assessed_models(sql::Connection& connection, CompanyId company);
// Calls for every assessment of the company, in the order they were recorded.
void each_assessment(sql::Connection& connection, CompanyId company, const std::function<void(const KeptAssessment&)>& call);

// The newest of every customer, without what it was computed from.
struct LastAssessment {
    AssessmentId id;
    Date assessed_on, valid_to;
    Instant recorded_at{};
    std::string grade;
};
std::map<CustomerId, LastAssessment> load_last_assessments(sql::Connection& connection, CompanyId company, const OfCustomers& of = {});

// The sheet as it was, computed again from the snapshot.
Assessment replay(const ScoringModel& model, const KeptAssessment& kept);
// Whether that gives what was kept: points, exact score and grade.
bool replays(const ScoringModel& model, const KeptAssessment& kept);

}  // namespace tandem::credit
