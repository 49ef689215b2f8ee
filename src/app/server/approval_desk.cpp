#include "app/server/approval_desk.h"

#include <algorithm>

#include "access/edge/delegations_sql.h"
#include "app/server/users.h"
#include "approval/edge/approval_policy_json.h"
#include "approval/edge/approval_policy_sql.h"
#include "audit/edge/trail_sql.h"
#include "platform/http/dispatch.h"
#include "platform/http/url.h"

namespace tandem::app::server {
namespace {

using approval::ApprovalId;
using approval::Approver;
using approval::Held;
using approval::Level;
using approval::Person;
using approval::State;
using approval::Stored;

// What happens until keep() is taken back, and the transaction goes on.
class Savepoint {
public:
    explicit Savepoint(sql::Connection& connection) : connection_(&connection) { connection.script("SAVEPOINT held"); }
    Savepoint(const Savepoint&) = delete;
    Savepoint& operator=(const Savepoint&) = delete;
    ~Savepoint() {
        // After a failure of the engine the whole transaction is lost anyway: its own end says so.
        try { if (connection_) connection_->script("ROLLBACK TO SAVEPOINT held; RELEASE SAVEPOINT held"); } catch (const sql::Failure&) { connection_ = nullptr; }
    }
    void keep() {
        connection_->script("RELEASE SAVEPOINT held");
        connection_ = nullptr;
    }

private:
    sql::Connection* connection_;
};

Person person_of(const http::Principal& who) { return {who.user, who.employee, who.role, who.name}; }

bool names(const Level& level, const Person& person) { return std::ranges::find(level.roles, person.role) != level.roles.end() || std::ranges::find(level.users, person.name) != level.users.end(); }

// The accounts that may sign in today.
std::vector<http::Principal> principals_today(sql::Connection& connection, CompanyId company) {
    std::vector<http::Principal> all;
    connection.query("SELECT id, name, display_name, role, employee_id FROM app_user WHERE company_id = $1 AND disabled_at IS NULL", {company.value}, [&](const sql::Row& row) {
        const auto employee = row.maybe_integer(4);
        all.push_back(principal_of({UserId{row.integer(0)}, std::string(row.text(1)), std::string(row.text(2)), std::string(row.text(3)), employee ? std::optional{EmployeeId{*employee}} : std::nullopt}, company));
    });
    return all;
}

// The account of the requester as it is today; nothing when it may sign in no more.
std::optional<http::Principal> principal_today(sql::Connection& connection, CompanyId company, UserId user) {
    const auto found = find_user(connection, company, user);
    return found ? std::optional{principal_of(*found, company)} : std::nullopt;
}

std::string failure_json(const Error& error) {
    return json::serialize(json::object{{"code", error.code}, {"zh", explain(error, Language::zh)}, {"en", explain(error, Language::en)}});
}

}  // namespace

ApprovalDesk::ApprovalDesk(Serving& serving, const http::Router& router, sql::Connection& connection, const audit::Act& act, const http::Principal& who)
    : serving_(serving), router_(router), connection_(connection), act_(act), who_(who), me_(person_of(who)), delegators_(delegators_of(serving, connection, who.user)), mail_(serving, connection, act) {}

Result<std::vector<Level>> ApprovalDesk::levels(Subject& subject, const approval::ApprovalPolicy& policy, std::optional<ApprovalId> except) {
    Held& held = subject.held;
    held.counted = held.base_amount;
    if (held.counted && held.customer) *held.counted += approval::asked_since(connection_, act_.company, held.kind, *held.customer, me_, approval::split_window_start(policy, act_.at), except);
    return policy.levels_for({held.kind, held.counted, subject.days, subject.region});
}

Result<Answer> ApprovalDesk::admit(const http::Request& request, const Command& command) {
    const auto policy = TRY(approval::load_approval_policy(connection_, act_.company, serving_.company().currency, serving_.today()));
    if (!policy.knows(approval_kind(act_.command))) return command(connection_, act_);
    Subject subject = TRY(describe(connection_, serving_.company(), act_.command, request, serving_.today()));
    Stored stored{.id = serving_.ids().make<ApprovalId>(), .held = {}, .request = {}, .policy_version = policy.version, .failure = {}, .recorded_at = act_.at, .decided_at = {}};
    stored.request.requester = me_;
    stored.request.levels = TRY(levels(subject, policy, {}));
    stored.request.beneficiaries = std::move(subject.beneficiaries);
    stored.request.makers = std::move(subject.makers);
    stored.request.level_since = act_.at;
    stored.held = std::move(subject.held);
    stored.request.content_hash = content_hash(stored.held);
    // The document was locked when it was described: two who ask at once come one after the other.
    if (!subject.alone.empty())
        if (const auto who = approval::waiting_requester(connection_, act_.company, stored.held)) return refuse("contract.review_waiting", subject.alone, {{"who", *who}});
    if (stored.request.levels.empty()) {
        stored.request.state = State::exempt;
        stored.decided_at = act_.at;
        const Answer answer = TRY(command(connection_, act_));
        approval::insert_request(connection_, act_.company, stored);
        return answer;
    }
    {
        const Savepoint trial{connection_};
        TRY_VOID(command(connection_, act_));
    }
    approval::insert_request(connection_, act_.company, stored);
    record(stored, "approval.requested", {{"kind", stored.held.kind}, {"command", stored.held.command}, {"content_hash", stored.request.content_hash}});
    TRY_VOID(tell_waiting(stored));
    return Answer{202, json::object{{"approval_id", request.dry_run() ? json::value(nullptr) : json::value(to_string(stored.id))}, {"state", "pending"}, {"kind", stored.held.kind}, {"levels", approval::levels_json(stored.request.levels)}}};
}

namespace {

bool reaches(const http::Principal& who, const Held& held) {
    switch (who.scope) {
        case http::Scope::company:
        case http::Scope::all: return true;
        case http::Scope::region: return !held.customer || (held.region && *held.region == who.region);
        case http::Scope::team: return !held.customer || (held.team && *held.team == who.team);
        default: return false;
    }
}

}  // namespace

const std::vector<http::Principal>& ApprovalDesk::approvers() {
    if (approvers_) return *approvers_;
    approvers_.emplace();
    for (http::Principal& each : principals_today(connection_, act_.company))
        if (each.permissions.has(http::Permission::approve)) approvers_->push_back(serving_.placed(std::move(each)));
    return *approvers_;
}

std::vector<Person> ApprovalDesk::within_reach(const Held& held) {
    std::vector<Person> people;
    for (const http::Principal& each : approvers())
        if (reaches(each, held)) people.push_back(person_of(each));
    return people;
}

void ApprovalDesk::bring_up_to_date(Stored& stored) {
    // A deadline counts from its own minute, whether or not anything has looked since.
    if (auto late = approval::escalate(stored.request, act_.at)) stored.request = std::move(*late);
    else if (auto passed = approval::pass_on(stored.request, within_reach(stored.held))) stored.request = std::move(*passed);
}

bool ApprovalDesk::has_approvers(const Stored& stored) { return approval::has_approvers(stored.request, within_reach(stored.held)); }

bool ApprovalDesk::concerns(const Stored& stored) const {
    const approval::Request& request = stored.request;
    if (same_person(request.requester, me_) || who_.permissions.has(http::Permission::view_audit)) return true;
    if (std::ranges::any_of(request.decisions, [&](const approval::Decision& each) { return same_person(each.approver.person, me_); })) return true;
    return std::ranges::any_of(request.levels, [&](const Level& level) {
        return (names(level, me_) && reaches(who_, stored.held)) || std::ranges::any_of(delegators_, [&](const Person& other) { return names(level, other); });
    });
}

Result<Stored> ApprovalDesk::visible(ApprovalId id, approval::Lock lock) {
    auto stored = approval::find_request(connection_, act_.company, id, lock);
    if (!stored || stored->request.state == State::exempt || !concerns(*stored)) return refuse("approval.unknown_request", to_string(id));
    bring_up_to_date(*stored);
    return *std::move(stored);
}

Result<Approver> ApprovalDesk::approver_for(const Stored& stored, std::string_view seen_hash) {
    const auto own = approval::check_decision(stored.request, {me_, {}}, seen_hash);
    if (own && reaches(who_, stored.held)) return Approver{me_, {}};
    for (const Person& other : delegators_)
        if (approval::check_decision(stored.request, {me_, other}, seen_hash)) return Approver{me_, other};
    if (own) return refuse("approval.not_an_approver");
    return tl::unexpected<Error>(own.error());
}

void ApprovalDesk::record(const Stored& stored, std::string_view topic, json::object detail) {
    const std::string text = json::serialize(detail);
    audit::SqlTrail trail{connection_, serving_.ids(), act_};
    trail.record({.object_kind = "approval", .object_id = stored.id.value, .topic = topic, .policy_version = stored.policy_version, .detail = text});
    trail.flush();
}

Result<Stored> ApprovalDesk::decide(const Wanted& wanted) {
    Stored stored = TRY(visible(wanted.id, approval::Lock::write));
    Approver approver = TRY(approver_for(stored, wanted.seen_hash));
    stored.request = TRY(approval::decide(std::move(stored.request), std::move(approver), wanted.verdict, wanted.seen_hash, wanted.reason, act_.at));
    const bool no = wanted.verdict == approval::Verdict::reject;
    const auto& last = stored.request.decisions.back();
    record(stored, no ? "approval.rejected" : "approval.agreed",
           {{"level", last.level + 1}, {"content_hash", wanted.seen_hash}, {"reason", wanted.reason}, {"in_place_of", last.approver.stands_in_for ? json::value(last.approver.stands_in_for->name) : json::value(nullptr)}});
    if (stored.request.state == State::effective) stored.request = TRY(settle(stored));
    if (stored.request.state != State::pending) stored.decided_at = act_.at;
    approval::save_request(connection_, act_.company, stored);
    if (stored.request.state != State::pending) mail_.tell_decided(stored);
    else TRY_VOID(tell_waiting(stored));
    return stored;
}

// The held command is done, or the request has failed.
Result<approval::Request> ApprovalDesk::settle(Stored& stored) {
    json::array approvers;
    for (const auto& each : stored.request.decisions)
        if (each.round == stored.request.round) approvers.push_back(json::object{{"user", to_string(each.approver.person.user)}, {"name", each.approver.person.name}, {"level", each.level + 1}});
    json::object detail{{"command", stored.held.command}, {"content_hash", stored.request.content_hash}, {"requester", to_string(stored.request.requester.user)}, {"approvers", std::move(approvers)}};
    std::optional<Error> refused;
    {
        Savepoint doing{connection_};
        const auto done = run(stored);
        if (done) doing.keep();
        else refused = done.error();
    }
    if (!refused) {
        record(stored, "approval.effective", std::move(detail));
        return stored.request;
    }
    stored.failure = failure_json(*refused);
    detail["refusal"] = refused->code;
    record(stored, "approval.failed", std::move(detail));
    return approval::fail(std::move(stored.request));
}

Result<Answer> ApprovalDesk::run(const Stored& stored) {
    const auto segments = http::split_path(stored.held.path);
    TANDEM_ASSERT(segments.has_value());  // it came in through the router
    const auto found = router_.find(stored.held.method, *segments);
    const auto* match = std::get_if<http::Router::Match>(&found);
    TANDEM_ASSERT(match);
    http::Request held;
    held.method = stored.held.method;
    held.path = stored.held.path;
    held.body = stored.held.body;
    held.parameters = match->parameters;
    held.principal = principal_today(connection_, act_.company, stored.request.requester.user);
    if (held.principal) held.principal = serving_.placed(*std::move(held.principal));
    TRY_VOID(http::authorize(*match->route, held.principal));
    audit::Act act = act_;
    act.actor = stored.request.requester.user;
    Answer answer = TRY(Serving::release(held, match->route->handler, connection_, act));
    if (answer.status >= 400) return refuse("http.invalid_body");
    return answer;
}

Result<Stored> ApprovalDesk::withdraw(ApprovalId id, const std::string& reason) {
    Stored stored = TRY(visible(id, approval::Lock::write));
    stored.request = TRY(approval::withdraw(std::move(stored.request), me_));
    stored.decided_at = act_.at;
    approval::save_request(connection_, act_.company, stored);
    record(stored, "approval.withdrawn", {{"reason", reason}});
    return stored;
}

Result<Stored> ApprovalDesk::edit(ApprovalId id, const std::string& seen_hash, const std::string& body) {
    Stored stored = TRY(visible(id, approval::Lock::write));
    TRY_VOID(approval::withdraw(stored.request, me_));  // pending and theirs, as for taking it back
    Stored changed = stored;
    changed.held.body = body;
    {
        const Savepoint trial{connection_};
        TRY_VOID(run(changed));
    }
    http::Request request;
    request.method = stored.held.method;
    request.path = stored.held.path;
    request.body = body;
    const auto found = router_.find(request.method, *http::split_path(request.path));
    request.parameters = std::get<http::Router::Match>(found).parameters;
    const auto policy = TRY(approval::load_approval_policy(connection_, act_.company, serving_.company().currency, serving_.today()));
    Subject subject = TRY(describe(connection_, serving_.company(), stored.held.command, request, serving_.today()));
    auto chain = TRY(levels(subject, policy, id));
    // What was held once is not let through by editing it below the threshold.
    if (chain.empty()) chain = stored.request.levels;
    stored.request = TRY(approval::edit(std::move(stored.request), me_, seen_hash, {content_hash(subject.held), std::move(chain), std::move(subject.beneficiaries), std::move(subject.makers)}, act_.at));
    stored.held = std::move(subject.held);
    stored.policy_version = policy.version;
    approval::save_request(connection_, act_.company, stored);
    record(stored, "approval.edited", {{"content_hash", stored.request.content_hash}, {"round", stored.request.round}});
    TRY_VOID(tell_waiting(stored));
    return stored;
}

std::vector<Person> delegators_of(Serving& serving, sql::Connection& connection, UserId user) {
    const CompanyId company = serving.company().id;
    std::vector<Person> away;
    for (const UserId from : access::acts_for(user, access::delegations_on(connection, company, serving.today()), serving.today()))
        if (const auto who = principal_today(connection, company, from)) away.push_back(person_of(*who));
    return away;
}

}  // namespace tandem::app::server
