#include "app/reassessment_run.h"

#include <algorithm>
#include <boost/json.hpp>

#include "audit/edge/trail_sql.h"
#include "credit/edge/assessments_sql.h"
#include "credit/edge/credit_policy_json.h"
#include "credit/edge/standing_sql.h"
#include "org/edge/org_sql.h"
#include "policy/edge/policy_sql.h"

namespace tandem::app {
namespace {

namespace json = boost::json;

constexpr std::int64_t skipped = run_outcomes.size() - 1;

AssessmentRun run_of(const sql::Row& row) {
    AssessmentRun run{.id = JobId{row.integer(0)}, .state = std::string(row.text(1)), .day = date_of(row.integer(2)), .model_version = static_cast<int>(row.integer(3)), .policy_version = static_cast<int>(row.integer(4)),
                      .done = row.integer(5), .total = row.integer(6), .counts = {}, .actor = UserId{row.integer(7)}, .actor_name = std::string(row.text(8)), .started_at = Instant{row.integer(9)}, .finished_at = {}, .cancel_asked = !row.is_null(11)};
    if (!row.is_null(10)) run.finished_at = Instant{row.integer(10)};
    for (std::size_t at = 0; at < run.counts.size(); ++at) run.counts[at] = row.integer(12 + static_cast<int>(at));
    return run;
}

constexpr sql::Sql runs{"SELECT j.id, j.state, r.business_date, r.model_version, r.policy_version, j.done_units, j.total_units, j.actor_id, COALESCE(u.display_name, ''), j.created_at, j.finished_at, j.cancel_asked_at, "
                        "r.worse, r.refused, r.better, r.first_grade, r.same, r.skipped FROM job j JOIN reassessment_run r ON r.company_id = j.company_id AND r.id = j.id "
                        "LEFT JOIN app_user u ON u.company_id = j.company_id AND u.id = j.actor_id WHERE j.company_id = $1 AND (CAST($2 AS {int}) = 1 OR j.actor_id = $3)"};

void record(sql::Connection& connection, IdSource& ids, const audit::Act& act, JobId run, std::string_view topic, int model_version, json::object detail) {
    audit::SqlTrail trail{connection, ids, act};
    const std::string text = json::serialize(detail);
    trail.record({.object_kind = "reassessment_run", .object_id = run.value, .topic = topic, .policy_version = model_version, .detail = text});
    trail.flush();
}

credit::Why why_named(std::string_view code) {
    for (int at = 0; at <= static_cast<int>(credit::Why::asked); ++at)
        if (code_of(static_cast<credit::Why>(at)) == code) return static_cast<credit::Why>(at);
    TANDEM_ASSERT(false);
}

// ---- a chunk
struct Waiting {
    std::int64_t position;
    Due due;
    bool gone;  // voided or merged
};

std::vector<Waiting> load_waiting(sql::Connection& connection, CompanyId company, const AssessmentRun& run, std::int64_t most) {
    std::vector<Waiting> waiting;
    connection.query("SELECT d.position, d.customer_id, d.why, d.last_id, c.voided_at, c.merged_into_id FROM reassessment_due d JOIN customer c ON c.company_id = d.company_id AND c.id = d.customer_id "
                     "WHERE d.company_id = $1 AND d.run_id = $2 AND d.position > $3 AND d.position <= $4 ORDER BY d.position",
                     {company.value, run.id.value, run.done, run.done + most}, [&](const sql::Row& row) {
                         Due due{.customer = CustomerId{row.integer(1)}, .code = {}, .name = {}, .why = why_named(row.text(2)), .grade = {}, .valid_to = {}, .assessed_on = {}, .last = credit::AssessmentId{row.integer(3)}};
                         waiting.push_back({row.integer(0), std::move(due), !row.is_null(4) || !row.is_null(5)});
                     });
    return waiting;
}

// The grade that counts of each, and out of the list who needs no look any more.
void look_again(sql::Connection& connection, CompanyId company, Date day, std::vector<Waiting>& waiting) {
    std::vector<CustomerId> customers;
    for (const Waiting& each : waiting) customers.push_back(each.due.customer);
    const credit::OfCustomers of{customers};
    const auto last = credit::load_last_assessments(connection, company, of);
    const auto standings = credit::load_standings(connection, company, day, of);
    for (Waiting& each : waiting) {
        const auto newest = last.find(each.due.customer);
        each.gone = each.gone || (newest == last.end() ? credit::AssessmentId{} : newest->second.id) != each.due.last;
        if (const auto standing = standings.find(each.due.customer); standing != standings.end()) each.due.grade = standing->second.grade;
    }
}

std::string refusal_json(const Error& error) {
    json::object figures;
    for (const auto& [name, value] : error.figures) figures[name] = value;
    return json::serialize(json::object{{"code", error.code}, {"subject", error.subject}, {"figures", std::move(figures)}});
}

// What is worth reading of a chunk, and the counts of all of it.
class LineWriter {
public:
    LineWriter(sql::Connection& connection, CompanyId company, JobId run)
        : company_(company), run_(run),
          lines_(connection.bulk("reassessment_line", {"company_id", "run_id", "severity", "position", "outcome", "grade_before", "grade", "score_x100", "moved", "refusal", "assessment_id"})) {}

