// From what is known of a customer to a grade that explains itself, on both engines. R-140 to R-149, R-404; trust S2, S4, S22, I8.
#include "app/reassessment.h"
#include "app/server/routes_assessments.h"
#include "cash/edge/payment_history_sql.h"
#include "credit/edge/assessments_sql.h"
#include "support/approval_book.h"
#include "support/people.h"
#include "support/shared.h"

using namespace tandem;
using namespace tandem::testing;

namespace {

struct Book {
    explicit Book(const TemporaryDatabase& database)
        : bench(database), server(database, {app::server::add_assessment_routes, app::server::add_credit_file_routes, app::server::add_credit_quality_routes, app::server::add_approval_routes, app::server::add_policy_routes}) {
        bench.today = server.serving().today();
        customer = bench.add_customer("K-1");
        maker = user("maker", "risk", 501);
        boss = user("boss", "executive", 502);
    }
    http::Principal user(const char* name, const char* role, std::int64_t employee) { return add_person(bench, name, role, employee); }
    Answered post(const std::string& path, const std::string& body = "{}") { return post(maker, path, body); }
    Answered post(const http::Principal& who, const std::string& path, const std::string& body = "{}") { return server.ask_as(who, "POST", "/api/v1/" + path, body, "k-" + std::to_string(++keys)); }
    Answered get(const std::string& path) { return server.ask_as(maker, "GET", "/api/v1/" + path, "", ""); }
    std::string of(const std::string& what) const { return "customers/" + to_string(customer) + "/" + what; }
    Date today() const { return bench.today; }
    void check_verified() {
        for (const auto& verdict : app::verify(bench.workspace(), Language::en)) {
            INFO(verdict.invariant << " " << verdict.says << ": " << verdict.first);
            CHECK(verdict.broken == 0);
        }
    }
    CashBench bench;
    BookServer server;
    CustomerId customer;
    http::Principal maker, boss;
    int keys = 0;
};

// Thresholds of R-142 and R-143 just reached; `equity` in thousands moves the debt ratio.
std::string statement(Date end, const std::string& equity = "6000000.00", const std::string& liabilities = "9000000.00") {
    return R"({"period_end_date":")" + to_string(end) + R"(","currency":"CNY","current_assets":"6000000.00","inventory":"2000000.00","receivables":"2000000.00","total_assets":"15000000.00","current_liabilities":"4000000.00","total_liabilities":")" +
           liabilities + R"(","equity":")" + equity + R"(","revenue":"12000000.00","audited":true})";
}
std::string rating(const char* kind, const char* value, Date rated, Date to) {
    return std::string(R"({"provider":"Registry","kind":")") + kind + R"(","value":")" + value + R"(","rated_date":")" + to_string(rated) + R"(","valid_to_date":")" + to_string(to) + "\"}";
}

}  // namespace

TEST_CASE("statement, form and rating in, a dated and explained grade out; it counts and stays") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        const Date year_end = book.today() - Days{60};
        REQUIRE(book.post(book.of("statements"), statement(year_end)).status == 201);
        REQUIRE(book.post(book.of("credit-form"), R"({"industry_outlook":"growing","market_position":10,"collateral":{"amount":"800000.00","currency":"CNY"},"requested":{"amount":"1000000.00","currency":"CNY"}})").status == 201);
        REQUIRE(book.post(book.of("ratings"), rating("lawsuits", "0", book.today(), book.today() + Days{100})).status == 201);
        const auto preview = book.post(book.of("assessments?dry_run=true"));
        REQUIRE(preview.status == 201);
        CHECK(book.bench.count("SELECT COUNT(*) FROM credit_assessment") == 0);
        // capacity and capital 100, collateral 80, condition 100, character 100 (lawsuits alone): 100 - 15 % of 20
        CHECK(preview.body.at("score_x100").as_int64() == 97'00);
        const auto made = book.post(book.of("assessments"));
        REQUIRE(made.status == 201);
        CHECK(made.text("grade") == "A");
        CHECK(made.body.at("dimensions").as_array().size() == 5);
        CHECK(std::string(made.body.at("explanation").at(0).as_string()).starts_with("97 points: grade A"));
        CHECK(made.text("valid_to_date") == to_string(add_months(book.today(), 12) - Days{1}));
        const auto file = book.get(book.of("credit-file"));
        CHECK(file.body.at("standing").at("grade").as_string() == "A");
        CHECK(file.body.at("assessment") == book.get(book.of("assessments/") + made.text("id")).body);
        CHECK(file.body.at("statements").at(0).at("ratios").at(0).at("value").as_string() == "1.50");
        // A worse statement of a later period: the next assessment says so, the first stays what it was.
        REQUIRE(book.post(book.of("statements"), statement(book.today() - Days{1}, "1000000.00", "14000000.00")).status == 201);
        const auto again = book.post(book.of("assessments"));
        CHECK(again.body.at("score_x100").as_int64() < 97'00);
        CHECK(again.text("grade_before") == "A");
        CHECK(book.get(book.of("assessments/") + made.text("id")).body == made.body);
        book.check_verified();
    });
}

