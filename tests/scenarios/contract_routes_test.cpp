// The contract routes: what the pages see of a contract from preview to settled lines, on both engines.
#include <boost/json.hpp>

#include "app/server/serving.h"
#include "platform/http/problem.h"
#include "platform/http/url.h"
#include "support/contract_bench.h"
#include "support/passing_the_gate.h"

using namespace tandem;
using namespace tandem::testing;
namespace json = boost::json;
namespace http = tandem::platform::http;

namespace {

struct Answered {
    int status;
    json::value body;
};

class ContractServer {
public:
    explicit ContractServer(const TemporaryDatabase& database)
        : serving_({.database = database.url(), .company = {}}, *app::Workspace::open({.database = database.url(), .company = {}}, clock_), clock_) {
        app::server::add_contract_routes(router_, serving_);
        REQUIRE(router_.seal());
    }
    Answered call(const std::string& method, const std::string& path, const std::string& body = {}, std::initializer_list<std::pair<const char*, std::string>> query = {}, const std::string& if_match = {}) {
        const auto segments = http::split_path(path);
        REQUIRE(segments);
        const auto found = router_.find(method, *segments);
        const auto* match = std::get_if<http::Router::Match>(&found);
        REQUIRE(match);
        http::Request request{.method = method, .path = path, .query = {}, .headers = {}, .body = body, .upload = {}, .upload_bytes = 0, .peer = {}, .id = {}, .parameters = match->parameters, .principal = http::Principal{.user = user, .company = serving_.company().id, .employee = {}, .team = {}, .region = {}, .name = "li", .role = "finance", .permissions = {}, .scope = http::Scope::company}};
        for (const auto& [name, value] : query) request.query.add(name, value);
        if (!if_match.empty()) request.headers.add("If-Match", if_match);
        const auto response = match->route->handler(request);
        const auto answer = response ? *response : http::problem(response.error(), Language::en);
        return {answer.status, json::parse(answer.body)};
    }
    Answered get(const std::string& path) { return call("GET", path); }
    Answered post(const std::string& path, const std::string& body) { return call("POST", path, body); }
    app::server::Serving& serving() { return serving_; }
    UserId user{1};

private:
    SystemClock clock_;
    app::server::Serving serving_;
    http::Router router_;
};

std::string text(const json::value& value) { return std::string(value.as_string()); }

// Signed a year before the server's today, so that states do not depend on when the test runs.
std::string days_from(const Date today, int days) { return to_string(today + Days{days}); }

const std::string terms_json = R"("terms":{"parts":[{"kind":"percent","percent":"30","base":"signing","days":7,"label":"首付款"},{"kind":"remainder","base":"acceptance","months":1,"end_of_month":true}]})";

}  // namespace

TEST_CASE("a contract is previewed, made, read, and its lines change state with its events") {
    on_both_engines([](const TemporaryDatabase& database) {
        ContractBench bench{database};
        ContractServer server{database};
        const Date today = server.serving().today();
        const std::string facts = R"("title":"十台设备","amount":{"amount":"1000.00","currency":"CNY"},)" + terms_json;

        const auto preview = server.call("POST", "/api/v1/contracts/preview-plan", "{" + facts + R"(,"signed_date":"2026-01-10","expected":{"acceptance":"2026-03-15"}})");
        REQUIRE(preview.status == 200);
        const auto& lines = preview.body.at("plan").as_array();
        REQUIRE(lines.size() == 2);
        CHECK(json::serialize(lines[1]) ==
              R"({"line_no":2,"label":null,"base_event":"acceptance","amount_minor":70000,"due_date":null,"expected_date":"2026-04-30","invoiced_minor":0,"open_minor":70000,"item_id":null,)"
              R"("state":"undated","kind":"remainder","percent":null,"offset":"1m eom"})");
        CHECK(text(lines[0].at("due_date")) == "2026-01-17");

        const auto made = server.call("POST", "/api/v1/contracts", R"({"customer_code":"K-1",)" + standard_clauses + "," + facts + "}");
        REQUIRE(made.status == 201);
        CHECK(text(made.body.at("number")) == "C-000001");
        const std::string path = "/api/v1/contracts/" + text(made.body.at("id"));

        CHECK(text(server.get(path).body.at("status")) == "draft");
        trust_customer(bench.connection(), bench.workspace().company().id, bench.workspace().ids(), bench.customer, today);
        sign_contract(server, path, days_from(today, -365));

        auto page = server.call("GET", path).body;
        CHECK(text(page.at("status")) == "signed");
        CHECK(text(page.at("clauses").at("dispute")) == "our_seat");
        CHECK(page.at("clauses").at("penalty_after_days").as_int64() == 30);
        CHECK(page.at("terms").at("parts").as_array().size() == 2);
        CHECK(text(page.at("clauses").at("penalty_percent")) == "5");
        CHECK(page.at("open_minor").as_int64() == 30000);
        CHECK(text(page.at("plan").at(0).at("state")) == "overdue");
        CHECK(text(page.at("plan").at(0).at("percent")) == "30");
        CHECK(text(page.at("plan").at(1).at("state")) == "undated");
        CHECK(page.at("events").as_array().size() == 1);

        const std::string acceptance = R"({"kind":"acceptance","date":")" + days_from(today, 0) + "\"}";
        const auto event = server.call("POST", path + "/events", acceptance);
        CHECK(event.status == 201);
        CHECK(text(server.call("POST", path + "/events", acceptance).body.at("id")) == text(event.body.at("id")));
        CHECK(text(server.call("POST", path + "/events", R"({"kind":"acceptance","date":"2020-01-01"})").body.at("code")) == "contract.event_recorded");
        CHECK(text(server.call("GET", path).body.at("plan").at(1).at("state")) == "not_due");

        CHECK(server.call("POST", path + "/events/acceptance/void", R"({"reason":"not accepted after all"})").status == 200);
        const std::string less = R"({"amount":{"amount":"900.00","currency":"CNY"},"reason":"one machine less"})", version = std::to_string(server.call("GET", path).body.at("version").as_int64());
        const auto stale = server.call("POST", path + "/changes", less, {}, "\"1\"");
        CHECK(stale.status == 409);
        CHECK(text(stale.body.at("code")) == "contract.changed_meanwhile");
        CHECK(server.call("POST", path + "/changes", less, {}, version).status == 200);
        CHECK(server.call("POST", path + "/changes", less, {}, version).status == 409);
        page = server.call("GET", path).body;
        CHECK(page.at("plan").at(1).at("amount_minor").as_int64() == 60000);
        CHECK(text(page.at("plan").at(1).at("kind")) == "fixed");

        const auto& history = page.at("history").as_array();
        std::string kinds;
        for (const auto& entry : history) kinds += text(entry.at("kind")) + " ";
        CHECK(kinds == "changed event_voided event_recorded event_recorded approved submitted made ");
        CHECK(text(history[0].at("reason")) == "one machine less");
        CHECK(history[0].at("before_minor").as_int64() == 100000);
        CHECK(history[0].at("after_minor").as_int64() == 90000);
        // The plan it replaced: the first line dated, the second waiting again after its event was voided.
        REQUIRE(history[0].at("plan_before").as_array().size() == 2);
        CHECK(!history[0].at("plan_before").at(0).at("due_date").is_null());
        CHECK(history[0].at("plan_before").at(1).at("amount_minor").as_int64() == 70000);
        CHECK(history[0].at("plan_before").at(1).at("due_date").is_null());
        CHECK(text(history[1].at("event")) == "acceptance");
        CHECK(text(history[1].at("reason")) == "not accepted after all");
        CHECK(history[1].at("plan_before").as_array().empty());
    });
}

