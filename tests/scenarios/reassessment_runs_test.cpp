// R-404: mass reassessments as runs in chunks: what they find and change, how they are stopped and resumed. Both
// engines.
#include <numeric>
#include <set>
#include <thread>

#include "app/server/import_export.h"
#include "app/server/routes_assessments.h"
#include "support/approval_book.h"
#include "support/assessment_runs.h"
#include "support/people.h"

using namespace tandem;
using namespace tandem::testing;

namespace {

struct Book {
    explicit Book(const TemporaryDatabase& database)
        : bench(database), server(database, {app::server::add_assessment_routes, app::server::add_reassessment_routes, app::server::add_credit_file_routes, app::server::add_export_routes, app::server::add_approval_routes}) {
        maker = add_person(bench, "maker", "risk", 501);
    }
    Answered post(const std::string& path, const std::string& body = "{}") { return server.ask_as(maker, "POST", "/api/v1/" + path, body, "k-" + std::to_string(++keys)); }
    Answered get(const std::string& path) { return server.ask_as(maker, "GET", "/api/v1/" + path, "", ""); }
    // The run that the answer began or resumed, when it rests.
    boost::json::value rested(const Answered& begun) {
        REQUIRE_MESSAGE(begun.status == 202, boost::json::serialize(begun.body));
        for (int tries = 0; tries < 2000; ++tries) {
            auto run = get("reassessment-runs/" + begun.text("id")).body;
            if (run.at("state").as_string() != "running") return run;
            std::this_thread::sleep_for(std::chrono::milliseconds{5});
        }
        FAIL("the run does not end");
        return {};
    }
    void check_verified() {
        for (const auto& verdict : app::verify(bench.workspace(), Language::en)) {
            INFO(verdict.invariant << " " << verdict.says << ": " << verdict.first);
            CHECK(verdict.broken == 0);
        }
    }
    CashBench bench;
    BookServer server;
    http::Principal maker;
    int keys = 0;
};

std::int64_t counted(const boost::json::value& run, const char* outcome) { return run.at("by_outcome").at(outcome).as_int64(); }

}  // namespace

TEST_CASE("R-404: who is due and why; the preview changes nothing, the run says what changed") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        const Date today = book.bench.workspace().today();
        fill(book.bench, 1);
        const auto blank = book.bench.add_customer("K-2");
        const std::string customer = "customers/" + to_string(CustomerId{book.bench.count("SELECT id FROM customer WHERE code = 'K-1'")});
        CHECK(book.get("reassessments").body.at("by_why").at("never").as_int64() == 2);
        const auto preview = book.post("reassessments?dry_run=true");
        CHECK(preview.status == 200);
        CHECK(counted(preview.body, "first") == 1);
        CHECK(counted(preview.body, "refused") == 1);
        CHECK(book.bench.count("SELECT COUNT(*) FROM credit_grade") + book.bench.count("SELECT COUNT(*) FROM job") == 0);
        const auto run = book.rested(book.post("reassessments"));
        CHECK(run.at("state").as_string() == "done");
        CHECK(run.at("progress").at("done").as_int64() == 2);
        CHECK(run.at("changed").as_int64() == 1);
        for (const char* outcome : {"worse", "refused", "better", "first", "same"}) CHECK(counted(run, outcome) == counted(preview.body, outcome));
        CHECK(book.bench.count("SELECT COUNT(*) FROM credit_grade") == 1);
        CHECK(book.get("reassessments").body.at("count").as_int64() == 1);  // who cannot be assessed stays due
        // A new rating is a reason; what moved is named.
        REQUIRE(book.post(customer + "/ratings", R"({"provider":"R","kind":"lawsuits","value":"9","rated_date":")" + to_string(today) + R"(","valid_to_date":")" + to_string(today + Days{10}) + "\"}").status == 201);
        REQUIRE(book.post(customer + "/credit-form", R"({"collateral":{"amount":"0.00","currency":"CNY"},"requested":{"amount":"1.00","currency":"CNY"}})").status == 201);
        CHECK(book.get("reassessments?why=rating_changed").body.at("count").as_int64() == 1);
        const auto second = book.rested(book.post("reassessments", R"({"why":["rating_changed"]})"));
        REQUIRE(counted(second, "worse") == 1);
        const auto lines = book.get("reassessment-lines?run=" + std::string(second.at("id").as_string()));
        CHECK(boost::json::serialize(lines.rows().at(0).at("moved")) == R"(["Lawsuits","Collateral against the exposure asked for"])");
        CHECK(lines.rows().at(0).at("why").as_string() == "rating_changed");
        CHECK(book.post("reassessments", R"({"why":["boredom"]})").code() == "http.bad_parameter");
        CHECK(to_string(blank) == std::string(book.get("reassessments").rows()[0].at("customer").at("id").as_string()));
        CHECK(book.get("reassessment-runs").rows().size() == 2);
        book.check_verified();
    });
}