TEST_CASE("what cannot be believed is refused and leaves nothing") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        CHECK(book.post(book.of("statements"), statement(book.today(), "6000000.01")).code() == "credit.statement_unbalanced");
        CHECK(book.post(book.of("statements"), statement(book.today() + Days{1})).code() == "credit.statement_future");
        CHECK(book.post(book.of("ratings"), rating("lawsuits", "many", book.today(), book.today())).code() == "credit.rating_value");
        CHECK(book.post(book.of("credit-form"), "{}").code() == "credit.form_empty");
        CHECK(book.post(book.of("assessments")).code() == "credit.too_little_known");
        // S22: nobody states his own grade, points or validity.
        for (const auto* body : {R"({"grade":"A"})", R"({"score_x100":10000})", R"({"valid_to_date":"2999-01-01"})"}) CHECK(book.post(book.of("assessments"), body).status == 422);
        CHECK(book.post(book.of("credit-form"), R"({"industry_outlook":"growing","points":100})").status == 422);
        CHECK(book.post("customers/cus_0000000000001/assessments").code() == "party.unknown_customer");
        CHECK(book.bench.count("SELECT COUNT(*) FROM financial_statement") + book.bench.count("SELECT COUNT(*) FROM credit_rating") + book.bench.count("SELECT COUNT(*) FROM credit_form") + book.bench.count("SELECT COUNT(*) FROM credit_assessment") == 0);
    });
}