    void write(std::int64_t position, const Reassessed& one, Reassessment outcome) {
        ++counts_[static_cast<std::size_t>(outcome)];
        if (outcome == Reassessment::same) return;
        json::array moved;
        for (const std::string& factor : one.moved) moved.push_back(json::string(factor));
        start(static_cast<std::int64_t>(outcome), position).add_text_or_null(one.due->grade).add_text_or_null(one.grade).add(one.refused ? std::nullopt : std::optional{one.score_x100}).add(json::serialize(moved))
            .add_text_or_null(one.refused ? refusal_json(*one.refused) : std::string{}).add(one.id ? std::optional{one.id.value} : std::nullopt);
        lines_->end_row();
    }
    void skip(const Waiting& one) {
        ++counts_[skipped];
        start(skipped, one.position).add_text_or_null(one.due.grade).add_null().add_null().add("[]").add_null().add_null();
        lines_->end_row();
    }
    const std::array<std::int64_t, run_outcomes.size()>& flush() {
        lines_->flush();
        return counts_;
    }

private:
    sql::Bulk& start(std::int64_t severity, std::int64_t position) { return lines_->add(company_.value).add(run_.value).add(severity).add(position).add(run_outcomes[static_cast<std::size_t>(severity)]); }

    CompanyId company_;
    JobId run_;
    std::unique_ptr<sql::Bulk> lines_;
    std::array<std::int64_t, run_outcomes.size()> counts_{};
};

void end_run(sql::Connection& connection, IdSource& ids, const audit::Act& act, const AssessmentRun& run, const char* state, std::int64_t done) {
    connection.execute("UPDATE job SET state = $3, finished_at = $4 WHERE company_id = $1 AND id = $2", {act.company.value, run.id.value, state, act.at.micros});
    record(connection, ids, act, run.id, "credit.reassessment_ended", run.model_version, {{"state", state}, {"done", done}, {"total", run.total}});
}

// The run as it stands, held until the transaction ends: two who work on it take turns.
std::optional<AssessmentRun> hold_run(sql::Connection& connection, CompanyId company, JobId id) {
    connection.one_integer("SELECT id FROM job WHERE company_id = $1 AND id = $2{for_update}", {company.value, id.value});
    return find_run(connection, company, {.all = true, .user = {}}, id);
}

bool another_runs(sql::Connection& connection, CompanyId company) {
    return connection.one_integer("SELECT id FROM job WHERE company_id = $1 AND kind = 'reassessment' AND state = 'running'", {company.value}).has_value();
}

}  // namespace

std::optional<AssessmentRun> find_run(sql::Connection& connection, CompanyId company, const RunReader& reader, JobId run) {
    std::optional<AssessmentRun> found;
    sql::SqlBuilder query{runs};
    query << " AND j.id = $4";
    const std::vector<sql::Param> params{company.value, reader.all ? 1 : 0, reader.user.value, run.value};
    connection.query(query, params, [&](const sql::Row& row) { found = run_of(row); });
    return found;
}

std::vector<AssessmentRun> load_runs(sql::Connection& connection, CompanyId company, const RunReader& reader, std::optional<JobId> before, std::int64_t limit) {
    std::vector<AssessmentRun> all;
    sql::SqlBuilder query{runs};
    query << " AND (CAST($4 AS {int}) = 0 OR j.id < $4) ORDER BY j.id DESC LIMIT $5";
    const std::vector<sql::Param> params{company.value, reader.all ? 1 : 0, reader.user.value, before ? before->value : 0, limit};
    connection.query(query, params, [&](const sql::Row& row) { all.push_back(run_of(row)); });
    return all;
}

AssessmentBasis basis_of_run(sql::Connection& connection, const org::Company& company, const AssessmentRun& run) {
    const auto versions = policy::policy_versions(connection, company.id, "credit");
    const auto found = std::ranges::find(versions, run.policy_version, &policy::KeptPolicy::version);
    TANDEM_ASSERT(found != versions.end());
    auto policy = credit::parse_credit_policy(found->body);
    TANDEM_ASSERT(policy.has_value());
    return {credit::scoring_model_of(connection, company.id, run.model_version), *std::move(policy), company.currency, run.day};
}

Result<JobId> begin_run(sql::Connection& connection, IdSource& ids, const audit::Act& act, const AssessmentBasis& basis, std::span<const Due> due) {
    org::share_book(connection, act.company);
    if (another_runs(connection, act.company)) return refuse("credit.reassessment_running");
    const auto run = ids.make<JobId>();
    const auto total = static_cast<std::int64_t>(due.size());
    connection.execute("INSERT INTO job (company_id, id, kind, state, done_units, total_units, actor_id, created_at) VALUES ($1, $2, 'reassessment', 'running', 0, $3, $4, $5)", {act.company.value, run.value, total, act.actor.value, act.at.micros});
    connection.execute("INSERT INTO reassessment_run (company_id, id, business_date, model_version, policy_version, worse, refused, better, first_grade, same, skipped) VALUES ($1, $2, $3, $4, $5, 0, 0, 0, 0, 0, 0)",
                       {act.company.value, run.value, std::int64_t{day_number(basis.today)}, basis.model.version, basis.policy.version});
    const auto rows = connection.bulk("reassessment_due", {"company_id", "run_id", "position", "customer_id", "why", "last_id"});
    std::int64_t position = 0;
    for (const Due& each : due) {
        rows->add(act.company.value).add(run.value).add(++position).add(each.customer.value).add(code_of(each.why)).add(each.last ? std::optional{each.last.value} : std::nullopt);
        rows->end_row();
    }
    rows->flush();
    record(connection, ids, act, run, "credit.reassessment_started", basis.model.version, {{"business_date", to_string(basis.today)}, {"total", total}, {"credit_version", basis.policy.version}});
    return run;
}

bool run_chunk(sql::Connection& connection, const org::Company& company, IdSource& ids, const audit::Act& act, const AssessmentBasis& basis, JobId id, std::int64_t most) {
    org::share_book(connection, company.id);
    const auto run = hold_run(connection, company.id, id);
    if (!run || run->state != "running") return false;
    if (run->cancel_asked) return end_run(connection, ids, act, *run, "cancelled", run->done), false;
    auto waiting = load_waiting(connection, company.id, *run, most);
    look_again(connection, company.id, run->day, waiting);
    const auto left = std::ranges::stable_partition(waiting, [](const Waiting& each) { return !each.gone; });
    std::vector<Due> due;
    for (const Waiting& each : std::span{waiting.begin(), left.begin()}) due.push_back(each.due);
    LineWriter lines{connection, company.id, id};
    const auto made = reassess(connection, company, {ids, act, id.value}, basis, due);
    for (std::size_t at = 0; at < made.size(); ++at) lines.write(waiting[at].position, made[at], outcome_of(made[at], basis.policy));
    for (const Waiting& each : left) lines.skip(each);
    const auto& counts = lines.flush();
    connection.execute("UPDATE reassessment_run SET worse = worse + $3, refused = refused + $4, better = better + $5, first_grade = first_grade + $6, same = same + $7, skipped = skipped + $8 WHERE company_id = $1 AND id = $2",
                       {company.id.value, id.value, counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]});
    const std::int64_t done = std::min(run->total, run->done + most);
    connection.execute("UPDATE job SET done_units = $3 WHERE company_id = $1 AND id = $2", {company.id.value, id.value, done});
    if (done < run->total) return true;
    return end_run(connection, ids, act, *run, "done", done), false;
}

