// I13 and R1: four users post receipts while the server is killed again and again. What was acknowledged is there
// afterwards, what was not is done exactly once when it is asked again with its key, and the book verifies.
#include <atomic>
#include <fstream>
#include <map>
#include <mutex>
#include <random>
#include <thread>

#include "platform/sql/connection.h"
#include "support/engines.h"
#include "support/program.h"
#include "support/password_is_enough.h"
#include "support/server_process.h"

using namespace tandem;
using namespace tandem::testing;

namespace {

struct Posted { std::string key, body, id; };  // id: empty while no answer came

class Clients {
public:
    Clients(std::string cookie, std::string customer) : cookie_(std::move(cookie)), customer_(std::move(customer)) {}

    // Four posters at work until `stop`; each remembers what it asked before it asks.
    void work(std::uint16_t port, const std::atomic<bool>& stop) {
        std::vector<std::jthread> posters;
        for (int poster = 0; poster < 4; ++poster)
            posters.emplace_back([this, port, &stop] {
                while (!stop) {
                    const std::size_t at = next();
                    if (!post(port, at)) return;  // the server is gone
                }
            });
    }
    void ask_again(std::uint16_t port) {
        for (std::size_t at = 0; at < posted_.size(); ++at) {
            const std::string before = posted_[at].id;
            REQUIRE(post(port, at));
            if (!before.empty()) CHECK(posted_[at].id == before);
            unanswered_ += before.empty();
        }
    }
    std::size_t count() const { return posted_.size(); }
    int unanswered() const { return unanswered_; }

private:
    std::size_t next() {
        const std::lock_guard lock{mutex_};
        const auto number = std::to_string(posted_.size() + 1);
        posted_.push_back({"key-" + number, R"({"customer_id":")" + customer_ + R"(","method":"bank_transfer","value_date":"2026-01-05","amount":{"amount":")" + number + R"(.01","currency":"CNY"}})", {}});
        return posted_.size() - 1;
    }
    bool post(std::uint16_t port, std::size_t at) {
        Posted asked;
        {
            const std::lock_guard lock{mutex_};
            asked = posted_[at];
        }
        const auto reply = request(port, "POST", "/api/v1/receipts", asked.body, cookie_ + "Idempotency-Key: " + asked.key + "\r\n");
        if (reply.status == 0) return false;
        REQUIRE_MESSAGE(reply.status == 201, reply.body);
        const std::lock_guard lock{mutex_};
        posted_[at].id = reply.json().at("id").as_string();
        return true;
    }
    std::string cookie_, customer_;
    std::mutex mutex_;
    std::vector<Posted> posted_;
    int unanswered_ = 0;
};

std::string one_customer(const TemporaryDatabase& database) {
    const auto file = std::filesystem::temp_directory_path() / ("tandem_kill_" + std::to_string(getpid()) + ".csv");
    std::ofstream{file} << "code,name\nK-1,杭州远大机电有限公司\n";
    const auto ran = run_program("import customers '" + file.string() + "' --db '" + database.url() + "' 2>&1");
    std::filesystem::remove(file);
    REQUIRE_MESSAGE(ran.exit_code == 0, ran.output);
    return to_string(CustomerId{*sql::connect(database.url())->one_integer("SELECT id FROM customer", {})});
}

// Four users of one name ask faster than people do.
std::string unlimited(const std::filesystem::path& folder) {
    const auto file = (folder / ("tandem_kill_" + std::to_string(getpid()) + ".toml")).string();
    std::ofstream{file} << "[limits]\nreads_per_minute = 0\nwrites_per_minute = 0\n[log]\nrequests = false\n";
    return file;
}

}  // namespace

TEST_CASE("I13: no acknowledged receipt is lost when the server is killed, and none is made twice") {
    const int kills = std::getenv("TANDEM_SOAK") ? 2000 : 10;
    on_both_engines([&](const TemporaryDatabase& database) {
        const std::string customer = one_customer(database);
        password_is_enough(*sql::connect(database.url()));
        const std::vector<std::string> options{"--config", unlimited(std::filesystem::temp_directory_path())};
        auto server = std::make_unique<ServerProcess>(database.url(), options);
        Clients clients{sign_in_first(*server), customer};
        std::mt19937 random{20260105};
        for (int round = 0; round < kills; ++round) {
            std::atomic<bool> stop{false};
            std::jthread killer{[&] {
                std::this_thread::sleep_for(std::chrono::milliseconds{5 + random() % 200});
                server->end(SIGKILL);
                stop = true;
            }};
            clients.work(server->port(), stop);
            killer.join();
            server = std::make_unique<ServerProcess>(database.url(), options);
        }
        clients.ask_again(server->port());
        CHECK(clients.unanswered() > 0);  // else the kills never met a request
        server->end(SIGTERM);
        std::filesystem::remove(options[1]);
        const auto connection = sql::connect(database.url());
        CHECK(connection->one_integer("SELECT COUNT(*) FROM receipt", {}) == static_cast<std::int64_t>(clients.count()));
        CHECK(connection->one_integer("SELECT COUNT(*) FROM audit_entry WHERE object_kind = 'receipt'", {}) == static_cast<std::int64_t>(clients.count()));
        const auto verified = run_program("verify --db '" + database.url() + "' 2>&1");
        CHECK_MESSAGE(verified.exit_code == 0, verified.output);
        MESSAGE(clients.count() << " receipts, " << clients.unanswered() << " without an answer at first");
    });
}
