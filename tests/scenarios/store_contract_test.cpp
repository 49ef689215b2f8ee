// The port's promises, on both engines: what a store may rely on.
#include <atomic>
#include <thread>

#include "platform/sql/migrate.h"
#include "platform/shipped.h"
#include "support/engines.h"

using namespace tandem;
using namespace tandem::testing;

namespace {

void make_table(sql::Connection& connection) {
    connection.script("CREATE TABLE thing (company_id {int} NOT NULL, id {int} NOT NULL, name TEXT, content {bytes}, amount {int} NOT NULL CHECK (amount >= 0), PRIMARY KEY (company_id, id)){end};");
}

sql::Cause cause_of(const std::function<void()>& action) {
    try {
        action();
    } catch (const sql::Failure& failure) {
        return failure.cause;
    }
    FAIL("nothing was refused");
    return sql::Cause::other;
}

}  // namespace

TEST_CASE("values come back as they went in") {
    on_both_engines([](const TemporaryDatabase& database) {
        const auto connection = sql::connect(database.url());
        make_table(*connection);
        const unsigned char raw[] = {0, 255, 10, 92, 39};
        connection->execute("INSERT INTO thing (company_id, id, name, content, amount) VALUES ($1, $2, $3, $4, $5)", {1, INT64_MAX, "双轮 'x'\n\t\\", sql::Bytes{raw}, 0});
        connection->execute("INSERT INTO thing (company_id, id, name, content, amount) VALUES ($1, $2, $3, $4, $5)", {1, -1, nullptr, nullptr, INT64_MAX});
        int seen = 0;
        connection->query("SELECT id, name, content, amount FROM thing WHERE company_id = $1 ORDER BY id", {1}, [&](const sql::Row& row) {
            if (++seen == 1) {
                CHECK(row.integer(0) == -1);
                CHECK(row.is_null(1));
                CHECK_FALSE(row.maybe_text(1));
                CHECK(row.integer(3) == INT64_MAX);
            } else {
                CHECK(row.integer(0) == INT64_MAX);
                CHECK(row.text(1) == "双轮 'x'\n\t\\");
                CHECK(row.bytes(2) == std::string(reinterpret_cast<const char*>(raw), sizeof raw));
            }
        });
        CHECK(seen == 2);
    });
}

TEST_CASE("parameters may come in any order and more than once") {
    on_both_engines([](const TemporaryDatabase& database) {
        const auto connection = sql::connect(database.url());
        make_table(*connection);
        connection->execute("INSERT INTO thing (company_id, id, amount) VALUES ($2, $1, $2)", {7, 3});
        CHECK(connection->one_integer("SELECT id FROM thing WHERE amount = $1 AND company_id = $1", {3}) == 7);
        CHECK_FALSE(connection->one_integer("SELECT id FROM thing WHERE amount = $1", {99}));
    });
}

