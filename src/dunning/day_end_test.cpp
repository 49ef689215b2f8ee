#include "dunning/day_end.h"

#include <doctest/doctest.h>

#include "dunning/day_end_owner.h"
#include "dunning/edge/dunning_policy_json.h"
#include "support/shared.h"

using namespace tandem;
using namespace tandem::dunning;
using namespace std::chrono_literals;

namespace {

constexpr Date due{2026y / 3 / 31}, today{2026y / 3 / 10};
const DunningPolicy& policy() {
    static const auto shipped = *parse_dunning_policy(tandem::testing::read_file("policies/dunning.json"));
    return shipped;
}
DayEndItem item(bool new_to_run = false, Origin origin = Origin::own) {
    return {OpenItemId{1}, CustomerId{2}, {}, due, {Money{100'00, currency("CNY")}, {}, {}}, origin, new_to_run};
}
std::vector<std::string> actions(const DayEndDecision& decision, int days) {
    std::vector<std::string> told;
    for (const auto& task : tasks_of(decision, policy(), days)) told.push_back(std::string(action_of(task, policy())) + " " + std::string(code_of(acting_role(task, policy()))));
    return told;
}
using Told = std::vector<std::string>;

}  // namespace

TEST_CASE("days are run in order, never twice, never back, never ahead") {
    CHECK(*next_day_to_run(today, {}, today) == today);
    CHECK(*next_day_to_run(today, {today - Days{3}, false}, today) == today - Days{2});
    CHECK(!*next_day_to_run(today, {today, true}, today));
    CHECK(!*next_day_to_run(today - Days{1}, {today, true}, today));
    CHECK(next_day_to_run(today - Days{1}, {today, false}, today).error().code == "dunning.run_before_last");
    CHECK(next_day_to_run(today + Days{1}, {}, today).error().code == "dunning.run_in_future");
}

TEST_CASE("R-161, R-170: a task for our own people, even where the message is for the customer") {
    CHECK(actions(decide_day_end(item(), {}, policy(), due - Days{7}), -7) == Told{"t-7 rep"});
    CHECK(actions(decide_day_end(item(), {}, policy(), due + Days{1}), 1) == Told{"reminder_letter rep"});
    const ItemState reminded{1, {1, due + Days{1}, {}}};
    CHECK(actions(decide_day_end(item(), reminded, policy(), due + Days{3}), 3) == Told{"level-1 rep"});
    CHECK(actions(decide_day_end(item(), reminded, policy(), due + Days{8}), 8) == Told{"demand_letter risk_officer"});
    const ItemState warned{2, {2, due + Days{8}, due + Days{11}}};
    CHECK(actions(decide_day_end(item(), warned, policy(), due + Days{12}), 12) == Told{"demand_expired risk_officer"});
    CHECK(!decide_day_end(item(), warned, policy(), due + Days{11}).changes_something());
}

TEST_CASE("an item recorded late: every alert is recorded, the gravest makes the task") {
    const auto decision = decide_day_end(item(true), {}, policy(), due + Days{20});
    CHECK(decision.alerts.late.count() == 2);
    CHECK(actions(decision, 20) == Told{"level-2 rep", "reminder_letter rep"});
    CHECK(decision.to_stage == 3);
    CHECK(decision.demand.level == 1);
}

TEST_CASE("an open promise stops the ladder and what only the customer is told; our own alerts and the age go on") {
    DayEndItem held = item();
    held.standing = Standing::blocked;
    CHECK(actions(decide_day_end(held, {}, policy(), due - Days{7}), -7).empty());
    CHECK(decide_day_end(held, {}, policy(), due - Days{7}).alerts.on_time.any());  // recorded all the same
    const ItemState reminded{1, {1, due + Days{1}, {}}};
    CHECK(actions(decide_day_end(held, reminded, policy(), due + Days{3}), 3) == Told{"level-1 rep"});
    CHECK(actions(decide_day_end(held, reminded, policy(), due + Days{8}), 8).empty());
    CHECK(decide_day_end(held, reminded, policy(), due + Days{8}).to_stage == 2);
    const ItemState warned{2, {2, due + Days{8}, due + Days{11}}};
    CHECK(actions(decide_day_end(held, warned, policy(), due + Days{12}), 12).empty());
}

TEST_CASE("a broken promise is a task for the rep, and the ladder goes on at the item's age") {
    DayEndItem broken = item();
    broken.broken = BrokenPromise{PromiseId{9}, due + Days{15}, Money{100'00, currency("CNY")}, 0};
    const ItemState reminded{2, {1, due + Days{1}, {}}};
    CHECK(actions(decide_day_end(broken, reminded, policy(), due + Days{20}), 20) == Told{"demand_letter risk_officer", "promise_broken rep"});
    CHECK(decide_day_end(broken, {3, {1, due + Days{1}, {}}}, policy(), due + Days{20}).changes_something());
    broken.subject.open = Money{0, currency("CNY")};
    CHECK(!decide_day_end(broken, {}, policy(), due + Days{20}).promise_broken);
}

TEST_CASE("why stages were passed over") {
    CHECK(skip_reason(item(true, Origin::opening), {}, true) == "opening_item");
    CHECK(skip_reason(item(true), {}, true) == "first_run");
    CHECK(skip_reason(item(true), {}, false) == "recorded_late");
    CHECK(skip_reason(item(), {}, false) == "reopened");
    CHECK(skip_reason(item(), {1, {}}, false) == "terms_changed");
}

TEST_CASE("an alert may fire as many days ahead as its rule or an exception says") {
    CHECK(days_ahead(policy().alerts) == 7);
    auto alerts = policy().alerts;
    alerts.rules[0].exceptions.push_back({Money{1, currency("CNY")}, {}, {}, -14});
    CHECK(days_ahead(alerts) == 14);
    alerts.rules.erase(alerts.rules.begin());
    CHECK(days_ahead(alerts) == 0);
}

TEST_CASE("positions as people write them") {
    const std::pair<const char*, std::optional<Role>> rows[] = {
        {"risk_officer", Role::risk_officer}, {"风控经理", Role::risk_officer}, {"Risk Manager", Role::risk_officer}, {"法务专员", Role::legal_officer}, {"Legal Counsel", Role::legal_officer},
        {"销售经理", Role::sales_manager}, {"Sales Manager", Role::sales_manager}, {"业务员", Role::rep}, {"sales", Role::rep}, {"催收员", Role::collector}, {"财务", Role::finance},
        {"司机", std::nullopt}, {"", std::nullopt}};
    for (const auto& [position, role] : rows) {
        CAPTURE(position);
        CHECK(role_of_position(position) == role);
    }
}

TEST_CASE("R-192: the owner is the item's rep, the rep's manager, or one of the role; who has left owns nothing") {
    const EmployeeId rep{1}, manager{2}, other_manager{3}, risk_a{4}, risk_b{5}, gone{6};
    const Staff staff{{{rep, "R", "rep", "M2", {}}, {manager, "M1", "销售经理", "", {}}, {other_manager, "M2", "销售总监", "", {}}, {risk_a, "K1", "风控", "", {}}, {risk_b, "K2", "风控", "", today},
                       {gone, "X", "rep", "M1", today}}};
    CHECK(staff.owner(Role::rep, rep, CustomerId{1}, today) == rep);
    CHECK(!staff.owner(Role::rep, std::nullopt, CustomerId{1}, today));
    CHECK(!staff.owner(Role::rep, gone, CustomerId{1}, today));
    CHECK(staff.owner(Role::rep, gone, CustomerId{1}, today - Days{1}) == gone);
    CHECK(staff.owner(Role::sales_manager, rep, CustomerId{1}, today) == other_manager);
    CHECK(staff.owner(Role::sales_manager, std::nullopt, CustomerId{2}, today) == manager);
    CHECK(staff.owner(Role::risk_officer, rep, CustomerId{1}, today) == risk_a);
    CHECK(staff.owner(Role::risk_officer, rep, CustomerId{1}, today - Days{1}) == risk_b);
    CHECK(!staff.owner(Role::legal_officer, rep, CustomerId{1}, today));
}
