// S26 and I14: whatever is done to the audit rows behind the program's back, tandem audit verify finds it; with an
// anchor kept elsewhere, also a history that was rewritten as a whole by somebody who knows how the chain is made.
#include <random>

#include "audit/edge/chain_check.h"
#include "audit/edge/trail_sql.h"
#include "core/errors.h"
#include "support/api_book.h"
#include "support/cash_bench.h"

using namespace tandem;
using namespace tandem::testing;

namespace {

class Log {
public:
    explicit Log(const TemporaryDatabase& database)
        : connection_(sql::connect(database.url())), company_{*connection_->one_integer("SELECT company_id FROM company", {})}, folder_(std::filesystem::temp_directory_path() / ("tandem_audit_" + std::to_string(getpid()))), key_(*platform::SigningKey::open(folder_ / "audit.key")) {
        connection_->execute("DELETE FROM audit_entry", {});
        connection_->execute("DELETE FROM audit_stream", {});
        for (const std::uint32_t process : {3U, 9U}) {
            ClockIds ids{clock_, process};
            for (int command = 0; command < 20; ++command) {
                sql::Transaction transaction{*connection_};
                const audit::Act act{company_, UserId{7}, Instant{1'700'000'000'000'000 + command}, "receipt.record", ids.next()};
                audit::SqlTrail trail{*connection_, ids, act};
                for (int row = 0; row <= command % 3; ++row) trail.record({.object_kind = "receipt", .object_id = command * 10 + row, .topic = "receipt.recorded", .policy_version = 1, .detail = R"({"amount":1})"});
                trail.flush();
                transaction.commit();
                if (command % 7 == 6) anchor();
            }
        }
    }
    ~Log() { std::filesystem::remove_all(folder_); }

    void anchor() {
        sql::Transaction transaction{*connection_};
        const auto made = audit::make_checkpoint(*connection_, company_, key_, clock_.now());
        REQUIRE(made.value().has_value());
        REQUIRE(audit::append_anchor(folder_ / "anchors", company_, **made).has_value());
        transaction.commit();
    }
    audit::ChainVerdict check() {
        const auto anchors = audit::read_anchors(folder_ / "anchors", company_);
        REQUIRE(anchors.has_value());
        return audit::check_chains(*connection_, company_, *anchors, std::vector{key_.public_key()});
    }
    // As somebody sees it who holds nothing that is outside the database.
    audit::ChainVerdict check_from_inside() { return audit::check_chains(*connection_, company_, {}, {}); }
    std::int64_t rows() { return *connection_->one_integer("SELECT COUNT(*) FROM audit_entry", {}); }
    std::pair<std::int64_t, std::int64_t> any_row(std::mt19937& random) {
        std::vector<std::pair<std::int64_t, std::int64_t>> all;
        connection_->query("SELECT stream, seq FROM audit_entry ORDER BY stream, seq", {}, [&](const sql::Row& row) { all.emplace_back(row.integer(0), row.integer(1)); });
        return all[random() % all.size()];
    }
    sql::Connection& connection() { return *connection_; }

    // What somebody with all rights on the database does who knows the program: the chain is made anew from some
    // row on, the streams follow, and the checkpoints above are gone or signed with a key of his own.
    void rewrite_history(std::int64_t stream, std::int64_t from, bool sign_anew) {
        connection_->execute("UPDATE audit_entry SET detail = '{\"amount\":2}' WHERE stream = $1 AND seq = $2", {stream, from});
        audit::Digest head{};
        audit::MerkleTree tree;
        std::vector<std::pair<std::int64_t, std::string>> hashes;
        connection_->query("SELECT stream, seq, id, actor_id, at, command, request_id, object_kind, object_id, policy_version, detail FROM audit_entry WHERE stream = $1 ORDER BY seq", {stream}, [&](const sql::Row& row) {
            head = audit::row_digest(head, {.company = company_.value, .stream = row.integer(0), .seq = row.integer(1), .id = row.integer(2), .actor = row.integer(3), .at = row.integer(4), .command = row.text(5),
                                            .request = row.integer(6), .object_kind = row.text(7), .object = row.integer(8), .policy_version = row.maybe_integer(9), .detail = row.text(10)});
            tree.add(head);
            hashes.emplace_back(row.integer(1), platform::digest_text(head));
        });
        for (const auto& [seq, hash] : hashes) connection_->execute("UPDATE audit_entry SET hash = $3 WHERE stream = $1 AND seq = $2", {stream, seq, hash});
        connection_->execute("UPDATE audit_stream SET head = $2, tree = $3 WHERE stream = $1", {stream, platform::digest_text(head), tree.text()});
        connection_->execute("DELETE FROM audit_checkpoint", {});
        if (sign_anew) {
            const auto own = platform::SigningKey::open(folder_ / "forger.key");
            REQUIRE(audit::make_checkpoint(*connection_, company_, *own, Instant{1}).value().has_value());
        }
    }

private:
    SystemClock clock_;
    std::unique_ptr<sql::Connection> connection_;
    CompanyId company_;
    std::filesystem::path folder_;
    platform::SigningKey key_;
};

// One way to bend the log; every one changes something that was committed.
void tamper(Log& log, std::mt19937& random) {
    const auto [stream, seq] = log.any_row(random);
    sql::Connection& book = log.connection();
    switch (random() % 12) {
        case 0: book.execute("UPDATE audit_entry SET actor_id = actor_id + 1 WHERE stream = $1 AND seq = $2", {stream, seq}); break;
        case 1: book.execute("UPDATE audit_entry SET at = at - 1 WHERE stream = $1 AND seq = $2", {stream, seq}); break;
        case 2: book.execute("UPDATE audit_entry SET detail = NULL WHERE stream = $1 AND seq = $2", {stream, seq}); break;
        case 3: book.execute("UPDATE audit_entry SET policy_version = NULL WHERE stream = $1 AND seq = $2", {stream, seq}); break;
        case 4: book.execute("DELETE FROM audit_entry WHERE stream = $1 AND seq = $2", {stream, seq}); break;
        case 5: book.execute("DELETE FROM audit_entry WHERE stream = $1 AND seq >= $2", {stream, seq}); break;
        case 6: book.execute("INSERT INTO audit_entry (company_id, id, actor_id, at, command, request_id, object_kind, object_id, stream, seq, hash) "
                             "SELECT company_id, $1, actor_id, at, command, request_id, object_kind, object_id, stream, $2, hash FROM audit_entry WHERE stream = $3 AND seq = $4",
                             {static_cast<std::int64_t>(random()), 1000, stream, seq}); break;
        case 7:  // two rows change places
            book.execute("UPDATE audit_entry SET seq = -1 WHERE stream = $1 AND seq = $2", {stream, seq});
            book.execute("UPDATE audit_entry SET seq = $2 WHERE stream = $1 AND seq = $3", {stream, seq, seq == 1 ? 2 : seq - 1});
            book.execute("UPDATE audit_entry SET seq = $2 WHERE stream = $1 AND seq = -1", {stream, seq == 1 ? 2 : seq - 1});
            break;
        case 8:  // a tail is cut off, and the stream is told to end there
            book.execute("DELETE FROM audit_entry WHERE stream = $1 AND seq >= $2", {stream, seq});
            book.execute("DELETE FROM audit_stream WHERE stream = $1", {stream});
            break;
        case 9: book.execute("UPDATE audit_checkpoint SET body = REPLACE(body, '\"at\":1', '\"at\":2') WHERE id = 1", {}); break;
        case 10: book.execute("DELETE FROM audit_checkpoint WHERE id = (SELECT MAX(id) FROM audit_checkpoint)", {}); break;
        default: log.rewrite_history(stream, seq, random() % 2 == 0);
    }
}

}  // namespace

TEST_CASE("S26: every one of many random tamperings is found, also a chain that was made anew") {
    const int tries = std::getenv("TANDEM_SOAK") ? 10'000 : 1'000;
    on_both_engines([&](const TemporaryDatabase& database) {
        CashBench bench{database};
        Log log{database};
        const auto sound = log.check();
        CHECK(sound.whole());
        CHECK(sound.rows == log.rows());
        CHECK(sound.anchors == 4);
        std::mt19937 random{26};
        int found = 0;
        for (int at = 0; at < tries; ++at) {
            log.connection().begin_write();
            tamper(log, random);
            const auto verdict = log.check();
            log.connection().rollback();
            found += !verdict.whole();
            CHECK_FALSE(verdict.whole());
        }
        CHECK(found == tries);
        CHECK(log.check().whole());
    });
}

TEST_CASE("S26: the first bad row is named; only what is outside the database shows a history rewritten by one who knows how") {
    on_both_engines([](const TemporaryDatabase& database) {
        CashBench bench{database};
        Log log{database};
        log.connection().begin_write();
        log.connection().execute("UPDATE audit_entry SET object_id = 1 WHERE stream = 3 AND seq IN (12, 20)", {});
        const auto verdict = log.check();
        REQUIRE(verdict.integrity.has_value());
        CHECK(verdict.integrity->code == "audit.row_changed");
        CHECK(explain(*verdict.integrity, Language::en).find("place 12 of stream 3") != std::string::npos);
        log.connection().rollback();

        log.connection().begin_write();
        log.rewrite_history(3, 12, false);
        CHECK(log.check_from_inside().whole());
        CHECK(log.check().completeness->code == "audit.anchor_unknown");
        CHECK(log.check().authenticity->code == "audit.not_signed");
        log.connection().rollback();
    });
}

TEST_CASE("the auditor's page: who did what, newest first, filtered, and verified at a click") {
    on_both_engines([](const TemporaryDatabase& database) {
        ApiBook book{database, Instant{1'735'700'000'000'000}};
        book.import(importing::ImportKind::customers, "code,name\nK-1,杭州远大机电有限公司\n");
        const auto customer = std::string(json::parse(book.ask("GET", "/api/v1/customers").body).at("rows").at(0).at("id").as_string());
        for (const char* amount : {"10.00", "20.00"}) {
            const auto made = book.ask("POST", "/api/v1/receipts", R"({"customer_id":")" + customer + R"(","method":"cash","value_date":"2025-01-01","amount":{"amount":")" + amount + R"(","currency":"CNY"}})");
            REQUIRE(made.status == 201);
        }
        const auto asked = [&](const ApiBook::Query& query) { return json::parse(book.ask("GET", "/api/v1/audit", {}, query).body).at("rows").as_array(); };
        const auto receipts = asked({{"kind", "receipt"}});
        REQUIRE(receipts.size() == 2);
        CHECK(receipts[0].at("at").as_string() > receipts[1].at("at").as_string());
        CHECK(receipts[0].at("command") == "receipt.record");
        CHECK(asked({{"object", std::string(receipts[1].at("object_id").as_string())}}).size() == 1);
        CHECK(asked({{"request", std::string(receipts[0].at("request").as_string())}}).size() == 1);
        CHECK(asked({{"q", "RECEIPT.rec"}}).size() == 2);
        CHECK(asked({{"kind", "receipt"}, {"from", "2025-01-01"}, {"to", "2025-01-01"}}).size() == 2);
        CHECK(asked({{"kind", "receipt"}, {"to", "2024-12-31"}}).empty());
        CHECK(asked({{"actor", "usr_nobody"}}).empty());
        CHECK(book.ask("GET", "/api/v1/audit", {}, {{"sort", "at"}}).status == 400);

        const auto files = book.audit_files();
        REQUIRE(app::server::AuditSeal::seal(book.serving(), files));
        const auto verdict = [&] { return json::parse(book.ask("GET", "/api/v1/audit/verify").body); };
        const json::value sound = verdict();
        CHECK(sound.at("whole").as_bool());
        for (const char* part : {"integrity", "completeness", "authenticity"}) CHECK(sound.at(part).is_null());
        CHECK(verdict().at("anchors") == 1);
        sql::connect(database.url())->execute("UPDATE audit_entry SET actor_id = 99 WHERE object_kind = 'receipt'", {});
        CHECK_FALSE(verdict().at("whole").as_bool());
        const json::value bent = verdict();
        CHECK_FALSE(bent.at("whole").as_bool());
        CHECK(bent.at("integrity").at("code") == "audit.row_changed");
        std::filesystem::remove_all(std::filesystem::path{files.key}.parent_path());
    });
}
