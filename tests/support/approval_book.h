// A book with one open item, three people and the routes where things are asked for and agreed to.
#pragma once
#include <atomic>

#include "app/verify.h"
#include "support/book_server.h"
#include "support/people.h"

namespace tandem::testing {

inline const std::string approvals = "/api/v1/approvals";

struct ApprovalBook {
    explicit ApprovalBook(const TemporaryDatabase& database)
        : bench(database), server(database, {app::server::add_cash_routes, app::server::add_refund_routes, app::server::add_period_routes, app::server::add_merge_routes, app::server::add_approval_routes, app::server::add_policy_routes, app::server::add_policy_phase_routes, app::server::add_policy_effect_routes}) {
        bench.today = server.serving().today();
        customer = bench.add_customer("K-1");
        item = bench.item(customer, "INV-1", day("2026-01-10"), cny(300'000'00));
        maker = user("maker", "finance", 501);
        risk = user("risk", "risk", 502);
        boss = user("boss", "executive", 503);
    }
    http::Principal user(const char* name, const char* role, std::int64_t employee) { return add_person(bench, name, role, employee); }
    Answered ask(const http::Principal& who, const std::string& method, const std::string& path, const std::string& body = "{}") {
        return server.ask_as(who, method, path, method == "GET" ? "" : body, "k-" + std::to_string(++keys));
    }
    Answered post(const http::Principal& who, const std::string& path, const std::string& body = "{}") { return ask(who, "POST", path, body); }
    Answered get(const http::Principal& who, const std::string& path) { return ask(who, "GET", path); }
    static std::string write_off_body(const std::string& amount) { return R"({"amount":{"amount":")" + amount + R"(","currency":"CNY"},"reason":"insolvent"})"; }
    Answered write_off(const std::string& amount) { return post(maker, "/api/v1/open-items/" + to_string(item) + "/write-off", write_off_body(amount)); }
    // Held; its path.
    std::string held(const std::string& amount) {
        const auto answer = write_off(amount);
        REQUIRE(answer.status == 202);
        return approvals + "/" + answer.text("approval_id");
    }
    std::string hash(const std::string& path) { return get(maker, path).text("content_hash"); }
    Answered approve(const http::Principal& who, const std::string& path) { return approve(who, path, hash(path)); }
    Answered approve(const http::Principal& who, const std::string& path, const std::string& seen) { return post(who, path + "/approve", R"({"content_hash":")" + seen + "\"}"); }
    void check_verified() {
        for (const auto& verdict : app::verify(bench.workspace(), Language::en)) {
            INFO(verdict.invariant << " " << verdict.says << ": " << verdict.first);
            CHECK(verdict.broken == 0);
        }
    }
    CashBench bench;
    BookServer server;
    CustomerId customer;
    OpenItemId item;
    http::Principal maker, risk, boss;
    std::atomic<int> keys{0};
};

}  // namespace tandem::testing
