// The company's pool is one sum: what it says is what the rule says of every customer, whatever the book holds. R-402.
#include "org/edge/org_sql.h"
#include "support/credit_bench.h"
#include "support/random_documents.h"

using namespace tandem;
using namespace tandem::testing;

namespace {

constexpr std::int64_t first_customer = 5'000'000;

struct Pool {
    CreditBench& bench;
    credit::ExposureSettings settings;

    // The rule over every customer, and the aggregate with those who are named apart.
    void agrees(const std::vector<CustomerId>& apart) {
        const org::ExchangeRates rates = org::load_exchange_rates(bench.connection(), bench.company());
        const Currency base = bench.workspace().company().currency;
        const credit::Conversion conversion{rates, base, bench.today};
        receivable::SqlExposureQuestion question{bench.connection(), bench.company(), settings, bench.today};
        const auto all = credit::compute_exposures(question.rows(std::nullopt), settings, conversion);
        std::int64_t sum = 0;
        for (const auto& [customer, exposure] : all) sum += exposure.total();
        const auto book = question.book(apart, base);
        const auto named = credit::compute_exposures(book.rows, settings, conversion);
        std::int64_t aggregate = book.others;
        for (const auto& [customer, exposure] : named) aggregate += exposure.total();
        CHECK(aggregate == sum);
        CHECK(sum > 0);
        for (const CustomerId each : apart) {
            const auto said = named.find(each), known = all.find(each);
            CHECK((said == named.end() ? 0 : said->second.total()) == (known == all.end() ? 0 : known->second.total()));
        }
    }
};

}  // namespace

TEST_CASE("the aggregate of a company's pool is the sum of the rule over all customers, for every policy and every book") {
    on_both_engines([](const TemporaryDatabase& database) {
        CreditBench bench{database};
        bench.add_rate("USD", bench.today - Days{3}, Rate{71'234'567'891});
        std::int64_t first = first_customer;
        unsigned seed = 20261;
        for (const int foreign : {0, 3, 40}) {
            {
                sql::Transaction transaction{bench.connection()};
                RandomDocuments documents{bench.connection(), bench.company().value, bench.today, seed, foreign};
                // Ids of the documents of one book begin where those of the last one ended.
                documents.start_at(1'000'000'000LL * (seed % 100));
                documents.write(first, 60, 4);
                transaction.commit();
            }
            std::mt19937 random{seed};
            for (int policy = 0; policy < 12; ++policy) {
                credit::ExposureSettings settings = bench.credit_policy.control.exposure;
                if (policy > 0) {
                    for (bool& each : settings.counted) each = random() % 3 != 0;
                    settings.subtract_unapplied = random() % 2 == 0;
                    settings.subtract_credit_notes = random() % 2 == 0;
                    if (random() % 2 == 0) settings.horizon_days = static_cast<int>(random() % 300);
                    if (policy == 1) settings.counted.fill(true);
                }
                std::vector<CustomerId> apart;
                for (int each = 0; each < policy % 4; ++each) apart.push_back(CustomerId{first_customer + static_cast<std::int64_t>(random() % static_cast<unsigned>(first + 60 - first_customer))});
                std::ranges::sort(apart);
                apart.erase(std::ranges::unique(apart).begin(), apart.end());
                if (!std::ranges::any_of(settings.counted, [](bool each) { return each; })) settings.counted.fill(true);
                Pool{bench, settings}.agrees(apart);
            }
            first += 60;
            ++seed;
        }
    });
}

TEST_CASE("an order is checked against the company's limit by what everybody owes, and the pool follows what is decided") {
    on_both_engines([](const TemporaryDatabase& database) {
        CreditBench bench{database};
        const auto one = bench.graded("K-1", 1'000'000'00), other = bench.graded("K-2", 1'000'000'00);
        bench.item(other, "INV-1", bench.today, cny(700'00));
        REQUIRE(bench.set_limit({credit::Scope::company, 0}, 1'000'00));
        const auto fits = bench.order(one, 250'00);
        REQUIRE(fits);
        CHECK_FALSE(fits->hold);
        REQUIRE(fits->position.pools.size() == 2);
        CHECK(fits->position.pools.back().scope == credit::Scope::company);
        CHECK(fits->position.pools.back().used == 700'00);
        const auto above = bench.order(one, 100'00);
        REQUIRE(above);
        REQUIRE(above->hold);
        CHECK(above->decision.reasons.front().scope == credit::Scope::company);
        CHECK(above->decision.reasons.front().used == 950'00);
        // Whose prepayment or credit exceeds what they owe lowers nobody else's debt.
        REQUIRE(bench.receive(other, cny(5'000'00), bench.today));
        const auto free = bench.order(one, 100'00);
        REQUIRE(free);
        CHECK_FALSE(free->hold);
        CHECK(free->position.pools.back().used == 250'00);
    });
}
