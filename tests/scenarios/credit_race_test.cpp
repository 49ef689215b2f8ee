// Many people take orders for one customer at the same moment, each with a connection of their own: together they never
// exceed the limit. Trust R5, S25; the lock that this rests on is credit::lock_accounts.
#include <atomic>
#include <thread>

#include "support/credit_bench.h"

using namespace tandem;
using namespace tandem::testing;

namespace {

constexpr std::size_t people = 32;
constexpr std::int64_t limit = 100'000'00, each_order = 60'000'00;

struct Outcomes { std::atomic<int> passed{0}, held{0}, failed{0}; };

void place(CreditBench& bench, CustomerId customer, Outcomes& outcomes) {
    try {
        const auto placed = bench.order(customer, each_order);
        if (!placed) ++outcomes.failed;
        else ++(placed->hold ? outcomes.held : outcomes.passed);
    } catch (const std::exception& failure) {
        MESSAGE(std::string(failure.what()));
        ++outcomes.failed;
    }
}

// One order each, all at once; the customer of the n-th person is customers[n % size].
void all_at_once(std::vector<std::unique_ptr<CreditBench>>& benches, const std::vector<CustomerId>& customers, Outcomes& outcomes) {
    std::atomic<bool> go{false};
    std::vector<std::thread> threads;
    for (std::size_t at = 0; at < benches.size(); ++at)
        threads.emplace_back([&, at] {
            while (!go) std::this_thread::yield();
            place(*benches[at], customers[at % customers.size()], outcomes);
        });
    go = true;
    for (std::thread& thread : threads) thread.join();
}

std::vector<std::unique_ptr<CreditBench>> benches_on(const TemporaryDatabase& database, std::size_t count) {
    std::vector<std::unique_ptr<CreditBench>> benches;
    for (std::size_t at = 0; at < count; ++at) benches.push_back(std::make_unique<CreditBench>(database));
    return benches;
}

}  // namespace

TEST_CASE("S25, R5: of two orders of 60,000 on a limit of 100,000 exactly one passes, ten times over") {
    on_both_engines([](const TemporaryDatabase& database) {
        CreditBench bench{database};
        auto benches = benches_on(database, 2);
        for (int round = 0; round < 10; ++round) {
            const auto customer = bench.graded("K-" + std::to_string(round), limit);
            Outcomes outcomes;
            all_at_once(benches, {customer}, outcomes);
            CHECK(outcomes.passed == 1);
            CHECK(outcomes.held == 1);
            CHECK(outcomes.failed == 0);
        }
    });
}

TEST_CASE("S25, R5: of thirty-two people who order at once one passes") {
    on_both_engines([](const TemporaryDatabase& database) {
        CreditBench bench{database};
        auto benches = benches_on(database, people);
        const auto customer = bench.graded("K-1", limit);
        Outcomes outcomes;
        all_at_once(benches, {customer}, outcomes);
        CHECK(outcomes.passed == 1);
        CHECK(outcomes.held == int{people} - 1);
        CHECK(outcomes.failed == 0);
        CHECK(bench.exposure(customer) == each_order);
        CHECK(bench.count("SELECT COUNT(*) FROM sales_order WHERE status = 'confirmed'") == 1);
        CHECK(bench.count("SELECT COUNT(*) FROM credit_hold WHERE state = 'held'") == std::int64_t{people} - 1);
    });
}

TEST_CASE("S25, R5: customers of one group share its limit, whoever orders first") {
    on_both_engines([](const TemporaryDatabase& database) {
        CreditBench bench{database};
        auto benches = benches_on(database, people);
        const auto group = bench.workspace().ids().make<CustomerGroupId>();
        bench.connection().execute("INSERT INTO customer_group (company_id, id, code, name) VALUES ($1, $2, 'G', 'G')", {bench.company().value, group.value});
        std::vector<CustomerId> customers;
        for (const char* code : {"K-1", "K-2", "K-3", "K-4"}) customers.push_back(bench.graded(code, limit));
        bench.connection().execute("UPDATE customer SET group_id = $2 WHERE company_id = $1", {bench.company().value, group.value});
        REQUIRE(bench.set_limit({credit::Scope::group, group.value}, limit));
        Outcomes outcomes;
        all_at_once(benches, customers, outcomes);
        CHECK(outcomes.passed == 1);
        CHECK(outcomes.failed == 0);
    });
}

TEST_CASE("S25, R5: all customers share the company's limit, which what is kept of them does not let slip") {
    on_both_engines([](const TemporaryDatabase& database) {
        CreditBench bench{database};
        auto benches = benches_on(database, people);
        std::vector<CustomerId> customers;
        for (std::size_t at = 0; at < people; ++at) customers.push_back(bench.graded("K-" + std::to_string(at), limit));
        REQUIRE(bench.set_limit({credit::Scope::company, 0}, 5 * each_order));
        Outcomes outcomes;
        all_at_once(benches, customers, outcomes);
        CHECK(outcomes.passed == 5);
        CHECK(outcomes.held == int{people} - 5);
        CHECK(outcomes.failed == 0);
        CHECK(bench.count("SELECT used_minor FROM exposure_kept_as") <= 5 * each_order);
    });
}
