// A draft of a policy tried on the book, on both engines: it tells who would change grade and which orders would be held, and
// writes nothing. R-412; trust D2.
#include "app/server/routes_assessments.h"
#include "insight/past_claims.h"
#include "support/book_server.h"
#include "support/credit_bench.h"
#include "support/shared.h"

using namespace tandem;
using namespace tandem::testing;

namespace {

namespace json = boost::json;

struct Book {
    explicit Book(const TemporaryDatabase& database) : bench(database), early(bench.add_customer("K-0")), server(database, {app::server::add_assessment_routes, app::server::add_credit_file_routes, app::server::add_what_if_routes, app::server::add_policy_routes}) {
        server.permissions.add(http::Permission::assess_credit);
        bench.today = server.serving().today();
    }
    Answered ask(const std::string& name, const json::object& figures, const std::string& more = {}) {
        return server.ask("POST", "/api/v1/policies/" + name + "/what-if", R"({"policy":)" + json::serialize(figures) + more + "}", {});
    }
    // A customer with a fair statement and so many lawsuits.
    CustomerId with_lawsuits(const std::string& code, const std::string& lawsuits) {
        const auto id = bench.add_customer(code);
        const Date end = bench.today - Days{60};
        REQUIRE(server.post("/api/v1/customers/" + to_string(id) + "/statements",
                            R"({"period_end_date":")" + to_string(end) + R"(","currency":"CNY","current_assets":"6000000.00","inventory":"2000000.00","receivables":"2000000.00","total_assets":"15000000.00","current_liabilities":"4000000.00","total_liabilities":"9000000.00","equity":"6000000.00","revenue":"12000000.00","audited":true})")
                    .status == 201);
        REQUIRE(server.post("/api/v1/customers/" + to_string(id) + "/ratings", R"({"provider":"Registry","kind":"lawsuits","value":")" + lawsuits + R"(","rated_date":")" + to_string(end) + R"(","valid_to_date":")" + to_string(bench.today + Days{100}) + "\"}").status == 201);
        return id;
    }
    // Grade A and a limit of 100,000.00 since the day.
    void since(CustomerId customer, Date from) {
        credit::insert_grade(bench.connection(), bench.company(), {.id = bench.workspace().ids().next(), .customer = customer,
                                                                   .fact = {.kind = credit::GradeFact::Kind::assessment, .grade = "A", .assessment = credit::AssessmentId{1}, .from = from, .valid_to = bench.today + Days{300}, .recorded_at = Instant{1}, .ended_at = {}},
                                                                   .reason = {}, .actor = UserId{1}});
        bench.connection().execute("INSERT INTO credit_limit_entry (company_id, id, scope, subject_id, kind, amount_minor, currency, from_date, reason, actor_id, recorded_at) VALUES ($1, $2, 'customer', $3, 'base', 10000000, 'CNY', $4, 'a test', 1, 1)",
                                   {bench.company().value, bench.workspace().ids().next(), customer.value, std::int64_t{day_number(from)}});
    }
    // Every table, row by row, as far as rows can be counted: nothing was added, and the audit trail did not grow.
    std::string rows() {
        std::string all = bench.everything();
        for (const auto query : {sql::Sql{"SELECT COUNT(*) FROM credit_assessment"}, sql::Sql{"SELECT COUNT(*) FROM credit_grade"}, sql::Sql{"SELECT COUNT(*) FROM policy_version"}, sql::Sql{"SELECT COUNT(*) FROM credit_decision"},
                                 sql::Sql{"SELECT COUNT(*) FROM credit_hold"}, sql::Sql{"SELECT COUNT(*) FROM approval_request"}, sql::Sql{"SELECT COUNT(*) FROM idempotency"}, sql::Sql{"SELECT COUNT(*) FROM sales_order WHERE status = 'held'"}})
            all += std::to_string(bench.count(query)) + "|";
        return all;
    }
    CreditBench bench;
    CustomerId early;  // there before the server opens the book
    BookServer server;
};

