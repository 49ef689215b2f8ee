// Complaints and performed contracts: recorded, closed, voided, and what credit makes of them. Both engines. R-203, R-404, decision 0006.
#include "app/reassessment.h"
#include "app/server/routes_assessments.h"
#include "cash/edge/payment_history_sql.h"
#include "credit/edge/credit_policy_json.h"
#include "party/edge/merge_sql.h"
#include "support/approval_book.h"
#include "support/people.h"

using namespace tandem;
using namespace tandem::testing;

namespace {

struct Book {
    explicit Book(const TemporaryDatabase& database)
        : bench(database), server(database, {app::server::add_assessment_routes, app::server::add_reassessment_routes, app::server::add_credit_file_routes, app::server::add_complaint_routes, app::server::add_credit_quality_routes}) {
        bench.today = server.serving().today();
        customer = bench.add_customer("K-1");
        risk = add_person(bench, "risk", "risk", 501);
        rep = add_person(bench, "clerk", "finance", 502);
        rep.permissions = {http::Permission::view, http::Permission::work_collections};
    }
    Answered post(const std::string& path, const std::string& body = "{}") { return server.ask_as(risk, "POST", "/api/v1/" + path, body, "k-" + std::to_string(++keys)); }
    Answered get(const std::string& path) { return server.ask_as(risk, "GET", "/api/v1/" + path, "", ""); }
    std::string of(const std::string& what) const { return "customers/" + to_string(customer) + "/" + what; }
    std::string raised(Date on, const char* kind = "quality", const char* by = "customer", const std::string& more = {}) const {
        return R"({"raised_date":")" + to_string(on) + R"(","raised_by":")" + by + R"(","kind":")" + kind + R"(","text":"cracked housings")" + more + "}";
    }
    static std::string closed(Date on, const char* outcome) { return R"({"closed_date":")" + to_string(on) + R"(","outcome":")" + outcome + R"(","note":"looked at on site"})"; }
    // The value of a factor in the assessment as it would be made now; empty: not known.
    std::string factor(const std::string& name, Date day) {
        const auto basis = app::assessment_basis(bench.connection(), bench.workspace().company(), day).value();
        for (const auto& each : app::values_of(bench.connection(), bench.company(), basis, customer))
            if (each.factor == name) return each.number ? to_decimal(*each.number, 2) : "";
        FAIL("no such factor");
        return {};
    }
    std::int64_t due(const std::string& why) { return get("reassessments?why=" + why).body.at("count").as_int64(); }
    // A contract of the customer with items due on days; each is paid so many days later, or never.
    ContractId contract(const std::string& number, std::optional<int> penalty_days, const std::vector<std::pair<Date, std::optional<int>>>& parts) {
        const auto id = bench.workspace().ids().make<ContractId>();
        bench.connection().execute("INSERT INTO contract (company_id, id, number, title, customer_id, currency, amount_minor, terms, penalty_after_days, status, source, external_id, recorded_at) "
                                   "VALUES ($1, $2, $3, 'pumps', $4, 'CNY', 0, '{}', $5, 'signed', 'test', $3, 1)",
                                   {bench.company().value, id.value, number, customer.value, penalty_days ? std::optional<std::int64_t>{*penalty_days} : std::nullopt});
        for (const auto& [due, late] : parts) {
            const auto item = bench.item(customer, number + "-" + std::to_string(++items), due - Days{30}, cny(100'00));  // due after thirty days
            bench.connection().execute("UPDATE open_item SET contract_id = $3 WHERE company_id = $1 AND id = $2", {bench.company().value, item.value, id.value});
            if (!late) continue;
            const auto receipt = bench.receive(customer, cny(100'00), due + Days{*late}).value();
            REQUIRE(bench.allocate(receipt.id, {{item, cny(100'00)}}));
        }
        return id;
    }
    Date today() const { return bench.today; }
    CashBench bench;
    BookServer server;
    CustomerId customer;
    http::Principal risk, rep;
    int keys = 0, items = 0;
};

}  // namespace

TEST_CASE("a complaint is recorded once, closed once and can be voided; nothing of it is lost") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        const Date today = book.today();
        const auto invoice = book.bench.issue(book.customer, "INV-1", today - Days{40}, cny(100'00), cny(0)).invoice;
        const std::string body = book.raised(today - Days{9}, "delivery", "customer", R"(,"invoice_id":")" + to_string(invoice) + R"(","disputed":{"amount":"40.00","currency":"CNY"})");
        const auto made = book.server.ask_as(book.rep, "POST", "/api/v1/" + book.of("complaints"), body, "once");
        REQUIRE_MESSAGE(made.status == 201, boost::json::serialize(made.body));
        CHECK(book.server.ask_as(book.rep, "POST", "/api/v1/" + book.of("complaints"), body, "once").body == made.body);
        CHECK(made.body.at("invoice").at("number").as_string() == "INV-1");
        CHECK(made.body.at("disputed_minor").as_int64() == 40'00);
        CHECK(made.body.at("counts").as_bool());
        CHECK(book.bench.count("SELECT COUNT(*) FROM complaint") == 1);
        const std::string path = book.of("complaints/") + made.text("id");
        CHECK(book.post(path + "/close", Book::closed(today - Days{10}, "justified")).code() == "credit.complaint_closing");
        CHECK(book.post(path + "/close", Book::closed(today + Days{1}, "justified")).code() == "credit.complaint_closing");
        CHECK(book.post(path + "/close", R"({"closed_date":"2026-01-01","outcome":"won","note":"x"})").status == 422);
        const auto closed = book.post(path + "/close", Book::closed(today, "partly"));
        REQUIRE(closed.status == 200);
        CHECK(closed.text("outcome") == "partly");
        CHECK(closed.body.at("counts").as_bool());
        CHECK(book.post(path + "/close", Book::closed(today, "justified")).code() == "credit.complaint_closed");
        REQUIRE(book.post(path + "/void", R"({"reason":"another customer's"})").status == 200);
        CHECK(book.post(path + "/void", R"({"reason":"again"})").code() == "credit.complaint_voided");
        CHECK(book.post(path + "/close", Book::closed(today, "justified")).code() == "credit.complaint_voided");
        // The list keeps it; why it was voided is for risk.
        const auto kept = book.get(book.of("credit-file")).body.at("complaints").at(0);
        CHECK(kept.at("voided").as_bool());
        CHECK_FALSE(kept.at("counts").as_bool());
        CHECK(kept.at("void_reason").as_string() == "another customer's");
        const auto seen = book.server.ask_as(book.rep, "GET", "/api/v1/" + book.of("credit-file"), "", "");
        CHECK_FALSE(seen.body.at("complaints").at(0).as_object().contains("void_reason"));
        CHECK(book.bench.count("SELECT COUNT(*) FROM audit_entry WHERE object_kind = 'complaint'") == 3);
    });
}

TEST_CASE("what cannot be is refused and leaves nothing") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        const Date today = book.today();
        const auto other = book.bench.issue(book.bench.add_customer("K-2"), "INV-2", today - Days{40}, cny(100'00), cny(0)).invoice;
        CHECK(book.post(book.of("complaints"), book.raised(today + Days{1})).code() == "credit.complaint_future");
        CHECK(book.post(book.of("complaints"), book.raised(today, "conduct", "customer")).code() == "credit.complaint_conduct");
        CHECK(book.post(book.of("complaints"), book.raised(today, "quality", "customer", R"(,"invoice_id":")" + to_string(other) + "\"")).code() == "credit.complaint_document");
        CHECK(book.post(book.of("complaints"), book.raised(today, "quality", "customer", R"(,"disputed":{"amount":"0.00","currency":"CNY"})")).code() == "credit.complaint_amount");
        CHECK(book.post(book.of("complaints"), book.raised(today, "weather")).status == 422);
        CHECK(book.post(book.of("complaints"), book.raised(today, "quality", "neighbour")).status == 422);
        CHECK(book.post(book.of("complaints/cmp_0000000000001/close"), Book::closed(today, "justified")).code() == "credit.unknown_complaint");
        CHECK(book.bench.count("SELECT COUNT(*) FROM complaint") == 0);
    });
}

TEST_CASE("R-203, R-404: open and justified complaints lower the score and ask for a new look") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        const Date today = book.today();
        CHECK(book.factor("complaints", today) == "");  // no business: no merit
        const auto item = book.bench.item(book.customer, "INV-1", today - Days{40}, cny(100'00));
        REQUIRE(book.bench.allocate(book.bench.receive(book.customer, cny(100'00), today - Days{20})->id, {{item, cny(100'00)}}));
        CHECK(book.factor("complaints", today) == "0");
        REQUIRE(book.post(book.of("assessments")).status == 201);
        CHECK(book.due("complaint") == 0);
        const auto record = [&](Date on, const char* kind, const char* by) { return book.of("complaints/") + book.post(book.of("complaints"), book.raised(on, kind, by)).text("id"); };
        const std::string first = record(today - Days{30}, "quality", "customer");
        CHECK(book.due("complaint") == 1);
        const std::string second = record(today - Days{3}, "conduct", "us");
        record(add_months(today, -12), "delivery", "customer");  // the day before the window
        CHECK(book.factor("complaints", today) == "2");
        CHECK(book.factor("complaints", today - Days{4}) == "2");  // the second was not raised yet, the third was within the year
        const auto sheet = book.post(book.of("assessments"));
        REQUIRE(sheet.status == 201);
        CHECK(sheet.text("why") == "asked");
        CHECK(book.due("complaint") == 0);
        REQUIRE(book.post(first + "/close", Book::closed(today - Days{1}, "unjustified")).status == 200);
        CHECK(book.factor("complaints", today) == "1");
        CHECK(book.factor("complaints", today - Days{4}) == "2");  // then it was open
        REQUIRE(book.post(second + "/close", Book::closed(today, "justified")).status == 200);
        CHECK(book.factor("complaints", today) == "1");
        REQUIRE(book.post(second + "/void", R"({"reason":"typed twice"})").status == 200);
        CHECK(book.factor("complaints", today) == "0");
        CHECK(book.due("complaint") == 0);
        // All customers at once give the same figures as one.
        const auto all = cash::load_payment_histories(book.bench.connection(), book.bench.company(), today);
        CHECK(all.at(book.customer) == cash::load_payment_histories(book.bench.connection(), book.bench.company(), today, book.customer).at(book.customer));
    });
}

TEST_CASE("R-152, R-203: a contract is kept while no part is later than its own days, or the standard's thirty") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        const Date today = book.today();
        CHECK(book.factor("contracts_kept", today) == "");
        book.contract("C-1", {}, {{today - Days{100}, 30}, {today - Days{60}, 0}});
        CHECK(book.factor("contracts_kept", today) == "100");  // thirty days are not more than thirty
        book.contract("C-2", {}, {{today - Days{100}, 31}, {today - Days{60}, 0}});
        CHECK(book.factor("contracts_kept", today) == "50");
        book.contract("C-3", 10, {{today - Days{90}, 11}});
        CHECK(book.factor("contracts_kept", today) == "33.33");
        book.contract("C-4", 60, {{today - Days{90}, 59}, {today - Days{31}, {}}});
        CHECK(book.factor("contracts_kept", today) == "50");
        book.contract("C-5", {}, {{today - Days{31}, {}}});  // still open
        CHECK(book.factor("contracts_kept", today) == "40");
        book.contract("C-6", {}, {{today - Days{800}, 300}, {today + Days{20}, {}}});  // settled before the window, and not due yet
        CHECK(book.factor("contracts_kept", today) == "40");
        // As it was known on a day: C-5 was in time on the day before, C-4's second part too.
        CHECK(book.factor("contracts_kept", today - Days{1}) == "60");
    });
}

TEST_CASE("R-213: a complaint open for more than sixty days is pointed out until it is closed") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        const Date today = book.today();
        book.bench.item(book.customer, "INV-1", today - Days{10}, cny(100'00));
        const auto count = [&] { return book.get("credit-data-quality?finding=open_complaint").body.at("count").as_int64(); };
        REQUIRE(book.post(book.of("complaints"), book.raised(today - Days{60})).status == 201);
        CHECK(count() == 0);
        const auto old = book.post(book.of("complaints"), book.raised(today - Days{61}));
        CHECK(count() == 1);
        REQUIRE(book.post(book.of("complaints/") + old.text("id") + "/close", Book::closed(today, "unjustified")).status == 200);
        CHECK(count() == 0);
    });
}

TEST_CASE("a merge takes the complaints along") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        const Date today = book.today();
        REQUIRE(book.post(book.of("complaints"), book.raised(today)).status == 201);
        const auto kept = book.bench.add_customer("K-2");
        const auto act = book.bench.workspace().act("test");
        sql::Transaction transaction{book.bench.connection()};
        REQUIRE(party::merge(book.bench.connection(), act, book.bench.workspace().ids(), book.customer, kept, "entered twice"));
        transaction.commit();
        book.customer = kept;
        CHECK(book.factor("complaints", today) == "1");
        CHECK(book.get(book.of("credit-file")).body.at("complaints").as_array().size() == 1);
    });
}