TEST_CASE("R-141: the record of our own book: late, on time, written off, not due, failed") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        CashBench& bench = book.bench;
        const Date today = book.today();
        const auto late = bench.item(book.customer, "INV-1", today - Days{100}, cny(100'00));
        const auto receipt = bench.receive(book.customer, cny(100'00), today - Days{20}).value();
        REQUIRE(bench.allocate(receipt.id, {{late, cny(100'00)}}));
        const auto lost = bench.item(book.customer, "INV-2", today - Days{200}, cny(50'00));
        REQUIRE(bench.write_off(lost, cny(50'00)));
        bench.item(book.customer, "INV-3", today, cny(70'00));
        REQUIRE(bench.receive(bench.add_customer("K-2"), cny(5'00), today).has_value());
        const auto histories = cash::load_payment_histories(bench.connection(), bench.company(), today);
        const auto due_of = [&](OpenItemId item) { return date_of(bench.connection().one_integer("SELECT due_date FROM open_item WHERE id = $1", {item.value}).value()); };
        const auto paid_late = (today - Days{20} - due_of(late)).count(), unpaid = (today - due_of(lost)).count();
        const auto& of = histories.at(book.customer);
        CHECK(of.settled_or_late == 2);
        CHECK(of.overdue_days_max == unpaid);
        CHECK(of.days_late_sum == paid_late + unpaid);
        CHECK(of.on_time == 0);
        CHECK(of == cash::load_payment_histories(bench.connection(), bench.company(), today, book.customer).at(book.customer));
        // The same day next year but one the old ones that were settled say nothing; the one written off still does.
        CHECK(cash::load_payment_histories(bench.connection(), bench.company(), today + Days{400}, book.customer).at(book.customer).settled_or_late == 2);
    });
}

TEST_CASE("S4: an override is agreed by somebody else, outranks the score while it lasts, and can be taken back") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        REQUIRE(book.post(book.of("statements"), statement(book.today() - Days{60})).status == 201);
        REQUIRE(book.post(book.of("assessments")).text("grade") == "A");
        const auto body = [&](const char* grade, Date to) { return std::string(R"({"grade":")") + grade + R"(","reason":"supplier failed","valid_to_date":")" + to_string(to) + "\"}"; };
        CHECK(book.post(book.of("grade-override"), body("A", book.today())).code() == "credit.override_same");
        CHECK(book.post(book.of("grade-override"), body("Z", book.today())).code() == "credit.override_grade");
        CHECK(book.post(book.of("grade-override"), body("C", book.today() + Days{91})).code() == "credit.override_days");
        CHECK(book.post(book.of("grade-override/end"), R"({"reason":"x"})").code() == "credit.no_override");
        const auto held = book.post(book.of("grade-override"), body("C", book.today() + Days{30}));
        REQUIRE(held.status == 202);
        CHECK(book.get(book.of("credit-file")).body.at("standing").at("grade").as_string() == "A");
        const std::string path = "approvals/" + held.text("approval_id");
        const std::string agree = R"({"content_hash":")" + book.get(path).text("content_hash") + "\"}";
        CHECK(book.post(path + "/approve", agree).status >= 400);  // not by who asked
        REQUIRE(book.post(book.boss, path + "/approve", agree).text("state") == "effective");
        CHECK(book.get(book.of("credit-file")).body.at("standing").at("grade").as_string() == "C");
        CHECK(book.get(book.of("credit-file")).body.at("standing").at("source").as_string() == "override");
        REQUIRE(book.post(book.of("grade-override/end"), R"({"reason":"found another"})").status == 200);
        CHECK(book.get(book.of("credit-file")).body.at("standing").at("grade").as_string() == "A");
        book.check_verified();
    });
}

TEST_CASE("R-213: what is missing, stale or contradicts itself is listed by customer") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        book.bench.item(book.customer, "INV-1", book.today() - Days{10}, cny(100'00));
        const auto found = [&] {
            std::map<std::string, bool> codes;
            const auto answer = book.get("credit-data-quality");
            for (const auto& row : answer.rows())
                for (const auto& each : row.at("findings").as_array()) codes[std::string(each.as_string())] = true;
            return codes;
        };
        CHECK(found() == std::map<std::string, bool>{{"no_statement", true}, {"no_form", true}, {"no_rating", true}});
        REQUIRE(book.post(book.of("statements"), statement(book.today() - Days{700})).status == 201);
        REQUIRE(book.post(book.of("ratings"), rating("lawsuits", "0", book.today() - Days{10}, book.today() - Days{1})).status == 201);
        CHECK(found() == std::map<std::string, bool>{{"stale_statement", true}, {"no_form", true}, {"expired_rating", true}});
        REQUIRE(book.post(book.of("statements"), statement(book.today() - Days{1})).status == 201);
        REQUIRE(book.post(book.of("statements"), statement(book.today() - Days{1}, "5000000.00", "10000000.00")).status == 201);
        REQUIRE(book.post(book.of("credit-form"), R"({"industry_outlook":"growing"})").status == 201);
        CHECK(found() == std::map<std::string, bool>{{"statements_differ", true}, {"expired_rating", true}});
        const std::string wrong = std::string(book.get(book.of("credit-file")).body.at("statements").at(0).at("id").as_string());
        REQUIRE(book.post(book.of("statements/") + wrong + "/void", R"({"reason":"typed twice"})").status == 200);
        CHECK(book.post(book.of("statements/") + wrong + "/void", R"({"reason":"typed twice"})").code() == "credit.statement_voided");
        CHECK(found() == std::map<std::string, bool>{{"expired_rating", true}});
        CHECK(book.get("credit-data-quality?finding=no_form").body.at("count").as_int64() == 0);
    });
}

TEST_CASE("I8: a grade that does not follow from its snapshot is found by verify") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        REQUIRE(book.post(book.of("statements"), statement(book.today() - Days{60})).status == 201);
        REQUIRE(book.post(book.of("assessments")).status == 201);
        book.check_verified();
        book.bench.connection().execute("UPDATE credit_assessment SET grade = 'B'", {});
        int broken = 0;
        for (const auto& verdict : app::verify(book.bench.workspace(), Language::en)) broken += verdict.broken > 0;
        CHECK(broken == 1);
    });
}

TEST_CASE("a model whose grades the credit policy does not know, or the other way round, does not come into force") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        auto document = boost::json::parse(std::string(read_file("policies/scoring.json"))).as_object();
        document["bands"].as_array()[0].as_object()["grade"] = "AAA";
        const auto change = [&](const char* name, const boost::json::object& policy) {
            return book.post(std::string("policies/") + name, boost::json::serialize(boost::json::object{{"effective_from", to_string(book.today() + Days{1})}, {"based_on", 1}, {"reason", "test"}, {"policy", policy}}));
        };
        CHECK(change("scoring", document).code() == "credit.band_grade");
        document["bands"].as_array()[0].as_object()["grade"] = "A";
        document["dimensions"].as_array()[0].as_object()["weight_bp"] = 2900;
        CHECK(change("scoring", document).code() == "credit.weights_sum");
        document["dimensions"].as_array()[0].as_object()["weight_bp"] = 3000;
        document["least_known_percent"] = "30";
        CHECK(change("scoring", document).status == 202);
    });
}