json::object shipped(const char* name) { return json::parse(read_file("policies/" + std::string(name) + ".json")).as_object(); }
json::object with_best_band(const char* from) {
    json::object figures = shipped("scoring");
    figures["bands"].as_array()[0].as_object()["from"] = from;
    return figures;
}

json::object& rule(json::object& figures, std::string_view code) {
    for (auto& each : figures["checks"].as_object()["rules"].as_array())
        if (each.at("code").as_string() == code) return each.as_object();
    throw std::logic_error{"no such rule"};
}
json::object with_limit_rule(const char* warn, const char* hold) {
    json::object figures = shipped("credit");
    rule(figures, "limit_used")["warn"] = warn;
    rule(figures, "limit_used")["hold"] = hold;
    return figures;
}

}  // namespace

TEST_CASE("R-412: a stricter band moves exactly those below it and writes nothing") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        book.with_lawsuits("K-1", "0");
        const auto sued = book.with_lawsuits("K-2", "2");
        const std::string before = book.rows();
        const auto same = book.ask("scoring", shipped("scoring"));
        REQUIRE(same.status == 200);
        const auto& shift = same.body.at("scoring");
        CHECK(shift.at("customers").as_int64() == 3);
        CHECK(shift.at("count").to_number<int>() == 0);
        CHECK(shift.at("matrix") == json::parse(R"([{"from":"A","to":"A","customers":2},{"from":null,"to":null,"customers":1}])"));
        const auto strict = book.ask("scoring", with_best_band("95"));
        REQUIRE(strict.status == 200);
        const auto& stricter = strict.body.at("scoring");
        CHECK(stricter.at("matrix") == json::parse(R"([{"from":"A","to":"A","customers":1},{"from":"A","to":"B","customers":1},{"from":null,"to":null,"customers":1}])"));
        REQUIRE(stricter.at("count").to_number<int>() == 1);
        const auto& row = stricter.at("rows").at(0);
        CHECK(row.at("customer").at("id").as_string() == to_string(sued));
        CHECK(row.at("days_before").as_int64() == 30);
        CHECK(row.at("days_after").as_int64() == 0);
        CHECK(stricter.at("shorter").as_int64() == 1);
        // On a day before anything was known nobody has a grade, whatever the model.
        const auto early = book.ask("scoring", with_best_band("95"), R"(,"as_of":")" + to_string(book.bench.today - Days{90}) + "\"");
        CHECK(early.body.at("scoring").at("matrix") == json::parse(R"([{"from":null,"to":null,"customers":3}])"));
        CHECK(book.rows() == before);
    });
}

TEST_CASE("R-412: a tighter limit rule holds exactly the orders between both figures, a looser one lets go, and nothing is written") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        const auto half = book.bench.order(book.bench.graded("K-1", 100'000'00), 50'000'00);
        REQUIRE(book.bench.order(book.bench.graded("K-2", 100'000'00), 20'000'00));
        const auto over = book.bench.order(book.bench.graded("K-3", 10'000'00), 50'000'00);
        REQUIRE(over->state == receivable::OrderState::held);
        const std::string before = book.rows();
        const auto tight = book.ask("credit", with_limit_rule("30", "40"));
        REQUIRE(tight.status == 200);
        const auto& open = tight.body.at("credit").at("open");
        CHECK(open.at("checked").as_int64() == 3);
        CHECK(open.at("held_before").as_int64() == 1);
        CHECK(open.at("newly_held").as_int64() == 1);
        CHECK(open.at("newly_held_minor").as_int64() == 50'000'00);
        CHECK(open.at("freed").as_int64() == 0);
        CHECK(open.at("rows").at(0).at("order").at("id").as_string() == to_string(half->id));
        CHECK(open.at("rows").at(0).at("reasons").at(0).at("code").as_string() == "limit_used");
        const auto loose = book.ask("credit", with_limit_rule("90", "600"));
        CHECK(loose.body.at("credit").at("open").at("freed").as_int64() == 1);
        CHECK(loose.body.at("credit").at("open").at("rows").at(0).at("order").at("id").as_string() == to_string(over->id));
        const auto same = book.ask("credit", shipped("credit"));
        CHECK(same.body.at("credit").at("open").at("rows").as_array().empty());
        CHECK(same.body.at("credit").at("past").at("holds").at("rows").as_array().empty());
        CHECK(book.rows() == before);
    });
}

