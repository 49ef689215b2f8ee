// The demo company: believable figures, the same for the same seed and day, on both engines.
#include "app/demo/load_demo.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <boost/json.hpp>

#include "dunning/edge/promise_sql.h"
#include "insight/edge/book_loader.h"
#include "insight/edge/report_json.h"
#include "support/engines.h"
#include "support/program.h"

namespace {

using namespace tandem;
using tandem::testing::TemporaryDatabase;
namespace json = boost::json;

const Date today = *parse_date("2026-09-18");

struct DemoCompany {
    explicit DemoCompany(const TemporaryDatabase& database, std::uint64_t seed = app::demo_seed)
        : url(database.url()), workspace(*app::Workspace::open({database.url(), {}}, clock)), loaded(*app::load_demo(workspace, seed, today)),
          book(insight::BookLoader{workspace.company()}.load(workspace.connection())) {}

    std::string report(insight::ReportQuery query) {
        if (query.as_of.date == Date{}) query.as_of.date = today;
        const auto& own = workspace.policies();
        const auto done = insight::run_report(book, {own.receivable, own.cash, own.dunning}, query);
        REQUIRE_MESSAGE(done.has_value(), query.name);
        return insight::report_json(*done);
    }
    json::array groups(insight::ReportQuery query) { return json::parse(report(std::move(query))).at("groups").as_array(); }
    json::object yuan_group(insight::ReportQuery query) {
        for (const auto& group : groups(std::move(query)))
            if (group.at("currency").as_string() == "CNY") return group.as_object();
        FAIL("no group in yuan");
        return {};
    }
    std::int64_t number(sql::Sql query) { return workspace.connection().one_integer(query, {workspace.company().id.value}).value_or(0); }

