// S29: tandem doctor --prod finds each planted fault by its code, and nothing in a sound installation.
#include <sys/stat.h>

#include <fstream>
#include <set>

#include "platform/clock.h"
#include "platform/sql/connection.h"
#include "support/engines.h"
#include "support/program.h"
#include "support/tls.h"

using namespace tandem;
using namespace tandem::testing;

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t a_day = 86'400'000'000;



// A sound installation: book and key in folders of their own, separate administrators, a backup, TLS.
class House {
public:
    House() : database_{sql::Engine::sqlite} {
        fs::create_directories(keys_);
        chmod(folder().c_str(), 0700);
        std::ofstream{list()} << "zebra crossing\n";
        write(sound());
        run("init");
        const auto csv = keys_ / "c.csv";
        std::ofstream{csv} << "code,name,contact_name,phone\nK,杭州远大,李伟,13812341234\n";
        run("import customers '" + csv.string() + "'");
        for (const char* part : {"", "-wal", "-shm"}) chmod((book() + part).c_str(), 0600);
        user(1, "chen", "system_admin");
        user(2, "lin", "security_admin");
        run("backup '" + (keys_ / "backup").string() + "'");
        book_connection()->execute("UPDATE company SET code = 'main'", {});
        if (has("audit_checkpoint"))
            book_connection()->script("INSERT INTO audit_checkpoint (company_id, id, body, public_key, signature) SELECT company_id, 1, '{}', '', '' FROM company");
        if (has("second_factor"))
            book_connection()->script("INSERT INTO second_factor (company_id, user_id, secret, recorded_at, confirmed_at, last_step) SELECT company_id, id, 'sealed1:x', 0, 1, 0 FROM app_user");
        for (const char* part : {"", "-wal", "-shm"}) chmod((book() + part).c_str(), 0600);
    }
    ~House() { fs::remove_all(keys_); }

    std::string book() const { return database_.url().substr(7); }
    fs::path folder() const { return fs::path(book()).parent_path(); }
    std::string key() const { return (keys_ / "personal.key").string(); }
    std::string list() const { return (keys_ / "leaked.txt").string(); }
    std::string configured(const std::string& key_file) const { return "[access]\nbreached_passwords = \"" + list() + "\"\n[personal]\nkey_file = \"" + key_file + "\"\n"; }
    std::string sound() const { return configured(key()); }
    std::string config() const { return (keys_ / "tandem.toml").string(); }
    const SelfSigned& own() const { return own_; }
    void write(const std::string& text) const {
        std::ofstream{config()} << text;
        chmod(config().c_str(), 0600);
    }
    void run(const std::string& command) const {
        const Ran ran = run_program(command + " --config '" + config() + "' --db '" + database_.url() + "' 2>&1");
        REQUIRE_MESSAGE(ran.exit_code == 0, ran.output);
    }
    std::unique_ptr<sql::Connection> book_connection() const { return sql::connect(database_.url()); }
    bool has(const char* table) const { return book_connection()->one_integer("SELECT 1 FROM sqlite_master WHERE name = $1", {std::string_view{table}}).has_value(); }
    void user(std::int64_t id, const char* name, const char* role) const {
        book_connection()->execute("INSERT INTO app_user (company_id, id, name, display_name, password_hash, role, created_at) SELECT company_id, $1, $2, $2, '', $3, 0 FROM company",
                                   {id, std::string_view{name}, std::string_view{role}});
    }

    std::set<std::string> findings(const std::string& more = {}) const {
        const Ran ran = run_program("doctor --prod --format json --config '" + config() + "' --db '" + database_.url() + "' " + more + " 2>&1");
        std::set<std::string> codes;
        const auto said = boost::json::parse(ran.output);
        for (const auto& each : said.at("findings").as_array()) {
            codes.insert(std::string(each.at("code").as_string()));
            CHECK(each.at("says").as_string().find("{}") == boost::json::string::npos);
        }
        CHECK(ran.exit_code == (codes.empty() ? 0 : 1));
        CHECK(said.at("fit").as_bool() == codes.empty());
        return codes;
    }

private:
    TemporaryDatabase database_;
    fs::path keys_ = fs::temp_directory_path() / ("tandem-doctor-" + std::to_string(getpid()));
    SelfSigned own_;
};

using Codes = std::set<std::string>;

}  // namespace

