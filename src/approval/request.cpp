#include "approval/request.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tandem::approval {
namespace {

constexpr std::int64_t micros_per_hour = 3'600'000'000;
constexpr std::array<std::pair<State, std::string_view>, 6> states{{{State::pending, "pending"}, {State::effective, "effective"}, {State::rejected, "rejected"},
                                                                    {State::withdrawn, "withdrawn"}, {State::failed, "failed"}, {State::exempt, "exempt"}}};

bool has(const std::vector<std::string>& all, std::string_view one) { return std::ranges::find(all, one) != all.end(); }
bool belongs(const Level& level, const Person& person) { return has(level.roles, person.role) || has(level.users, person.name); }

const Level& current(const Request& request) { return request.levels[static_cast<std::size_t>(request.level)]; }
const Level* next(const Request& request) {
    const auto at = static_cast<std::size_t>(request.level) + 1;
    return at < request.levels.size() ? &request.levels[at] : nullptr;
}

bool has_interest(const Request& request, const Person& person) {
    return same_person(person, request.requester) || std::ranges::find(request.makers, person.user) != request.makers.end() || (person.employee && std::ranges::find(request.beneficiaries, person.employee) != request.beneficiaries.end());
}

bool has_decided(const Request& request, const Person& person) {
    return std::ranges::any_of(request.decisions, [&](const Decision& each) {
        return each.round == request.round && (same_person(each.approver.person, person) || same_person(each.approver.authority(), person));
    });
}

bool may_decide_here(const Request& request, const Person& authority) {
    if (belongs(current(request), authority)) return true;
    return request.escalated && next(request) && belongs(*next(request), authority);
}

Result<void> check_pending(const Request& request) {
    if (request.state != State::pending) return refuse("approval.not_pending", "", {{"state", std::string(code_of(request.state))}});
    return {};
}

Result<void> check_requester(const Request& request, const Person& who) {
    TRY_VOID(check_pending(request));
    if (!same_person(request.requester, who)) return refuse("approval.not_yours");
    return {};
}

}  // namespace

std::string_view code_of(State state) {
    return std::ranges::find(states, state, &std::pair<State, std::string_view>::first)->second;
}
std::optional<State> parse_state(std::string_view code) {
    const auto found = std::ranges::find(states, code, &std::pair<State, std::string_view>::second);
    return found == states.end() ? std::nullopt : std::optional{found->first};
}

bool has_approvers(const Request& request, std::span<const Person> people) {
    if (request.state != State::pending) return true;
    std::vector<Person> able;
    for (const Person& each : people) {
        const bool counted = std::ranges::any_of(able, [&](const Person& other) { return same_person(other, each); });
        if (!counted && check_decision(request, {each, {}}, request.content_hash)) able.push_back(each);
    }
    return static_cast<int>(able.size()) >= current(request).needed - agreed_now(request);
}

std::optional<Request> pass_on(const Request& request, std::span<const Person> people) {
    if (request.state != State::pending || request.escalated || !next(request) || has_approvers(request, people)) return std::nullopt;
    Request passed = request;
    passed.escalated = true;
    return passed;
}

int agreed_now(const Request& request) {
    return static_cast<int>(std::ranges::count_if(request.decisions, [&](const Decision& each) {
        return each.round == request.round && each.level == request.level && each.verdict == Verdict::approve;
    }));
}

Result<void> check_decision(const Request& request, const Approver& approver, std::string_view seen_hash) {
    const Person& authority = approver.authority();
    TRY_VOID(check_pending(request));
    if (seen_hash != request.content_hash) return refuse("approval.changed");
    if (has_interest(request, approver.person) || has_interest(request, authority)) return refuse("approval.self");
    if (has_decided(request, approver.person) || has_decided(request, authority)) return refuse("approval.already_decided");
    if (!may_decide_here(request, authority)) {
        const bool later = std::any_of(request.levels.begin() + request.level, request.levels.end(), [&](const Level& level) { return belongs(level, authority); });
        if (later) return refuse("approval.level_skipped", std::to_string(request.level + 1));
        return refuse("approval.not_an_approver");
    }
    if (has(current(request).limited, authority.role)) return refuse("approval.above_limit", authority.role);
    return {};
}

Result<Request> decide(Request request, Approver approver, Verdict verdict, std::string_view seen_hash, std::string reason, Instant now) {
    TRY_VOID(check_decision(request, approver, seen_hash));
    if (verdict == Verdict::reject && reason.find_first_not_of(" \t\r\n") == std::string::npos) return refuse("approval.reason_missing");
    request.decisions.push_back({request.round, request.level, std::move(approver), verdict, std::string(seen_hash), std::move(reason), now});
    if (verdict == Verdict::reject) {
        request.state = State::rejected;
        return request;
    }
    if (agreed_now(request) < current(request).needed) return request;
    if (!next(request)) {
        request.state = State::effective;
        return request;
    }
    ++request.level;
    request.escalated = false;
    request.level_since = now;
    return request;
}

Request fail(Request request) {
    TANDEM_ASSERT(request.state == State::effective);
    request.state = State::failed;
    return request;
}

Result<Request> withdraw(Request request, const Person& who) {
    TRY_VOID(check_requester(request, who));
    request.state = State::withdrawn;
    return request;
}

Result<Request> edit(Request request, const Person& who, std::string_view seen_hash, Revision revision, Instant now) {
    TRY_VOID(check_requester(request, who));
    if (seen_hash != request.content_hash) return refuse("approval.changed");
    request.content_hash = std::move(revision.content_hash);
    request.levels = std::move(revision.levels);
    request.beneficiaries = std::move(revision.beneficiaries);
    request.makers = std::move(revision.makers);
    request.level = 0;
    ++request.round;
    request.escalated = false;
    request.level_since = now;
    return request;
}

std::optional<Instant> deadline_of(const Request& request) {
    if (request.state != State::pending || current(request).deadline_hours == 0) return std::nullopt;
    return Instant{request.level_since.micros + current(request).deadline_hours * micros_per_hour};
}

std::optional<Request> escalate(const Request& request, Instant now) {
    const auto deadline = deadline_of(request);
    if (!deadline || request.escalated || now < *deadline) return std::nullopt;
    Request escalated = request;
    escalated.escalated = true;
    return escalated;
}

}  // namespace tandem::approval
