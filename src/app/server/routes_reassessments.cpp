// Who is due for a new look at his grade, the trial over all of them, and the runs that do it.
#include <algorithm>

#include "app/server/body.h"
#include "app/server/credit_json.h"
#include "app/server/reassessment_desk.h"
#include "app/server/reassessment_json.h"
#include "app/server/routes_assessments.h"
#include "platform/http/cursor.h"

namespace tandem::app::server {
namespace {

using http::Permission;
using http::Scope;

Result<void> check_why(const std::vector<std::string>& why) {
    for (const std::string& each : why)
        if (std::ranges::none_of(all_whys, [&](credit::Why known) { return code_of(known) == each; })) return refuse("http.bad_parameter", "why", {{"value", each}});
    return {};
}
void keep_only(std::vector<Due>& due, const std::vector<std::string>& why) {
    if (!why.empty()) std::erase_if(due, [&](const Due& each) { return std::ranges::find(why, code_of(each.why)) == why.end(); });
}

json::object counts_json(const std::vector<Due>& due) {
    json::object counts;
    for (const credit::Why why : all_whys) counts[code_of(why)] = std::ranges::count(due, why, &Due::why);
    return counts;
}

// The keys of a place in a cursor, from `at` on.
DuePlace place_at(const std::vector<http::CursorKey>& keys, std::size_t at) { return {std::get<std::int64_t>(keys.at(at)), std::get<std::string>(keys.at(at + 1)), std::get<std::int64_t>(keys.at(at + 2))}; }

// A page of those who are due; the counts are of all of them, by_why whatever the reason asked for.
Result<http::Response> queue(Serving& serving, ReassessmentDesk&, const http::Request& request) {
    TRY_VOID(request.query.only({"why", "limit", "cursor"}));
    const auto limit = static_cast<std::size_t>(TRY(request.query.limit()));
    const AssessmentBasis basis = TRY(assessment_basis(serving.connection(), serving.company(), serving.today()));
    std::vector<std::string> why;
    if (const auto one = request.query.get("why")) why.push_back(std::string(*one));
    TRY_VOID(check_why(why));
    const std::string list = "reassessments " + request.query.text("why");
    std::optional<DuePlace> after;
    if (const auto cursor = request.query.get("cursor")) after = place_at(TRY(http::decode_cursor(list, *cursor)), 0);
    auto due = due_for_assessment(serving.connection(), serving.company().id, basis, serving.reach(request));
    json::object by_why = counts_json(due);
    keep_only(due, why);
    const auto first = after ? std::ranges::upper_bound(due, *after, {}, place_of) : due.begin();
    const auto end = first + std::min<std::ptrdiff_t>(due.end() - first, static_cast<std::ptrdiff_t>(limit));
    json::array rows;
    for (auto each = first; each != end; ++each) rows.push_back(due_json(*each));
    json::value next = nullptr;
    if (end != due.end()) {
        const DuePlace last = place_of(*(end - 1));
        next = http::encode_cursor(list, {last.urgency, last.code, last.customer});
    }
    return answer_json(json::object{{"rows", std::move(rows)}, {"count", due.size()}, {"by_why", std::move(by_why)}, {"next_cursor", std::move(next)}});
}

// Every page of a trial is tried anew, on the book as it is then.
Result<TrialPage> trial_page(const http::Request& request, const std::vector<std::string>& why) {
    TrialPage page{.cursor_of = "reassessment-trial", .limit = static_cast<std::size_t>(TRY(request.query.limit())), .after = {}};
    for (const std::string& each : why) page.cursor_of += " " + each;
    if (const auto cursor = request.query.get("cursor")) {
        const auto keys = TRY(http::decode_cursor(page.cursor_of, *cursor));
        page.after = TrialPlace{std::get<std::int64_t>(keys.at(0)), place_at(keys, 1)};
    }
    return page;
}

RunReader reader_of(Serving& serving, const http::Request& request) { return {.all = serving.reach(request).is_whole(), .user = request.principal->user}; }

Result<AssessmentRun> known_run(Serving& serving, const http::Request& request, std::string_view text) {
    const auto id = parse_id<JobTag>(text);
    const auto run = id ? find_run(serving.connection(), serving.company().id, reader_of(serving, request), *id) : std::nullopt;
    if (!run) return refuse("credit.unknown_reassessment", std::string(text));
    return *run;
}

Answer answer_run(sql::Connection& connection, CompanyId company, JobId run, int status) { return {status, assessment_run_json(*find_run(connection, company, {.all = true, .user = {}}, run))}; }

// The trial reads and computes beside everybody else. A run begins with the list of who is due; the desk does the rest.
Result<http::Response> start(Serving& serving, ReassessmentDesk& desk, const http::Request& request) {
    Body body = TRY(Body::parse(request));
    std::vector<std::string> why;
    if (const json::value* raw = body.raw("why"))
        if (const auto* list = raw->if_array()) {
            for (const auto& each : *list) why.push_back(each.is_string() ? std::string(each.get_string()) : "?");
        } else body.wrong("why", {"http.wrong_type", "why", {{"expected", "array"}}});
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    TRY_VOID(check_why(why));
    const AssessmentBasis basis = TRY(assessment_basis(serving.connection(), serving.company(), serving.today()));
    auto due = due_for_assessment(serving.connection(), serving.company().id, basis, serving.reach(request));
    keep_only(due, why);
    if (request.dry_run()) {
        const TrialPage page = TRY(trial_page(request, why));
        const sql::Snapshot snapshot{serving.connection()};
        return answer_json(run_json(try_reassessing(serving.connection(), serving.company(), basis, due), basis.policy, page, request.language()));
    }
    const auto answer = TRY(serving.command(request, "credit.reassess", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        const JobId run = TRY(begin_run(connection, serving.ids(), act, basis, due));
        return answer_run(connection, act.company, run, 202);
    }));
    const json::value begun = json::parse(answer.body);
    desk.work_on(*parse_id<JobTag>(std::string_view{begun.at("id").as_string()}), request.principal->user);
    return answer;
}

Result<http::Response> list(Serving& serving, ReassessmentDesk&, const http::Request& request) {
    TRY_VOID(request.query.only({"limit", "cursor"}));
    const std::int64_t limit = TRY(request.query.limit());
    std::optional<JobId> before;
    if (const auto cursor = request.query.get("cursor")) before = JobId{std::get<std::int64_t>(TRY(http::decode_cursor("reassessment-runs", *cursor)).at(0))};
    auto found = load_runs(serving.connection(), serving.company().id, reader_of(serving, request), before, limit + 1);
    json::value next = nullptr;
    if (static_cast<std::int64_t>(found.size()) > limit) {
        found.pop_back();
        next = http::encode_cursor("reassessment-runs", {found.back().id.value});
    }
    json::array rows;
    for (const auto& run : found) rows.push_back(assessment_run_json(run));
    return answer_json(json::object{{"rows", std::move(rows)}, {"next_cursor", std::move(next)}});
}

Result<http::Response> one(Serving& serving, ReassessmentDesk&, const http::Request& request) {
    TRY_VOID(request.query.only({}));
    return answer_json(assessment_run_json(TRY(known_run(serving, request, request.parameter("id")))));
}

Result<http::Response> lines(Serving& serving, ReassessmentDesk&, const http::Request& request) {
    TRY_VOID(request.query.only({"run", "outcome", "limit", "cursor"}));
    LinePage page{.run = TRY(known_run(serving, request, request.query.text("run"))).id, .outcome = request.query.text("outcome"), .limit = TRY(request.query.limit()), .after = {}};
    if (!page.outcome.empty() && (page.outcome == "same" || std::ranges::find(run_outcomes, page.outcome) == run_outcomes.end())) return refuse("http.bad_parameter", "outcome", {{"value", page.outcome}});
    if (const auto cursor = request.query.get("cursor")) {
        const auto keys = TRY(http::decode_cursor("reassessment-lines " + page.outcome, *cursor));
        page.after = {std::get<std::int64_t>(keys.at(0)), std::get<std::int64_t>(keys.at(1))};
    }
    return answer_json(run_lines_json(serving.connection(), serving.company().id, serving.reach(request), page, request.language()));
}

Result<http::Response> cancel(Serving& serving, ReassessmentDesk&, const http::Request& request) {
    const AssessmentRun run = TRY(known_run(serving, request, request.parameter("id")));
    Body body = TRY(Body::parse(request));
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    return serving.command(request, "credit.cancel_reassessment", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        cancel_run(connection, serving.ids(), act, run);
        return answer_run(connection, act.company, run.id, 202);
    });
}

