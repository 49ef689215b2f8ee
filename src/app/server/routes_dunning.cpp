// Today's worklist, alerts and the day-end run.
#include <memory>
#include <thread>

#include "app/server/body.h"
#include "app/server/order_json.h"
#include "app/server/promise_body.h"
#include "app/server/reached.h"
#include "app/server/serving.h"
#include "approval/edge/approval_policy_sql.h"
#include "dunning/edge/worklist_json.h"
#include "platform/http/cursor.h"
#include "platform/sql/again.h"

namespace tandem::app::server {
namespace {

using http::Permission;
using http::Scope;

// ---- the worklist
// Who works the list himself sees his own tasks and what waits in his role's queue; others see everything.
std::optional<dunning::Role> working_role(std::string_view user_role) {
    if (user_role == "rep") return dunning::Role::rep;
    if (user_role == "manager" || user_role == "regional_manager") return dunning::Role::sales_manager;
    if (user_role == "risk") return dunning::Role::risk_officer;
    if (user_role == "legal") return dunning::Role::legal_officer;
    return std::nullopt;
}

Result<dunning::WorklistQuery> worklist_query(const http::Request& request) {
    TRY_VOID(request.query.only({"owner", "role", "limit"}));
    dunning::WorklistQuery query;
    query.limit = static_cast<int>(TRY(request.query.limit(100)));
    if (const auto role = request.query.get("role")) {
        query.role = dunning::parse_role(*role);
        if (!query.role) return refuse("dunning.unknown_role", std::string(*role), {{"roles", "rep, sales_manager, risk_officer, legal_officer, finance, collector"}});
    }
    const std::string owner = request.query.text("owner", query.role ? "all" : "me");
    if (owner == "all") return query;
    if (owner != "me") {
        query.owner = parse_id<EmployeeTag>(owner);
        if (!query.owner) return refuse("http.unknown_id", owner);
        return query;
    }
    const auto own_role = working_role(request.principal->role);
    if (own_role && request.principal->employee) {
        query.owner = request.principal->employee;
        query.role = own_role;
    }
    return query;
}

Result<http::Response> today(Serving& serving, const http::Request& request) {
    const auto query = TRY(worklist_query(request));
    const org::Reach reach = serving.reach(request);
    sql::Connection& connection = serving.connection();
    const auto& policy = serving.policies().dunning;
    const auto list = dunning::load_worklist(connection, serving.company(), reach, policy, serving.today(), query);
    const auto runs = dunning::load_day_end_runs(connection, serving.company().id, 1);
    return answer_json(dunning::worklist_json(list, policy, serving.today(), runs.empty() ? std::nullopt : std::optional{runs.front()}, reach, request.language()));
}

Result<http::Response> task_done(Serving& serving, const http::Request& request) {
    const auto task = TRY(path_id<TaskTag>(serving, serving.reach(request), request, "dunning.unknown_task"));
    Body body = TRY(Body::parse(request));
    const std::string outcome_text = body.text("outcome"), note = body.text_or("note");
    const auto outcome = dunning::parse_outcome(outcome_text);
    if (!outcome_text.empty() && !outcome) body.wrong("outcome", outcome.error());
    // With the outcome promised comes the promise; who forgot its date is told so when the task turns out to be open.
    std::optional<dunning::TaskPromise> promise;
    if (outcome && *outcome == dunning::TaskOutcome::promised)
        if (const auto stated = promise_of(body, body.maybe_date("promised_date").value_or(Date{})); stated.promised_on != Date{}) promise = stated;
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    return serving.command(request, "task.done", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        TRY_VOID(dunning::complete_task(connection, serving.company(), act, serving.ids(), serving.policies().dunning, {task, *outcome, note, promise}));
        return Answer{200, json::object{{"id", to_string(task)}, {"outcome", code_of(*outcome)}}};
    });
}

Result<http::Response> alerts(Serving& serving, const http::Request& request) {
    TRY_VOID(request.query.only({"from", "to", "limit", "cursor"}));
    dunning::AlertPage page{};
    page.to = TRY(request.query.date("to")).value_or(serving.today());
    page.from = TRY(request.query.date("from")).value_or(page.to - Days{30});
    const auto limit = TRY(request.query.limit());
    page.limit = static_cast<int>(limit) + 1;
    if (const auto cursor = request.query.get("cursor")) {
        const auto keys = TRY(http::decode_cursor("alerts", *cursor));
        page.after = {std::get<std::int64_t>(keys.at(0)), std::get<std::int64_t>(keys.at(1)), std::get<std::string>(keys.at(2))};
    }
    auto found = dunning::load_fired_alerts(serving.connection(), serving.company().id, serving.reach(request), page);
    json::value next = nullptr;
    if (static_cast<std::int64_t>(found.size()) > limit) {
        found.pop_back();
        next = http::encode_cursor("alerts", {std::int64_t{day_number(found.back().business_date)}, found.back().item.value, found.back().code});
    }
    json::array rows;
    for (const auto& alert : found) rows.push_back(dunning::alert_json(alert));
    return answer_json(json::object{{"rows", std::move(rows)}, {"next_cursor", std::move(next)}});
}

// ---- the day-end run, as a job
// One run at a time, on a thread of its own; whoever asks meanwhile gets the job that is under way.
class DayEndJobs {
public:
    explicit DayEndJobs(Serving& serving) : serving_(serving) {}

