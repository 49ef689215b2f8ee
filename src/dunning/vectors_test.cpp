// The dunning vectors, each told in the words of the rules.
#include <doctest/doctest.h>

#include "dunning/day.h"
#include "dunning/edge/dunning_policy_json.h"
#include "receivable/invoice.h"
#include "support/shared.h"

using namespace tandem;
using namespace tandem::dunning;
using namespace std::chrono_literals;

namespace {

namespace json = boost::json;

constexpr Date day_zero{2026y / 6 / 15};
Money cny(std::int64_t minor) { return {minor, currency("CNY")}; }
receivable::OpenItem item(Date due, std::int64_t open) { return {{1}, {1}, due, due, cny(open + 1), cny(open)}; }

Ladder ladder_of(const json::object& inputs) {
    Ladder ladder;
    ladder.malicious_from_level = 1;
    if (const auto* days = inputs.if_contains("levels_days"))
        for (const auto& day : days->as_array()) ladder.levels.push_back({0, ReminderMode::net_days, static_cast<int>(day.as_int64())});
    else
        for (const auto& level : inputs.at("levels").as_array())
            ladder.levels.push_back({0, *parse_reminder_mode(std::string_view{level.at("mode").as_string()}), static_cast<int>(level.at("delay").as_int64())});
    return *make_ladder(ladder);
}

bool lists(const json::object& inputs, const char* key, std::int64_t day) {
    const auto* list = inputs.if_contains(key);
    if (list == nullptr) return false;
    for (const auto& value : list->as_array())
        if (value.as_int64() == day) return true;
    return false;
}

// Runs on days counted from the due date; a demand is confirmed right after the runs of process_after.
bool check_runs(const json::object& inputs, const json::object& expected) {
    const Ladder ladder = ladder_of(inputs);
    DemandItem one{day_zero, 100, {}, Standing::normal, Origin::own};
    DemandDecision decision;
    std::vector<std::string> states;
    for (const auto& run : inputs.at("runs").as_array()) {
        const Date today = day_zero + Days{run.as_int64()};
        if (const auto* paid = inputs.if_contains("paid_before_run"); paid && paid->as_int64() == run.as_int64()) one.open_minor = 0;
        const auto* blocked = inputs.if_contains("blocked");
        one.standing = blocked && blocked->as_bool() && one.history.level > 0 ? Standing::blocked : Standing::normal;
        decision = decide_demand(one, ladder, today);
        states.emplace_back(code_of(decision.state));
        if (decision.raised) one.history = {decision.level, {}, {}};
        if (lists(inputs, "process_after", run.as_int64())) {
            one.history.confirmed_on = today;
            states.emplace_back(code_of(decide_demand(one, ladder, today).state));
        }
    }
    if (const auto* list = expected.if_contains("states")) {
        std::vector<std::string> wanted;
        for (const auto& state : list->as_array()) wanted.emplace_back(state.as_string());
        CHECK(states == wanted);
        return true;
    }
    const auto& level = expected.at("level");
    CHECK(decision.level == (level.is_null() ? 0 : level.as_int64()));
    if (const auto* state = expected.if_contains("state")) CHECK(code_of(decision.state) == state->as_string());
    return true;
}

bool check_dunned_lines(const json::object& inputs, const json::object& expected) {
    const Ladder ladder = ladder_of(inputs);
    json::array dunned;
    for (std::int64_t number = 1; const auto& line : inputs.at("lines").as_array()) {
        const DemandItem one{day_zero, line.at("paid").as_bool() ? 0 : line.at("amount").as_int64(), {}, Standing::normal, Origin::own};
        if (decide_demand(one, ladder, day_zero + Days{inputs.at("run_day").as_int64()}).level > 0) dunned.push_back(number);
        ++number;
    }
    CHECK(dunned == expected.at("dunned_lines").as_array());
    return true;
}

Date run_date(std::string_view text) {
    if (text == "today") return day_zero;
    const int count = std::atoi(std::string(text.substr(1, text.size() - 2)).c_str());
    return text.back() == 'm' ? add_months(day_zero, -count) : day_zero - Days{count};
}

bool check_modes(const json::object& inputs, const json::object& expected) {
    const Ladder ladder = ladder_of(inputs);
    const auto* offset = inputs.if_contains("due_offset_days");
    DemandItem one{day_zero + Days{offset ? offset->as_int64() : -365}, 100, {}, Standing::normal, Origin::own};
    json::array reminders;
    std::optional<Date> last;
    for (std::int64_t number = 1; const auto& run : inputs.at("runs").as_array()) {
        const Date today = run_date(std::string_view{run.as_string()});
        const auto* refused = expected.if_contains("error_on_run");
        CHECK(check_run_date(today, last).has_value() == !(refused && refused->as_int64() == number++));
        last = today;
        const auto decision = decide_demand(one, ladder, today);
        if (decision.raised) one.history = {decision.level, today, {}};
        reminders.push_back(one.history.level);
    }
    if (const auto* counts = expected.if_contains("reminders_after_each_run")) CHECK(reminders == counts->as_array());
    return true;
}

// The due date stands in place of the peer's invoice date.
bool check_anchor(const json::object& inputs, const json::object& expected) {
    std::vector<Stage> list;
    for (const auto& [code, days] : inputs.at("states_days_since_earliest_unpaid").as_object())
        list.push_back({std::string(code), static_cast<int>(days.as_int64()), Action::reminder_letter, {Role::rep}});
    const auto stages = *make_stages(list);
    const Date as_of = *parse_date(std::string_view{inputs.at("as_of").as_string()});
    std::vector<receivable::OpenItem> items;
    for (const auto& invoice : inputs.at("invoices").as_array()) {
        const auto& paid = invoice.at("paid");
        const bool is_paid = paid.is_string() && *parse_date(std::string_view{paid.as_string()}) <= as_of;
        items.push_back(item(*parse_date(std::string_view{invoice.at("date").as_string()}), is_paid ? 0 : 100));
    }
    const auto anchor = anchor_due(items);
    const auto code = stages.code(anchor ? age_stage(receivable::overdue_days(*anchor, as_of), stages) : 0);
    CHECK((code == "none" ? "clear" : code) == std::string_view{expected.at("state").as_string()});
    return true;
}

bool check_condition(const json::object& inputs, const json::object& expected) {
    EscalationRule rule{"rule", {}, {}, {}, {}, {Role::rep}};
    if (const auto* count = inputs.if_contains("min_unpaid_invoices")) rule.min_unpaid_items = static_cast<int>(count->as_int64());
    if (const auto* days = inputs.if_contains("min_days")) rule.min_days = static_cast<int>(days->as_int64());
    json::array fired;
    for (const auto& one : inputs.at("cases").as_array()) {
        CustomerPosition position;
        if (rule.min_unpaid_items) position.unpaid_items = static_cast<int>(one.as_int64());
        if (rule.min_days && !one.is_null()) position.days_since_earliest_unpaid = static_cast<int>(one.as_int64());
        fired.push_back(fires(rule, position));
    }
    CHECK(fired == expected.at("fires").as_array());
    return true;
}

bool check_banner(const json::object& inputs, const json::object& expected) {
    std::vector<receivable::OpenItem> items;
    for (const auto& invoice : inputs.at("invoices").as_array())
        items.push_back(item(day_zero + Days{invoice.at("due_offset").as_int64()}, invoice.at("amount").as_int64()));
    const auto total = receivable::total_overdue(items, currency("CNY"), day_zero);
    CHECK(total.count == expected.at("overdue_count").as_int64());
    CHECK(total.amount.minor() == expected.at("overdue_amount").as_int64());
    return true;
}

// Each part is an item of its own: only what is overdue is dunned, and paying it resolves the demand.
bool check_parts(const json::object& inputs, const json::object& expected, const DunningPolicy& policy) {
    const Date today = day_zero + Days{inputs.at("as_of_offset").as_int64()};
    json::array dunned;
    receivable::Settled settled{cny(0), cny(0), cny(0)};
    for (std::size_t part = 0; part < inputs.at("parts").as_array().size(); ++part) {
        const auto amount = inputs.at("parts").at(part).as_int64();
        DemandItem one{day_zero + Days{inputs.at("days").at(part).as_int64()}, amount, {}, Standing::normal, Origin::own};
        if (!decide_demand(one, policy.ladder, today).raised) continue;
        dunned.push_back(static_cast<std::int64_t>(part + 1));
        settled.cash += cny(amount);
        one.open_minor = 0;
        CHECK(decide_demand(one, policy.ladder, today).state == DemandState::none);
    }
    CHECK(dunned == expected.at("dunned_parts").as_array());
    CHECK(receivable::code_of(receivable::invoice_state(cny(inputs.at("invoice").as_int64()), settled)) == expected.at("invoice_state").as_string());
    return true;
}

bool check_seed(const json::object& inputs, const json::object& expected, const DunningPolicy& policy) {
    const int days = static_cast<int>(inputs.at("days_overdue").as_int64());
    const auto warning = highest_warning(days, {cny(100), {}, {}}, policy.alerts);
    CHECK(policy.stages.code(age_stage(days, policy.stages)) == expected.at("stage").as_string());
    const auto& wanted = expected.at("highest_warning");
    CHECK(warning == (wanted.is_null() ? std::nullopt : std::optional{static_cast<int>(wanted.as_int64())}));
    return true;
}

}  // namespace

TEST_CASE("dunning vectors") {
    const auto policy = *parse_dunning_policy(tandem::testing::read_file("policies/dunning.json"));
    tandem::testing::for_each_rule_vector("dunning", [&](const json::object& vector) {
        const auto& inputs = vector.at("inputs").as_object();
        const auto& expected = vector.at("expected").as_object();
        if (inputs.contains("lines")) return check_dunned_lines(inputs, expected);
        if (inputs.contains("levels_days")) return check_runs(inputs, expected);
        if (inputs.contains("levels")) return check_modes(inputs, expected);
        if (inputs.contains("states_days_since_earliest_unpaid")) return check_anchor(inputs, expected);
        if (inputs.contains("cases")) return check_condition(inputs, expected);
        if (inputs.contains("parts")) return check_parts(inputs, expected, policy);
        if (inputs.contains("days_overdue")) return check_seed(inputs, expected, policy);
        if (expected.contains("overdue_count")) return check_banner(inputs, expected);
        return false;
    });
}
