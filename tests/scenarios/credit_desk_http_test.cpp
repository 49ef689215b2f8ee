// Limits, orders and holds over HTTP, with agreement and with what follows from a payment. R-004, R-402; trust S4, S22.
#include "support/approval_book.h"
#include "support/people.h"

#include <chrono>
#include <thread>

#include "credit/edge/inputs_sql.h"
#include "credit/edge/standing_sql.h"
#include "policy/edge/policy_sql.h"

using namespace tandem;
using namespace tandem::testing;

namespace {

struct Desk {
    explicit Desk(const TemporaryDatabase& database)
        : bench(database), server(database, {app::server::add_cash_routes, app::server::add_order_routes, app::server::add_limit_routes, app::server::add_hold_routes, app::server::add_approval_routes}) {
        bench.today = server.serving().today();
        customer = bench.add_customer("K-1");
        credit::insert_grade(bench.connection(), bench.company(), {.id = 9, .customer = customer,
                                                                   .fact = {.kind = credit::GradeFact::Kind::assessment, .grade = "A", .assessment = credit::AssessmentId{1}, .from = bench.today - Days{30}, .valid_to = bench.today + Days{300}, .recorded_at = Instant{1}, .ended_at = {}},
                                                                   .reason = {}, .actor = UserId{1}});
        maker = user("maker", "admin", 501);
        risk = user("risk", "risk", 502);
        boss = user("boss", "executive", 503);
    }
    http::Principal user(const char* name, const char* role, std::int64_t employee) { return add_person(bench, name, role, employee); }
    Answered post(const http::Principal& who, const std::string& path, const std::string& body) { return server.ask_as(who, "POST", "/api/v1/" + path, body, "k-" + std::to_string(++keys)); }
    Answered get(const std::string& path) { return server.ask_as(maker, "GET", "/api/v1/" + path, "", ""); }
    Answered approve(const http::Principal& who, const std::string& id) {
        const auto hash = get("approvals/" + id).text("content_hash");
        return post(who, "approvals/" + id + "/approve", R"({"content_hash":")" + hash + "\"}");
    }
    static std::string yuan(const std::string& amount) { return R"("amount":{"amount":")" + amount + R"(","currency":"CNY"})"; }
    std::string limit_body(const std::string& amount, const std::string& more = {}) { return "{" + yuan(amount) + R"(,"from":")" + to_string(bench.today) + R"(","reason":"a good year")" + more + "}"; }
    std::string order_body(const std::string& amount, const std::string& more = {}) { return R"({"customer_id":")" + to_string(customer) + R"(","date":")" + to_string(bench.today) + R"(","term_days":30,)" + yuan(amount) + more + "}"; }
    Answered credit() { return get("customers/" + to_string(customer) + "/credit"); }
    std::string limit_path() { return "customers/" + to_string(customer) + "/credit-limit"; }
    // Asked by the maker, agreed to by risk.
    void limit(const std::string& amount, const std::string& more = {}) {
        const auto asked = post(maker, limit_path(), limit_body(amount, more));
        REQUIRE(asked.status == 202);
        REQUIRE(approve(risk, asked.text("approval_id")).text("state") == "effective");
    }
    std::int64_t total() { return credit().body.at("pools").as_array().at(0).at("limit").at("total_minor").as_int64(); }

    CashBench bench;
    BookServer server;
    CustomerId customer;
    http::Principal maker, risk, boss;
    int keys = 0;
};

// What the page of a release tells of why the document is on hold.
boost::json::value hold_reasons(const boost::json::value& approval) {
    for (const auto& each : approval.at("changes").as_array())
        if (each.at("field") == "hold_reasons") return each.at("new").at("reasons");
    return nullptr;
}

template <class Check>
void at_desk(Check check) {
    on_both_engines([&](const TemporaryDatabase& database) {
        Desk desk{database};
        check(desk);
    });
}

}  // namespace

