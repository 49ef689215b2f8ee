// Agreement: what waits for me, what I asked, one request with all it would change, and the decisions. R-303; trust S4, S5.
#include "app/server/approval_desk.h"
#include "app/server/approval_json.h"
#include "app/server/body.h"
#include "app/server/shared_figures.h"
#include "approval/edge/approval_policy_json.h"
#include "approval/edge/approval_policy_sql.h"
#include "audit/edge/trail_sql.h"
#include "platform/http/cursor.h"
#include "platform/http/problem.h"

namespace tandem::app::server {
namespace {

using approval::ApprovalId;
using approval::ApprovalTag;
using approval::Stored;
using approval::Verdict;
using http::Permission;
using http::Scope;

constexpr std::size_t most_at_once = 100;

struct Here {
    Serving& serving;
    const http::Router& router;
};

Result<ApprovalId> path_id(const http::Request& request) {
    const auto id = parse_id<ApprovalTag>(request.parameter("id"));
    if (!id) return refuse("approval.unknown_request", std::string(request.parameter("id")));
    return *id;
}

// The request with all it would change. Of limits shared with customers out of sight it tells no more than the gate and the
// hold list do (trust S34).
json::object told(const Here& here, const org::Reach& reach, sql::Connection& connection, const audit::Act& act, const Stored& stored) {
    json::value out = approval_json(connection, act.company, stored, act.at);
    if (stored.held.customer) SharedFigures{here.serving, reach}.hide(*stored.held.customer, out);
    return std::move(out.get_object());
}

// What waits for this person, oldest first: what they could decide at this moment.
std::vector<Stored> inbox_of(const Here& here, const http::Request& request, const audit::Act& act) {
    sql::Connection& connection = here.serving.connection();
    ApprovalDesk desk{here.serving, here.router, connection, act, *request.principal};
    std::vector<Stored> mine;
    for (Stored& each : approval::pending_requests(connection, act.company)) {
        desk.bring_up_to_date(each);
        if (request.principal->permissions.has(Permission::approve) && desk.approver_for(each, each.request.content_hash)) mine.push_back(std::move(each));
    }
    return mine;
}

Result<http::Response> list(const Here& here, const http::Request& request) {
    TRY_VOID(request.query.only({"box", "kind", "limit", "cursor"}));
    const std::string box = request.query.text("box", "inbox"), kind = request.query.text("kind");
    const auto limit = TRY(request.query.limit());
    const audit::Act act = here.serving.act(request, "approvals");
    std::vector<Stored> found;
    json::value next = nullptr;
    if (box == "inbox") {
        found = inbox_of(here, request, act);
        if (!kind.empty()) std::erase_if(found, [&](const Stored& each) { return each.held.kind != kind; });
    } else if (box == "sent" || box == "done") {
        std::optional<ApprovalId> before;
        if (const auto cursor = request.query.get("cursor")) before = ApprovalId{std::get<std::int64_t>(TRY(http::decode_cursor("approvals " + box, *cursor)).at(0))};
        found = approval::list_requests(here.serving.connection(), act.company, box == "sent" ? approval::Box::sent : approval::Box::done, act.actor, before, limit + 1);
        if (static_cast<std::int64_t>(found.size()) > limit) {
            found.pop_back();
            next = http::encode_cursor("approvals " + box, {found.back().id.value});
        }
    } else {
        return refuse("http.bad_parameter", "box", {{"value", box}});
    }
    return answer_json(json::object{{"rows", approval_rows(here.serving.connection(), act.company, found, act.at)}, {"next_cursor", std::move(next)}});
}

Result<http::Response> count(const Here& here, const http::Request& request) {
    TRY_VOID(request.query.only({}));
    return answer_json(json::object{{"inbox", inbox_of(here, request, here.serving.act(request, "approvals")).size()}});
}

Result<http::Response> one(const Here& here, const http::Request& request) {
    const auto id = TRY(path_id(request));
    const audit::Act act = here.serving.act(request, "approval");
    ApprovalDesk desk{here.serving, here.router, here.serving.connection(), act, *request.principal};
    const Stored stored = TRY(desk.visible(id));
    json::object out = told(here, here.serving.reach(request), here.serving.connection(), act, stored);
    const auto able = desk.approver_for(stored, stored.request.content_hash);
    const bool may = able && request.principal->permissions.has(Permission::approve);
    const bool mine = approval::withdraw(stored.request, {act.actor, request.principal->employee, request.principal->role, request.principal->name}).has_value();
    out["may_decide"] = may;
    out["why_not"] = able ? json::value(nullptr) : json::value(explain(able.error(), request.language()));
    out["may_change"] = mine;
    out["nobody_left"] = !desk.has_approvers(stored);
    return answer_json(out);
}

template <class Do>
Result<http::Response> at_desk(const Here& here, const http::Request& request, Body& body, const char* name, Do run) {
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    const org::Reach reach = here.serving.reach(request);
    return here.serving.command(request, name, [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        ApprovalDesk desk{here.serving, here.router, connection, act, *request.principal};
        const Stored stored = TRY(run(desk));
        TRY_VOID(desk.send_word());
        return Answer{200, told(here, reach, connection, act, stored)};
    });
}

Result<http::Response> decide(const Here& here, const http::Request& request, Verdict verdict) {
    const auto id = TRY(path_id(request));
    Body body = TRY(Body::parse(request));
    const ApprovalDesk::Wanted wanted{id, verdict, body.text("content_hash"), verdict == Verdict::reject ? body.text("reason") : body.text_or("reason")};
    return at_desk(here, request, body, verdict == Verdict::reject ? "approval.reject" : "approval.approve", [&](ApprovalDesk& desk) { return desk.decide(wanted); });
}
Result<http::Response> approve(const Here& here, const http::Request& request) { return decide(here, request, Verdict::approve); }
Result<http::Response> reject(const Here& here, const http::Request& request) { return decide(here, request, Verdict::reject); }

Result<http::Response> withdraw(const Here& here, const http::Request& request) {
    const auto id = TRY(path_id(request));
    Body body = TRY(Body::parse(request));
    const std::string reason = body.text_or("reason");
    return at_desk(here, request, body, "approval.withdraw", [&](ApprovalDesk& desk) { return desk.withdraw(id, reason); });
}

// The body of the held command alone can be edited; a state or an approver cannot be written (S22).
Result<http::Response> edit(const Here& here, const http::Request& request) {
    const auto id = TRY(path_id(request));
    Body body = TRY(Body::parse(request));
    const std::string seen = body.text("content_hash");
    const json::value* raw = body.raw("body");
    if (!raw || !raw->is_object()) body.wrong("body", {"http.field_required", "body", {}});
    const std::string text = raw ? json::serialize(*raw) : "";
    return at_desk(here, request, body, "approval.edit", [&](ApprovalDesk& desk) { return desk.edit(id, seen, text); });
}

// Several of one kind: all are approved, or the first refusal ends it and none is.
Result<http::Response> approve_many(const Here& here, const http::Request& request) {
    Body body = TRY(Body::parse(request));
    const std::string kind = body.text("kind"), reason = body.text_or("reason");
    std::vector<ApprovalDesk::Wanted> wanted;
    for (Body& each : body.list("requests")) {
        wanted.push_back({each.id<ApprovalTag>("id"), Verdict::approve, each.text("content_hash"), reason});
        body.adopt(each);
    }
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    if (wanted.size() > most_at_once) return refuse("approval.too_many", std::to_string(wanted.size()), {{"most", std::to_string(most_at_once)}});
    return here.serving.command(request, "approval.approve_many", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        ApprovalDesk desk{here.serving, here.router, connection, act, *request.principal};
        std::vector<Stored> decided;
        for (const auto& each : wanted) {
            if (TRY(desk.visible(each.id)).held.kind != kind) return refuse("approval.mixed_kinds", kind);
            decided.push_back(TRY(desk.decide(each)));
        }
        TRY_VOID(desk.send_word());
        return Answer{200, json::object{{"rows", approval_rows(connection, act.company, decided, act.at)}}};
    });
}

}  // namespace

