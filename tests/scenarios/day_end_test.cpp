// The day-end run (日终) as stories: what an item goes through, evening by evening. Both engines.
#include <algorithm>

#include "insight/edge/book_loader.h"
#include "insight/report.h"
#include "support/day_end_book.h"

using namespace tandem;
using namespace tandem::testing;

namespace {

using Rows = std::vector<std::string>;
Rows rows(sql::Connection& connection, sql::Sql query, const DayEndBook& book, int columns) {
    Rows out;
    connection.query(query, {book.company().id.value}, [&](const sql::Row& row) {
        std::string line;
        for (int column = 0; column < columns; ++column) (line += column ? " " : "") += row.text(column);
        out.push_back(line);
    });
    return out;
}
Rows alerts(sql::Connection& connection, const DayEndBook& book) {
    return rows(connection, "SELECT o.number, a.code, CASE WHEN a.alert_date < a.business_date THEN 'late' ELSE 'on time' END FROM alert_fired a "
                            "JOIN open_item o ON o.company_id = a.company_id AND o.id = a.item_id WHERE a.company_id = $1 ORDER BY a.business_date, o.number, a.code", book, 3);
}
Rows transitions(sql::Connection& connection, const DayEndBook& book) {
    return rows(connection, "SELECT o.number, t.from_stage, t.to_stage FROM stage_transition t JOIN open_item o ON o.company_id = t.company_id AND o.id = t.item_id "
                            "WHERE t.company_id = $1 ORDER BY t.business_date, o.number", book, 3);
}
Rows open_tasks(sql::Connection& connection, const DayEndBook& book) {
    return rows(connection, "SELECT o.number, t.action, t.owner_role, e.code FROM task t JOIN open_item o ON o.company_id = t.company_id AND o.id = t.item_id "
                            "LEFT JOIN employee e ON e.company_id = t.company_id AND e.id = t.owner_id "
                            "WHERE t.company_id = $1 AND t.done_at IS NULL AND t.cancelled_date IS NULL ORDER BY o.number, t.business_date, t.action", book, 4);
}

struct World {
    SetClock clock;
    std::unique_ptr<sql::Connection> connection;
    DayEndBook book;
    explicit World(const TemporaryDatabase& database) : connection(open_early(database, clock)), book(*connection, clock, "main") {}
    void run_until(int from, int to) {
        for (int number = from; number <= to; ++number) REQUIRE(book.run(day(number)));
    }
};
ItemFact item(std::string number, int due, std::int64_t amount = 100'00) { return {std::move(number), day(due - 30), day(due), day(due - 30), amount}; }

void on_both(const std::function<void(World&)>& story) {
    on_both_engines([&](const TemporaryDatabase& database) {
        World world{database};
        story(world);
    });
}

}  // namespace

TEST_CASE("R-161, R-170 to R-173: an unpaid item fires three alerts and passes through the stages, one after the other") {
    on_both([](World& world) {
        world.book.add(item("A", 10));
        world.run_until(0, 45);
        CHECK(alerts(*world.connection, world.book) == Rows{"A t-7 on time", "A level-1 on time", "A level-2 on time"});
        CHECK(transitions(*world.connection, world.book) == Rows{"A none remind", "A remind written_notice", "A written_notice instalment_agreement", "A instalment_agreement legal"});
        CHECK(rows(*world.connection, "SELECT business_date FROM stage_transition WHERE company_id = $1 ORDER BY 1", world.book, 1) ==
              Rows{std::to_string(day_number(day(11))), std::to_string(day_number(day(18))), std::to_string(day_number(day(26))), std::to_string(day_number(day(41)))});
        // Nobody confirmed the reminder: nothing harsher was demanded.
        CHECK(rows(*world.connection, "SELECT demand_level FROM item_stage WHERE company_id = $1", world.book, 1) == Rows{"1"});
    });
}

TEST_CASE("a receipt of the day counts on that day, one of the next day does not") {
    on_both([](World& world) {
        for (const char* number : {"paid", "tomorrow", "partly"}) world.book.add(item(number, 10));
        world.book.add(SettlementFact{"paid", day(13), 100'00});
        world.book.add(SettlementFact{"tomorrow", day(14), 100'00});
        world.book.add(SettlementFact{"partly", day(13), 40'00});
        world.run_until(4, 13);  // the reminder's day had passed at the first run
        CHECK(alerts(*world.connection, world.book) ==
              Rows{"paid t-7 late", "partly t-7 late", "tomorrow t-7 late", "partly level-1 on time", "tomorrow level-1 on time"});
        CHECK(rows(*world.connection, "SELECT open_minor FROM alert_fired WHERE company_id = $1 AND code = 'level-1' ORDER BY 1", world.book, 1) == Rows{"6000", "10000"});
    });
}

TEST_CASE("settling clears the stage and withdraws the tasks; a reversed receipt brings the item back, with the skip on record") {
    on_both([](World& world) {
        world.book.add(item("A", 0));
        world.run_until(0, 9);
        CHECK(open_tasks(*world.connection, world.book) == Rows{"A reminder_letter rep ", "A level-1 rep "});
        world.book.add(SettlementFact{"A", day(10), 100'00});
        world.run_until(10, 10);
        CHECK(open_tasks(*world.connection, world.book).empty());
        world.book.add(SettlementFact{"A", day(17), -100'00});
        world.run_until(11, 17);
        CHECK(transitions(*world.connection, world.book) == Rows{"A none remind", "A remind written_notice", "A written_notice none", "A none instalment_agreement"});
        CHECK(rows(*world.connection, "SELECT demand_level, skipped_levels FROM item_stage WHERE company_id = $1", world.book, 2) ==
              Rows{R"(1 {"stages":["remind","written_notice"],"reason":"reopened"})"});
    });
}

TEST_CASE("an item recorded after its alert day appears in the next run, marked late, and only once") {
    on_both([](World& world) {
        ItemFact late = item("late", 0);
        late.recorded_on = day(6);
        world.run_until(5, 5);
        world.book.add(late, 9);
        ItemFact just = item("just", 3);
        just.recorded_on = day(6);
        world.book.add(just, 20);  // as the run begins: new to the next one as well
        ItemFact evening = item("evening", 1);
        evening.recorded_on = day(6);
        world.run_until(6, 6);
        world.book.add(evening, 21);  // after that evening's run
        world.run_until(7, 9);
        CHECK(alerts(*world.connection, world.book) == Rows{"just level-1 on time", "late level-1 late", "evening level-1 late"});
        CHECK(rows(*world.connection, "SELECT business_date FROM alert_fired WHERE company_id = $1 ORDER BY 1", world.book, 1) ==
              Rows{std::to_string(day_number(day(6))), std::to_string(day_number(day(6))), std::to_string(day_number(day(7)))});
    });
}

TEST_CASE("the first run: opening items start at their age stage, own items at the first level; what was skipped is on record") {
    on_both([](World& world) {
        ItemFact opening = item("opening", 0);
        opening.opening = true;
        world.book.add(opening);
        world.book.add(item("own", 0));
        world.run_until(20, 20);
        CHECK(rows(*world.connection, "SELECT o.number, s.age_stage, s.demand_level, s.skipped_levels FROM item_stage s JOIN open_item o ON o.company_id = s.company_id AND o.id = s.item_id "
                                      "WHERE s.company_id = $1 ORDER BY o.number", world.book, 4) ==
              Rows{R"(opening instalment_agreement 3 {"stages":["remind","written_notice"],"demand_levels":[1,2],"reason":"opening_item"})",
                   R"(own instalment_agreement 1 {"stages":["remind","written_notice"],"reason":"first_run"})"});
    });
}

TEST_CASE("R-171, R-174: the next demand follows what was handed over; a demand's time runs out; what is put off comes back") {
    on_both([](World& world) {
        world.book.add_employee("R1", "业务员", "M1");
        world.book.add_employee("M1", "销售经理");
        world.book.add_employee("K1", "风控专员");
        ItemFact one = item("A", 0);
        one.rep = "R1";
        world.book.add(one);
        world.run_until(0, 1);
        CHECK(open_tasks(*world.connection, world.book) == Rows{"A reminder_letter rep R1"});
        const auto reminder = world.book.worklist(day(2)).open.at(0);
        REQUIRE(world.book.done(reminder.id, dunning::TaskOutcome::snoozed, "", day(2)));
        CHECK(world.book.worklist(day(2)).open.empty());
        world.run_until(2, 2);
        CHECK(world.book.worklist(day(3)).open.size() == 1);
        REQUIRE(world.book.done(reminder.id, dunning::TaskOutcome::called, "will look", day(3)));
        REQUIRE(world.book.done(reminder.id, dunning::TaskOutcome::called, "will look", day(3)));  // twice is once
        CHECK(world.book.done(reminder.id, dunning::TaskOutcome::promised, "", day(3)).error().code == "dunning.task_done");
        world.run_until(3, 8);
        CHECK(open_tasks(*world.connection, world.book) == Rows{"A demand_letter risk_officer K1"});
        const auto letter = world.book.worklist(day(9)).open.at(0);
        REQUIRE(world.book.done(letter.id, dunning::TaskOutcome::other, "sent by courier", day(9)));
        world.run_until(9, 13);
        CHECK(open_tasks(*world.connection, world.book) == Rows{"A demand_expired risk_officer K1"});
        world.run_until(14, 16);
        CHECK(open_tasks(*world.connection, world.book) == Rows{"A demand_expired risk_officer K1", "A negotiate_instalments sales_manager M1"});
        CHECK(rows(*world.connection, "SELECT COUNT(*) FROM outbox WHERE company_id = $1 AND topic = 'dunning.task_done'", world.book, 1) == Rows{"3"});
    });
}

TEST_CASE("the worklist: the most pressing first and why; by owner, with the role's queue; counts; a settled item is gone at once") {
    on_both([](World& world) {
        world.book.add_employee("R1", "rep");
        ItemFact mine = item("mine", 0, 50'00);
        mine.rep = "R1";
        world.book.add(mine);
        world.book.add(item("large", 0, 1'000'000'00));
        world.book.add(item("old", -5, 50'00));
        world.run_until(0, 1);
        const auto list = world.book.worklist(day(2));
        // No reminder was due for "old" on the very day: it is overdue by six days in the first run.
        REQUIRE(list.open.size() == 4);
        CHECK(list.open_count == 4);
        CHECK(list.open[0].number == "large");
        CHECK(list.open[0].priority == dunning::Priority{2, 50, 140});
        CHECK(list.open[1].number == "old");
        const auto own = world.book.worklist(day(2), {.owner = world.book.person("R1"), .role = {}, .limit = 10});
        REQUIRE(own.open.size() == 1);
        CHECK(own.open[0].number == "mine");
        CHECK(world.book.worklist(day(2), {.owner = world.book.person("R1"), .role = dunning::Role::rep, .limit = 10}).open.size() == 4);
        CHECK(world.book.worklist(day(2), {.owner = {}, .role = dunning::Role::risk_officer, .limit = 10}).open.empty());
        CHECK(world.book.worklist(day(2), {.owner = {}, .role = {}, .limit = 1}).open.size() == 1);
        world.book.add(SettlementFact{"large", day(2), 1'000'000'00});
        CHECK(world.book.worklist(day(2)).open[0].number == "old");
        REQUIRE(world.book.done(own.open[0].id, dunning::TaskOutcome::called, "", day(2)));
        const auto after = world.book.worklist(day(2));
        CHECK(after.open_count == 2);
        CHECK(after.done_count == 1);
        CHECK(after.done[0].number == "mine");
        CHECK(world.book.worklist(day(3)).done_count == 0);
        CHECK(world.book.done(TaskId{1}, dunning::TaskOutcome::called, "", day(2)).error().code == "dunning.unknown_task");
        world.run_until(2, 2);
        const auto gone = std::ranges::find(list.open, "large", &dunning::WorkTask::number);
        CHECK(world.book.done(gone->id, dunning::TaskOutcome::called, "", day(3)).error().code == "dunning.task_cancelled");
    });
}

TEST_CASE("runs go forward only, never into the future; the same day again changes nothing") {
    on_both([](World& world) {
        world.book.add(item("A", 0));
        world.run_until(5, 6);
        CHECK(world.book.run(day(4), day(6)).error().code == "dunning.run_before_last");
        CHECK(world.book.run(day(7), day(6)).error().code == "dunning.run_in_future");
        const auto before = day_end_digest(*world.connection, world.book.company().id);
        CHECK(world.book.run(day(6), day(6))->empty());
        CHECK(world.book.run(day(5), day(6))->empty());
        CHECK(day_end_digest(*world.connection, world.book.company().id) == before);
    });
}

TEST_CASE("R-161: an alert that depends on the amount looks at what is open that evening, in the report and in the run alike") {
    on_both_engines([](const TemporaryDatabase& database) {
        SetClock clock;
        const auto connection = open_early(database, clock);
        DayEndBook book{*connection, clock, "c"};
        auto policy = DayEndBook::policy();
        policy.alerts.rules[1].exceptions = {{Money{100'00, currency("CNY")}, {}, {}, 1}};
        book.policy_on = [policy](Date) -> Result<dunning::DunningPolicy> { return policy; };
        // Both were 150.00; the second is paid down to 50.00 before its first overdue day.
        book.add({.number = "BIG", .item_date = day(-20), .due_date = day(0), .recorded_on = day(-20), .amount = 150'00});
        book.add({.number = "PAID", .item_date = day(-20), .due_date = day(0), .recorded_on = day(-20), .amount = 150'00});
        book.add({.item = "PAID", .date = day(-1), .amount = 100'00});
        for (int number = -1; number <= 4; ++number) REQUIRE(book.run(day(number)));
        const auto fired = [&](int number) { return connection->one_text("SELECT MIN(o.number) || '/' || CAST(COUNT(*) AS TEXT) FROM alert_fired a JOIN open_item o ON o.company_id = a.company_id AND o.id = a.item_id "
                                                                        "WHERE a.company_id = $1 AND a.code = 'level-1' AND a.business_date = $2 AND a.alert_date = a.business_date",
                                                                        {book.company().id.value, std::int64_t{day_number(day(number))}}).value_or(""); };
        CHECK(fired(1) == "BIG/1");
        CHECK(fired(3) == "PAID/1");
        const auto facts = insight::BookLoader{book.company()}.load(*connection);
        const auto own = *app::load_policies(*connection, book.company().id, day(4));
        insight::ReportQuery query;
        query.name = "warnings";
        query.as_of.date = day(4);
        std::map<std::string, std::int64_t> derived;
        for (int number = 0; number <= 4; ++number) {
            query.from = query.to = day(number);
            for (const auto& group : insight::run_report(facts, {own.receivable, own.cash, policy}, query).value().groups)
                if (group.key == "level-1" && group.amount != 0) derived[to_string(day(number))] = group.amount;
        }
        CHECK(derived == std::map<std::string, std::int64_t>{{to_string(day(1)), 150'00}, {to_string(day(3)), 50'00}});
    });
}

TEST_CASE("missed days are run by the policy that was in force on each of them") {
    on_both_engines([](const TemporaryDatabase& database) {
        SetClock clock;
        const auto connection = open_early(database, clock);
        DayEndBook book{*connection, clock, "c"};
        book.policy_on = app::dunning_policy_on(*connection, book.company().id);
        const auto approve = [&](int version, int from, int level_1) {
            std::string body{*shipped_file("policies/dunning.json")};
            body.replace(body.find("\"version\": 1"), 12, "\"version\": " + std::to_string(version));
            body.replace(body.find("\"level-1\", \"days\": 3"), 20, "\"level-1\", \"days\": " + std::to_string(level_1));
            connection->execute("INSERT INTO policy_version (company_id, name, version, effective_from_date, body, approved_by, recorded_at) VALUES ($1, 'dunning', $2, $3, $4, 1, 1)",
                                {book.company().id.value, version, std::int64_t{day_number(day(from))}, body});
        };
        approve(2, 3, 4);
        approve(3, 6, 2);
        // Each falls due on a day of its own: its level 1 tells whose figures were used.
        for (int due = -2; due <= 4; ++due) book.add({.number = "D" + std::to_string(due), .item_date = day(-20), .due_date = day(due), .recorded_on = day(-20), .amount = 10'00});
        REQUIRE(book.run(day(0)));
        const auto runs = book.run(day(8), day(8)).value();
        std::vector<int> versions;
        for (const auto& run : runs) versions.push_back(run.policy_version);
        CHECK(versions == std::vector<int>{1, 1, 2, 2, 2, 3, 3, 3});
        std::map<std::string, std::string> fired;
        connection->query("SELECT o.number, a.business_date - o.due_date, a.policy_version FROM alert_fired a JOIN open_item o ON o.company_id = a.company_id AND o.id = a.item_id "
                          "WHERE a.company_id = $1 AND a.code = 'level-1' ORDER BY o.number",
                          {book.company().id.value}, [&](const sql::Row& row) { fired[std::string(row.text(0))] = std::to_string(row.integer(1)) + " v" + std::to_string(row.integer(2)); });
        CHECK(fired.at("D-2") == "3 v1");
        CHECK(fired.at("D-1") == "3 v1");
        CHECK(fired.at("D0") == "4 v2");
        CHECK(fired.at("D1") == "4 v2");
        CHECK(fired.at("D4") == "2 v3");
        // What was decided stays decided: the later policy starts with its own days.
        CHECK(connection->one_integer("SELECT COUNT(*) FROM stage_transition WHERE company_id = $1 AND business_date >= $2 AND business_date < $3 AND policy_version <> 2",
                                      {book.company().id.value, std::int64_t{day_number(day(3))}, std::int64_t{day_number(day(6))}}) == 0);
    });
}
