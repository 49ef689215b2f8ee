// What everybody owes is kept by customer for limits of the company: whatever happens, it is what adding up every document gives.
#include <random>

#include "credit/edge/kept_exposure_sql.h"
#include "support/credit_bench.h"

using namespace tandem;
using namespace tandem::testing;

namespace {

// A company of a few customers, two of them in one group, whose everyday life is dice.
class Life {
public:
    Life(const TemporaryDatabase& database, unsigned seed) : bench(database), dice_(seed) {
        for (int at = 0; at < 6; ++at) customers.push_back(bench.graded("K-" + std::to_string(at), 100'000'000));
        bench.connection().execute("INSERT INTO customer_group (company_id, id, code, name) VALUES ($1, 9, 'G', 'G')", {bench.company().value});
        bench.connection().execute("UPDATE customer SET group_id = 9 WHERE company_id = $1 AND code IN ('K-0', 'K-1')", {bench.company().value});
        REQUIRE(bench.set_limit({credit::Scope::group, 9}, 100'000'000));
        REQUIRE(bench.set_limit({credit::Scope::company, 0}, 100'000'000'000));
    }

    void step() {
        const CustomerId customer = any(customers);
        const std::int64_t minor = 100 * (1 + roll(5'000));
        switch (roll(10)) {
            case 0: case 1: case 2:
                if (const auto placed = bench.order(customer, minor)) orders.push_back({placed->id, customer});
                break;
            case 3:
                if (!orders.empty()) (void)bench.deliver(any(orders).first, minor / 3 + 1);
                break;
            case 4: {
                const auto issued = bench.issue(customer, "R-" + std::to_string(++numbers_), bench.today, cny(minor), cny(0));
                items.push_back({issued.item, customer});
                break;
            }
            case 5:
                if (const auto received = bench.receive(customer, cny(minor), bench.today)) receipts.push_back(received->id);
                break;
            case 6:
                if (!receipts.empty() && !items.empty()) (void)bench.allocate(any(receipts), {{any(items).first, cny(1 + roll(minor))}});
                break;
            case 7: (void)bench.credit(customer, cny(minor / 2 + 1), bench.today); break;
            case 8:
                if (!receipts.empty()) (void)bench.reverse(any(receipts), bench.today);
                break;
            default:
                if (!orders.empty()) (void)bench.at_orders([&](receivable::OrderDesk& desk) { return desk.end(any(orders).first, receivable::Ending::cancel, "changed their mind"); });
        }
    }

    // What the company's limit is said to be used, asked for one customer and for all.
    std::int64_t used(CustomerId asked, bool by_all) {
        receivable::SqlExposureQuestion question{bench.connection(), bench.company(), bench.credit_policy.control.exposure, bench.today};
        const credit::AccountReading reading{bench.connection(), bench.workspace().company(), bench.credit_policy, question, bench.today, {}};
        auto accounts = by_all ? credit::load_accounts(reading, std::nullopt) : credit::load_accounts(reading, std::span<const CustomerId>{&asked, 1});
        return accounts->position(asked).pools.back().used;
    }
    void check() {
        const CustomerId customer = any(customers);
        CHECK(used(customer, false) == used(customer, true));
    }
    credit::KeptCheck kept() {
        receivable::SqlExposureQuestion question{bench.connection(), bench.company(), bench.credit_policy.control.exposure, bench.today};
        return credit::check_kept_exposure({bench.connection(), bench.workspace().company(), bench.credit_policy, question, bench.today, {}});
    }
    void record(std::string_view kind, std::int64_t id) {
        const auto act = bench.workspace().act("test");
        sql::Transaction transaction{bench.connection()};
        audit::SqlTrail trail{bench.connection(), bench.workspace().ids(), act};
        trail.record({.object_kind = kind, .object_id = id, .topic = "test.written"});
        trail.flush();
        transaction.commit();
    }

    CreditBench bench;
    std::vector<CustomerId> customers;
    std::vector<std::pair<OrderId, CustomerId>> orders;
    std::vector<std::pair<OpenItemId, CustomerId>> items;
    std::vector<ReceiptId> receipts;

private:
    std::int64_t roll(std::int64_t sides) { return std::uniform_int_distribution<std::int64_t>{0, sides - 1}(dice_); }
    template <class T>
    const T& any(const std::vector<T>& all) { return all[static_cast<std::size_t>(roll(static_cast<std::int64_t>(all.size())))]; }

    std::mt19937 dice_;
    int numbers_ = 0;
};

}  // namespace

TEST_CASE("what everybody owes is the sum of all documents after every command, on both engines") {
    on_both_engines([](const TemporaryDatabase& database) {
        Life life{database, 20261123};
        for (int step = 0; step < 250; ++step) {
            life.step();
            life.check();
            if (step % 60 == 59) life.bench.today = life.bench.today + Days{1};  // another day begins
        }
        CHECK(life.bench.count("SELECT COUNT(*) FROM exposure_kept") > 0);
        CHECK(life.kept().wrong.empty());
        CHECK(life.kept().total_is_right);
        CHECK(life.kept().kept > 0);
        // What was changed behind the back of the trail is found.
        life.bench.connection().execute("UPDATE exposure_kept SET used_minor = used_minor + 1 WHERE customer_id = (SELECT MIN(customer_id) FROM exposure_kept)", {});
        CHECK(life.kept().wrong.size() == 1);
    });
}

TEST_CASE("only who was written about is added up again; what nobody can place concerns everybody") {
    on_both_engines([](const TemporaryDatabase& database) {
        Life life{database, 7};
        const CustomerId one = life.customers[2], other = life.customers[3];
        REQUIRE(life.bench.order(one, 500'00));
        REQUIRE(life.bench.order(other, 300'00));
        CHECK(life.used(one, false) == 800'00);
        REQUIRE(life.bench.order(one, 100'00));  // what was placed before it is kept now
        // Behind the back of the trail: only a figure that is read from the documents again can see it.
        life.bench.connection().execute("UPDATE sales_order SET amount_minor = 40000 WHERE customer_id = $1", {other.value});
        CHECK(life.used(one, false) == 900'00);
        life.record("customer", other.value);
        CHECK(life.used(one, false) == 1'000'00);
        REQUIRE(life.bench.order(one, 100'00));
        life.bench.connection().execute("UPDATE sales_order SET amount_minor = 50000 WHERE customer_id = $1", {other.value});
        life.record("note", 1);
        CHECK(life.used(one, false) == 1'100'00);
        life.record("a thing of next year", 1);
        CHECK(life.used(one, false) == 1'200'00);
    });
}

TEST_CASE("other settings, another rate and another day are added up from the documents") {
    on_both_engines([](const TemporaryDatabase& database) {
        Life life{database, 8};
        const CustomerId one = life.customers[2], other = life.customers[3];
        life.bench.add_rate("USD", life.bench.today - Days{1}, *parse_rate("7"));
        life.bench.issue(other, "U-1", life.bench.today, Money{100'00, currency("USD")}, Money{0, currency("USD")}, *parse_rate("7"));
        REQUIRE(life.bench.order(one, 500'00));
        CHECK(life.used(one, false) == 1'200'00);
        life.bench.add_rate("USD", life.bench.today, *parse_rate("8"));
        life.record("fx_rate", 1);
        CHECK(life.used(one, false) == 1'300'00);
        life.bench.add_rate("USD", life.bench.today + Days{1}, *parse_rate("9"));
        life.record("fx_rate", 2);
        CHECK(life.used(one, false) == 1'300'00);
        life.bench.today = life.bench.today + Days{1};
        CHECK(life.used(one, false) == 1'400'00);
        life.bench.credit_policy.control.exposure.counted[static_cast<std::size_t>(credit::Component::open_orders)] = false;
        CHECK(life.used(one, false) == 900'00);
    });
}

TEST_CASE("who only looks writes nothing, and is told the same after a command that was taken back") {
    on_both_engines([](const TemporaryDatabase& database) {
        Life life{database, 9};
        const CustomerId one = life.customers[2];
        REQUIRE(life.bench.order(one, 500'00));
        const auto kept = life.bench.count("SELECT used_minor FROM exposure_kept_as");
        (void)life.used(life.customers[4], false);
        CHECK(life.bench.count("SELECT used_minor FROM exposure_kept_as") == kept);
        {
            const auto act = life.bench.workspace().act("test");
            sql::Transaction transaction{life.bench.connection()};
            receivable::OrderDesk desk{life.bench.connection(), life.bench.workspace().company(), act, life.bench.workspace().ids(), life.bench.credit_policy, life.bench.today};
            REQUIRE(desk.place(life.bench.draft(one, 100'00)));
            REQUIRE(desk.place(life.bench.draft(life.customers[3], 200'00)));
            const auto third = desk.place(life.bench.draft(life.customers[4], 100'00));
            REQUIRE(third);
            CHECK(third->position.pools.back().used == 800'00);  // what this command placed for others counts
        }
        CHECK(life.used(one, false) == 500'00);
        CHECK(life.used(one, true) == 500'00);
    });
}
