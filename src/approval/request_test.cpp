#include "approval/request.h"

#include <doctest/doctest.h>

#include "approval/policy.h"

using namespace tandem;
using namespace tandem::approval;

namespace {

constexpr Instant noon{1'000'000};
constexpr std::int64_t hour = 3'600'000'000;

Person person(std::int64_t user, const char* role, std::int64_t employee = 0) { return {UserId{user}, EmployeeId{employee}, role, "u" + std::to_string(user)}; }

// Finance asks; risk or a manager agrees first, then an executive.
Request asked() {
    Request request;
    request.requester = person(1, "finance", 101);
    request.beneficiaries = {EmployeeId{150}};
    request.content_hash = "h1";
    request.levels = {{.roles = {"risk", "finance", "manager"}, .users = {}, .limited = {}, .deadline_hours = 48}, {.roles = {"executive"}, .users = {}, .limited = {}}};
    request.level_since = noon;
    return request;
}

std::string_view said(const Result<Request>& result) { return result ? code_of(result->state) : result.error().code; }
Result<Request> yes(const Request& request, const Person& who, const char* hash = "h1") { return decide(request, {who, {}}, Verdict::approve, hash, "", noon); }
Result<Request> yes_for(const Request& request, const Person& who, const Person& other) { return decide(request, {who, other}, Verdict::approve, "h1", "", noon); }

}  // namespace

TEST_CASE("R-303: every level agrees in its turn, each by somebody else, and only then is it effective") {
    const auto first = yes(asked(), person(2, "risk"));
    REQUIRE(said(first) == "pending");
    CHECK(first->level == 1);
    CHECK(said(yes(*first, person(3, "executive"))) == "effective");
    CHECK(said(yes(asked(), person(3, "executive"))) == "approval.level_skipped");
    CHECK(said(yes(*first, person(2, "executive"))) == "approval.already_decided");
    CHECK(said(yes(*first, person(4, "manager"))) == "approval.not_an_approver");
    CHECK(said(yes(asked(), person(5, "auditor"))) == "approval.not_an_approver");
}

TEST_CASE("S4: nobody agrees to their own request or to one in their favour, by no account and for nobody else") {
    CHECK(said(yes(asked(), person(1, "finance", 101))) == "approval.self");
    CHECK(said(yes(asked(), person(9, "risk", 101))) == "approval.self");     // a second account of the same employee
    CHECK(said(yes(asked(), person(8, "manager", 150))) == "approval.self");  // the customer's rep
    CHECK(said(yes_for(asked(), person(1, "finance", 101), person(2, "risk"))) == "approval.self");
    CHECK(said(yes_for(asked(), person(2, "risk"), person(1, "finance", 101))) == "approval.self");
    CHECK(said(yes_for(asked(), person(7, "rep"), person(2, "risk"))) == "pending");
    const auto by_deputy = yes_for(asked(), person(7, "rep"), person(2, "risk"));
    CHECK(said(yes_for(*by_deputy, person(6, "rep"), person(2, "executive"))) == "approval.already_decided");
}

TEST_CASE("S5: agreement is to what was seen; an edit begins again") {
    const auto first = yes(asked(), person(2, "risk"));
    CHECK(said(yes(*first, person(3, "executive"), "h0")) == "approval.changed");
    const auto edited = edit(*first, person(1, "finance", 101), "h1", {"h2", asked().levels, {}}, noon);
    REQUIRE(edited);
    CHECK(edited->level == 0);
    CHECK(said(yes(*edited, person(3, "executive"), "h1")) == "approval.changed");
    CHECK(said(yes(*edited, person(3, "executive"), "h2")) == "approval.level_skipped");
    CHECK(said(yes(*edited, person(2, "risk"), "h2")) == "pending");  // they may agree again
    CHECK(said(edit(*first, person(2, "risk"), "h1", {"h2", {}, {}}, noon)) == "approval.not_yours");
    CHECK(said(edit(*first, person(1, "finance", 101), "h0", {"h2", {}, {}}, noon)) == "approval.changed");
}

TEST_CASE("a no needs a reason and ends it; the requester may take it back; nothing happens after the end") {
    CHECK(said(decide(asked(), {person(2, "risk"), {}}, Verdict::reject, "h1", " ", noon)) == "approval.reason_missing");
    const auto rejected = decide(asked(), {person(2, "risk"), {}}, Verdict::reject, "h1", "no proof", noon);
    CHECK(said(rejected) == "rejected");
    CHECK(said(yes(*rejected, person(4, "manager"))) == "approval.not_pending");
    CHECK(said(withdraw(asked(), person(2, "risk"))) == "approval.not_yours");
    CHECK(said(withdraw(asked(), person(1, "finance", 101))) == "withdrawn");
    CHECK(said(withdraw(*rejected, person(1, "finance", 101))) == "approval.not_pending");
}

TEST_CASE("after its deadline the next level's people may decide at this level, and then not at their own") {
    CHECK(!escalate(asked(), Instant{noon.micros + 48 * hour - 1}));
    const auto late = escalate(asked(), Instant{noon.micros + 48 * hour});
    REQUIRE(late);
    CHECK(!escalate(*late, Instant{noon.micros + 99 * hour}));
    const auto by_executive = yes(*late, person(3, "executive"));
    REQUIRE(said(by_executive) == "pending");
    CHECK(by_executive->level == 1);
    CHECK(!by_executive->escalated);
    CHECK(said(yes(*by_executive, person(3, "executive"))) == "approval.already_decided");
    CHECK(said(yes(*by_executive, person(4, "executive"))) == "effective");
}

TEST_CASE("two must agree where the level needs two; a limit binds the last word") {
    Request request = asked();
    request.levels = {{.roles = {"risk"}, .users = {"u7"}, .limited = {"finance"}, .needed = 2}};
    const auto one = yes(request, person(2, "risk"));
    CHECK(said(one) == "pending");
    CHECK(said(yes(*one, person(2, "risk"))) == "approval.already_decided");
    CHECK(said(yes(*one, person(7, "finance"))) == "approval.above_limit");
    CHECK(said(yes(*one, person(7, "legal"))) == "effective");  // named as a person
}

TEST_CASE("S33: a level that too few are left for goes to the next level's people; the requester, the favoured and who has decided do not count") {
    const Person boss = person(9, "executive"), risk = person(2, "risk", 102);
    const Request request = asked();
    const std::vector<Person> whole{risk, boss}, gone{boss}, not_counted{person(1, "finance", 101), person(8, "manager", 150), boss};
    CHECK(has_approvers(request, whole));
    CHECK(!pass_on(request, whole));
    for (const auto& people : {gone, not_counted}) {
        CHECK(!has_approvers(request, people));
        const auto passed = pass_on(request, people);
        REQUIRE(passed);
        CHECK(passed->escalated);
        CHECK(has_approvers(*passed, people));
        CHECK(!pass_on(*passed, people));
        CHECK(said(yes(*passed, boss)) == "pending");
    }
    // Two accounts of one employee are one of the two that are needed.
    Request two = request;
    two.levels[0].needed = 2;
    CHECK(!has_approvers(two, std::vector<Person>{risk, person(3, "risk", 102)}));
    CHECK(has_approvers(two, std::vector<Person>{risk, person(3, "risk", 103)}));
    // The last level has nobody to pass on to, and what is over asks nobody.
    const Request last = *yes(request, risk);
    CHECK(!has_approvers(last, std::vector<Person>{risk}));
    CHECK(!pass_on(last, std::vector<Person>{risk}));
    CHECK(has_approvers(*withdraw(request, request.requester), {}));
}
