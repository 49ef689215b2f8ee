#include "dunning/alerts.h"

#include <doctest/doctest.h>

using namespace tandem;
using namespace tandem::dunning;
using namespace std::chrono_literals;

namespace {

constexpr Date due{2026y / 3 / 31};
const AlertSubject subject{Money{100'00, currency("CNY")}, "B", Rate{}};

AlertRule rule(std::string key, int days, std::optional<int> level) { return {std::move(key), days, level, {Role::rep}, {}, {Channel::mail}, {}}; }
std::vector<AlertRule> shipped() { return {rule("t-7", -7, {}), rule("level-1", 3, 1), rule("level-2", 15, 2)}; }
const Alerts alerts = *make_alerts(shipped());

template <class Change>
std::string refusal(Change change) {
    auto rules = shipped();
    change(rules);
    const auto made = make_alerts(std::move(rules));
    return made ? "" : std::string(made.error().code);
}

DayAlerts on(int days_from_due, Date recorded_on = due - Days{60}) { return decide_alerts({due, recorded_on, subject}, alerts, due + Days{days_from_due}); }
AlertSet set(std::initializer_list<std::size_t> indexes) {
    AlertSet made;
    for (const auto index : indexes) made.set(index);
    return made;
}

}  // namespace

TEST_CASE("R-161: an alert fires on its day and on no other") {
    for (int days = -60; days <= 60; ++days) {
        CAPTURE(days);
        const AlertSet expected = days == -7 ? set({0}) : days == 3 ? set({1}) : days == 15 ? set({2}) : set({});
        CHECK(alert_on(days, subject, alerts) == expected);
        CHECK(on(days).on_time == expected);
        CHECK(on(days).late.none());
    }
}

TEST_CASE("the gravest warning reached") {
    struct Row { int days; std::optional<int> level; };
    for (const Row& row : {Row{0, {}}, {1, {}}, {2, {}}, {3, 1}, {14, 1}, {15, 2}, {30, 2}, {900, 2}})
        CHECK(highest_warning(row.days, subject, alerts) == row.level);
}

TEST_CASE("what is settled alerts nobody, what is not yet recorded neither") {
    const AlertSubject settled{Money{0, currency("CNY")}, "B", Rate{}};
    CHECK(decide_alerts({due, due - Days{60}, settled}, alerts, due + Days{3}).on_time.none());
    CHECK(on(3, due + Days{4}).on_time.none());
    CHECK(on(3, due + Days{3}).on_time == set({1}));
}

TEST_CASE("an item recorded after its alert day appears on that day, marked late") {
    CHECK(on(20, due + Days{20}).late == set({1, 2}));
    CHECK(on(21, due + Days{20}).late.none());
    CHECK(on(15, due + Days{15}).late == set({1}));
    CHECK(on(15, due + Days{15}).on_time == set({2}));
    CHECK(on(-3, due - Days{3}).late == set({0}));
    CHECK(on(0, due).late == set({0}));
    CHECK(on(1, due + Days{1}).late.none());  // "due in 7 days" helps nobody once it is overdue
}

TEST_CASE("R-161: other days by amount, grade and share; the first exception that applies decides") {
    auto rules = shipped();
    rules[1].exceptions = {{Money{500'00, currency("CNY")}, {}, {}, 1}, {{}, {"C", "D"}, {}, 2}, {{}, {}, Rate::percent(20), 4}};
    const auto strict = *make_alerts(rules);
    const auto day_of = [&](std::int64_t minor, const char* currency_code, std::string_view grade, int share) {
        return alert_days(strict.rules[1], {Money{minor, *parse_currency(currency_code)}, grade, Rate::percent(share)});
    };
    CHECK(day_of(499'99, "CNY", "A", 0) == 3);
    CHECK(day_of(500'00, "CNY", "A", 0) == 1);
    CHECK(day_of(500'00, "USD", "A", 0) == 3);
    CHECK(day_of(1, "CNY", "D", 0) == 2);
    CHECK(day_of(500'00, "CNY", "D", 0) == 1);
    CHECK(day_of(1, "CNY", "A", 20) == 4);
    CHECK(day_of(1, "CNY", "", 19) == 3);
    CHECK(highest_warning(2, {Money{1, currency("CNY")}, "C", Rate{}}, strict) == 1);
}

TEST_CASE("alerts without sense are refused") {
    CHECK(refusal([](auto&) {}).empty());
    CHECK(refusal([](auto& rules) { rules.clear(); }) == "dunning.alerts_empty");
    CHECK(refusal([](auto& rules) { rules[2].days = 3; }) == "dunning.alerts_not_ascending");
    CHECK(refusal([](auto& rules) { rules[2].key = "level-1"; }) == "dunning.alert_key");
    CHECK(refusal([](auto& rules) { rules[0].key.clear(); }) == "dunning.alert_key");
    CHECK(refusal([](auto& rules) { rules[0].to.clear(); }) == "dunning.alert_without_recipient");
    CHECK(refusal([](auto& rules) { rules[0].channels.clear(); }) == "dunning.alert_without_recipient");
    CHECK(refusal([](auto& rules) { rules[2].level = 1; }) == "dunning.alert_levels");
    CHECK(refusal([](auto& rules) { rules[0].level = 1; }) == "dunning.alert_levels");
    CHECK(refusal([](auto& rules) { rules[1].exceptions = {{{}, {}, {}, 1}}; }) == "dunning.alert_exception");
    CHECK(refusal([](auto& rules) { rules[1].exceptions = {{{}, {"D"}, {}, -1}}; }) == "dunning.alert_exception");
    CHECK(refusal([](auto& rules) {
              for (int days = 16; days < 60; ++days) rules.push_back(rule("d" + std::to_string(days), days, {}));
          }) == "dunning.alerts_too_many");
    CHECK(alerts.find("level-2") == 2);
    CHECK(!alerts.find("level-3"));
}