void add_approval_routes(http::Router& router, Serving& serving) {
    serving.guard_with([&serving, &router](const http::Request& request, sql::Connection& connection, const audit::Act& act, const Command& command) -> Result<Answer> {
        if (approval_kind(act.command).empty()) return command(connection, act);
        if (!request.principal) return refuse("auth.signed_out");
        ApprovalDesk desk{serving, router, connection, act, *request.principal};
        const Answer answer = TRY(desk.admit(request, command));
        TRY_VOID(desk.send_word());
        return answer;
    });
    using Handle = Result<http::Response> (*)(const Here&, const http::Request&);
    const auto add = [&](const char* method, const char* pattern, Permission permission, Handle handle) {
        const bool writes = std::string_view{method} != "GET";
        router.add({.method = method, .pattern = pattern, .permission = permission, .scope = Scope::company, .money = writes,
                    .handler = [&serving, &router, handle](const http::Request& request) { return handle({serving, router}, request); }});
    };
    add("GET", "/api/v1/approvals", Permission::signed_in, list);
    add("GET", "/api/v1/approvals/count", Permission::signed_in, count);
    add("POST", "/api/v1/approvals/approve", Permission::approve, approve_many);
    add("GET", "/api/v1/approvals/{id}", Permission::signed_in, one);
    add("PATCH", "/api/v1/approvals/{id}", Permission::signed_in, edit);
    add("POST", "/api/v1/approvals/{id}/approve", Permission::approve, approve);
    add("POST", "/api/v1/approvals/{id}/reject", Permission::approve, reject);
    add("POST", "/api/v1/approvals/{id}/withdraw", Permission::signed_in, withdraw);
}

}  // namespace tandem::app::server
