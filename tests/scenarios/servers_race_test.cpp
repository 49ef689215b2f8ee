// Two servers on one book: one is at the cash desk, the other takes orders, for the same customer at the same moment. What they
// lock they lock in the order of what they do; nobody ever sees that the database had to end one of them. Trust R5, S25.
#include <atomic>
#include <thread>

#include "app/verify.h"
#include "support/book_server.h"
#include "support/passing_the_gate.h"
#include "support/people.h"

using namespace tandem;
using namespace tandem::testing;
namespace json = boost::json;

namespace {

constexpr int rounds = 200;

struct Side {
    explicit Side(const TemporaryDatabase& database)
        : server(database, {app::server::add_cash_routes, app::server::add_order_routes, app::server::add_limit_routes, app::server::add_hold_routes, app::server::add_approval_routes}) {}
    Answered post(const http::Principal& who, const std::string& path, const std::string& body) { return server.ask_as(who, "POST", path, body, name + std::to_string(++keys)); }
    // Everything but success is a failure here, and is told in its words.
    void expect(const Answered& answer, int status) {
        if (answer.status != status && failures++ < 3) MESSAGE(name << answer.status << " " << json::serialize(answer.body));
    }
    BookServer server;
    std::string name;
    int keys = 0, failures = 0;
};

}  // namespace

TEST_CASE("S25: cash and orders for one customer at two servers, hundreds of times: every command is done, none meets a deadlock") {
    on_both_engines([](const TemporaryDatabase& database) {
        CashBench bench{database};
        Side cash{database}, orders{database};
        cash.name = "cash-";
        orders.name = "orders-";
        const Date today = cash.server.serving().today();
        const CustomerId customer = bench.add_customer("K-1");
        grade_customer(bench.connection(), bench.company(), bench.workspace().ids(), customer, "A", today);
        limit_customer(bench.connection(), bench.company(), bench.workspace().ids(), customer, 1'000'000'00, today);
        const auto clerk = add_person(bench, "clerk", "finance", 501), seller = add_person(bench, "seller", "finance", 502);
        const std::string id = to_string(customer), on = to_string(today);
        const auto order = [&](const std::string& amount) { return R"({"customer_id":")" + id + R"(","date":")" + on + R"(","term_days":30,"amount":{"amount":")" + amount + R"(","currency":"CNY"}})"; };
        // One order that is far beyond the limit waits: every payment makes the program look at it again, under the lock of the account.
        REQUIRE(orders.post(seller, "/api/v1/orders", order("9000000.00")).text("status") == "held");
        const OpenItemId item = bench.item(customer, "FP-1", today, Money{1'000'000'00, currency("CNY")});

        std::atomic<bool> go{false};
        std::thread selling{[&] {
            while (!go) std::this_thread::yield();
            for (int round = 0; round < rounds; ++round) orders.expect(orders.post(seller, "/api/v1/orders", order("1.00")), 201);
        }};
        go = true;
        for (int round = 0; round < rounds; ++round) {
            const auto received = cash.post(clerk, "/api/v1/receipts", R"({"customer_id":")" + id + R"(","method":"bank_transfer","value_date":")" + on + R"(","amount":{"amount":"2.00","currency":"CNY"}})");
            cash.expect(received, 201);
            if (received.status != 201) continue;
            cash.expect(cash.post(clerk, "/api/v1/receipts/" + received.text("id") + "/allocations", R"({"lines":[{"item_id":")" + to_string(item) + R"(","amount":{"amount":"2.00","currency":"CNY"}}]})"), 201);
        }
        selling.join();
        CHECK(cash.failures == 0);
        CHECK(orders.failures == 0);
        CHECK(bench.count("SELECT COUNT(*) FROM sales_order") == rounds + 1);
        CHECK(bench.open(item) == 1'000'000'00 - rounds * 2'00);
        const std::string again = "commands_again";
        for (Side* side : {&cash, &orders}) {
            const std::string text = side->server.serving().metrics().exposition();
            const auto at = text.find(again);
            MESSAGE(side->name << " " << (at == std::string::npos ? "nothing begun again" : text.substr(text.rfind('\n', text.find("\n", text.rfind(again)) - 1) + 1, 60)));
        }
        for (const auto& verdict : app::verify(bench.workspace(), Language::en)) CHECK_MESSAGE(verdict.broken == 0, verdict.says);
    });
}
