// R-404, I13: a mass reassessment in the running program: others write in between its chunks, and a server that is killed in the
// middle leaves a run that goes on where it stood. Both engines.
#include <fstream>
#include <thread>

#include "support/assessment_runs.h"
#include "support/password_is_enough.h"
#include "support/program.h"
#include "support/server_process.h"

using namespace tandem;
using namespace tandem::testing;

namespace {

std::string one_customer_a_chunk() {
    const auto file = (std::filesystem::temp_directory_path() / ("tandem_chunk_" + std::to_string(getpid()) + ".toml")).string();
    std::ofstream{file} << "[limits]\nreads_per_minute = 0\nwrites_per_minute = 0\nreassessment_chunk = 1\n[log]\nrequests = false\n";
    return file;
}

}  // namespace

TEST_CASE("a receipt is posted while a run is under way; a server killed in the middle loses nothing, and resumed the run gives what it would have given undisturbed") {
    on_both_engines([](const TemporaryDatabase& database) {
        constexpr int customers = 300;
        std::vector<std::string> undisturbed;
        {
            const TemporaryDatabase own{database.engine()};
            CashBench bench{own};
            fill(bench, customers);
            const auto basis = *app::assessment_basis(bench.connection(), bench.workspace().company(), bench.workspace().today());
            const auto due = app::due_for_assessment(bench.connection(), bench.company(), basis, org::Reach::whole_company());
            run_to_end(bench, *in_transaction(bench, [&](const audit::Act& act) { return app::begin_run(bench.connection(), bench.workspace().ids(), act, basis, due); }), 1000);
            undisturbed = results(bench.connection());
        }
        std::string payer;
        {
            CashBench bench{database};
            fill(bench, customers);
            payer = to_string(CustomerId{bench.count("SELECT id FROM customer WHERE code = 'K-300'")});
            password_is_enough(bench.connection());
        }
        const std::vector<std::string> options{"--config", one_customer_a_chunk()};
        auto server = std::make_unique<ServerProcess>(database.url(), options);
        const std::string cookie = sign_in_first(*server);
        int keys = 0;
        const auto post = [&](const std::string& path, const std::string& body = "{}") { return request(server->port(), "POST", "/api/v1/" + path, body, cookie + "Idempotency-Key: key-" + std::to_string(++keys) + "\r\n"); };
        const auto begun = post("reassessments");
        REQUIRE_MESSAGE(begun.status == 202, begun.body);
        const std::string run = "reassessment-runs/" + std::string(begun.json().at("id").as_string());
        const auto look = [&] { return request(server->port(), "GET", "/api/v1/" + run, {}, cookie).json(); };
        const auto done = [&] { return look().at("progress").at("done").as_int64(); };
        while (done() < 20) std::this_thread::sleep_for(std::chrono::milliseconds{5});

        const auto receipt = post("receipts", R"({"customer_id":")" + payer + R"(","method":"bank_transfer","value_date":"2026-01-05","amount":{"amount":"1.01","currency":"CNY"}})");
        REQUIRE_MESSAGE(receipt.status == 201, receipt.body);
        CHECK(look().at("state").as_string() == "running");
        CHECK(done() < customers);

        server->end(SIGKILL);
        server = std::make_unique<ServerProcess>(database.url(), options);
        auto stands = look();
        CHECK(stands.at("state").as_string() == "interrupted");
        const auto before = stands.at("progress").at("done").as_int64();
        CHECK(before >= 20);
        CHECK(before < customers);
        REQUIRE(post(run + "/resume").status == 202);
        for (stands = look(); stands.at("state").as_string() == "running"; stands = look()) std::this_thread::sleep_for(std::chrono::milliseconds{10});
        CHECK(stands.at("state").as_string() == "done");
        CHECK(stands.at("progress").at("done").as_int64() == customers);
        server->end(SIGTERM);
        CHECK(results(*sql::connect(database.url())) == undisturbed);
        const auto verified = run_program("verify --db '" + database.url() + "' 2>&1");
        CHECK_MESSAGE(verified.exit_code == 0, verified.output);
        std::filesystem::remove(options[1]);
    });
}