void cancel_run(sql::Connection& connection, IdSource& ids, const audit::Act& act, const AssessmentRun& run) {
    const auto asked = connection.execute("UPDATE job SET cancel_asked_at = $3 WHERE company_id = $1 AND id = $2 AND state = 'running' AND cancel_asked_at IS NULL", {act.company.value, run.id.value, act.at.micros});
    if (asked > 0) record(connection, ids, act, run.id, "credit.reassessment_cancelled", run.model_version, {{"done", run.done}, {"total", run.total}});
}

Result<void> resume_run(sql::Connection& connection, IdSource& ids, const audit::Act& act, const AssessmentBasis& now, const AssessmentRun& run) {
    if (run.state == "running" || run.state == "done") return {};
    if (another_runs(connection, act.company)) return refuse("credit.reassessment_running");
    const bool newest = !connection.one_integer("SELECT id FROM job WHERE company_id = $1 AND kind = 'reassessment' AND id > $2", {act.company.value, run.id.value});
    if (!newest || run.day != now.today || run.model_version != now.model.version || run.policy_version != now.policy.version) return refuse("credit.reassessment_outdated", to_string(run.day));
    connection.execute("UPDATE job SET state = 'running', cancel_asked_at = NULL, finished_at = NULL WHERE company_id = $1 AND id = $2", {act.company.value, run.id.value});
    record(connection, ids, act, run.id, "credit.reassessment_resumed", run.model_version, {{"done", run.done}, {"total", run.total}});
    return {};
}

void interrupt_runs(sql::Connection& connection, CompanyId company, std::optional<JobId> run) {
    connection.execute("UPDATE job SET state = 'interrupted' WHERE company_id = $1 AND kind = 'reassessment' AND state = 'running' AND (CAST($2 AS {int}) = 0 OR id = $2)", {company.value, run ? run->value : 0});
}

}  // namespace tandem::app