TEST_CASE("the queue and the trial are listed whole, page by page, each customer once; the counts are of all") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        fill(book.bench, 260);
        const auto walk = [&](const auto& ask) {
            std::vector<std::string> seen;
            std::string cursor;
            do {
                const auto page = ask(cursor.empty() ? std::string{} : "&cursor=" + cursor);
                REQUIRE_MESSAGE(page.status == 200, boost::json::serialize(page.body));
                CHECK(page.body.at("count").as_int64() == 260);
                CHECK(page.rows().size() <= 100);
                for (const auto& row : page.rows()) seen.push_back(std::string(row.at("customer").at("code").as_string()));
                cursor = page.body.at("next_cursor").is_null() ? "" : page.text("next_cursor");
            } while (!cursor.empty());
            return seen;
        };
        const auto queue = walk([&](const std::string& cursor) { return book.get("reassessments?why=never&limit=100" + cursor); });
        CHECK(queue.size() == 260);
        CHECK(std::ranges::is_sorted(queue));
        CHECK(std::set<std::string>(queue.begin(), queue.end()).size() == 260);
        const auto trial = walk([&](const std::string& cursor) { return book.post("reassessments?dry_run=true&limit=100" + cursor); });
        CHECK(std::set<std::string>(trial.begin(), trial.end()).size() == 260);
        CHECK(trial.size() == 260);
        CHECK(std::ranges::is_sorted(trial.begin(), trial.begin() + 52));  // who cannot be assessed stands before the first grades
        CHECK(std::ranges::is_sorted(trial.begin() + 52, trial.end()));
        // A reason that holds for nobody leaves the counts of the others; a cursor of another list is refused.
        CHECK(book.get("reassessments?why=complaint").body.at("by_why").at("never").as_int64() == 260);
        const auto first = book.get("reassessments?limit=1");
        CHECK(book.get("reassessments?why=never&cursor=" + first.text("next_cursor")).code() == "http.bad_cursor");
        // Who is assessed in between is missed by nobody else.
        const auto second = book.get("reassessments?limit=1&cursor=" + first.text("next_cursor"));
        const std::string gone{first.rows().at(0).at("customer").at("id").as_string()};
        REQUIRE(book.post("customers/" + gone + "/assessments").status == 201);
        CHECK(book.get("reassessments?limit=1&cursor=" + first.text("next_cursor")).rows() == second.rows());
    });
}

TEST_CASE("what a run changed is listed whole, page by page, by outcome, and as a file") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        fill(book.bench, 260);
        const auto run = book.rested(book.post("reassessments"));
        const std::string id{run.at("id").as_string()};
        CHECK(counted(run, "refused") == 52);
        CHECK(counted(run, "first") == 208);
        std::vector<std::string> seen;
        std::string cursor;
        do {
            const auto page = book.get("reassessment-lines?limit=100&run=" + id + (cursor.empty() ? "" : "&cursor=" + cursor));
            CHECK(page.body.at("totals").at("count").as_int64() == 260);
            for (const auto& row : page.rows()) seen.push_back(std::string(row.at("outcome").as_string()) + " " + std::string(row.at("customer").at("code").as_string()));
            cursor = page.body.at("next_cursor").is_null() ? "" : page.text("next_cursor");
        } while (!cursor.empty());
        CHECK(seen.size() == 260);
        CHECK(std::set<std::string>(seen.begin(), seen.end()).size() == 260);
        CHECK(std::ranges::is_sorted(seen, {}, [](const std::string& line) { return !line.starts_with("refused"); }));
        const auto refused = book.get("reassessment-lines?outcome=refused&run=" + id);
        CHECK(refused.body.at("totals").at("count").as_int64() == 52);
        CHECK(std::string(refused.rows().at(0).at("refused").as_string()).find("known") != std::string::npos);
        CHECK(book.get("reassessment-lines?outcome=same&run=" + id).code() == "http.bad_parameter");
        CHECK(book.get("reassessment-lines?run=job_0000000000001").code() == "credit.unknown_reassessment");
        const auto file = book.get("exports/reassessment-lines?run=" + id);
        CHECK(file.status == 200);
        CHECK(book.bench.count("SELECT COUNT(*) FROM audit_entry WHERE object_kind = 'export' AND detail LIKE '%\"rows\":260%'") == 1);
    });
}

