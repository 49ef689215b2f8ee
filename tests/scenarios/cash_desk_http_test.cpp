// The cash desk over HTTP, through the whole path of a request: permission, idempotency, dry run, field errors.
#include <boost/json.hpp>

#include <set>
#include <thread>

#include "app/server/serving.h"
#include "platform/http/dispatch.h"
#include "platform/http/url.h"
#include "support/cash_bench.h"

using namespace tandem;
using namespace tandem::testing;
namespace json = boost::json;
namespace http = tandem::platform::http;
using http::Permission;

namespace {

struct Answered {
    int status;
    json::value body;
    std::string code() const { return std::string(body.at("code").as_string()); }
    std::string text(const char* key) const { return std::string(body.at(key).as_string()); }
    std::int64_t number(const char* key) const { return body.at(key).as_int64(); }
};

struct Asked {
    std::string method, path, body{}, key{};
    std::vector<std::pair<std::string, std::string>> query{};
    http::PermissionSet permissions{Permission::view, Permission::post_cash, Permission::post_receivables, Permission::write_off};
};

class CashServer {
public:
    explicit CashServer(const TemporaryDatabase& database)
        : serving_({.database = database.url(), .company = {}}, *app::Workspace::open({.database = database.url(), .company = {}}, clock_), clock_) {
        app::server::add_cash_routes(router_, serving_);
        app::server::add_refund_routes(router_, serving_);
        app::server::add_item_routes(router_, serving_);
        REQUIRE(router_.seal());
    }
    Answered ask(const Asked& asked) {
        const auto found = router_.find(asked.method, *http::split_path(asked.path));
        const auto& match = std::get<http::Router::Match>(found);
        http::Request request{.method = asked.method, .path = asked.path, .query = {}, .headers = {}, .body = asked.body, .upload = {}, .upload_bytes = 0, .peer = "127.0.0.1", .id = "1", .parameters = match.parameters, .principal = {}};
        for (const auto& [name, value] : asked.query) request.query.add(name, value);
        request.headers.add("X-Tandem-Request", "1");
        request.headers.add("Content-Type", "application/json");
        request.headers.add("Accept-Language", "en-US");
        if (!asked.key.empty()) request.headers.add("Idempotency-Key", asked.key);
        const http::Principal user{.user = UserId{1}, .company = serving_.company().id, .employee = {}, .team = {}, .region = {}, .name = "li", .role = "finance", .permissions = asked.permissions, .scope = http::Scope::company};
        const auto answer = http::dispatch(*match.route, request, {.identify = [&](const http::Request&) -> Result<std::optional<http::Principal>> { return user; },
                                                                    .observe = [](const http::Request&, std::string_view, int, double) {}, .report = [](const http::Request&, std::string_view what) { MESSAGE(std::string(what)); }});
        return {answer.status, answer.body.empty() ? json::value{} : json::parse(answer.body)};
    }
    Answered get(const std::string& path, std::vector<std::pair<std::string, std::string>> query = {}) { return ask({"GET", path, {}, {}, std::move(query)}); }
    Answered post(const std::string& path, const std::string& body) { return ask({"POST", path, body, "key-" + std::to_string(++keys_)}); }

private:
    SystemClock clock_;
    app::server::Serving serving_;
    http::Router router_;
    int keys_ = 0;
};

std::string amount(const char* text) { return std::string(R"("amount":{"amount":")") + text + R"(","currency":"CNY"})"; }
std::string line(OpenItemId item, const char* text) { return R"({"item_id":")" + to_string(item) + "\"," + amount(text) + "}"; }

const std::string receipts = "/api/v1/receipts";

}  // namespace

