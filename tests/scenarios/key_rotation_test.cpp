// V11.1.1 and S26: the key that signs the audit trail is changed while the book goes on, the line of keys can be followed
// from the first one, and a change broken off at any place leaves a book that can go on.
#include <sys/stat.h>
#include <sys/wait.h>

#include <csignal>
#include <fstream>

#include "audit/edge/chain_check.h"
#include "audit/edge/key_rotation.h"
#include "audit/edge/trail_sql.h"
#include "support/api_book.h"
#include "support/cash_bench.h"
#include "support/program.h"

using namespace tandem;
using namespace tandem::testing;
using audit::KeyLoss;

namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& file) {
    std::ifstream in{file};
    return {std::istreambuf_iterator<char>{in}, {}};
}
std::string code_of(const std::optional<Error>& fault) { return fault ? std::string{fault->code} : ""; }

// A book with rows in its trail, a key and anchors in a folder of their own.
class Trail {
public:
    explicit Trail(const TemporaryDatabase& database)
        : bench_{database}, connection_(sql::connect(database.url())), company_{*connection_->one_integer("SELECT company_id FROM company", {})}, folder_(fs::temp_directory_path() / ("tandem_rotation_" + std::to_string(getpid()))) {
        fs::remove_all(folder_);
        act();
        REQUIRE(seal().has_value());
    }
    ~Trail() { fs::remove_all(folder_); }

    void act() {
        sql::Transaction transaction{*connection_};
        const audit::Act act{company_, UserId{7}, clock_.now(), "receipt.record", ids_.next()};
        audit::SqlTrail trail{*connection_, ids_, act};
        trail.record({.object_kind = "receipt", .object_id = 1, .topic = "receipt.recorded"});
        trail.flush();
        transaction.commit();
    }
    Result<std::optional<audit::Checkpoint>> seal() { return audit::seal(*connection_, company_, files(), clock_.now()); }
    Result<audit::KeyChanged> change(KeyLoss loss = KeyLoss::none) { return audit::change_key(*connection_, ids_, files(), clock_.now(), loss); }
    // One more act under one more checkpoint: the book goes on.
    void go_on() {
        act();
        const auto made = seal();
        REQUIRE_MESSAGE(made.has_value(), (made ? "" : explain(made.error(), Language::en)));
        CHECK(made->has_value());
    }
    audit::ChainVerdict check(const std::vector<std::string>& trusted = {}) {
        const auto anchors = audit::read_anchors(files().anchor, company_);
        REQUIRE(anchors);
        return audit::check_chains(*connection_, company_, *anchors, trusted);
    }
    std::string public_key() { return platform::SigningKey::open(files().key)->public_key(); }
    audit::SealFiles files() const { return {folder_ / "audit.key", folder_ / "anchors"}; }
    fs::path next() const { return folder_ / "audit.key.next"; }
    sql::Connection& connection() { return *connection_; }
    CompanyId company() const { return company_; }

private:
    CashBench bench_;
    SystemClock clock_;
    ClockIds ids_{clock_, 5};
    std::unique_ptr<sql::Connection> connection_;
    CompanyId company_;
    fs::path folder_;
};

}  // namespace

TEST_CASE("V11.1.1: a new key signs from now on, the line is followed from the first, the old private key is gone") {
    on_both_engines([](const TemporaryDatabase& database) {
        Trail trail{database};
        const std::string first = trail.public_key(), secret = text_of(trail.files().key).substr(0, 86);
        std::string second;
        for (const bool again : {false, true}) {
            const auto changed = trail.change();
            REQUIRE(changed);
            CHECK(changed->before == (again ? second : first));
            CHECK_FALSE(changed->went_through);
            second = changed->now;
            CHECK(second == trail.public_key());
            CHECK(trail.check().whole());
            trail.go_on();
        }
        struct stat about {};
        REQUIRE(::stat(trail.files().key.c_str(), &about) == 0);
        CHECK((about.st_mode & 0777) == 0400);
        CHECK(text_of(trail.files().key).find(secret) == std::string::npos);
        CHECK_FALSE(fs::exists(trail.next()));
        CHECK(platform::SigningKey::open(trail.files().key)->earlier().front() == first);
        CHECK(trail.check({first}).whole());
        CHECK(code_of(trail.check({second}).authenticity) == "audit.key_foreign");
        CHECK(trail.connection().one_integer("SELECT COUNT(*) FROM audit_entry WHERE command = 'audit_key.rotate'", {}) == 2);
    });
}