TEST_CASE("the list of contracts is filtered, sorted and totalled") {
    on_both_engines([](const TemporaryDatabase& database) {
        ContractBench bench{database};
        REQUIRE(bench.make("HT-1", cny(100'00), "100% signing", day("2026-01-01")));
        REQUIRE(bench.make("HT-2", cny(300'00), "100% delivery"));
        REQUIRE(bench.make("100%_OFF", cny(200'00), ""));
        ContractServer server{database};
        const auto all = server.call("GET", "/api/v1/contracts", {}, {{"sort", "-amount_minor"}, {"limit", "2"}}).body;
        REQUIRE(all.at("rows").as_array().size() == 2);
        CHECK(text(all.at("rows").at(0).at("number")) == "HT-2");
        CHECK(all.at("totals").at("count").as_int64() == 3);
        CHECK(json::serialize(all.at("totals").at("amounts")) == R"([{"currency":"CNY","amount_minor":60000,"open_minor":10000}])");
        const auto rest = server.call("GET", "/api/v1/contracts", {}, {{"sort", "-amount_minor"}, {"limit", "2"}, {"cursor", text(all.at("next_cursor"))}}).body;
        CHECK(rest.at("rows").as_array().size() == 1);
        CHECK(rest.at("next_cursor").is_null());
        CHECK(server.call("GET", "/api/v1/contracts", {}, {{"q", "%_"}}).body.at("rows").as_array().size() == 1);
        CHECK(server.call("GET", "/api/v1/contracts", {}, {{"status", "draft"}, {"q", "ht"}}).body.at("totals").at("count").as_int64() == 1);
        CHECK(server.call("GET", "/api/v1/contracts", {}, {{"customer", to_string(bench.customer)}}).body.at("rows").as_array().size() == 3);
        CHECK(server.call("GET", "/api/v1/contracts", {}, {{"customer", to_string(CustomerId{1})}}).body.at("rows").as_array().empty());
        CHECK(server.call("GET", "/api/v1/contracts", {}, {{"sort", "terms"}}).status == 400);
    });
}

TEST_CASE("a contract that cannot be made says which field is wrong") {
    on_both_engines([](const TemporaryDatabase& database) {
        ContractBench bench{database};
        ContractServer server{database};
        const auto wrong = server.call("POST", "/api/v1/contracts",
                                       R"({"title":"","amount":{"amount":"10","currency":"CNY"},"rep_id":"emp_1","penalty_percent":"much","colour":"red",)"
                                       R"("terms":{"parts":[{"kind":"percent","percent":"30","base":"signing"},{"kind":"percent","percent":"60","base":"acceptance"}]}})");
        CHECK(wrong.status == 422);
        std::string fields;
        for (const auto& error : wrong.body.at("errors").as_array()) fields += text(error.at("field")) + " ";
        CHECK(fields == "rep_id penalty_percent terms title customer_id colour ");
        CHECK(text(server.call("GET", "/api/v1/contracts/ctr_1").body.at("code")) == "contract.unknown");
        CHECK(server.call("POST", "/api/v1/contracts", R"({"title":"t","customer_code":"K-9","amount":{"amount":"10","currency":"CNY"}})").status == 422);
        // Without terms the company's standard ones hold (R-150).
        const auto made = server.call("POST", "/api/v1/contracts", R"({"title":"t","customer_code":"K-1","amount":{"amount":"10.00","currency":"CNY"}})");
        REQUIRE(made.status == 201);
        CHECK(server.call("GET", "/api/v1/contracts/" + text(made.body.at("id"))).body.at("plan").at(1).at("amount_minor").as_int64() == 700);
    });
}