Result<http::Response> resume(Serving& serving, ReassessmentDesk& desk, const http::Request& request) {
    const AssessmentRun run = TRY(known_run(serving, request, request.parameter("id")));
    Body body = TRY(Body::parse(request));
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    const AssessmentBasis basis = TRY(assessment_basis(serving.connection(), serving.company(), serving.today()));
    const auto answer = TRY(serving.command(request, "credit.resume_reassessment", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        TRY_VOID(resume_run(connection, serving.ids(), act, basis, run));
        return answer_run(connection, act.company, run.id, 202);
    }));
    desk.work_on(run.id, request.principal->user);
    return answer;
}

}  // namespace

void add_reassessment_routes(http::Router& router, Serving& serving) {
    const auto desk = std::make_shared<ReassessmentDesk>(serving);  // lives as long as its routes
    const auto add = [&](const char* method, const std::string& path, Result<http::Response> (*handle)(Serving&, ReassessmentDesk&, const http::Request&)) {
        const bool reads = std::string_view{method} == "GET";
        router.add({.method = method, .pattern = "/api/v1/" + path, .permission = reads ? Permission::view : Permission::assess_credit, .scope = Scope::company, .money = !reads,
                    .handler = [&serving, desk, handle](const http::Request& request) { return handle(serving, *desk, request); }});
    };
    add("GET", "reassessments", queue);
    add("POST", "reassessments", start);
    add("GET", "reassessment-runs", list);
    add("GET", "reassessment-runs/{id}", one);
    add("POST", "reassessment-runs/{id}/cancel", cancel);
    add("POST", "reassessment-runs/{id}/resume", resume);
    add("GET", "reassessment-lines", lines);
}

}  // namespace tandem::app::server
