// A backup is whole, though others write while it is taken, and one that was changed is refused. Trust S27.
#include <atomic>
#include <fstream>
#include <random>
#include <thread>

#include "app/backup.h"
#include "app/verify.h"
#include "support/cash_bench.h"

using namespace tandem;
using namespace tandem::testing;
namespace fs = std::filesystem;

namespace {

struct BackupFile {
    std::string path = (fs::temp_directory_path() / ("tandem-backup-test-" + std::to_string(getpid()))).string(), restored = path + ".db";
    BackupFile() { remove(); }
    ~BackupFile() { remove(); }
    void remove() const {
        for (const auto& each : {path, path + ".sha256", restored, restored + "-wal", restored + "-shm"}) fs::remove(each);
    }
};

}  // namespace

TEST_CASE("S27: a backup taken while receipts come in restores to a sound book of one moment") {
    on_both_engines([](const TemporaryDatabase& database) {
        const SystemClock clock;
        const BackupFile file;
        CashBench bench{database}, till{database};
        const auto customer = bench.add_customer("K-1");
        const auto item = bench.item(customer, "INV-1", day("2026-01-10"), cny(90'000'00));
        std::atomic<int> received{0};
        std::atomic<bool> enough{false};
        std::jthread writer{[&] {
            while (!enough) {
                if (const auto receipt = till.receive(customer, cny(10'00), day("2026-02-01"))) till.allocate(receipt->id, {{item, cny(1'00)}});
                ++received;
            }
        }};
        while (received < 5) std::this_thread::yield();
        const int before = received;
        REQUIRE(app::backup(bench.connection(), file.path, clock));
        const int after = received;
        enough = true;
        writer.join();
        REQUIRE(app::restore(file.path, "sqlite:" + file.restored, clock));
        auto copy = app::Workspace::open({.database = "sqlite:" + file.restored, .company = {}}, clock);
        REQUIRE(copy);
        const auto kept = copy->connection().one_integer("SELECT COUNT(*) FROM receipt", {}).value_or(0);
        CHECK(kept >= before);
        CHECK(kept <= after + 1);
        for (const auto& verdict : app::verify(*copy, Language::en)) {
            INFO(verdict.invariant << " " << verdict.says << ": " << verdict.first);
            CHECK(verdict.broken == 0);
        }
    });
}

TEST_CASE("S27: a backup with one bit changed, cut short or grown is refused, and nothing is restored") {
    const TemporaryDatabase database{sql::Engine::sqlite};
    const SystemClock clock;
    const BackupFile file;
    CashBench bench{database};
    bench.receive(bench.add_customer("K-1"), cny(10'00), day("2026-02-01"));
    REQUIRE(app::backup(bench.connection(), file.path, clock));
    const auto size = static_cast<std::streamoff>(fs::file_size(file.path));
    std::mt19937 random{27};
    const auto refused = [&] {
        const auto restored = app::restore(file.path, "sqlite:" + file.restored, clock);
        CHECK(!restored);
        CHECK(!fs::exists(file.restored));
        return restored ? std::string{} : std::string{restored.error().code};
    };
    for (int each = 0; each < 50; ++each) {
        const auto at = static_cast<std::streamoff>(random()) % size;
        std::fstream bytes{file.path, std::ios::in | std::ios::out | std::ios::binary};
        const auto flip = [&] {
            bytes.seekg(at);
            const char was = static_cast<char>(bytes.get());
            bytes.seekp(at);
            bytes.put(static_cast<char>(was ^ 1 << each % 8));
            bytes.flush();
        };
        flip();
        CHECK(refused() == "app.backup_damaged");
        flip();
    }
    std::ofstream{file.path, std::ios::app} << "x";
    CHECK(refused() == "app.backup_damaged");
    fs::resize_file(file.path, static_cast<std::uintmax_t>(size) / 2);
    CHECK(refused() == "app.backup_damaged");
}