    Result<http::Response> start(const audit::Act& act, Date date) {
        const std::lock_guard lock{mutex_};
        if (running_) return answer_json(*running_, 202);
        const int days = TRY(dunning::days_to_run(serving_.connection(), serving_.company(), act.at, date));
        const JobId job = serving_.ids().make<JobId>();
        {
            const auto writing = serving_.write_lock();
            serving_.connection().execute("INSERT INTO job (company_id, id, kind, state, done_units, total_units, actor_id, created_at) VALUES ($1, $2, 'day_end', 'running', 0, $3, $4, $5)",
                                          {act.company.value, job.value, days, act.actor.value, act.at.micros});
        }
        running_ = json::object{{"id", to_string(job)}, {"kind", "day_end"}, {"state", "running"}, {"done", 0}, {"total", days}, {"detail", to_string(date)}};
        thread_ = std::jthread{[this, act, date, job] { run(act, date, job); }};
        return answer_json(*running_, 202);
    }

private:
    void run(const audit::Act& act, Date date, JobId job) {
        std::string detail, state = "failed";
        std::int64_t days = 0;
        try {
            const auto writing = serving_.write_lock();
            const auto again = [&] { serving_.metrics().count("commands_again", "commands begun again because another server stood in their way"); };
            // Days that were run stay run: it goes on with the next one.
            const auto runs = sql::until_not_busy([&] {
                return dunning::run_day_end(serving_.connection(), serving_.company(), act, serving_.ids(), serving_.clock(), dunning_policy_on(serving_.connection(), serving_.company().id), date);
            }, again);
            if (runs) {
                sql::until_not_busy([&] { look_at_documents_again(act); }, again);
                state = "done";
                days = static_cast<std::int64_t>(runs->size());
            } else {
                detail = explain(runs.error(), Language::zh);
            }
            finish(job, state, days, detail);
        } catch (const std::exception& failure) {
            // The database itself failed; the job says so when it can be reached again.
            try { finish(job, "failed", 0, failure.what()); } catch (const std::exception&) { serving_.metrics().count("day_end_lost", "day-end jobs whose outcome could not be written"); }
        }
        const std::lock_guard lock{mutex_};
        running_.reset();
    }
    void look_at_documents_again(const audit::Act& act) {
        sql::Transaction transaction{serving_.connection()};
        approval::escalate_overdue(serving_.connection(), act, serving_.ids());
        receivable::OrderDesk orders = order_desk(serving_, serving_.connection(), act);
        orders.recheck({});
        orders.flush();
        transaction.commit();
    }
    void finish(JobId job, const std::string& state, std::int64_t days, const std::string& detail) {
        serving_.connection().execute("UPDATE job SET state = $3, done_units = $4, detail = $5, finished_at = $6 WHERE company_id = $1 AND id = $2",
                                      {serving_.company().id.value, job.value, state, days, detail, serving_.clock().now().micros});
    }

    Serving& serving_;
    std::mutex mutex_;
    std::optional<json::object> running_;
    std::jthread thread_;  // last: it ends before what it works with
};

Result<http::Response> run_day_end(Serving& serving, DayEndJobs& jobs, const http::Request& request) {
    Body body = TRY(Body::parse(request));
    const auto date = body.maybe_date("date");
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    const auto act = serving.act(request, "day-end");
    if (!request.dry_run()) return jobs.start(act, date.value_or(serving.today()));
    const auto writing = serving.write_lock();
    const auto runs = TRY(dunning::run_day_end(serving.connection(), serving.company(), act, serving.ids(), serving.clock(), dunning_policy_on(serving.connection(), serving.company().id), date.value_or(serving.today()),
                                               dunning::Saving::dry_run));
    json::array rows;
    for (const auto& run : runs) rows.push_back(dunning::day_end_json(run, serving.reach(request)));
    return answer_json(json::object{{"dry_run", true}, {"rows", std::move(rows)}});
}

Result<http::Response> day_ends(Serving& serving, const http::Request& request) {
    TRY_VOID(request.query.only({"limit"}));
    const org::Reach reach = serving.reach(request);
    json::array rows;
    for (const auto& run : dunning::load_day_end_runs(serving.connection(), serving.company().id, static_cast<int>(TRY(request.query.limit())))) rows.push_back(dunning::day_end_json(run, reach));
    return answer_json(json::object{{"rows", std::move(rows)}});
}

}  // namespace

void add_dunning_routes(http::Router& router, Serving& serving) {
    const auto bound = [&serving](Result<http::Response> (*handler)(Serving&, const http::Request&)) { return [&serving, handler](const http::Request& request) { return handler(serving, request); }; };
    router.add({.method = "GET", .pattern = "/api/v1/today", .permission = Permission::view, .scope = Scope::company, .handler = bound(today)});
    router.add({.method = "POST", .pattern = "/api/v1/tasks/{id}/done", .permission = Permission::work_collections, .scope = Scope::company, .handler = bound(task_done)});
    router.add({.method = "GET", .pattern = "/api/v1/alerts", .permission = Permission::view, .scope = Scope::company, .handler = bound(alerts)});
    const auto jobs = std::make_shared<DayEndJobs>(serving);
    router.add({.method = "POST", .pattern = "/api/v1/day-end", .permission = Permission::run_day_end, .scope = Scope::company,
                .handler = [&serving, jobs](const http::Request& request) { return run_day_end(serving, *jobs, request); }});
    router.add({.method = "GET", .pattern = "/api/v1/day-end", .permission = Permission::view, .scope = Scope::company, .handler = bound(day_ends)});
}

}  // namespace tandem::app::server