TEST_CASE("S26: a checkpoint of a key that none named, or that was replaced, is found without any file from outside") {
    on_both_engines([](const TemporaryDatabase& database) {
        Trail trail{database};
        const auto old = *platform::SigningKey::open(trail.files().key);
        const auto stranger = *platform::SigningKey::open(trail.files().key.string() + ".stranger");
        REQUIRE(trail.change());
        trail.go_on();
        const auto current = *platform::SigningKey::open(trail.files().key);
        const auto verdict_after = [&](const std::function<void()>& forgery) {
            trail.connection().begin_write();
            forgery();
            const auto verdict = audit::check_chains(trail.connection(), trail.company(), {}, {});
            trail.connection().rollback();
            return code_of(verdict.authenticity);
        };
        const auto signs = [&](const platform::SigningKey& key, const std::string& names = {}) { REQUIRE(audit::make_checkpoint(trail.connection(), trail.company(), key, Instant{9}, audit::KeyChange::begins_anew, names)); };
        CHECK(verdict_after([&] { signs(stranger); }) == "audit.key_not_named");
        CHECK(verdict_after([&] { signs(old); }) == "audit.key_not_named");
        CHECK(verdict_after([&] { signs(stranger, current.public_key()); signs(current); }) == "audit.key_not_named");
        CHECK(verdict_after([&] { signs(current, stranger.public_key()); signs(stranger); }) == "");  // named: as rotation does
        CHECK(verdict_after([&] { trail.connection().execute("UPDATE audit_checkpoint SET body = REPLACE(body, $1, $2)", {current.public_key(), stranger.public_key()}); }) == "audit.checkpoint_forged");
        // The program itself does not sign with a key that is not the line's.
        CHECK(audit::make_checkpoint(trail.connection(), trail.company(), old, Instant{9}).error().code == "audit.key_not_current");
        // The same words under another signature: the anchors tell.
        trail.connection().begin_write();
        std::string body;
        trail.connection().query("SELECT body FROM audit_checkpoint WHERE id = 1", {}, [&](const sql::Row& row) { body = row.text(0); });
        trail.connection().execute("UPDATE audit_checkpoint SET public_key = $1, signature = $2 WHERE id = 1", {stranger.public_key(), stranger.sign(body)});
        CHECK(code_of(trail.check().authenticity) == "audit.key_not_named");
        trail.connection().rollback();
        CHECK(trail.check().whole());
    });
}

TEST_CASE("V11.1.1: killed between any two steps, the change can go on or be begun again, and the chain stays whole") {
    on_both_engines([](const TemporaryDatabase& database) {
        Trail trail{database};
        const std::string first = trail.public_key();
        const auto killed_after = [&](bool handed_over) {
            const pid_t child = fork();
            REQUIRE(child >= 0);
            if (child == 0) {
                // A program of its own with a connection of its own, killed in the middle.
                auto connection = sql::connect(database.url());
                SystemClock clock;
                ClockIds ids{clock, 6};
                if (handed_over) (void)audit::hand_over(*connection, ids, trail.files(), clock.now(), KeyLoss::none);
                else (void)platform::SigningKey::make(trail.next(), {first});
                ::kill(getpid(), SIGKILL);
            }
            int status = 0;
            REQUIRE(waitpid(child, &status, 0) == child);
            CHECK(WIFSIGNALED(status));
            CHECK(fs::exists(trail.next()));
        };
        SUBCASE("before the last checkpoint: the old key goes on, and the next change begins anew") {
            killed_after(false);
            const std::string unnamed = platform::SigningKey::open(trail.next())->public_key();
            trail.go_on();
            CHECK(trail.public_key() == first);
            const auto changed = trail.change();
            REQUIRE(changed);
            CHECK_FALSE(changed->went_through);
            CHECK(changed->now != unnamed);
        }
        SUBCASE("half a key was written") {
            fs::create_directories(trail.next().parent_path());
            std::ofstream{trail.next()} << "AAAA";
            trail.go_on();
            REQUIRE(trail.change());
        }
        SUBCASE("after the last checkpoint: whoever seals next goes through with it") {
            killed_after(true);
            CHECK(trail.check().whole());
            trail.go_on();
            CHECK(trail.public_key() != first);
        }
        SUBCASE("after the last checkpoint: the same command goes through with it, and changes no second time") {
            killed_after(true);
            const std::string named = platform::SigningKey::open(trail.next())->public_key();
            const auto changed = trail.change();
            REQUIRE(changed);
            CHECK(changed->went_through);
            CHECK(changed->now == named);
        }
        SUBCASE("the file of anchors cannot be written: refused, and gone through with when it can") {
            const auto anchors = trail.files().anchor, away = fs::path{anchors.string() + ".away"};
            fs::rename(anchors, away);
            fs::create_directory(anchors);
            CHECK(trail.change().error().code == "audit.anchor_file");
            CHECK(trail.public_key() == first);
            fs::remove(anchors);
            fs::rename(away, anchors);
        }
        trail.go_on();
        CHECK_FALSE(fs::exists(trail.next()));
        CHECK(trail.public_key() != first);
        CHECK(trail.check({first}).whole());
        CHECK(trail.check().anchors == trail.check().checkpoints);
    });
}