TEST_CASE("S29: doctor finds nothing in a sound installation, and each planted fault by its code") {
    const House house;
    const std::string tls = "--address 0.0.0.0 --tls-cert " + house.own().certificate() + " --tls-key " + house.own().key();
    CHECK(house.findings(tls) == Codes{});
    const auto sql = [&](const char* text) { house.book_connection()->script(text); };
    int planted = 0;
    // Plants, looks, and takes the fault away again.
    const auto fault = [&](const std::string& code, const std::function<void()>& plant, const std::function<void()>& repair, const std::string& more = {}) {
        CAPTURE(code);
        plant();
        CHECK(house.findings(more) == Codes{code});
        repair();
        ++planted;
    };
    const auto nothing = [] {};
    const auto mode = [&](const std::string& path, mode_t bits) { return [path, bits] { REQUIRE(chmod(path.c_str(), bits) == 0); }; };
    fault("tls_missing", nothing, nothing, "--address 0.0.0.0");
    fault("key_exposed", mode(house.own().key(), 0644), mode(house.own().key(), 0600), tls);
    fault("key_exposed", mode(house.key(), 0444), mode(house.key(), 0400));
    fault("config_exposed", mode(house.config(), 0644), mode(house.config(), 0600));
    fault("database_exposed", mode(house.book(), 0644), mode(house.book(), 0600));
    fault("data_folder_exposed", mode(house.folder().string(), 0755), mode(house.folder().string(), 0700));
    fault("pages_from_folder", nothing, nothing, "--web-dir web/dist");
    const SelfSigned other, ending{10};
    fault("certificate_unusable", nothing, nothing, "--tls-cert " + house.own().certificate() + " --tls-key " + other.key());
    fault("certificate_expiring", nothing, nothing, "--tls-cert " + ending.certificate() + " --tls-key " + ending.key());
    fault("admin_role_used", [&] { house.user(9, "root", "admin"); if (house.has("second_factor")) sql("INSERT INTO second_factor (company_id, user_id, secret, recorded_at, confirmed_at, last_step) SELECT company_id, 9, 'sealed1:x', 0, 1, 0 FROM company"); },
          [&] { sql("UPDATE app_user SET disabled_at = 1 WHERE id = 9"); });
    fault("no_user_manager", [&] { sql("UPDATE app_user SET disabled_at = 1 WHERE id = 1"); }, [&] { sql("UPDATE app_user SET disabled_at = NULL WHERE id = 1"); });
    if (house.has("second_factor"))
        fault("second_factor_missing", [&] { sql("UPDATE second_factor SET confirmed_at = NULL WHERE user_id = 2"); }, [&] { sql("UPDATE second_factor SET confirmed_at = 1 WHERE user_id = 2"); });
    if (house.has("audit_checkpoint")) {
        const auto signed_at = [&](std::int64_t at) { house.book_connection()->execute("UPDATE audit_checkpoint SET body = $1", {R"({"company":1,"id":1,"previous":"","streams":[],"at":)" + std::to_string(at) + "}"}); };
        const std::int64_t now = SystemClock{}.now().micros;
        fault("audit_key_old", [&] { signed_at(now - 1096 * a_day); }, [&] { signed_at(now - 1094 * a_day); });
        fault("audit_not_checkpointed", [&] { sql("CREATE TABLE kept AS SELECT * FROM audit_checkpoint; DELETE FROM audit_checkpoint"); }, [&] { sql("INSERT INTO audit_checkpoint SELECT * FROM kept; DROP TABLE kept"); });
    }
    fault("time_zone_unknown", [&] { sql("UPDATE company SET time_zone = 'Mars/Olympus'"); }, [&] { sql("UPDATE company SET time_zone = 'Asia/Shanghai'"); });
    fault("demo_company", [&] { sql("UPDATE company SET code = 'demo'"); }, [&] { sql("UPDATE company SET code = 'main'"); });
    fault("migrations_pending", [&] { sql("CREATE TABLE kept AS SELECT * FROM schema_migration; DELETE FROM schema_migration WHERE number > 1"); }, [&] { sql("DELETE FROM schema_migration; INSERT INTO schema_migration SELECT * FROM kept; DROP TABLE kept"); });
    fault("contacts_in_the_clear", [&] { sql("CREATE TABLE kept AS SELECT id, phone FROM contact; UPDATE contact SET phone = '13812341234'"); },
          [&] { sql("UPDATE contact SET phone = (SELECT k.phone FROM kept k WHERE k.id = contact.id); DROP TABLE kept"); });
    fault("factors_in_the_clear", [&] { sql("UPDATE second_factor SET secret = 'JBSWY3DPEHPK3PXP' WHERE user_id = 1"); }, [&] { sql("UPDATE second_factor SET secret = 'sealed1:x' WHERE user_id = 1"); });
    fault("key_missing", [&] { fs::rename(house.key(), house.key() + ".away"); }, [&] { fs::rename(house.key() + ".away", house.key()); });
    const std::string sound = house.sound();
    fault("breached_passwords_missing", [&] { house.write("[personal]\nkey_file = \"" + house.key() + "\"\n"); }, [&] { house.write(sound); });
    fault("breached_passwords_missing", [&] { fs::remove(house.list()); }, [&] { std::ofstream{house.list()} << "zebra crossing\n"; });
    fault("rates_unlimited", [&] { house.write(sound + "[limits]\nreads_per_minute = 0\n"); }, [&] { house.write(sound); });
    fault("session_too_long", [&] { house.write(sound + "[limits]\nsession_hours = 72\n"); }, [&] { house.write(sound); });
    const std::string token = (fs::path(house.key()).parent_path() / "ratings.token").string();
    const std::string asking = sound + "[ratings]\nprovider = \"Registry\"\nurl = \"https://ratings.example.com/\"\ntoken_file = \"" + token + "\"\n";
    fault("secret_file_unusable", [&] { house.write(asking); }, [&] { std::ofstream{token} << "s3cret\n"; REQUIRE(chmod(token.c_str(), 0600) == 0); });
    CHECK(house.findings() == Codes{});
    fault("secret_file_unusable", mode(token, 0640), [&] { house.write(sound); });
    const std::string beside = (house.folder() / "personal.key").string();
    fault("key_beside_book", [&] { fs::copy_file(house.key(), beside); house.write(house.configured(beside)); }, [&] { fs::remove(beside); house.write(sound); });
    fault("backup_missing", [&] { house.book_connection()->execute("UPDATE audit_entry SET at = at - $1 WHERE command = 'backup'", {8 * a_day}); },
          [&] { house.book_connection()->execute("UPDATE audit_entry SET at = at + $1 WHERE command = 'backup'", {8 * a_day}); });
    fault("clock_behind", [&] { house.book_connection()->execute("UPDATE audit_entry SET at = at + $1 WHERE command = 'backup'", {2 * a_day}); },
          [&] { house.book_connection()->execute("UPDATE audit_entry SET at = at - $1 WHERE command = 'backup'", {2 * a_day}); });
    CHECK(planted >= 20);
    CHECK(house.findings(tls) == Codes{});
}