TEST_CASE("bulk rows, lists and pairs") {
    on_both_engines([](const TemporaryDatabase& database) {
        const auto connection = sql::connect(database.url());
        make_table(*connection);
        const auto bulk = connection->bulk("thing", {"company_id", "id", "name", "amount"});
        for (std::int64_t id = 1; id <= 10'000; ++id) {
            bulk->add(std::int64_t{1}).add(id);
            if (id % 2) bulk->add("行\t" + std::to_string(id) + "\n");
            else bulk->add_null();
            bulk->add(id);
            bulk->end_row();
        }
        bulk->flush();
        CHECK(connection->one_integer("SELECT COUNT(*) FROM thing", {}) == 10'000);
        CHECK(connection->one_text("SELECT name FROM thing WHERE id = $1", {9'999}) == "行\t9999\n");
        const std::vector<std::string> names{"行\t1\n", "行\t3\n", "\"\\"};
        CHECK(connection->one_integer("SELECT COUNT(*) FROM thing WHERE name IN {texts:$1}", {sql::text_list(names)}) == 2);
        const std::vector<std::int64_t> ids{1, 2, 20'000};
        CHECK(connection->one_integer("SELECT COUNT(*) FROM thing WHERE id IN {ints:$1}", {sql::integer_list(ids)}) == 2);
        const std::vector<std::pair<std::int64_t, std::int64_t>> pairs{{1, 1}, {2, 2}};
        CHECK(connection->execute("UPDATE thing SET amount = amount - p.b FROM {pairs:$1} AS p WHERE thing.company_id = $2 AND thing.id = p.a", {sql::pair_list(pairs), 1}) == 2);
        CHECK(connection->one_integer("SELECT SUM(amount) FROM thing WHERE id <= 2", {}) == 0);
    });
}

TEST_CASE("a few rows and many come back alike") {
    on_both_engines([](const TemporaryDatabase& database) {
        const auto connection = sql::connect(database.url());
        make_table(*connection);
        std::int64_t next = 0;
        for (const int rows : {1, 0, 8, 9, 100, 3}) {  // PostgreSQL inserts up to eight and copies more
            const auto bulk = connection->bulk("thing", {"company_id", "id", "name", "amount"});
            for (int at = 0; at < rows; ++at) {
                bulk->add(std::int64_t{1}).add(++next);
                if (next % 3) bulk->add("行\t\\N " + std::to_string(next) + "\n'");
                else bulk->add_null();
                bulk->add(next * 10);
                bulk->end_row();
            }
            bulk->flush();
            CHECK(connection->one_integer("SELECT COUNT(*) FROM thing", {}) == next);
        }
        std::int64_t seen = 0;
        connection->query("SELECT id, name, amount FROM thing WHERE company_id = $1 ORDER BY id", {1}, [&](const sql::Row& row) {
            CHECK(row.integer(0) == ++seen);
            CHECK(row.maybe_text(1) == (seen % 3 ? std::optional{"行\t\\N " + std::to_string(seen) + "\n'"} : std::nullopt));
            CHECK(row.integer(2) == seen * 10);
        });
        CHECK(seen == next);
        const auto twice = connection->bulk("thing", {"company_id", "id", "amount"});
        twice->add(std::int64_t{1}).add(std::int64_t{1}).add(std::int64_t{0});
        CHECK(cause_of([&] { twice->end_row(); twice->flush(); }) == sql::Cause::unique_violation);
    });
}

TEST_CASE("a statement that cannot be prepared is refused each time it is asked, and a good one after it works") {
    on_both_engines([](const TemporaryDatabase& database) {
        const auto connection = sql::connect(database.url());
        make_table(*connection);
        for (int times = 0; times < 3; ++times) {
            CHECK(cause_of([&] { connection->execute("INSERT INTO thing (company_id, id, colour, amount) VALUES ($1, $2, $2, $2)", {1, 1}); }) == sql::Cause::other);
            CHECK(cause_of([&] { connection->one_integer("SELECT colour FROM thing WHERE id = $1", {1}); }) == sql::Cause::other);
            CHECK(connection->one_integer("SELECT COUNT(*) FROM thing WHERE company_id = $1", {1}) == times);
            connection->execute("INSERT INTO thing (company_id, id, amount) VALUES ($1, $2, $2)", {1, times});
        }
    });
}

TEST_CASE("PostgreSQL reads a list once a statement, also when the table has grown since the plan was made") {
    on_both_engines([](const TemporaryDatabase& database) {
        const auto connection = sql::connect(database.url());
        make_table(*connection);
        connection->execute("INSERT INTO thing (company_id, id, name, amount) VALUES ($1, $2, $3, $4)", {1, 1, "行 1", 1});
        if (connection->engine() == sql::Engine::postgres) connection->script("ANALYZE thing; SET plan_cache_mode = force_generic_plan");
        const auto count = [&](const std::vector<std::int64_t>& ids) { return connection->one_integer("SELECT COUNT(*) FROM thing WHERE company_id = $1 AND id IN {ints:$2}", {1, sql::integer_list(ids)}); };
        const auto named = [&](const std::vector<std::string>& names) { return connection->one_integer("SELECT COUNT(*) FROM thing WHERE company_id = $1 AND name IN {texts:$2}", {1, sql::text_list(names)}); };
        CHECK(count({}) == 0);
        CHECK(count({1}) == 1);
        CHECK(named({"行 1"}) == 1);
        const auto bulk = connection->bulk("thing", {"company_id", "id", "name", "amount"});
        std::vector<std::int64_t> ids;
        std::vector<std::string> names;
        for (std::int64_t id = 2; id <= 5000; ++id) {
            bulk->add(std::int64_t{1}).add(id).add("行 " + std::to_string(id)).add(id);
            bulk->end_row();
            if (id % 10) continue;
            ids.push_back(id);
            names.push_back("行 " + std::to_string(id));
        }
        bulk->flush();
        CHECK(count(ids) == 500);
        CHECK(named(names) == 500);
        if (connection->engine() != sql::Engine::postgres) return;
        std::string plan;
        connection->query("EXPLAIN SELECT COUNT(*) FROM thing WHERE company_id = $1 AND id IN {ints:$2}", {1, "[1]"}, [&](const sql::Row& row) { (plan += row.text(0)) += '\n'; });
        INFO(plan);
        CHECK(plan.find("InitPlan") != std::string::npos);
        CHECK(plan.find("Join") == std::string::npos);
    });
}

TEST_CASE("a failure says why, and a transaction that is not committed leaves nothing") {
    on_both_engines([](const TemporaryDatabase& database) {
        const auto connection = sql::connect(database.url());
        make_table(*connection);
        connection->execute("INSERT INTO thing (company_id, id, amount) VALUES ($1, $2, $3)", {1, 1, 5});
        CHECK(cause_of([&] { connection->execute("INSERT INTO thing (company_id, id, amount) VALUES ($1, $2, $3)", {1, 1, 5}); }) == sql::Cause::unique_violation);
        CHECK(cause_of([&] { connection->execute("UPDATE thing SET amount = $1", {-1}); }) == sql::Cause::check_violation);
        {
            sql::Transaction transaction{*connection};
            connection->execute("UPDATE thing SET amount = $1", {6});
        }
        CHECK(connection->one_integer("SELECT amount FROM thing", {}) == 5);
        {
            sql::Transaction transaction{*connection};
            connection->execute("UPDATE thing SET amount = $1", {7});
            transaction.commit();
        }
        CHECK(sql::connect(database.url())->one_integer("SELECT amount FROM thing", {}) == 7);
    });
}

TEST_CASE("eight writers at once lose no update") {
    on_both_engines([](const TemporaryDatabase& database) {
        const auto connection = sql::connect(database.url());
        make_table(*connection);
        connection->execute("INSERT INTO thing (company_id, id, amount) VALUES ($1, $2, $3)", {1, 1, 0});
        std::atomic<int> failures{0};
        std::vector<std::thread> writers;
        for (int writer = 0; writer < 8; ++writer)
            writers.emplace_back([&] {
                try {
                    const auto own = sql::connect(database.url());
                    for (int round = 0; round < 25; ++round) {
                        sql::Transaction transaction{*own};
                        const auto amount = own->one_integer("SELECT amount FROM thing WHERE company_id = $1 AND id = $2{for_update}", {1, 1});
                        own->execute("UPDATE thing SET amount = $1 WHERE company_id = $2 AND id = $3", {*amount + 1, 1, 1});
                        transaction.commit();
                    }
                } catch (const std::exception&) {
                    ++failures;
                }
            });
        for (auto& writer : writers) writer.join();
        CHECK(failures == 0);
        CHECK(connection->one_integer("SELECT amount FROM thing", {}) == 200);
    });
}

TEST_CASE("a snapshot does not see what is committed meanwhile") {
    on_both_engines([](const TemporaryDatabase& database) {
        const auto reader = sql::connect(database.url()), writer = sql::connect(database.url());
        make_table(*writer);
        const sql::Snapshot snapshot{*reader};
        CHECK(reader->one_integer("SELECT COUNT(*) FROM thing", {}) == 0);
        writer->execute("INSERT INTO thing (company_id, id, amount) VALUES ($1, $2, $3)", {1, 1, 0});
        CHECK(reader->one_integer("SELECT COUNT(*) FROM thing", {}) == 0);
    });
}

TEST_CASE("migrations run once, and two programs at once do them once") {
    on_both_engines([](const TemporaryDatabase& database) {
        const auto migrations = shipped_migrations();
        REQUIRE(!migrations.empty());
        std::atomic<int> failures{0};
        std::vector<std::thread> programs;
        for (int program = 0; program < 4; ++program)
            programs.emplace_back([&] {
                try {
                    sql::migrate(*sql::connect(database.url()), migrations, Instant{1});
                } catch (const std::exception& error) {
                    MESSAGE(std::string{error.what()});
                    ++failures;
                }
            });
        for (auto& program : programs) program.join();
        CHECK(failures == 0);
        const auto connection = sql::connect(database.url());
        CHECK(sql::schema_version(*connection) == migrations.back().number);
        connection->execute("INSERT INTO schema_migration (number, name, applied_at) VALUES ($1, $2, $3)", {migrations.back().number + 1, "from a newer program", 1});
        CHECK(cause_of([&] { sql::migrate(*connection, migrations, Instant{1}); }) == sql::Cause::other);
    });
}