TEST_CASE("V11.1.1: a lost key is followed by one that nobody named, and the auditor is told of both") {
    on_both_engines([](const TemporaryDatabase& database) {
        Trail trail{database};
        const std::string first = trail.public_key();
        CHECK(trail.change(KeyLoss::old_key_lost).error().code == "audit.key_not_lost");
        fs::remove(trail.files().key);
        trail.act();
        CHECK(trail.seal().error().code == "audit.key_not_current");  // a new file alone begins nothing
        CHECK(trail.change().error().code == "audit.key_not_current");
        const auto changed = trail.change(KeyLoss::old_key_lost);
        REQUIRE(changed);
        trail.go_on();
        CHECK(code_of(trail.check({first}).authenticity) == "audit.key_not_named");
        CHECK(trail.check({first, changed->now}).whole());
        CHECK(platform::SigningKey::open(trail.files().key)->earlier() == std::vector{first});
    });
}

TEST_CASE("V11.1.1: the running server follows the new key without a restart, for every company of the book") {
    on_both_engines([](const TemporaryDatabase& database) {
        ApiBook book{database, Instant{1'735'700'000'000'000}};
        book.import(importing::ImportKind::customers, "code,name\nK-1,杭州远大机电有限公司\n");
        const auto customer = std::string(json::parse(book.ask("GET", "/api/v1/customers").body).at("rows").at(0).at("id").as_string());
        const auto files = book.audit_files();
        const fs::path folder = fs::path{files.key}.parent_path();
        REQUIRE(app::server::AuditSeal::seal(book.serving(), files));
        const auto run = [&](const std::string& command) { return run_program("audit " + command + " --db '" + database.url() + "' --anchor '" + files.anchor + "' 2>&1"); };
        const auto verified = [&] { return json::parse(book.ask("GET", "/api/v1/audit/verify").body); };
        const auto before = verified();
        REQUIRE(before.at("whole").as_bool());

        const auto south = run_program("company add south --name 'Southern Tools' --db '" + database.url() + "' 2>&1");
        REQUIRE_MESSAGE(south.exit_code == 0, south.output);
        const Ran rotated = run("rotate-key --key '" + files.key + "'");
        REQUIRE_MESSAGE(rotated.exit_code == 0, rotated.output);
        CHECK(rotated.output.find(std::string(before.at("public_key").as_string())) != std::string::npos);
        REQUIRE(book.ask("POST", "/api/v1/receipts", R"({"customer_id":")" + customer + R"(","method":"cash","value_date":"2025-01-01","amount":{"amount":"10.00","currency":"CNY"}})").status == 201);
        REQUIRE(app::server::AuditSeal::seal(book.serving(), files));
        const auto after = verified();
        CHECK_MESSAGE(after.at("whole").as_bool(), json::serialize(after));
        CHECK(after.at("public_key") != before.at("public_key"));
        CHECK(after.at("checkpoints") == 3);

        const std::string code = book.serving().company().code;
        const Ran ours = run("verify --company " + code + " --public-key " + std::string(before.at("public_key").as_string()));
        CHECK_MESSAGE(ours.exit_code == 0, ours.output);
        const Ran theirs = run("verify --company south");
        CHECK_MESSAGE(theirs.exit_code == 0, theirs.output);
        CHECK(theirs.output.find("1 rows, 1 checkpoints, 1 anchors") != std::string::npos);
        fs::remove_all(folder);
    });
}