TEST_CASE("S4: a limit changes when somebody else agreed, and only from the figure that was seen") {
    at_desk([](Desk& desk) {
        const auto asked = desk.post(desk.maker, desk.limit_path(), desk.limit_body("1000.00"));
        REQUIRE(asked.status == 202);
        CHECK(asked.text("kind") == "limit_change");
        CHECK(desk.total() == 0);
        CHECK(desk.approve(desk.maker, asked.text("approval_id")).status == 403);
        CHECK(desk.approve(desk.risk, asked.text("approval_id")).text("state") == "effective");
        CHECK(desk.total() == 1000'00);
        CHECK(desk.post(desk.maker, desk.limit_path(), desk.limit_body("2000.00")).code() == "credit.limit_overtaken");
        const std::string seen{desk.credit().body.at("pools").as_array().at(0).at("limit").at("entry_id").as_string()};
        desk.limit("2000.00", R"(,"replaces_id":")" + seen + "\"");
        CHECK(desk.total() == 2000'00);
        CHECK(desk.credit().body.at("history").as_array().size() == 2);
    });
}

TEST_CASE("S4: above what risk may release, the executive has the last word") {
    at_desk([](Desk& desk) {
        const auto asked = desk.post(desk.maker, desk.limit_path(), desk.limit_body("100000.01"));
        CHECK(desk.approve(desk.risk, asked.text("approval_id")).text("state") == "pending");
        CHECK(desk.total() == 0);
        CHECK(desk.approve(desk.boss, asked.text("approval_id")).text("state") == "effective");
        CHECK(desk.total() == 100'000'01);
    });
}

TEST_CASE("R-191: a deal asks the grade whether the first-order discount is open; a cancelled order was none") {
    at_desk([](Desk& desk) {
        const auto right = [&] { return std::string{desk.credit().body.at("treatment").at("first_order_discount").as_string()}; };
        CHECK(right() == "open");
        desk.limit("1000.00");
        const auto first = desk.post(desk.maker, "orders", desk.order_body("500.00"));
        REQUIRE(first.status == 201);
        CHECK(right() == "not_the_first");
        REQUIRE(desk.post(desk.maker, "orders/" + first.text("id") + "/cancel", R"({"reason":"ordered by mistake"})").status == 200);
        CHECK(right() == "open");
        desk.bench.item(desk.customer, "INV-1", desk.bench.today, cny(8'00));
        CHECK(right() == "not_the_first");
        desk.bench.connection().execute("UPDATE credit_grade SET grade = 'C' WHERE company_id = $1", {desk.bench.company().value});
        CHECK(right() == "not_for_grade");
        CHECK(desk.credit().body.at("treatment").at("tone") == "firm");
    });
}

TEST_CASE("an order above the limit waits with its reasons, and goes on when the customer pays") {
    at_desk([](Desk& desk) {
        desk.limit("1000.00");
        const auto item = desk.bench.item(desk.customer, "INV-1", desk.bench.today, cny(800'00));
        const auto order = desk.post(desk.maker, "orders", desk.order_body("500.00"));
        REQUIRE(order.status == 201);
        CHECK(order.text("status") == "held");
        const auto held = desk.get("credit-holds").rows();
        REQUIRE(held.size() == 1);
        CHECK(held[0].at("reasons").as_array().at(0).at("code") == "limit_used");
        CHECK(held[0].at("reasons").as_array().at(0).at("used_minor") == 800'00);
        const auto receipt = desk.post(desk.maker, "receipts", R"({"customer_id":")" + to_string(desk.customer) + R"(","method":"bank_transfer","value_date":")" + to_string(desk.bench.today) + R"(",)" + Desk::yuan("800.00") + "}");
        REQUIRE(receipt.status == 201);
        CHECK(desk.get("credit-holds").rows().empty());
        CHECK(desk.get("orders/" + order.text("id")).text("status") == "confirmed");
        CHECK(desk.bench.open(item) == 800'00);
    });
}

TEST_CASE("a release is agreed to, and then the goods go out") {
    at_desk([](Desk& desk) {
        desk.limit("100.00");
        const auto order = desk.post(desk.maker, "orders", desk.order_body("500.00"));
        const std::string deliveries = "orders/" + order.text("id") + "/deliveries", delivery = R"({"date":")" + to_string(desk.bench.today) + R"(",)" + Desk::yuan("500.00") + "}";
        CHECK(desk.post(desk.maker, deliveries, delivery).code() == "credit.order_on_hold");
        const std::string release = "credit-holds/" + order.text("hold_id") + "/release";
        CHECK(desk.post(desk.maker, release, R"({"reason":"year-end rush","days":31})").code() == "credit.release_days");
        const auto asked = desk.post(desk.maker, release, R"({"reason":"year-end rush","days":7})");
        REQUIRE(asked.status == 202);
        CHECK(hold_reasons(desk.get("approvals/" + asked.text("approval_id")).body) == desk.get("credit-holds").rows().at(0).at("reasons"));
        REQUIRE(desk.approve(desk.risk, asked.text("approval_id")).text("state") == "effective");
        CHECK(desk.get("orders/" + order.text("id")).text("status") == "confirmed");
        CHECK(desk.post(desk.maker, deliveries, delivery).status == 201);
        CHECK(desk.credit().body.at("exposure").at("components").at("delivered_not_invoiced") == 500'00);
    });
}

TEST_CASE("S34: who agrees to a release sees why it is on hold, but not what few others owe who share the limit") {
    at_desk([](Desk& desk) {
        auto& db = desk.bench.connection();
        const CustomerId other = desk.bench.add_customer("K-2");
        db.execute("INSERT INTO customer_group (company_id, id, code, name) VALUES ($1, 7, 'G', 'Group G')", {desk.bench.company().value});
        db.execute("UPDATE customer SET group_id = 7 WHERE company_id = $1", {desk.bench.company().value});
        desk.bench.item(other, "INV-1", desk.bench.today, cny(700'00));
        REQUIRE(desk.approve(desk.risk, desk.post(desk.maker, "credit/limits", desk.limit_body("800.00", R"(,"group_id":")" + to_string(CustomerGroupId{7}) + "\"")).text("approval_id")).text("state") == "effective");
        desk.limit("1000.00");
        const auto order = desk.post(desk.maker, "orders", desk.order_body("500.00"));
        REQUIRE(order.text("status") == "held");
        http::Principal rep = desk.user("rep", "sales_rep", 504);
        const std::string approval = "/api/v1/approvals/" + desk.post(rep, "credit-holds/" + order.text("hold_id") + "/release", R"({"reason":"year-end rush","days":7})").text("approval_id");
        const auto used_as = [&](http::Scope scope) {
            rep.scope = scope;
            const auto page = desk.server.ask_as(rep, "GET", approval, "", "");
            REQUIRE(page.status == 200);
            const boost::json::value reasons = hold_reasons(page.body);
            REQUIRE(reasons.as_array().size() == 1);
            CHECK(reasons.at(0).at("scope") == "group");
            CHECK(reasons.at(0).at("limit_minor") == 800'00);
            return reasons.at(0).at("used_minor");
        };
        CHECK(used_as(http::Scope::company) == 700'00);
        CHECK(used_as(http::Scope::own).is_null());
    });
}

TEST_CASE("S22: an order takes no status, grade or limit from its body, and a check writes nothing") {
    at_desk([](Desk& desk) {
        for (const char* key : {"status", "grade", "credit_limit", "passed_date", "released_until", "rep_id"})
            CHECK(desk.post(desk.maker, "orders", desk.order_body("5.00", std::string{",\""} + key + "\":\"x\"")).status == 422);
        CHECK(desk.get("orders").rows().empty());
        const auto check = desk.post(desk.maker, "credit/checks", R"({"customer_id":")" + to_string(desk.customer) + R"(",)" + Desk::yuan("5.00") + "}");
        CHECK(check.status == 200);
        CHECK(check.text("outcome") == "hold");
        CHECK(desk.bench.count("SELECT COUNT(*) FROM credit_decision") == 0);
        CHECK(desk.bench.count("SELECT COUNT(*) FROM sales_order") == 0);
    });
}

TEST_CASE("R-402: a limit is proposed from the net assets of the newest statement that stands, where the policy says so") {
    at_desk([](Desk& desk) {
        auto& db = desk.bench.connection();
        const CompanyId company = desk.bench.company();
        {
            credit::InputWriter writer{db, company};
            const auto state = [&](std::int64_t id, const char* end, std::int64_t assets) {
                writer.write({.id = id, .customer = desk.customer, .actor = UserId{1}, .at = Instant{id}, .source = "test", .external_id = std::to_string(id)},
                             credit::Statement{.period_end = day(end), .currency = currency("CNY"), .total_assets = assets, .total_liabilities = 400'000'00, .equity = assets - 400'000'00, .source = "test"});
            };
            state(1, "2023-12-31", 9'000'000'00);
            state(2, "2024-12-31", 1'000'000'00);
            state(3, "2025-12-31", 5'000'000'00);
            writer.flush();
        }
        credit::void_statement(db, company, credit::StatementId{3}, Instant{9}, "wrong year");
        auto body = boost::json::parse(policy::policy_text(db, company, "credit", desk.bench.today)).as_object();
        body["version"] = 2;
        body["limits"].as_object()["formulas"].as_array()[0].as_object()["basis"] = "net_assets";
        policy::insert_policy(db, company, "credit", {.version = 2, .effective_from = desk.bench.today, .body = boost::json::serialize(body), .reason = "r", .proposed_by = {}, .recorded_at = {}}, UserId{1});
        boost::json::value proposal;
        for (int tries = 0; tries < 100 && (proposal.is_null() || proposal.at("basis") != "net_assets"); ++tries) {
            proposal = desk.credit().body.at("proposal");
            std::this_thread::sleep_for(std::chrono::milliseconds{100});
        }
        REQUIRE(proposal.is_object());
        CHECK(proposal.at("basis") == "net_assets");
        CHECK(proposal.at("amount_minor").as_int64() == 150'000'00);  // grade A: 25 % of 600,000
    });
}

TEST_CASE("R-402: a group's limit and the company's are asked for, agreed to and shown with whose exposure uses them") {
    at_desk([](Desk& desk) {
        const CustomerGroupId group{7};
        auto& db = desk.bench.connection();
        const CustomerId other = desk.bench.add_customer("K-2"), alone = desk.bench.add_customer("K-3");
        db.execute("INSERT INTO customer_group (company_id, id, code, name) VALUES ($1, $2, 'G', 'Group G')", {desk.bench.company().value, group.value});
        db.execute("UPDATE customer SET group_id = $2 WHERE company_id = $1 AND id <> $3", {desk.bench.company().value, group.value, alone.value});
        desk.bench.item(desk.customer, "INV-1", desk.bench.today, cny(300'00));
        desk.bench.item(other, "INV-2", desk.bench.today, cny(100'00));
        desk.bench.item(alone, "INV-3", desk.bench.today, cny(600'00));
        const std::string path = "credit/limits/" + to_string(group), of_group = R"(,"group_id":")" + to_string(group) + "\"";
        const auto asked = desk.post(desk.maker, "credit/limits", desk.limit_body("800.00", of_group));
        REQUIRE(asked.status == 202);
        auto file = desk.get(path);
        REQUIRE(file.status == 200);
        CHECK(file.body.at("limit").at("state") == "not_set");
        CHECK(file.body.at("waiting_count") == 1);
        CHECK(file.body.at("waiting").at(0).at("approval_id").as_string() == asked.text("approval_id"));
        CHECK(file.body.at("waiting").at(0).at("amount").at("amount") == "800.00");
        CHECK(desk.get("credit/limits").rows().at(1).at("waiting_count") == 1);
        REQUIRE(desk.approve(desk.risk, asked.text("approval_id")).text("state") == "effective");
        file = desk.get(path);
        CHECK(file.body.at("waiting").as_array().empty());
        CHECK(file.body.at("limit").at("total_minor") == 800'00);
        CHECK(file.body.at("used_minor") == 400'00);
        CHECK(file.body.at("headroom_minor") == 400'00);
        CHECK(file.body.at("member_count") == 2);
        REQUIRE(file.body.at("largest").as_array().size() == 2);
        CHECK(file.body.at("largest").at(0).at("customer").at("code") == "K-1");
        CHECK(file.body.at("largest").at(0).at("share_x100") == 75'00);
        CHECK(file.body.at("history").as_array().size() == 1);
        CHECK(desk.credit().body.at("group").at("code") == "G");
        CHECK(desk.credit().body.at("pools").as_array().size() == 2);

        REQUIRE(desk.approve(desk.risk, desk.post(desk.maker, "credit/limits", desk.limit_body("900.00")).text("approval_id")).text("state") == "effective");
        const auto company = desk.get("credit/limits/company");
        CHECK(company.body.at("used_minor") == 1000'00);
        CHECK(company.body.at("headroom_minor") == -100'00);
        CHECK(company.body.at("largest").at(0).at("share_x100") == 60'00);

        // Who does not see the whole company sees no pool of it.
        http::Principal rep = desk.user("rep", "sales_rep", 504);
        rep.scope = http::Scope::own;
        CHECK(desk.server.ask_as(rep, "GET", "/api/v1/credit/limits", "", "").rows().empty());
        for (const std::string& each : {path, std::string{"credit/limits/company"}}) CHECK(desk.server.ask_as(rep, "GET", "/api/v1/" + each, "", "").code() == "credit.unknown_group");
        CHECK(desk.get("credit/limits/grp_0000000000009").code() == "credit.unknown_group");
        CHECK(desk.get("credit/limits/other").code() == "credit.unknown_group");
    });
}
