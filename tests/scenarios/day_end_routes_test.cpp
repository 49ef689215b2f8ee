// Today's page over HTTP: the day-end run as a job, the worklist, what came of a task, the alerts.
#include <boost/json.hpp>

#include <thread>

#include "app/server/serving.h"
#include "platform/http/problem.h"
#include "platform/http/url.h"
#include "support/day_end_book.h"

using namespace tandem;
using namespace tandem::testing;
namespace json = boost::json;
namespace http = tandem::platform::http;

namespace {

struct Answered {
    int status;
    json::value body;
    std::string text(const char* key) const { return std::string(body.at(key).as_string()); }
};

class DunningServer {
public:
    explicit DunningServer(const std::string& url)
        : serving_({.database = url, .company = {}}, *app::Workspace::open({.database = url, .company = {}}, clock_), clock_) {
        app::server::add_dunning_routes(router_, serving_);
        app::server::add_platform_routes(router_, serving_);
        REQUIRE(router_.seal());
    }
    Answered call(const std::string& method, const std::string& path, const std::string& body = {}, std::initializer_list<std::pair<const char*, std::string>> query = {}) {
        const auto found = router_.find(method, *http::split_path("/api/v1/" + path));
        const auto* match = std::get_if<http::Router::Match>(&found);
        REQUIRE(match);
        http::Request request{.method = method, .path = "/api/v1/" + path, .query = {}, .headers = {}, .body = body, .upload = {}, .upload_bytes = 0, .peer = {}, .id = {}, .parameters = match->parameters,
                              .principal = http::Principal{.user = UserId{1}, .company = serving_.company().id, .employee = employee, .team = {}, .region = {}, .name = "u", .role = role, .permissions = {}, .scope = http::Scope::company}};
        for (const auto& [name, value] : query) request.query.add(name, value);
        const auto response = match->route->handler(request);
        const auto answer = response ? *response : http::problem(response.error(), Language::en);
        return {answer.status, json::parse(answer.body)};
    }
    std::string finished(const std::string& job) {
        for (int tries = 0; tries < 600; ++tries) {
            const auto state = call("GET", "jobs/" + job).text("state");
            if (state != "running") return state;
            std::this_thread::sleep_for(std::chrono::milliseconds{20});
        }
        return "running";
    }
    app::server::Serving& serving() { return serving_; }
    EmployeeId employee{};
    std::string role = "finance";

private:
    SystemClock clock_;
    app::server::Serving serving_;
    http::Router router_;
};

}  // namespace

TEST_CASE("the day is closed as a job; the worklist follows, is worked on, and the alerts can be turned page by page") {
    on_both_engines([](const TemporaryDatabase& database) {
        SetClock clock;
        const auto connection = open_early(database, clock);
        DayEndBook book{*connection, clock, "main"};
        book.add_employee("R1", "rep");
        const Date today = *civil_day(SystemClock{}.now(), "Asia/Shanghai");
        for (int number = 0; number < 5; ++number)
            book.add(ItemFact{"N" + std::to_string(number), today - Days{40}, today - Days{4}, today - Days{40}, 100'00 * (number + 1), false, number < 2 ? "R1" : ""});
        REQUIRE(book.run(today - Days{2}));
        DunningServer server{database.url()};

        CHECK(server.call("POST", "day-end", R"({"date":"2999-01-01"})").text("code") == "dunning.run_in_future");
        CHECK(server.call("POST", "day-end", R"({"day":"2026-01-01"})").status == 422);
        const auto dry = server.call("POST", "day-end", "", {{"dry_run", "true"}});
        CHECK(dry.body.at("rows").at(0).at("alerts").as_int64() == 5);
        CHECK(server.call("GET", "day-end").body.at("rows").as_array().size() == 1);
        const auto job = server.call("POST", "day-end");
        CHECK(job.status == 202);
        CHECK(server.finished(job.text("id")) == "done");
        CHECK(server.call("GET", "day-end").body.at("rows").as_array().size() == 3);

        auto list = server.call("GET", "today").body;
        CHECK(list.at("total_count").as_int64() == 10);  // the reminder and the level 1 alert of each
        CHECK(std::string(list.at("run").at("date").as_string()) == to_string(today));
        const auto first = list.at("rows").at(0).as_object();
        CHECK(first.at("amount_minor").as_int64() == 500'00);
        CHECK(std::string(first.at("stage").as_string()) == "remind");
        CHECK(first.at("reason").at("points").at("days").as_int64() == 4);
        CHECK(std::string(first.at("text").as_string()).starts_with("逾期 4 天，未收 500.00 CNY"));

        const std::string task = "tasks/" + std::string(first.at("id").as_string()) + "/done";
        CHECK(server.call("POST", task, R"({"outcome":"visited"})").status == 422);
        CHECK(server.call("POST", task, R"({"outcome":"called","note":"周五付款"})").status == 200);
        CHECK(server.call("POST", task, R"({"outcome":"called","note":"周五付款"})").status == 200);
        CHECK(server.call("POST", task, R"({"outcome":"promised"})").status == 409);
        CHECK(server.call("POST", "tasks/tsk_0000000000001/done", R"({"outcome":"called"})").status == 404);
        list = server.call("GET", "today").body;
        CHECK(list.at("done_count").as_int64() == 1);
        CHECK(list.at("rows").as_array().size() == 10);

        server.role = "rep";
        server.employee = book.person("R1");
        CHECK(server.call("GET", "today", "", {{"owner", to_string(book.person("R1"))}}).body.at("total_count").as_int64() == 4);
        CHECK(server.call("GET", "today").body.at("total_count").as_int64() == 10);  // with what waits for any rep
        CHECK(server.call("GET", "today", "", {{"role", "risk_officer"}}).body.at("total_count").as_int64() == 0);
        CHECK(server.call("GET", "today", "", {{"role", "boss"}}).text("code") == "dunning.unknown_role");

        std::vector<std::string> seen;
        std::string cursor;
        do {
            const auto page = cursor.empty() ? server.call("GET", "alerts", "", {{"limit", "2"}}) : server.call("GET", "alerts", "", {{"limit", "2"}, {"cursor", cursor}});
            for (const auto& row : page.body.at("rows").as_array()) seen.push_back(std::string(row.at("code").as_string()) + " " + std::string(row.at("number").as_string()));
            cursor = page.body.at("next_cursor").is_null() ? "" : page.text("next_cursor");
        } while (!cursor.empty());
        CHECK(seen == std::vector<std::string>{"level-1 N0", "level-1 N1", "level-1 N2", "level-1 N3", "level-1 N4"});
    });
}
