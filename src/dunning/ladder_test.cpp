#include "dunning/ladder.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace tandem;
using namespace tandem::dunning;
using namespace std::chrono_literals;

namespace {

constexpr Date due{2026y / 1 / 1};

Ladder plain(std::vector<int> days) {
    Ladder ladder;
    ladder.malicious_from_level = 1;
    for (const int day : days) ladder.levels.push_back({0, ReminderMode::net_days, day});
    return ladder;
}
const Ladder ladder = [] {
    Ladder made = plain({1, 8, 16, 31});
    made.malicious_from_level = 2;
    return *make_ladder(made);
}();

DemandItem item(int level = 0, std::optional<int> confirmed = {}) {
    return {due, 100, {level, confirmed ? std::optional{due + Days{*confirmed}} : std::nullopt, {}}};
}
int level_on(int day, const DemandItem& of, const Ladder& with = ladder) { return decide_demand(of, with, due + Days{day}).level; }
DemandState state_on(int day, const DemandItem& of, const Ladder& with = ladder) { return decide_demand(of, with, due + Days{day}).state; }
std::string refusal(const Ladder& of) {
    const auto made = make_ladder(of);
    return made ? "" : std::string(made.error().code);
}

}  // namespace

TEST_CASE("R-174: one level a run, and only over what was confirmed handed over") {
    CHECK(level_on(0, item()) == 0);
    CHECK(level_on(1, item()) == 1);
    CHECK(level_on(100, item()) == 1);
    CHECK(state_on(100, item(1)) == DemandState::draft);
    CHECK(level_on(100, item(1)) == 1);
    CHECK(level_on(7, item(1, 1)) == 1);
    CHECK(state_on(7, item(1, 1)) == DemandState::waiting);
    CHECK(level_on(8, item(1, 1)) == 2);
    CHECK(level_on(100, item(1, 1)) == 2);
    CHECK(state_on(31, item(4, 31)) == DemandState::waiting);
    CHECK(state_on(32, item(4, 31)) == DemandState::final);
    CHECK(!decide_demand(item(4, 31), ladder, due + Days{99}).raised);
}

TEST_CASE("a settled item has no demand, whatever was sent") {
    auto settled = item(2, 8);
    settled.open_minor = 0;
    CHECK(level_on(50, settled) == 0);
    CHECK(state_on(50, settled) == DemandState::none);
}

TEST_CASE("a dispute, a promise or a kept agreement stops the ladder where it stands") {
    for (const auto standing : {Standing::blocked, Standing::agreement_kept}) {
        auto held = item(1, 1);
        held.standing = standing;
        CHECK(level_on(30, held) == 1);
        CHECK(state_on(30, held) == DemandState::waiting);
        auto fresh = item();
        fresh.standing = standing;
        CHECK(state_on(30, fresh) == DemandState::none);
    }
}

TEST_CASE("R-176: an approved malicious default skips the friendly stages") {
    auto malicious = item();
    malicious.standing = Standing::malicious;
    CHECK(level_on(0, malicious) == 0);
    CHECK(level_on(1, malicious) == 2);
    CHECK(decide_demand(malicious, ladder, due + Days{1}).skipped == 1);
    auto later = item(2, 1);
    later.standing = Standing::malicious;
    CHECK(level_on(15, later) == 2);
    CHECK(level_on(16, later) == 3);
    Ladder lawyer_first = ladder;
    lawyer_first.malicious_from_level = 4;
    CHECK(level_on(1, malicious, lawyer_first) == 4);
}

TEST_CASE("opening items start at their age stage with the skip recorded, or at the first level") {
    auto opening = item();
    opening.origin = Origin::opening;
    CHECK(level_on(20, opening) == 3);
    CHECK(decide_demand(opening, ladder, due + Days{20}).skipped == 2);
    Ladder first_level = ladder;
    first_level.opening_items = OpeningItems::first_level;
    CHECK(level_on(20, opening, first_level) == 1);
    auto told = item(1, 20);
    told.origin = Origin::opening;
    CHECK(level_on(40, told) == 2);
    Ladder jump = ladder;
    jump.catch_up = CatchUp::jump;
    CHECK(level_on(40, told, jump) == 4);
    CHECK(level_on(20, item(), jump) == 3);
}

TEST_CASE("reminder modes") {
    CHECK(reached_on({0, ReminderMode::net_days, 10}, due, {}) == due + Days{10});
    CHECK(reached_on({0, ReminderMode::end_of_month_after, 30}, due, {}) == Date{2026y / 1 / 31});
    CHECK(reached_on({0, ReminderMode::end_of_month_after, 31}, due, {}) == Date{2026y / 2 / 28});
    CHECK(reached_on({0, ReminderMode::after_previous_reminder, 10}, due, due + Days{7}) == due + Days{17});
    CHECK(!reached_on({0, ReminderMode::after_previous_reminder, 10}, due, {}));
}

TEST_CASE("quiet days hold the next level back, and a demand's time runs on") {
    Ladder quiet = ladder;
    quiet.quiet_days = 3;
    CHECK(level_on(10, item(1, 8), quiet) == 1);
    CHECK(level_on(11, item(1, 8), quiet) == 2);
    CHECK(payment_deadline(due + Days{15}, ladder) == due + Days{18});
}

TEST_CASE("runs go forward only") {
    CHECK(check_run_date(due, {}));
    CHECK(check_run_date(due, due));
    CHECK(check_run_date(due + Days{1}, due));
    CHECK(check_run_date(due - Days{1}, due).error().code == "dunning.run_before_last");
}

TEST_CASE("ladders without sense are refused") {
    CHECK(refusal(plain({0})).empty());
    CHECK(refusal(plain({})) == "dunning.ladder_empty");
    CHECK(refusal(plain({5, 5})) == "dunning.ladder_not_ascending");
    CHECK(refusal(plain({8, 1})) == "dunning.ladder_not_ascending");
    CHECK(refusal(plain({-1})) == "dunning.ladder_range");
    CHECK(refusal({.levels = {{0, ReminderMode::after_previous_reminder, 5}}, .malicious_from_level = 1}) == "dunning.ladder_first_level");
    const auto with = [](auto change) {
        Ladder changed = ladder;
        change(changed);
        return refusal(changed);
    };
    CHECK(with([](Ladder& of) { of.malicious_from_level = 5; }) == "dunning.ladder_range");
    CHECK(with([](Ladder& of) { of.malicious_from_level = 0; }) == "dunning.ladder_range");
    CHECK(with([](Ladder& of) { of.payment_within_days = -1; }) == "dunning.ladder_range");
    CHECK(with([](Ladder& of) { of.quiet_days = 367; }) == "dunning.ladder_range");
}

TEST_CASE("property: day by day the demand never runs ahead of the age stage nor skips a level") {
    CHECK(rc::check([] {
        DemandItem one = item();
        int previous = 0;
        for (int day = -5; day < 80; ++day) {
            const Date today = due + Days{day};
            const auto decision = decide_demand(one, ladder, today);
            RC_ASSERT((decision.level == previous || (decision.raised && decision.level == previous + 1)));
            RC_ASSERT((decision.level == 0 || due + Days{ladder.levels[static_cast<std::size_t>(decision.level - 1)].days} <= today));
            if (decision.raised) one.history = {decision.level, {}, {}};
            if (decision.state == DemandState::draft && *rc::gen::inRange(0, 3) == 0) one.history.confirmed_on = today;
            previous = decision.level;
        }
    }));
}
