// The day-end run as a process, trust I10: killed at any moment and started again, or started twice at once, it
// leaves what an undisturbed run leaves.
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <random>
#include <thread>

#include "org/edge/org_sql.h"
#include "support/day_end_book.h"
#include "support/program.h"

using namespace tandem;
using namespace tandem::testing;

namespace {

// 400 invoices over two years: some paid at once, some late, some never.
std::string write_invoices(const std::filesystem::path& folder) {
    const auto path = folder / "invoices.csv";
    std::ofstream file{path};
    file << "number,customer,invoice_date,due_date,amount,settled_date\n";
    std::mt19937 random{20260302};
    const Date first{std::chrono::year{2023} / 1 / 1};
    for (int number = 0; number < 400; ++number) {
        const Date invoiced = first + Days{random() % 700}, due = invoiced + Days{30};
        const unsigned fate = random() % 4;
        file << "N" << number << ",C" << random() % 20 << ',' << to_string(invoiced) << ',' << to_string(due) << ',' << 1 + random() % 9000 << ".00,"
             << (fate == 0 ? "" : to_string(due + Days{static_cast<int>(random() % 60) - 20})) << '\n';
    }
    std::ofstream{folder / "mapping.json"} << R"({"kind":"invoices","source":"test","columns":{"number":["external_id","number"],"customer":"customer","invoice_date":"invoice_date","due_date":"due_date","amount":"gross",)"
                                              R"("settled_date":"settled_date"},"constants":{"currency":"CNY"},"create":["customer"]})";
    return "import invoices '" + path.string() + "' --map '" + (folder / "mapping.json").string() + "'";
}

class Folder {
public:
    Folder() : path_(std::filesystem::temp_directory_path() / ("tandem_day_end_" + std::to_string(getpid()))) { std::filesystem::create_directories(path_); }
    ~Folder() { std::filesystem::remove_all(path_); }
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

pid_t start_day_end(const std::string& url, const std::string& date) {
    const char* program = std::getenv("TANDEM");
    REQUIRE(program != nullptr);
    const pid_t child = fork();
    if (child == 0) {
        const int nowhere = ::open("/dev/null", O_WRONLY);
        dup2(nowhere, 1);
        execl(program, program, "day-end", "--db", url.c_str(), "--date", date.c_str(), nullptr);
        _exit(127);
    }
    return child;
}
int wait_for(pid_t child) {
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::string digest(const std::string& url) {
    const auto connection = sql::connect(url);
    return day_end_digest(*connection, org::only_company(*connection)->id);
}

constexpr const char* first_day = "2023-06-30";
constexpr const char* last_day = "2024-06-30";

// A book of its own, up to the first run.
struct ImportedBook {
    TemporaryDatabase database;
    ImportedBook(sql::Engine engine, const std::string& import) : database(engine) {
        const auto ran = run_program(import + " --db '" + database.url() + "' 2>&1");
        REQUIRE_MESSAGE(ran.exit_code == 0, ran.output);
        REQUIRE(wait_for(start_day_end(database.url(), first_day)) == 0);
    }
};

void on_engines(const std::function<void(sql::Engine)>& test) {
    test(sql::Engine::sqlite);
    if (std::getenv("TEST_POSTGRES")) test(sql::Engine::postgres);
    else MESSAGE("SKIPPED on PostgreSQL: run through tests/with_postgres");
}

}  // namespace

TEST_CASE("I10: killed at random moments and started again, a year of day-ends is what it would have been undisturbed; two at once make each day once") {
    const Folder folder;
    const std::string import = write_invoices(folder.path());
    on_engines([&](sql::Engine engine) {
        const ImportedBook undisturbed{engine, import}, killed{engine, import}, twice{engine, import};
        REQUIRE(wait_for(start_day_end(undisturbed.database.url(), last_day)) == 0);
        const std::string expected = digest(undisturbed.database.url());

        std::mt19937 random{7};
        int kills = 0;
        for (int round = 0; round < 12; ++round) {
            const pid_t child = start_day_end(killed.database.url(), last_day);
            std::this_thread::sleep_for(std::chrono::milliseconds{10 + random() % 150});
            kill(child, SIGKILL);
            kills += wait_for(child) == -1;
        }
        CHECK(kills > 0);
        CHECK(wait_for(start_day_end(killed.database.url(), last_day)) == 0);
        CHECK(digest(killed.database.url()) == expected);

        const pid_t one = start_day_end(twice.database.url(), last_day), other = start_day_end(twice.database.url(), last_day);
        CHECK(wait_for(one) == 0);
        CHECK(wait_for(other) == 0);
        CHECK(digest(twice.database.url()) == expected);
    });
}

TEST_CASE("the command says what happened, and what was recorded equals what the report derives") {
    const Folder folder;
    const std::string import = write_invoices(folder.path());
    on_engines([&](sql::Engine engine) {
        const ImportedBook book{engine, import};
        const std::string db = " --db '" + book.database.url() + "'";
        const auto dry = run_json("day-end --dry-run --date 2023-07-01" + db);
        CHECK(run_json("day-end --date 2023-07-01" + db) == dry);
        CHECK(run_json("day-end --date 2023-07-01" + db).at("already_run").as_bool());
        CHECK(run_json("day-end --date " + std::string(last_day) + db).at("runs").as_array().size() == 365);
        const auto fired = run_json("report warnings --fired --from 2023-07-01 --to 2024-06-30" + db).at("groups").as_array();
        const auto derived = run_json("report warnings --from 2023-07-01 --to 2024-06-30" + db).at("groups").as_array();
        REQUIRE(fired.size() == derived.size());
        for (std::size_t at = 0; at < fired.size(); ++at)
            for (const char* figure : {"key", "currency", "count", "amount_minor"}) CHECK(fired[at].at(figure) == derived[at].at(figure));
        CHECK(fired[0].at("count").as_int64() > 50);
        CHECK(run_program("day-end --date 2023-06-01" + db + " 2>/dev/null").exit_code == 1);
        CHECK(run_program("day-end --date 2999-01-01" + db + " 2>/dev/null").exit_code == 1);
    });
}
