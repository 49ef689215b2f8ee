#include "dunning/day.h"

#include <doctest/doctest.h>

#include <map>

#include "dunning/edge/dunning_policy_json.h"
#include "support/shared.h"

using namespace tandem;
using namespace tandem::dunning;
using namespace std::chrono_literals;

namespace {

const DunningPolicy& policy() {
    static const DunningPolicy shipped = *parse_dunning_policy(tandem::testing::read_file("policies/dunning.json"));
    return shipped;
}

constexpr Date due{2026y / 3 / 31};

ItemDay item() { return {due, due - Days{40}, {Money{100'00, currency("CNY")}, "B", Rate{}}}; }
DayDecision on(int day, const ItemDay& of = item()) { return decide_day(of, policy(), due + Days{day}); }

// "alert:t-7 -> customer" for each task of the day.
std::vector<std::string> tasks(const DayDecision& decision) {
    std::vector<std::string> told;
    for (const DayTask& task : decision.tasks) {
        std::string line{code_of(task.kind)};
        line += ":" + (task.kind == TaskKind::alert ? policy().alerts.rules[static_cast<std::size_t>(task.rule)].key : std::to_string(task.rule));
        if (task.late) line += " late";
        line += " ->";
        for (const Role role : owners_of(task, policy())) line += " " + std::string(code_of(role));
        told.push_back(line);
    }
    return told;
}
using Told = std::vector<std::string>;

}  // namespace

TEST_CASE("R-161, R-170 to R-174: a quarter in the life of an unpaid item") {
    ItemDay one = item();
    std::map<int, Told> told;
    for (int day = -30; day <= 60; ++day) {
        const auto decision = on(day, one);
        if (!decision.tasks.empty()) told[day] = tasks(decision);
        CHECK(decision.policy_version == policy().version);
        if (!decision.demand.raised) continue;
        one.history.level = decision.demand.level;
        one.history.confirmed_on = due + Days{day};
        if (decision.demand.level == 2) one.history.payment_by = payment_deadline(due + Days{day}, policy().ladder);
    }
    CHECK(told == std::map<int, Told>{{-7, {"alert:t-7 -> customer"}},
                                      {1, {"demand:1 -> rep"}},
                                      {3, {"alert:level-1 -> rep risk_officer"}},
                                      {8, {"demand:2 -> risk_officer"}},
                                      {12, {"demand_expired:2 -> risk_officer"}},
                                      {15, {"alert:level-2 -> rep risk_officer"}},
                                      {16, {"demand:3 -> sales_manager risk_officer"}},
                                      {31, {"demand:4 -> legal_officer"}}});
}

TEST_CASE("R-174: a demand's days run on when the stage changes") {
    ItemDay one = item();
    one.history = {3, due + Days{16}, due + Days{18}};
    CHECK(tasks(on(19, one)) == Told{"demand_expired:3 -> sales_manager risk_officer"});
    CHECK(on(18, one).tasks.empty());
    CHECK(on(20, one).tasks.empty());
    one.standing = Standing::agreement_kept;
    CHECK(on(19, one).tasks.empty());
}

TEST_CASE("nearly every day of nearly every item asks for nothing and allocates nothing") {
    const auto quiet = on(-20);
    CHECK(quiet.tasks.capacity() == 0);
    CHECK(quiet.age_stage == 0);
    auto settled = item();
    settled.subject.open = Money{0, currency("CNY")};
    CHECK(on(3, settled).tasks.capacity() == 0);
    CHECK(on(40, settled).age_stage == 0);
}

TEST_CASE("alerts ignore a dispute, demands and messages to the customer do not") {
    auto disputed = item();
    disputed.standing = Standing::blocked;
    CHECK(tasks(on(3, disputed)) == Told{"alert:level-1 -> rep risk_officer"});
    CHECK(on(1, disputed).tasks.empty());
    CHECK(!may_tell(Role::customer, Standing::blocked));
    CHECK(may_tell(Role::rep, Standing::blocked));
    CHECK(may_tell(Role::customer, Standing::normal));
}

TEST_CASE("an item recorded late is told of late, once") {
    auto late = item();
    late.recorded_on = due + Days{20};
    late.origin = Origin::opening;
    CHECK(tasks(on(20, late)) == Told{"alert:level-1 late -> rep risk_officer", "alert:level-2 late -> rep risk_officer",
                                      "demand:3 -> sales_manager risk_officer"});
    CHECK(on(20, late).tasks.back().skipped == 2);
    late.history = {3, due + Days{20}, {}};
    CHECK(on(21, late).tasks.empty());
}