TEST_CASE("S29: doctor goes on past a configuration that is refused and a book that is not there") {
    const House house;
    house.write("[server]\nprot = 81\n");
    const auto codes = house.findings();
    CHECK(codes.contains("config_wrong"));
    CHECK(codes.contains("key_missing"));  // the default place, because the file was not understood
    house.write("");
    const Ran ran = run_program("doctor --prod --format json --config '" + house.config() + "' --db sqlite:/nowhere/book.db 2>&1");
    CHECK(ran.exit_code == 1);
    CHECK(ran.output.find("database_unreachable") != std::string::npos);
    CHECK_FALSE(fs::exists("/nowhere"));
}

TEST_CASE("S29: a PostgreSQL elsewhere whose certificate is not checked is found, also while it does not answer") {
    const auto said = [](const std::string& more) { return run_program("doctor --prod --format json --db 'postgresql://tandem@db.invalid/book" + more + "' 2>&1").output; };
    CHECK(said("").find("database_tls_missing") != std::string::npos);
    CHECK(said("?sslmode=require").find("database_tls_missing") != std::string::npos);
    CHECK(said("?sslmode=verify-full").find("database_tls_missing") == std::string::npos);
    CHECK(said("?sslmode=verify-full").find("database_unreachable") != std::string::npos);
}

TEST_CASE("S29: a PostgreSQL that does not wait for its disk is found") {
    if (!std::getenv("TEST_POSTGRES")) return;
    const TemporaryDatabase database{sql::Engine::postgres};
    REQUIRE(run_program("init --db '" + database.url() + "' 2>&1").exit_code == 0);
    const Ran ran = run_program("doctor --prod --lang en --db '" + database.url() + "' 2>&1");
    CHECK(ran.exit_code == 1);
    CHECK(ran.output.find("sync_not_full  The database acknowledges before the disk has it: fsync = off.") != std::string::npos);
}
