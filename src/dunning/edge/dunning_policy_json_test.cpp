#include "dunning/edge/dunning_policy_json.h"

#include <doctest/doctest.h>

#include "support/shared.h"

using namespace tandem;
using namespace tandem::dunning;
using namespace std::chrono_literals;

namespace {

std::string changed(std::string_view from, std::string_view to) {
    static const std::string shipped = tandem::testing::read_file("policies/dunning.json");
    std::string text = shipped;
    const auto at = text.find(from);
    REQUIRE_MESSAGE(at != std::string::npos, "not in the shipped policy: " << from);
    return text.replace(at, from.size(), to);
}
DunningPolicy policy(std::string_view from = {}, std::string_view to = {}) {
    const auto read = parse_dunning_policy(changed(from, to));
    REQUIRE_MESSAGE(read, (read ? "" : read.error().code) << " " << (read ? "" : read.error().subject));
    return *read;
}
std::string refusal(std::string_view from, std::string_view to) {
    const auto read = parse_dunning_policy(changed(from, to));
    return read ? "" : std::string(read.error().code);
}

constexpr Date due{2026y / 3 / 31};
const AlertSubject subject{Money{100'00, currency("CNY")}, "B", Rate::percent(10)};
std::size_t alerts_on(const DunningPolicy& with, int days) { return alert_on(days, subject, with.alerts).count(); }
int level(const DunningPolicy& with, int day, DemandItem item = {due, 100, {}, Standing::normal, Origin::own}) {
    return decide_demand(item, with.ladder, due + Days{day}).level;
}

}  // namespace

TEST_CASE("the shipped policy: four stages, three alerts, a ladder that follows the stages") {
    const auto shipped = policy();
    CHECK(shipped.version == 1);
    CHECK(shipped.stages.count() == 4);
    CHECK(shipped.stages.at(3).owners == std::vector{Role::sales_manager, Role::risk_officer});
    CHECK(shipped.stages.at(2).action == Action::demand_letter);
    CHECK(shipped.alerts.rules[0].copy == std::vector{Role::rep});
    CHECK(shipped.alerts.rules[2].channels == std::vector{Channel::mail, Channel::sms});
    for (int number = 1; number <= 4; ++number) {
        const auto& demand = shipped.ladder.levels[static_cast<std::size_t>(number - 1)];
        CHECK(demand.stage == number);
        CHECK(demand.days == shipped.stages.at(number).from_days);
    }
}

TEST_CASE("each field of the stages and the ladder changes a decision") {
    const auto shipped = policy();
    CHECK(policy("\"version\": 1", "\"version\": 2").version == 2);
    CHECK(refusal("\"remind\", \"from_days\"", "\"nudge\", \"from_days\"") == "dunning.ladder_stage");
    CHECK(age_stage(9, policy("\"from_days\": 8", "\"from_days\": 10").stages) == 1);
    CHECK(level(policy("\"from_days\": 1,", "\"from_days\": 2,"), 1) == 0);
    CHECK(policy("\"reminder_letter\"", "\"demand_letter\"").stages.at(1).action == Action::demand_letter);
    CHECK(policy("[\"rep\"]}", "[\"collector\"]}").stages.at(1).owners == std::vector{Role::collector});

    const DemandItem told{due, 100, {1, due + Days{1}, {}}, Standing::normal, Origin::own};
    const DemandItem opening{due, 100, {}, Standing::normal, Origin::opening};
    const DemandItem malicious{due, 100, {}, Standing::malicious, Origin::own};
    CHECK(level(shipped, 40, told) == 2);
    CHECK(level(policy("one_level_a_run", "jump"), 40, told) == 4);
    CHECK(level(shipped, 40, opening) == 4);
    CHECK(level(policy("\"opening_items\": \"age_stage\"", "\"opening_items\": \"first_level\""), 40, opening) == 1);
    CHECK(level(shipped, 1, malicious) == 2);
    CHECK(level(policy("\"malicious_from_level\": 2", "\"malicious_from_level\": 4"), 1, malicious) == 4);
    CHECK(payment_deadline(due, policy("\"payment_within_days\": 3", "\"payment_within_days\": 5").ladder) == due + Days{5});
    CHECK(level(policy("\"quiet_days\": 0", "\"quiet_days\": 30"), 20, told) == 1);
    CHECK(level(policy("{\"stage\": \"remind\"}, ", ""), 1) == 0);
    CHECK(level(policy("{\"stage\": \"remind\"}", "{\"stage\": \"remind\", \"mode\": \"net_days\", \"days\": 5}"), 4) == 0);
    CHECK(level(policy("{\"stage\": \"written_notice\"}", "{\"stage\": \"written_notice\", \"mode\": \"after_previous_reminder\", \"days\": 3}"), 4, told) == 2);
}

TEST_CASE("each field of alerts and escalations changes a decision") {
    const auto shipped = policy();
    CHECK(alerts_on(shipped, 3) == 1);
    CHECK(alerts_on(policy("\"days\": 3", "\"days\": 4"), 3) == 0);
    CHECK(policy("\"level-1\"", "\"first\"").alerts.find("first") == 1);
    CHECK(highest_warning(3, subject, shipped.alerts) == 1);
    CHECK(highest_warning(15, subject, shipped.alerts) == 2);
    CHECK(highest_warning(15, subject, policy("\"level\": 2, ", "").alerts) == 1);
    CHECK(policy("[\"customer\"]", "[\"finance\"]").alerts.rules[0].to == std::vector{Role::finance});
    CHECK(policy("\"copy\": [\"rep\"], ", "").alerts.rules[0].copy.empty());
    CHECK(policy("[\"mail\", \"sms\"]", "[\"in_app\"]").alerts.rules[0].channels == std::vector{Channel::in_app});
    const auto with_exception = [](std::string_view condition) {
        return policy("\"key\": \"level-1\"", "\"exceptions\": [{\"days\": 1, " + std::string(condition) + "}], \"key\": \"level-1\"");
    };
    CHECK(alerts_on(with_exception("\"amount_from\": {\"amount\": \"100.00\", \"currency\": \"CNY\"}"), 1) == 1);
    CHECK(alerts_on(with_exception("\"amount_from\": {\"amount\": \"100.01\", \"currency\": \"CNY\"}"), 1) == 0);
    CHECK(alerts_on(with_exception("\"grades\": [\"B\"]"), 1) == 1);
    CHECK(alerts_on(with_exception("\"grades\": [\"D\"]"), 1) == 0);
    CHECK(alerts_on(with_exception("\"share_from_percent\": \"10\""), 1) == 1);
    CHECK(alerts_on(with_exception("\"share_from_percent\": \"11\""), 1) == 0);

    const auto visits = [](const DunningPolicy& with, int items, int days, std::int64_t overdue, std::string_view grade) {
        return fires(with.escalations[0], {items, days, Money{overdue, currency("CNY")}, grade});
    };
    CHECK(visits(shipped, 1, 16, 1'000'000'00, ""));
    CHECK(!visits(shipped, 1, 15, 1'000'000'00, ""));
    CHECK(!visits(shipped, 1, 16, 999'999'99, ""));
    CHECK(!visits(policy("\"min_days\": 16", "\"min_days\": 17"), 1, 16, 1'000'000'00, ""));
    CHECK(visits(policy("1000000.00", "100.00"), 1, 16, 100'00, ""));
    CHECK(!visits(policy("\"min_days\": 16", "\"min_unpaid_items\": 2, \"min_days\": 16"), 1, 16, 1'000'000'00, ""));
    CHECK(!visits(policy("\"min_days\": 16", "\"grades\": [\"D\"], \"min_days\": 16"), 1, 16, 1'000'000'00, "A"));
    CHECK(policy("\"management_visit_large\"", "\"visit\"").escalations[0].code == "visit");
    CHECK(policy("\"to\": [\"sales_manager\"]", "\"to\": [\"finance\"]").escalations[0].to == std::vector{Role::finance});
}

TEST_CASE("each figure of promises to pay is read, and checked") {
    CHECK(policy().promise.tolerance_days == 2);
    CHECK(policy().promise.longest_days == 30);
    CHECK(policy("\"tolerance_days\": 2", "\"tolerance_days\": 0").promise.tolerance_days == 0);
    CHECK(policy("\"longest_days\": 30", "\"longest_days\": 45").promise.longest_days == 45);
    CHECK(refusal("\"longest_days\": 30", "\"longest_days\": 0") == "dunning.promise_range");
    CHECK(refusal("\"tolerance_days\": 2", "\"tolerance_days\": -1") == "dunning.promise_range");
}

TEST_CASE("nonsense is refused") {
    CHECK(refusal("\"version\": 1", "\"version\": 0") == "policy.version_invalid");
    CHECK(refusal("\"stages\"", "\"steps\"") == "json.missing_key");
    CHECK(refusal("\"quiet_days\": 0", "\"quiet_days\": 0, \"loud_days\": 1") == "json.unknown_key");
    CHECK(refusal("\"from_days\": 8", "\"from_days\": 1") == "dunning.stages_not_ascending");
    CHECK(refusal("\"from_days\": 8", "\"from_days\": \"8\"") == "json.wrong_type");
    CHECK(refusal("\"reminder_letter\"", "\"shout\"") == "policy.unknown_code");
    CHECK(refusal("[\"rep\"]}", "[\"boss\"]}") == "policy.unknown_code");
    CHECK(refusal("[\"rep\"]}", "[]}") == "dunning.stage_without_owner");
    CHECK(refusal("\"days\": 3", "\"days\": 15") == "dunning.alerts_not_ascending");
    CHECK(refusal("{\"stage\": \"legal\"}", "{\"stage\": \"court\"}") == "dunning.ladder_stage");
    CHECK(refusal("{\"stage\": \"legal\"}", "{\"stage\": \"remind\"}") == "dunning.ladder_not_ascending");
    CHECK(refusal("{\"stage\": \"legal\"}", "{\"stage\": \"legal\", \"days\": 40}") == "json.missing_key");
    CHECK(refusal("\"malicious_from_level\": 2", "\"malicious_from_level\": 9") == "dunning.ladder_range");
    CHECK(refusal("\"min_days\": 60, ", "") == "dunning.escalation_condition");
    CHECK(refusal("one_level_a_run", "all_at_once") == "policy.unknown_code");
}
