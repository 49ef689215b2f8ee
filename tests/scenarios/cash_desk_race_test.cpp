// Eight people at the cash desk at once, on the same receipts and items, each with a connection of their own:
// no receipt and no item is ever used beyond what it holds, and nobody sees an engine's failure.
#include <atomic>
#include <mutex>
#include <random>
#include <thread>

#include "support/cash_bench.h"

using namespace tandem;
using namespace tandem::testing;

namespace {

constexpr int people = 8, rounds = 25;

struct Shared {
    std::vector<ReceiptId> receipts;
    std::vector<CreditNoteId> notes;
    std::vector<OpenItemId> items;
    std::atomic<int> done{0}, refused{0};
    std::mutex failures_mutex;
    std::vector<std::string> failures;
};

void work(CashBench& bench, Shared& shared, unsigned seed) {
    std::mt19937 random{seed};
    const auto pick = [&](const auto& from) { return from[random() % from.size()]; };
    std::vector<SettlementId> own;
    const auto note = [&](const auto& result) {
        if (!result) {
            ++shared.refused;
            // Everything else than "not enough left" would be a surprise here.
            if (result.error().code != "cash.over_allocation" && result.error().code != "cash.write_off_above_open") throw std::runtime_error(std::string(result.error().code));
        } else ++shared.done;
    };
    for (int round = 0; round < rounds; ++round) {
        // The lines come in any order: locks are taken in the order of ids all the same.
        const std::vector<cash::DeskLine> lines{{pick(shared.items), cny(1 + random() % 900)}, {pick(shared.items), cny(1 + random() % 900)}};
        switch (random() % 5) {
            case 0: case 1: {
                const auto made = bench.allocate(pick(shared.receipts), lines);
                note(made);
                if (made) own.push_back(made->front().id);
                break;
            }
            case 2: note(bench.set_off(pick(shared.notes), lines)); break;
            case 3: note(bench.write_off(pick(shared.items), cny(1 + random() % 300))); break;
            default:
                if (own.empty()) break;
                note(bench.take_back(own.back()));
                own.pop_back();
        }
    }
}

std::int64_t mismatches(CashBench& bench) {
    return bench.count("SELECT COUNT(*) FROM open_item o WHERE o.open_minor < 0 OR o.open_minor <> o.amount_minor - COALESCE((SELECT SUM(s.amount_minor) FROM settlement s WHERE s.item_id = o.id), 0)") +
           bench.count("SELECT COUNT(*) FROM receipt r WHERE r.unapplied_minor < 0 OR r.unapplied_minor <> r.amount_minor - COALESCE((SELECT SUM(s.amount_minor) FROM settlement s WHERE s.source_id = r.id AND s.kind = 'receipt'), 0)") +
           bench.count("SELECT COUNT(*) FROM credit_note n WHERE n.open_minor < 0 OR n.open_minor <> n.gross_minor - COALESCE((SELECT SUM(s.amount_minor) FROM settlement s WHERE s.source_id = n.id AND s.kind = 'credit_note'), 0)");
}

}  // namespace

TEST_CASE("S25, I1, I2: eight at one desk never take more than there is") {
    on_both_engines([](const TemporaryDatabase& database) {
        CashBench bench{database};
        const auto customer = bench.add_customer("K-1");
        Shared shared;
        for (int at = 0; at < 2; ++at) shared.receipts.push_back(bench.receive(customer, cny(60'00), day("2026-02-01"))->id);
        shared.notes.push_back(bench.credit(customer, cny(30'00), day("2026-02-01"))->id);
        for (int at = 0; at < 3; ++at) shared.items.push_back(bench.item(customer, "INV-" + std::to_string(at), day("2026-01-10"), cny(50'00)));

        std::vector<std::unique_ptr<CashBench>> benches;
        for (int at = 0; at < people; ++at) benches.push_back(std::make_unique<CashBench>(database));
        std::vector<std::thread> threads;
        for (unsigned at = 0; at < people; ++at)
            threads.emplace_back([&, at] {
                try {
                    work(*benches[at], shared, at);
                } catch (const std::exception& failure) {
                    const std::lock_guard lock{shared.failures_mutex};
                    shared.failures.emplace_back(failure.what());
                }
            });
        for (std::thread& thread : threads) thread.join();

        for (const std::string& failure : shared.failures) FAIL_CHECK(failure);
        CHECK(shared.done > people);
        CHECK(shared.refused > people);  // there was less than was asked for
        CHECK(mismatches(bench) == 0);
        CHECK(bench.count("SELECT COUNT(*) FROM (SELECT reverses_id FROM settlement WHERE reverses_id IS NOT NULL GROUP BY reverses_id HAVING COUNT(*) > 1) AS twice") == 0);
        CHECK(bench.balance("receivable") == bench.count("SELECT CAST(SUM(open_minor) AS BIGINT) FROM open_item"));
        CHECK(-bench.balance("unapplied_receipts") == bench.count("SELECT CAST(SUM(unapplied_minor) AS BIGINT) FROM receipt"));
    });
}

TEST_CASE("one allocation is taken back once, and one number given once, however many ask") {
    on_both_engines([](const TemporaryDatabase& database) {
        CashBench bench{database};
        const auto customer = bench.add_customer("K-1");
        const auto item = bench.item(customer, "INV-1", day("2026-01-10"), cny(50'00));
        const auto receipt = bench.receive(customer, cny(50'00), day("2026-02-01"))->id;
        const auto made = bench.allocate(receipt, {{item, cny(50'00)}})->front().id;
        std::vector<std::unique_ptr<CashBench>> benches;
        for (int at = 0; at < people; ++at) benches.push_back(std::make_unique<CashBench>(database));
        std::atomic<int> taken_back{0}, recorded{0}, failed{0};
        std::vector<std::thread> threads;
        for (auto& each : benches)
            threads.emplace_back([&, own = each.get()] {
                try {
                    if (own->take_back(made)) ++taken_back;
                    if (own->receive(customer, cny(1), day("2026-02-01"))) ++recorded;
                } catch (const std::exception&) {
                    ++failed;
                }
            });
        for (std::thread& thread : threads) thread.join();
        CHECK(taken_back == 1);
        CHECK(recorded == people);
        CHECK(failed == 0);
        CHECK(bench.open(item) == 50'00);
        CHECK(bench.left(receipt) == 50'00);
        CHECK(bench.count("SELECT COUNT(DISTINCT number) FROM receipt") == people + 1);
    });
}
