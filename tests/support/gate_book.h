// A server with a customer of grade A, those who make, review and agree to his contracts, and the steps of the gate.
#pragma once
#include <atomic>

#include "app/verify.h"
#include "support/book_server.h"
#include "support/passing_the_gate.h"
#include "support/people.h"

namespace tandem::testing {

namespace json = boost::json;

inline const std::string contracts = "/api/v1/contracts";

struct GateBook {
    explicit GateBook(const TemporaryDatabase& database) : server(database, {app::server::add_contract_routes, app::server::add_approval_routes, app::server::add_order_routes, app::server::add_limit_routes}), bench(database) {
        customer = bench.add_customer("K-1");
        maker = user("maker", "finance", 501);
        risk = user("risk", "risk", 502);
        second = user("second", "risk", 503);
        boss = user("boss", "executive", 504);
        today = server.serving().today();
        grade("A");
        limit(std::nullopt);
    }
    void limit(std::optional<std::int64_t> minor) { limit_customer(bench.connection(), bench.company(), bench.workspace().ids(), customer, minor, today); }
    json::value credit_finding(const std::string& path) {
        const auto gate = get(path + "/gate");
        for (const auto& each : gate.body.at("findings").as_array())
            if (each.at("code").as_string() == "credit_limit") return each;
        return nullptr;
    }
    http::Principal user(const char* name, const char* role, std::int64_t employee) { return add_person(bench, name, role, employee); }
    void grade(const std::string& code) { grade_customer(bench.connection(), bench.company(), bench.workspace().ids(), customer, code, today); }
    std::int64_t secure(const std::string& kind, std::int64_t minor, Instant at = Instant{1}) { return secure_customer(bench.connection(), bench.company(), bench.workspace().ids(), customer, kind, minor, today, at); }
    Answered ask(const http::Principal& who, const std::string& method, const std::string& path, const std::string& body = "{}") {
        return server.ask_as(who, method, path, method == "GET" ? "" : body, "k-" + std::to_string(++keys));
    }
    Answered post(const http::Principal& who, const std::string& path, const std::string& body = "{}") { return ask(who, "POST", path, body); }
    Answered get(const std::string& path) { return ask(maker, "GET", path); }

    static std::string terms(int days) { return R"("terms":{"parts":[{"kind":"percent","percent":"100","base":"acceptance","days":)" + std::to_string(days) + "}]}"; }
    static std::string content(const std::string& amount, int days, const std::string& clauses = standard_clauses) {
        return R"("title":"pumps","amount":{"amount":")" + amount + R"(","currency":"CNY"},)" + clauses + "," + terms(days);
    }
    std::string draft(const std::string& amount = "50000.00", int days = 30, const std::string& clauses = standard_clauses) {
        const auto made = post(maker, contracts, R"({"customer_code":"K-1",)" + content(amount, days, clauses) + "}");
        REQUIRE_MESSAGE(made.status == 201, json::serialize(made.body));
        return contracts + "/" + made.text("id");
    }
    std::string submitted(const std::string& amount = "50000.00", int days = 30) {
        const std::string path = draft(amount, days);
        const auto answer = post(maker, path + "/submit");
        REQUIRE_MESSAGE(answer.status == 200, json::serialize(answer.body));
        return path;
    }
    std::string passing(const std::string& path) { return passing_review(get(path + "/gate").body); }
    Answered pass(const http::Principal& who, const std::string& path) { return post(who, path + "/review", passing(path)); }
    Answered agree(const http::Principal& who, const std::string& approval) {
        const std::string at = "/api/v1/approvals/" + approval;
        const auto seen = ask(risk, "GET", at).text("content_hash");
        return post(who, at + "/approve", R"({"content_hash":")" + seen + "\"}");
    }
    // By as many levels as it takes: what one reviewer passed for one customer in a month counts as one amount.
    Answered settle(const std::string& approval) {
        const auto first = agree(second, approval);
        return first.text("state") == "pending" ? agree(boss, approval) : first;
    }
    std::string approved(const std::string& amount = "50000.00", int days = 30) {
        const std::string path = submitted(amount, days);
        const auto held = pass(risk, path);
        REQUIRE_MESSAGE(held.status == 202, json::serialize(held.body));
        REQUIRE(settle(held.text("approval_id")).text("state") == "effective");
        REQUIRE(status(path) == "approved");
        return path;
    }
    Answered sign(const std::string& path) { return post(maker, path + "/events", R"({"kind":"signing","date":")" + to_string(today) + "\"}"); }
    std::string status(const std::string& path) { return get(path).text("status"); }
    std::string findings(const std::string& path) {
        std::string codes;
        const auto gate = get(path + "/gate");
        for (const auto& each : gate.body.at("findings").as_array()) (codes += codes.empty() ? "" : " ") += each.at("code").as_string();
        return codes;
    }
    std::string history(const std::string& path) {
        std::string kinds;
        const auto page = get(path);
        for (const auto& each : page.body.at("history").as_array()) (kinds += kinds.empty() ? "" : " ") += each.at("kind").as_string();
        return kinds;
    }
    void check_verified() {
        for (const auto& verdict : app::verify(bench.workspace(), Language::en)) {
            INFO(verdict.invariant << " " << verdict.says << ": " << verdict.first);
            CHECK(verdict.broken == 0);
        }
    }
    BookServer server;
    CashBench bench;
    CustomerId customer;
    http::Principal maker, risk, second, boss;
    Date today;
    std::atomic<int> keys{0};
};

}  // namespace tandem::testing