TEST_CASE("a narrower reach sees its own runs alone, and of them its own customers") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        fill(book.bench, 3);
        const std::string id{book.rested(book.post("reassessments")).at("id").as_string()};
        http::Principal rep = add_person(book.bench, "rep", "sales", 777);
        rep.scope = http::Scope::own;
        const auto ask = [&](const std::string& path) { return book.server.ask_as(rep, "GET", "/api/v1/" + path, "", ""); };
        CHECK(ask("reassessment-runs").rows().empty());
        CHECK(ask("reassessment-runs/" + id).code() == "credit.unknown_reassessment");
        CHECK(ask("reassessment-lines?run=" + id).code() == "credit.unknown_reassessment");
        CHECK(book.server.ask_as(rep, "POST", "/api/v1/reassessment-runs/" + id + "/cancel", "{}", "x-1").code() == "credit.unknown_reassessment");
        book.bench.connection().execute("UPDATE job SET actor_id = $1", {rep.user.value});
        CHECK(ask("reassessment-runs").rows().size() == 1);
        CHECK(ask("reassessment-lines?run=" + id).rows().empty());  // none of them is his
    });
}

TEST_CASE("a run is cancelled between chunks, resumed where it stood, and passes over who was assessed meanwhile") {
    on_both_engines([](const TemporaryDatabase& database) {
        CashBench bench{database};
        fill(bench, 20);
        sql::Connection& connection = bench.connection();
        const org::Company& company = bench.workspace().company();
        const auto basis = *app::assessment_basis(connection, company, bench.workspace().today());
        const auto due = app::due_for_assessment(connection, company.id, basis, org::Reach::whole_company());
        const auto find = [&](JobId run) { return *app::find_run(connection, company.id, {.all = true, .user = {}}, run); };
        const JobId run = *in_transaction(bench, [&](const audit::Act& act) { return app::begin_run(connection, bench.workspace().ids(), act, basis, due); });
        CHECK(in_transaction(bench, [&](const audit::Act& act) { return app::begin_run(connection, bench.workspace().ids(), act, basis, due); }).error().code == "credit.reassessment_running");
        run_to_end(bench, run, 3, 2);
        in_transaction(bench, [&](const audit::Act& act) { return app::cancel_run(connection, bench.workspace().ids(), act, find(run)), 0; });
        run_to_end(bench, run, 3);
        CHECK(find(run).state == "cancelled");
        CHECK(find(run).done == 6);
        // One of those who wait is assessed alone, another is voided.
        const app::Due alone = due[10];
        in_transaction(bench, [&](const audit::Act& act) { return app::reassess(connection, company, {bench.workspace().ids(), act, act.request_id}, basis, {&alone, 1}).size(); });
        connection.execute("UPDATE customer SET voided_at = 1 WHERE id = $1", {due[11].customer.value});
        REQUIRE(in_transaction(bench, [&](const audit::Act& act) { return app::resume_run(connection, bench.workspace().ids(), act, basis, find(run)); }));
        run_to_end(bench, run, 3);
        CHECK(find(run).state == "done");
        CHECK(find(run).done == 20);
        const auto counts = find(run).counts;
        CHECK(counts[5] == 2);
        CHECK(std::accumulate(counts.begin(), counts.end(), std::int64_t{0}) == 20);
        CHECK(bench.count("SELECT COUNT(*) FROM credit_assessment") == 15);  // sixteen with a statement, one of them voided
        CHECK(bench.count("SELECT COUNT(*) FROM audit_entry WHERE object_kind = 'credit_assessment'") == 15);
        CHECK(bench.count("SELECT COUNT(*) FROM audit_entry WHERE object_kind = 'reassessment_run'") == 5);  // started, cancelled, ended, resumed, ended
        // Another day, or another model: what was left is due to the next run.
        connection.execute("UPDATE job SET state = 'interrupted' WHERE id = $1", {run.value});
        auto tomorrow = basis;
        tomorrow.today = basis.today + Days{1};
        CHECK(in_transaction(bench, [&](const audit::Act& act) { return app::resume_run(connection, bench.workspace().ids(), act, tomorrow, find(run)); }).error().code == "credit.reassessment_outdated");
        auto remodelled = basis;
        ++remodelled.model.version;
        CHECK(in_transaction(bench, [&](const audit::Act& act) { return app::resume_run(connection, bench.workspace().ids(), act, remodelled, find(run)); }).error().code == "credit.reassessment_outdated");
    });
}

TEST_CASE("whatever the chunk, the grades are the same") {
    on_both_engines([](const TemporaryDatabase& database) {
        std::vector<std::vector<std::string>> all;
        for (const std::int64_t chunk : {1, 7, 1000}) {
            const TemporaryDatabase own{database.engine()};
            CashBench bench{own};
            fill(bench, 40);
            const auto basis = *app::assessment_basis(bench.connection(), bench.workspace().company(), bench.workspace().today());
            const auto due = app::due_for_assessment(bench.connection(), bench.company(), basis, org::Reach::whole_company());
            run_to_end(bench, *in_transaction(bench, [&](const audit::Act& act) { return app::begin_run(bench.connection(), bench.workspace().ids(), act, basis, due); }), chunk);
            all.push_back(results(bench.connection()));
        }
        CHECK(all[0].size() == 72);  // 32 assessments, 40 lines
        CHECK(all[0] == all[1]);
        CHECK(all[0] == all[2]);
    });
}