TEST_CASE("R-412: a past order is checked on what was overdue on its own day, and what became of the customer's bills is told") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        const Date today = book.bench.today, ordered = today - Days{60};
        const CustomerId customer = book.early;
        book.since(customer, today - Days{100});
        const auto first = book.bench.item(customer, "INV-1", today - Days{100}, cny(1'000'00));  // due ten days before the order
        const auto receipt = book.bench.receive(customer, cny(1'000'00), today - Days{50});
        REQUIRE(book.bench.allocate(receipt->id, {{.item = first, .amount = cny(1'000'00)}}));
        const auto late = book.bench.item(customer, "INV-2", today - Days{50}, cny(400'00));  // overdue today
        REQUIRE(book.bench.write_off(late, cny(100'00)));
        const auto placed = book.bench.at_orders([&](receivable::OrderDesk& desk) {
            auto draft = book.bench.draft(customer, 5'000'00);
            draft.date = ordered;
            return desk.place(draft);
        });
        REQUIRE(placed);
        json::object figures = shipped("credit");
        rule(figures, "overdue_days")["hold"] = 10;
        const auto answer = book.ask("credit", figures);
        REQUIRE(answer.status == 200);
        const auto& past = answer.body.at("credit").at("past");
        CHECK(past.at("holds").at("newly_held").as_int64() == 1);
        CHECK(past.at("holds").at("rows").at(0).at("reasons").at(0).at("actual").as_int64() == 10);
        CHECK(past.at("customers").as_int64() == 1);
        CHECK(past.at("billed_minor").as_int64() == 400'00);
        CHECK(past.at("overdue_minor").as_int64() == 300'00);
        CHECK(past.at("written_off_minor").as_int64() == 100'00);
        // One day more, and the order would not have been held.
        rule(figures, "overdue_days")["hold"] = 11;
        CHECK(book.ask("credit", figures).body.at("credit").at("past").at("holds").at("newly_held").as_int64() == 0);
        // The order lies outside of the year that ends before it.
        CHECK(book.ask("credit", figures, R"(,"as_of":")" + to_string(ordered - Days{1}) + "\"").body.at("credit").at("past").at("holds").at("checked").as_int64() == 0);
    });
}

TEST_CASE("claims of a past day are the position of that day") {
    const TemporaryDatabase database{sql::Engine::sqlite};
    CashBench bench{database};
    const auto customer = bench.add_customer("K-1");
    const auto item = bench.item(customer, "INV-1", day("2026-01-10"), cny(1'000'00));
    const auto receipt = bench.receive(customer, cny(700'00), day("2026-03-01"));
    REQUIRE(bench.allocate(receipt->id, {{.item = item, .amount = cny(600'00)}}));
    REQUIRE(bench.credit(customer, cny(50'00), day("2026-04-01")));
    const auto book = bench.book();
    const insight::PastClaims claims{book};
    for (Date on = day("2026-01-01"); on < day("2026-08-01"); on += Days{9}) {
        const insight::Position position{book, {.date = on}};
        std::int64_t open = 0, cash = 0, notes = 0, said_open = 0, said_cash = 0, said_notes = 0;
        for (insight::Place at = 0; at < book.items.size(); ++at) open += position.open(at);
        for (insight::Place at = 0; at < book.receipts.size(); ++at) cash += position.unapplied_receipt(at);
        for (insight::Place at = 0; at < book.credit_notes.size(); ++at) notes += position.unapplied_note(at);
        for (const auto& row : claims.on(customer, on)) {
            said_open += row.open;
            said_cash += row.unapplied;
            said_notes += row.credit_notes;
        }
        INFO(to_string(on));
        CHECK(said_open == open);
        CHECK(said_cash == cash);
        CHECK(said_notes == notes);
    }
}

TEST_CASE("a draft that cannot be read is refused as a change of it is, and so is what has no dry run") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        CHECK(book.ask("scoring", with_best_band("10")).code() == "credit.bands_overlap");
        CHECK(book.ask("scoring", {{"bands", "wide"}}).status == 422);
        CHECK(book.ask("dunning", shipped("dunning")).code() == "policy.no_what_if");
        CHECK(book.ask("weather", {}).code() == "policy.unknown");
        const auto late = book.ask("scoring", shipped("scoring"), R"(,"as_of":")" + to_string(book.bench.today + Days{1}) + "\"");
        CHECK(late.status == 422);
        CHECK(book.server.post("/api/v1/policies/scoring/what-if", R"({"policy":{},"reason":"x"})").status == 422);
    });
}

TEST_CASE("duties stay apart: risk control tries and sends the policies of credit, the security administrator all others") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        const auto send = [&](const std::string& name) {
            const auto answer = book.server.post("/api/v1/policies/" + name, json::serialize(json::object{{"effective_from", to_string(book.bench.today + Days{1})}, {"based_on", 1}, {"reason", "a test"}, {"policy", shipped(name.c_str())}}));
            return answer.status == 403 ? answer.code() : std::string{"may"};
        };
        const auto attempt = [&](const std::string& name) {
            const auto answer = book.ask(name, shipped(name.c_str()));
            return answer.status == 403 ? answer.code() : std::string{"may"};
        };
        struct Duty { http::PermissionSet of; std::vector<std::string> may, may_not; };
        const http::PermissionSet risk{http::Permission::signed_in, http::Permission::view, http::Permission::assess_credit}, security{http::Permission::signed_in, http::Permission::grant_roles, http::Permission::manage_policies};
        const std::vector<std::string> credit{"credit", "scoring"}, others{"access", "approval", "dunning", "cash", "receivable", "cycle"};
        for (const auto& [of, may, may_not] : {Duty{risk, credit, others}, Duty{security, others, credit}}) {
            book.server.permissions = of;
            for (const auto& name : may) CHECK_MESSAGE(send(name) == "may", name);
            for (const auto& name : may_not) CHECK_MESSAGE(send(name) == "auth.forbidden", name);
            for (const auto& name : credit) CHECK_MESSAGE(attempt(name) == (may == credit ? "may" : "auth.forbidden"), name);
        }
    });
}

TEST_CASE("D2: who reaches a part of the company tries a policy on that part alone") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        book.with_lawsuits("K-1", "0");
        book.with_lawsuits("K-2", "9");
        CHECK(book.ask("scoring", with_best_band("99")).body.at("scoring").at("customers").as_int64() == 3);
        http::Principal rep{.user = UserId{7}, .company = book.bench.company(), .employee = EmployeeId{777}, .team = {}, .region = {}, .name = "rep", .role = "rep", .permissions = book.server.permissions, .scope = http::Scope::own};
        const auto own = [&](const char* name) { return book.server.ask_as(rep, "POST", std::string{"/api/v1/policies/"} + name + "/what-if", json::serialize(json::object{{"policy", name == std::string{"scoring"} ? with_best_band("99") : shipped(name)}}), {}); };
        const auto scored = own("scoring");
        REQUIRE(scored.status == 200);
        CHECK(scored.body.at("scoring").at("customers").as_int64() == 0);
        CHECK(scored.body.at("scoring").at("rows").as_array().empty());
        const auto checked = own("credit");
        REQUIRE(checked.status == 200);
        CHECK(checked.body.at("credit").at("open").at("checked").as_int64() == 0);
        CHECK(checked.body.at("credit").at("past").at("holds").at("checked").as_int64() == 0);
    });
}
