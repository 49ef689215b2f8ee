// A mass run over all who are due: recorded when it begins, done in chunks, each a transaction of its own with its audit rows, so
// that others write in between. Which customers are done is committed with what was written for them: a run that was cancelled or
// cut off goes on where it stood and gives what it would have given undisturbed. R-404.
#pragma once
#include <array>
#include <optional>

#include "app/reassessment.h"

namespace tandem::app {

// skipped: assessed by somebody else since the run began, or voided or merged.
inline constexpr std::array<std::string_view, 6> run_outcomes{"worse", "refused", "better", "first", "same", "skipped"};

struct AssessmentRun {
    JobId id;
    std::string state;  // running, done, cancelled, interrupted
    Date day;           // of which the assessments are, whenever they are made
    int model_version = 0, policy_version = 0;
    std::int64_t done = 0, total = 0;
    std::array<std::int64_t, run_outcomes.size()> counts{};
    UserId actor;
    std::string actor_name;
    Instant started_at{};
    std::optional<Instant> finished_at;
    bool cancel_asked = false;
    std::int64_t changed() const { return counts[0] + counts[2] + counts[3]; }  // who has another grade now
};

// Whose runs: all of them, or only one's own.
struct RunReader {
    bool all = false;
    UserId user;
};
std::optional<AssessmentRun> find_run(sql::Connection& connection, CompanyId company, const RunReader& reader, JobId run);
std::vector<AssessmentRun> load_runs(sql::Connection& connection, CompanyId company, const RunReader& reader, std::optional<JobId> before, std::int64_t limit);  // newest first

// The model and the policy with which the run began.
AssessmentBasis basis_of_run(sql::Connection& connection, const org::Company& company, const AssessmentRun& run);

// These four within a transaction.
// Refuses credit.reassessment_running while another is.
Result<JobId> begin_run(sql::Connection& connection, IdSource& ids, const audit::Act& act, const AssessmentBasis& basis, std::span<const Due> due);
// Assesses the next customers, `most` of them. False: the run is over, or was cancelled; nothing more to do.
bool run_chunk(sql::Connection& connection, const org::Company& company, IdSource& ids, const audit::Act& act, const AssessmentBasis& basis, JobId run, std::int64_t most);
// A run under way stops before its next chunk; one that is not stays as it is.
void cancel_run(sql::Connection& connection, IdSource& ids, const audit::Act& act, const AssessmentRun& run);
// Refuses credit.reassessment_running, and credit.reassessment_outdated when the day, the model or the policy is another by now,
// or a newer run began: who was left is due still, and the next run takes him.
Result<void> resume_run(sql::Connection& connection, IdSource& ids, const audit::Act& act, const AssessmentBasis& now, const AssessmentRun& run);

// Runs that are under way in the book though nobody works on them: what a server finds when it starts, or leaves when it ends.
void interrupt_runs(sql::Connection& connection, CompanyId company, std::optional<JobId> run = {});

}  // namespace tandem::app