    std::string url;
    SystemClock clock;
    app::Workspace workspace;
    app::DemoBook loaded;
    insight::Book book;
};

// One company on SQLite for all that only reads.
DemoCompany& company() {
    static const TemporaryDatabase database{sql::Engine::sqlite};
    static DemoCompany demo{database};
    return demo;
}

std::int64_t at(const json::object& group, const char* name) { return group.at(name).as_int64(); }

insight::ReportQuery asked(const char* name, insight::GroupBy by = insight::GroupBy::none) {
    insight::ReportQuery query;
    query.name = name;
    query.by = by;
    return query;
}

std::string all_reports(DemoCompany& demo) {
    std::string all;
    for (const char* name : {"aging", "dso", "interest", "payment-behaviour", "concentration"}) all += demo.report(asked(name)) + "\n";
    all += demo.report(asked("aging", insight::GroupBy::customer)) + "\n" + demo.report(asked("aging", insight::GroupBy::rep)) + "\n";
    for (const char* name : {"cash", "billings", "collection-rate", "warnings"}) {
        auto query = asked(name, name == std::string_view{"warnings"} ? insight::GroupBy::none : insight::GroupBy::month);
        query.from = add_months(today, -35);
        query.to = today;
        all += demo.report(query) + "\n";
    }
    return all;
}

std::string all_exports(const DemoCompany& demo) {
    std::string all;
    for (const char* kind : {"customers", "employees", "contracts", "contract-events", "orders", "deliveries", "invoices", "credit-notes", "receipts", "allocations", "opening-items", "fx-rates"})
        all += testing::run_program(std::string("export ") + kind + " --db '" + demo.url + "'").output;
    return all;
}

// What verify asks too, in other words.
void check_remaining_amounts(DemoCompany& demo) {
    std::int64_t aged = 0;
    for (const auto& group : demo.groups(asked("aging"))) aged += group.at("amount_minor").as_int64();
    CHECK(demo.number("SELECT CAST(SUM(open_minor) AS BIGINT) FROM open_item WHERE company_id = $1") == aged);
    CHECK(demo.number("SELECT COUNT(*) FROM open_item o WHERE o.company_id = $1 AND o.amount_minor - o.open_minor <> "
                      "(SELECT COALESCE(SUM(s.amount_minor), 0) FROM settlement s WHERE s.company_id = o.company_id AND s.item_id = o.id)") == 0);
    CHECK(demo.number("SELECT COUNT(*) FROM receipt r WHERE r.company_id = $1 AND r.reversed_date IS NULL AND r.amount_minor - r.unapplied_minor <> "
                      "(SELECT COALESCE(SUM(s.amount_minor), 0) FROM settlement s WHERE s.company_id = r.company_id AND s.source_id = r.id AND s.kind = 'receipt')") == 0);
    CHECK(demo.number("SELECT COUNT(*) FROM (SELECT event_id FROM posting WHERE company_id = $1 GROUP BY event_id, currency "
                      "HAVING SUM(CASE WHEN side = 'debit' THEN amount_minor ELSE -amount_minor END) <> 0) AS unbalanced") == 0);
    CHECK(demo.number("SELECT COUNT(*) FROM audit_entry WHERE company_id = $1") == demo.number("SELECT COUNT(*) FROM outbox WHERE company_id = $1"));
}

TEST_CASE("the same seed and day make the same company, on both engines; another seed makes another") {
    const TemporaryDatabase second{sql::Engine::sqlite}, third{sql::Engine::sqlite};
    DemoCompany &demo = company(), again{second}, other{third, 7};
    const std::string expected = all_reports(demo);
    CHECK(all_reports(again) == expected);
    const std::string exports = all_exports(demo);
    CHECK(exports.size() > 1'000'000);
    CHECK((all_exports(again) == exports));
    CHECK(all_reports(other) != expected);
    CHECK(demo.loaded.logins.front().password != again.loaded.logins.front().password);
    check_remaining_amounts(demo);
    if (!std::getenv("TEST_POSTGRES")) {
        MESSAGE("SKIPPED on PostgreSQL: run through tests/with_postgres");
        return;
    }
    const TemporaryDatabase server{sql::Engine::postgres};
    DemoCompany on_server{server};
    CHECK(all_reports(on_server) == expected);
    CHECK((all_exports(on_server) == exports));
    check_remaining_amounts(on_server);
}

TEST_CASE("everybody who follows up has something waiting today, and demands were handed over before (R-170 to R-173)") {
    sql::Connection& connection = company().workspace.connection();
    const auto tenant = company().workspace.company().id.value;
    for (const char* role : {"rep", "risk_officer", "sales_manager", "legal_officer"}) {
        CAPTURE(role);
        CHECK(connection.one_integer("SELECT COUNT(*) FROM task WHERE company_id = $1 AND owner_role = $2 AND cancelled_date IS NULL AND done_at IS NULL", {tenant, role}) > 0);
        CHECK(connection.one_integer("SELECT COUNT(*) FROM task WHERE company_id = $1 AND owner_role = $2 AND done_at IS NOT NULL", {tenant, role}) > 0);
    }
    for (const int level : {1, 2, 3, 4}) CHECK(connection.one_integer("SELECT COUNT(*) FROM item_stage WHERE company_id = $1 AND demand_level = $2", {tenant, level}) > 0);
}

TEST_CASE("the company is one a finance manager would know") {
    DemoCompany& demo = company();

    const auto aging = demo.yuan_group(asked("aging"));
    for (const auto& bucket : aging.at("buckets").as_array()) CHECK_MESSAGE(bucket.at("count").as_int64() > 0, json::serialize(bucket));
    CHECK(at(aging, "overdue_ratio_bp") > 1000);
    CHECK(at(aging, "overdue_ratio_bp") < 2500);
    CHECK(at(aging, "unapplied_minor") > 0);

    const auto dso = demo.yuan_group(asked("dso"));
    CHECK(at(dso, "dso_x100") > 6000);
    CHECK(at(dso, "dso_x100") < 11000);
    CHECK(at(dso, "billed_minor") > 200'000'000'00);
    CHECK(at(dso, "billed_minor") < 340'000'000'00);

    std::int64_t top = 0, rank = 0;
    for (const auto& group : demo.groups(asked("concentration")))
        if (group.at("currency").as_string() == "CNY" && ++rank <= 10) top += group.at("share_bp").as_int64();
    CHECK(top > 1000);
    CHECK(top < 5000);

    for (int months = 1; months < 36; ++months) {
        auto query = asked("collection-rate");
        query.as_of.date = query.to.emplace(end_of_month(add_months(today, -months)));
        query.from = first_of_month(*query.to);
        const auto rate = at(demo.yuan_group(query), "rate_bp");
        CHECK_MESSAGE(rate >= 6000, to_string(*query.to) << " " << rate);
        CHECK_MESSAGE(rate <= 9800, to_string(*query.to) << " " << rate);
    }
}

TEST_CASE("the region that loosened its admission sells more and collects less (R-195)") {
    DemoCompany& demo = company();
    const auto of_half_year = [&](Date through, const char* name, const char* figure, const char* region) {
        auto query = asked(name, insight::GroupBy::region);
        query.from = add_months(through, -6) + Days{1};
        query.to = query.as_of.date = through;
        for (const auto& group : demo.groups(query))
            if (group.at("key").as_string() == region && group.at("currency").as_string() == "CNY") return group.at(figure).as_int64();
        return std::int64_t{0};
    };
    const Date now = end_of_month(add_months(today, -1)), before = end_of_month(add_months(today, -13));
    const auto rate_change = [&](const char* region) { return of_half_year(now, "collection-rate", "rate_bp", region) - of_half_year(before, "collection-rate", "rate_bp", region); };
    CHECK(rate_change("HN") <= -500);
    CHECK(rate_change("HD") > -500);
}

TEST_CASE("every kind of fact happened, and none after today") {
    DemoCompany& demo = company();
    CHECK(demo.number("SELECT COUNT(DISTINCT kind) FROM open_item WHERE company_id = $1") == 3);
    CHECK(demo.number("SELECT COUNT(DISTINCT method) FROM receipt WHERE company_id = $1") == 5);
    CHECK(demo.number("SELECT COUNT(DISTINCT kind) FROM settlement WHERE company_id = $1") == 5);
    CHECK(demo.number("SELECT COUNT(DISTINCT kind) FROM contract_event WHERE company_id = $1") == 4);
    CHECK(demo.number("SELECT COUNT(DISTINCT currency) FROM invoice WHERE company_id = $1") == 2);
    CHECK(demo.number("SELECT COUNT(*) FROM customer WHERE company_id = $1") == 400);
    CHECK(demo.number("SELECT COUNT(*) FROM settlement WHERE company_id = $1 AND reverses_id IS NOT NULL") > 0);
    CHECK(demo.number("SELECT COUNT(*) FROM receipt WHERE company_id = $1 AND dishonoured_date IS NOT NULL") > 0);
    CHECK(demo.number("SELECT COUNT(*) FROM receipt WHERE company_id = $1 AND maturity_date > cleared_date") > 0);  // discounted at the bank
    CHECK(demo.number("SELECT COUNT(*) FROM credit_note WHERE company_id = $1 AND open_minor > 0") > 0);
    CHECK(demo.number("SELECT COUNT(*) FROM plan_line l WHERE l.company_id = $1 AND NOT EXISTS (SELECT 1 FROM open_item o WHERE o.company_id = l.company_id AND o.plan_line_id = l.id)") > 0);
    CHECK(demo.number("SELECT COUNT(*) FROM invoice_link WHERE company_id = $1") > 0);
    CHECK(demo.number("SELECT COUNT(*) FROM task WHERE company_id = $1 AND done_at IS NULL AND cancelled_date IS NULL") > 0);

    const std::int64_t last = day_number(today);
    const auto days = demo.number("SELECT MAX(day) FROM (SELECT MAX(invoice_date) AS day FROM invoice WHERE company_id = $1 UNION ALL SELECT MAX(item_date) FROM open_item "
                                  "UNION ALL SELECT MAX(value_date) FROM receipt UNION ALL SELECT MAX(cleared_date) FROM receipt UNION ALL SELECT MAX(reversed_date) FROM receipt "
                                  "UNION ALL SELECT MAX(effective_date) FROM settlement UNION ALL SELECT MAX(note_date) FROM credit_note UNION ALL SELECT MAX(event_date) FROM contract_event "
                                  "UNION ALL SELECT MAX(order_date) FROM sales_order UNION ALL SELECT MAX(delivery_date) FROM delivery UNION ALL SELECT MAX(accepted_date) FROM delivery "
                                  "UNION ALL SELECT MAX(effective_date) FROM posting) AS days");
    CHECK(days <= last);
    CHECK(days > last - 8);
    const auto recorded = demo.number("SELECT MAX(at) FROM (SELECT MAX(recorded_at) AS at FROM open_item WHERE company_id = $1 UNION ALL SELECT MAX(recorded_at) FROM settlement) AS instants");
    CHECK(recorded < (last + 1) * std::int64_t{86'400'000'000});
    // What was known a year ago is not what is known now, although it concerns the same day.
    auto then = asked("aging");
    then.as_of = {end_of_month(add_months(today, -12)), {}};
    const auto known_now = at(demo.yuan_group(then), "amount_minor");
    then.as_of.known_at = {std::int64_t{day_number(then.as_of.date)} * 86'400'000'000 + 57'600'000'000};
    CHECK(at(demo.yuan_group(then), "amount_minor") != known_now);
}

TEST_CASE("customers promise to pay: some keep it, some do not, and the broken ones stand on the work list") {
    auto& demo = company();
    std::map<dunning::PromiseState, int> counted;
    for (const auto& one : dunning::load_promises(demo.workspace.connection(), demo.workspace.company().id, {.day = today})) ++counted[one.judged.state];
    CHECK(counted[dunning::PromiseState::kept] > 10);
    CHECK(counted[dunning::PromiseState::broken] > 10);
    CHECK(counted[dunning::PromiseState::open] > 0);
    CHECK(demo.number("SELECT COUNT(*) FROM task WHERE company_id = $1 AND action = 'promise_broken'") > 0);
    CHECK(demo.number("SELECT COUNT(*) FROM task WHERE company_id = $1 AND action = 'promise_broken' AND done_at IS NULL AND cancelled_date IS NULL") > 0);
}

TEST_CASE("the demo fills empty books only, and does not live in the future") {
    DemoCompany& demo = company();
    const auto again = app::load_demo(demo.workspace, app::demo_seed, today);
    REQUIRE_FALSE(again.has_value());
    CHECK(again.error().code == "app.demo_needs_empty_book");
    const TemporaryDatabase empty{sql::Engine::sqlite};
    auto workspace = app::Workspace::open({empty.url(), {}}, demo.clock);
    const auto ahead = app::load_demo(*workspace, app::demo_seed, workspace->today() + Days{1});
    REQUIRE_FALSE(ahead.has_value());
    CHECK(ahead.error().code == "app.demo_day_ahead");
}

}  // namespace