TEST_CASE("a receipt from the form to the desk: recorded, suggested, applied, looked at, reversed") {
    on_both_engines([](const TemporaryDatabase& database) {
        CashBench bench{database};
        CashServer server{database};
        const auto customer = bench.add_customer("K-1");
        const auto first = bench.item(customer, "INV-1001", day("2026-01-10"), cny(100'00)), second = bench.item(customer, "INV-1002", day("2026-01-20"), cny(50'00));
        const auto made = server.post(receipts, R"({"customer_id":")" + to_string(customer) + R"(","method":"bank_transfer","value_date":"2026-02-01",)" + amount("120.00") + R"(,"reference":"pays INV-1002"})");
        REQUIRE(made.status == 201);
        CHECK(made.text("number") == "R-000001");
        const std::string one = receipts + "/" + made.text("id");

        const auto suggested = server.get(one + "/suggestions").body.as_array();
        REQUIRE(suggested.size() == 2);
        CHECK(suggested[0].at("number").as_string() == "INV-1002");
        CHECK(suggested[0].at("reason").as_string() == "remittance_reference");
        CHECK(suggested[0].at("reason_text").as_string() == "named in the remittance text");
        CHECK(suggested[1].at("amount_minor").as_int64() == 70'00);
        CHECK(suggested[1].at("reason").as_string() == "oldest_due");

        const auto applied = server.post(one + "/allocations", R"({"lines":[)" + line(second, "50.00") + "," + line(first, "70.00") + "]}");
        REQUIRE(applied.status == 201);
        CHECK(applied.body.at("allocations").as_array().size() == 2);
        CHECK(server.post(one + "/allocations", R"({"lines":[)" + line(first, "0.01") + "]}").code() == "cash.over_allocation");
        const auto seen = server.get(one);
        CHECK(seen.number("open_minor") == 0);
        CHECK(seen.text("state") == "recorded");
        const auto allocation = seen.body.at("allocations").at(0);
        CHECK(allocation.at("number").as_string() == "INV-1002");
        CHECK(allocation.at("reversed").as_bool() == false);

        const std::string back = "/api/v1/allocations/" + std::string(allocation.at("id").as_string()) + "/reverse";
        CHECK(server.post(back, R"({"reason":" "})").code() == "http.invalid_body");
        CHECK(server.post(back, R"({"reason":"wrong item"})").status == 200);
        CHECK(server.post(back, R"({"reason":"wrong item"})").code() == "cash.already_reversed");
        CHECK(server.get(one).body.at("allocations").at(0).at("reversed").as_bool());
        CHECK(server.post(one + "/reverse", R"({"reason":"bounced","date":"2026-01-31"})").code() == "cash.reversal_too_early");
        CHECK(server.get(receipts + "/rcp_0000000000000").code() == "cash.unknown_receipt");
    });
}

TEST_CASE("credit notes, write-offs and cheques have their own routes and rights") {
    on_both_engines([](const TemporaryDatabase& database) {
        CashBench bench{database};
        CashServer server{database};
        const auto customer = bench.add_customer("K-1");
        const auto issued = bench.issue(customer, "INV-1001", day("2026-01-10"), cny(100'00), cny(13'00));
        const auto note = server.post("/api/v1/credit-notes", R"({"customer_id":")" + to_string(customer) + R"(","invoice_id":")" + to_string(issued.invoice) + R"(","date":"2026-02-01",)" + amount("11.30") + R"(,"reason":"returned"})");
        REQUIRE(note.status == 201);
        CHECK(server.post("/api/v1/credit-notes/" + note.text("id") + "/allocations", R"({"lines":[)" + line(issued.item, "11.30") + "]}").status == 201);
        const auto notes = server.get("/api/v1/credit-notes", {{"q", "inv-1001"}, {"sort", "-amount_minor,number"}});
        CHECK(notes.body.at("rows").at(0).at("open_minor").as_int64() == 0);
        CHECK(notes.body.at("rows").at(0).at("invoice").at("number").as_string() == "INV-1001");
        CHECK(notes.body.at("totals").at("amounts").at(0).at("amount_minor").as_int64() == 11'30);

        const auto looked_at = server.get("/api/v1/credit-notes/" + note.text("id"));
        CHECK(looked_at.text("number") == notes.body.at("rows").at(0).at("number").as_string());
        REQUIRE(looked_at.body.at("allocations").as_array().size() == 1);
        CHECK(looked_at.body.at("allocations").at(0).at("kind").as_string() == "credit_note");
        CHECK(looked_at.body.at("allocations").at(0).at("item_id").as_string() == to_string(issued.item));
        CHECK(looked_at.body.at("allocations").at(0).at("amount_minor").as_int64() == 11'30);
        CHECK(server.get("/api/v1/credit-notes/crn_0000000000000").code() == "cash.unknown_credit_note");

        const std::string write_off = "/api/v1/open-items/" + to_string(issued.item) + "/write-off", off = "{" + amount("1.70") + R"(,"reason":"insolvent"})";
        CHECK(server.ask({"POST", write_off, off, "w-1", {}, {Permission::view, Permission::post_cash}}).status == 403);
        const auto written = server.post(write_off, off);
        REQUIRE(written.status == 201);
        CHECK(bench.open(issued.item) == 100'00);
        const std::string back = "/api/v1/allocations/" + written.text("id") + "/reverse";
        CHECK(server.ask({"POST", back, R"({"reason":"paid after all"})", "w-2", {}, {Permission::view, Permission::post_cash}}).code() == "cash.write_off_authority");
        CHECK(server.post(back, R"({"reason":"paid after all"})").status == 200);
        const auto settled = server.get("/api/v1/open-items/" + to_string(issued.item)).body.at("settlements").as_array();
        REQUIRE(settled.size() == 2);
        CHECK(settled[0].at("source").at("number").as_string() == looked_at.text("number"));
        CHECK(settled[1].at("kind").as_string() == "write_off");
        CHECK(settled[1].at("source").is_null());
        CHECK(settled[1].at("reason").as_string() == "insolvent");
        CHECK(settled[1].at("reversed").as_bool());
        CHECK(settled[1].at("reversal_reason").as_string() == "paid after all");
        CHECK(server.get("/api/v1/open-items/itm_0000000000000").code() == "cash.unknown_item");

        const auto cheque = server.post(receipts, R"({"customer_id":")" + to_string(customer) + R"(","method":"cheque","value_date":"2026-02-01",)" + amount("20.00") + "}");
        const std::string one = receipts + "/" + cheque.text("id");
        CHECK(server.get(one).body.at("counts_date").is_null());
        CHECK(server.post(one + "/clear", R"({"date":"2026-02-05"})").status == 200);
        CHECK(server.get(one).text("counts_date") == "2026-02-05");
        CHECK(server.get(one).text("state") == "cleared");
        CHECK(server.post(one + "/dishonour", R"({"date":"2026-02-06","reason":"no funds"})").code() == "cash.receipt_cleared");
    });
}

TEST_CASE("S22: every field error at once, no unknown field, no command without a key") {
    on_both_engines([](const TemporaryDatabase& database) {
        CashBench bench{database};
        CashServer server{database};
        const auto wrong = server.post(receipts, R"({"customer_id":"cus_x","method":"gold","value_date":"2026-02-30","amount":{"amount":"1.005","currency":"CNY"},"colour":"red"})");
        CHECK(wrong.status == 422);
        std::set<std::string> fields;
        for (const auto& error : wrong.body.at("errors").as_array()) fields.emplace(error.at("field").as_string());
        CHECK(fields == std::set<std::string>{"amount", "colour", "customer_id", "method", "value_date"});
        CHECK(server.ask({"POST", receipts, "{}"}).code() == "http.idempotency_key_missing");
        CHECK(server.get(receipts, {{"colour", "red"}}).code() == "http.unknown_parameter");
        CHECK(server.get(receipts, {{"sort", "colour"}}).code() == "http.bad_parameter");
        CHECK(server.get(receipts, {{"sort", "number; DROP TABLE receipt"}}).code() == "http.bad_parameter");
        CHECK(bench.count("SELECT COUNT(*) FROM receipt") == 0);
    });
}

TEST_CASE("S24: the same key answers the same thing once, and a dry run leaves nothing") {
    on_both_engines([](const TemporaryDatabase& database) {
        CashBench bench{database};
        CashServer server{database};
        const auto customer = bench.add_customer("K-1");
        const std::string body = R"({"customer_id":")" + to_string(customer) + R"(","method":"cash","value_date":"2026-02-01",)" + amount("20.00") + "}";
        const std::string before = bench.everything();
        CHECK(server.ask({"POST", receipts, body, "k-0", {{"dry_run", "true"}}}).status == 201);
        CHECK(bench.everything() == before);

        std::vector<std::string> ids(50);
        std::vector<std::thread> threads;
        for (std::size_t at = 0; at < 10; ++at)
            threads.emplace_back([&, at] {
                for (std::size_t each = at; each < ids.size(); each += 10) ids[each] = server.ask({"POST", receipts, body, "k-1"}).text("id");
            });
        for (std::thread& thread : threads) thread.join();
        CHECK(std::set<std::string>(ids.begin(), ids.end()).size() == 1);
        CHECK(bench.count("SELECT COUNT(*) FROM receipt") == 1);
        CHECK(server.ask({"POST", receipts, "{" + body.substr(1, body.size() - 2) + R"(,"reference":"other"})", "k-1"}).code() == "http.idempotency_conflict");
    });
}

TEST_CASE("S24: a command whose key cannot be kept is not done") {
    on_both_engines([](const TemporaryDatabase& database) {
        CashBench bench{database};
        CashServer server{database};
        const std::string body = R"({"customer_id":")" + to_string(bench.add_customer("K-1")) + R"(","method":"cash","value_date":"2026-02-01",)" + amount("20.00") + "}";
        // Can be read, cannot be written.
        bench.connection().script("ALTER TABLE idempotency RENAME TO idempotency_away; CREATE VIEW idempotency AS SELECT DISTINCT * FROM idempotency_away");
        CHECK(server.ask({"POST", receipts, body, "k-1"}).status == 500);
        CHECK(bench.count("SELECT COUNT(*) FROM receipt") == 0);
        bench.connection().script("DROP VIEW idempotency; ALTER TABLE idempotency_away RENAME TO idempotency");
        CHECK(server.ask({"POST", receipts, body, "k-1"}).status == 201);
        CHECK(bench.count("SELECT COUNT(*) FROM receipt") == 1);
    });
}

TEST_CASE("receipts are filtered, sorted, paged and totalled over the whole filter (R-223: by source)") {
    on_both_engines([](const TemporaryDatabase& database) {
        CashBench bench{database};
        CashServer server{database};
        const auto customer = bench.add_customer("K-1"), other = bench.add_customer("K%2");
        for (int at = 0; at < 7; ++at)
            REQUIRE(bench.receive(at < 5 ? customer : other, cny((at + 1) * 100), day("2026-02-01") + Days{at % 3}, at % 2 == 0 ? cash::Method::cash : cash::Method::bank_transfer).has_value());
        const auto reversed = bench.receive(other, cny(9'00), day("2026-02-09"), cash::Method::cash)->id;
        REQUIRE(bench.reverse(reversed, day("2026-02-09")).has_value());

        std::vector<std::int64_t> seen;
        json::value cursor;
        do {
            std::vector<std::pair<std::string, std::string>> query{{"limit", "2"}, {"sort", "value_date,-amount_minor"}, {"status", "unapplied"}};
            if (cursor.is_string()) query.emplace_back("cursor", std::string(cursor.as_string()));
            const auto page = server.get(receipts, query);
            REQUIRE(page.status == 200);
            CHECK(page.body.at("totals").at("count").as_int64() == 7);
            CHECK(page.body.at("totals").at("amounts").at(0).at("amount_minor").as_int64() == 28'00);
            for (const auto& row : page.body.at("rows").as_array()) seen.push_back(row.at("amount_minor").as_int64());
            cursor = page.body.at("next_cursor");
        } while (cursor.is_string());
        CHECK(seen == std::vector<std::int64_t>{700, 400, 100, 500, 200, 600, 300});

        const auto count = [&](std::vector<std::pair<std::string, std::string>> query) { return server.get(receipts, std::move(query)).body.at("totals").at("count").as_int64(); };
        CHECK(count({}) == 8);
        CHECK(count({{"customer", to_string(customer)}}) == 5);
        CHECK(count({{"method", "cash"}}) == 5);
        CHECK(count({{"from", "2026-02-02"}, {"to", "2026-02-03"}}) == 4);
        CHECK(count({{"q", "k%2"}}) == 3);
        CHECK(count({{"q", "r-00000"}}) == 8);
        CHECK(count({{"q", "_"}}) == 0);
        CHECK(count({{"currency", "USD"}}) == 0);
        const auto by_method = server.get(receipts).body.at("totals").at("by_method").as_array();
        REQUIRE(by_method.size() == 2);
        CHECK(by_method[0].at("method").as_string() == "bank_transfer");
        CHECK(by_method[0].at("amount_minor").as_int64() == 12'00);
        CHECK(by_method[1].at("count").as_int64() == 5);
        CHECK(by_method[1].at("amount_minor").as_int64() == 16'00);  // the reversed one brings nothing
        CHECK(server.get(receipts, {{"cursor", "x"}}).code() == "http.bad_cursor");
    });
}

TEST_CASE("a refund is paid once for its key, listed with its document, and reversed") {
    on_both_engines([](const TemporaryDatabase& database) {
        CashBench bench{database};
        CashServer server{database};
        const auto customer = bench.add_customer("K-1");
        const auto receipt = bench.receive(customer, cny(100'00), day("2026-02-01")).value();
        const auto note = bench.credit(customer, cny(80'00), day("2026-02-01")).value();
        const std::string path = receipts + "/" + to_string(receipt.id) + "/refunds", wanted = "{" + amount("30.00") + R"(,"date":"2026-02-10","reference":"TK-1","reason":"paid twice"})";
        CHECK(server.ask({.method = "POST", .path = path, .body = wanted, .key = "dry", .query = {{"dry_run", "true"}}}).status == 201);
        CHECK(bench.left(receipt.id) == 100'00);
        const auto paid = server.ask({"POST", path, wanted, "once"}), again = server.ask({"POST", path, wanted, "once"});
        REQUIRE(paid.status == 201);
        CHECK(again.text("id") == paid.text("id"));
        CHECK(bench.left(receipt.id) == 70'00);
        CHECK(server.ask({"POST", path, wanted}).code() == "http.idempotency_key_missing");
        CHECK(server.ask({.method = "POST", .path = path, .body = wanted, .key = "weak", .permissions = {Permission::view}}).status == 403);
        CHECK(server.post(path, "{" + amount("30.00") + R"(,"date":"2026-02-10","method":"barter"})").status == 422);
        CHECK(server.post(path, "{" + amount("70.01") + R"(,"date":"2026-02-10"})").code() == "cash.refund_above_left");
        CHECK(server.post("/api/v1/credit-notes/" + to_string(note.id) + "/refunds", "{" + amount("80.00") + R"(,"date":"2026-02-10","method":"cash"})").status == 201);
        CHECK(bench.left(note.id) == 0);
        const auto rows = server.get(path).body.at("rows").as_array();
        REQUIRE(rows.size() == 1);
        CHECK(rows[0].at("amount_minor").as_int64() == 30'00);
        CHECK(rows[0].at("reversed_date").is_null());
        CHECK(rows[0].at("reason").as_string() == "paid twice");
        const std::string back = "/api/v1/refunds/" + paid.text("id") + "/reverse";
        CHECK(server.post(back, R"({"reason":"the bank sent it back"})").status == 200);
        CHECK(server.post(back, R"({"reason":"the bank sent it back"})").code() == "cash.already_reversed");
        CHECK_FALSE(server.get(path).body.at("rows").at(0).at("reversed_date").is_null());
        CHECK(bench.left(receipt.id) == 100'00);
        CHECK(server.post("/api/v1/refunds/rfd_0000000000000/reverse", R"({"reason":"x"})").code() == "cash.unknown_refund");
    });
}
