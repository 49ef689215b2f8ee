// Threats asked of the whole table of routes: SQL and unknown fields in input, a trail that cannot be written, what
// leaves as a file. Trust S14, S22, S31, S35.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

#include "access/edge/export_count_sql.h"
#include "access/export_limit.h"
#include "support/scope_cases.h"

using namespace tandem;
using namespace tandem::testing;

namespace {

http::Principal anybody(ScopedBook& book) { return book.anything_within(http::Scope::company, book.targets()[0].employee); }

// Everything a command may write, by table.
std::map<std::string, std::int64_t> rows_of(ScopedBook& book) {
    std::map<std::string, std::int64_t> all;
    for (const char* table : {"customer", "contact", "contract", "contract_event", "plan_line", "invoice", "open_item", "receipt", "settlement", "credit_note", "refund", "posting", "outbox", "note", "attachment", "task", "idempotency", "app_user", "approval_request", "policy_version"})
        book.serving().connection().query(std::string("SELECT COUNT(*) FROM ") + table, std::span<const sql::Param>{}, [&](const sql::Row& row) { all[table] = row.integer(0); });
    return all;
}

std::int64_t audit_rows(ScopedBook& book) { return book.serving().connection().one_integer("SELECT COUNT(*) FROM audit_entry", {}).value_or(0); }

using Questions = std::vector<std::pair<std::string, ScopedBook::Question>>;
// A customer within sight for both parts of a question.
Questions bodies(ScopedBook& book) {
    Questions all;
    const auto& targets = book.targets();
    for (const auto& [name, route] : every_route())
        for (const ScopeCase& each : route.cases) {
            auto question = each.ask(targets[0], targets[0]);
            if (name.starts_with("GET ") || question.upload) continue;
            question.query.clear();  // not a dry run
            all.emplace_back(name.substr(0, name.find(' ')), std::move(question));
        }
    return all;
}
// What is asked with a body but writes nothing.
bool only_asks(const ScopedBook::Question& question) {
    return question.path.ends_with("/preview-plan") || question.path.ends_with("/credit/checks") || question.path.ends_with("/what-if");
}
Questions commands(ScopedBook& book) {
    Questions all = bodies(book);
    std::erase_if(all, [](const auto& each) { return only_asks(each.second); });
    return all;
}

const std::vector<std::string> injections{
    "'", "''", "\"", "`", "\\", "\\'", "%", "_", "%%", "' OR '1'='1", "' OR 1=1--", "' OR 1=1#", "' OR 1=1/*", "\" OR \"\"=\"", "') OR ('1'='1", "1 OR 1=1", "1; DROP TABLE customer", "'; DROP TABLE customer; --",
    "'; DELETE FROM receipt; --", "'; UPDATE receipt SET amount_minor = 1; --", "' UNION SELECT password_hash FROM app_user --", "' UNION SELECT NULL,NULL,NULL --", "1 UNION ALL SELECT 1,2,3", "' AND 1=0 UNION SELECT name FROM sqlite_master --",
    "' AND (SELECT COUNT(*) FROM app_user) > 0 --", "' AND pg_sleep(9) --", "'; SELECT pg_sleep(9) --", "' || (SELECT password_hash FROM app_user LIMIT 1) || '", "CASE WHEN 1=1 THEN 1 ELSE 2 END", "(SELECT 1)", "id; --", "id DESC, (SELECT 1)",
    "number,(SELECT password_hash FROM app_user)", "1/**/OR/**/1=1", "0x27204f5220313d31", "%27%20OR%201=1", "＇ OR 1=1--", "ʼ OR 1=1", "＂ OR 1=1", "$1", "$$; DROP TABLE customer; $$", ":name", "?", "{ints:$1}", "{pairs:$2}", "{for_update}",
    "NULL", "null", "true", "-1", "0", "99999999999999999999", "1e308", "NaN", "' AND randomblob(1000000000) --", "'; ATTACH DATABASE '/tmp/x' AS x; --", "'; COPY customer TO PROGRAM 'id'; --", "'; PRAGMA writable_schema=1; --", "load_extension('x')", "a' COLLATE NOCASE --"};

}  // namespace

TEST_CASE("S14: SQL in any parameter of any list finds nothing, breaks nothing and changes nothing") {
    on_both_engines([](const TemporaryDatabase& database) {
        ScopedBook book{database};
        const auto who = anybody(book);
        const auto before = rows_of(book);
        const std::vector<std::string> parameters{"q", "sort", "customer", "contract", "status", "kind", "method", "state", "source", "currency", "group", "rep", "team", "region", "country", "owner", "object", "bucket", "stage", "by", "variant", "box", "actor", "command",
                                                  "as_of", "known_at", "from", "to", "cursor", "limit", "order", "month", "key", "basis", "buckets", "format"};
        int asked = 0, known = 0, found = 0;
        for (const auto& route : book.router().routes()) {
            if (route.method != "GET" || !route.pattern.starts_with("/api/v1/")) continue;
            std::string path = route.pattern;
            const auto brace = path.find('{');
            const auto ask = [&](const std::string& at, const ApiBook::Query& query) {
                const auto answer = book.ask(who, "GET", {at, {}, query, false});
                ++asked;
                CHECK_MESSAGE(answer.status < 500, at << " " << (query.empty() ? "" : query[0].first + "=" + query[0].second) << " " << answer.body);
                return answer;
            };
            if (brace != std::string::npos) {
                const auto end = path.find('}', brace);
                if (path.find('{', end) != std::string::npos) continue;
                for (const auto& text : injections)
                    if (text.find_first_of("/?%\\") == std::string::npos) found += ask(path.substr(0, brace) + text + path.substr(end + 1), {}).body.find("argon2") != std::string::npos;
                continue;
            }
            for (const auto& name : parameters) {
                const auto tried = ask(path, {{name, "zz"}});
                if (tried.body.empty() || tried.code() == "http.unknown_parameter") continue;  // a redirect of single sign-on has no body
                ++known;
                for (const auto& text : injections) {
                    const auto answer = ask(path, {{name, text}});
                    found += answer.body.find("argon2") != std::string::npos;
                    // A search is for the text as it stands: no wildcard, no condition of its own.
                    if (name != "q" || answer.status != 200 || text.find_first_of("'%_") == std::string::npos || path == "/api/v1/audit") continue;
                    const auto body = answer.json();
                    if (const auto* rows = body.is_object() ? body.as_object().if_contains("rows") : nullptr) CHECK_MESSAGE(rows->as_array().empty(), path << " q=" << text);
                }
            }
        }
        MESSAGE(asked << " questions, " << known << " parameters");
        CHECK(found == 0);
        CHECK(known > 50);
        CHECK(rows_of(book) == before);
        // In a body the text is kept as it is.
        for (const auto& text : injections) {
            const std::string body = json::serialize(json::object{{"object", book.targets()[0].receipt}, {"kind", "note"}, {"text", text}});
            const auto made = book.ask(who, "POST", {"/api/v1/notes", body, {}, false});
            REQUIRE_MESSAGE(made.status == 201, made.body);
            CHECK(book.serving().connection().one_integer("SELECT COUNT(*) FROM note WHERE text = $1", {text}) == 1);
        }
    });
}

TEST_CASE("S22: a field nobody asked for is refused by every command, and nothing is written") {
    on_both_engines([](const TemporaryDatabase& database) {
        ScopedBook book{database};
        const auto who = anybody(book);
        const auto before = rows_of(book);
        int refused = 0;
        for (const auto& [method, question] : bodies(book))
            for (const char* forged : {"owner_id", "state", "credit_limit", "grade", "created_by", "company_id", "tenant_id", "approved_by", "voided_at", "open_minor", "recorded_at", "__proto__"}) {
                auto body = json::parse(question.body).as_object();
                if (body.contains(forged)) continue;  // asked for here: a grade of the command that sets one
                body[forged] = 1;
                const auto answer = book.ask(who, method, {question.path, json::serialize(body), {}, false});
                const bool told = answer.status == 422 && answer.body.find("http.unknown_field") != std::string::npos && answer.body.find(forged) != std::string::npos;
                CHECK_MESSAGE(told, method << " " << question.path << " " << forged << ": " << answer.status << " " << answer.body);
                refused += told;
            }
        MESSAGE(refused << " refused");
        CHECK(refused > 300);
        CHECK(rows_of(book) == before);
    });
}

TEST_CASE("S35: while the audit trail cannot be written no command is done") {
    on_both_engines([](const TemporaryDatabase& database) {
        ScopedBook book{database};
        const auto who = anybody(book);
        const auto all = commands(book);
        const auto before = rows_of(book);
        book.serving().connection().script("ALTER TABLE audit_entry RENAME TO audit_entry_away");
        int failed = 0;
        for (const auto& [method, question] : all) {
            const auto answer = book.ask(who, method, question);
            CHECK_MESSAGE(answer.status >= 400, method << " " << question.path << " " << answer.body);
            failed += answer.status >= 500;
        }
        CHECK(book.ask(who, "GET", {"/api/v1/exports/invoices", {}, {}, false}).status == 500);  // nor does a file leave
        book.serving().connection().script("ALTER TABLE audit_entry_away RENAME TO audit_entry");
        CHECK(rows_of(book) == before);
        // What failed was done as soon as it could be recorded again, each with its row.
        const auto recorded = audit_rows(book);
        int done = 0;
        for (const auto& [method, question] : all) done += book.ask(who, method, question).status < 300;
        MESSAGE(failed << " failed without a trail, " << done << " done with it");
        CHECK(failed > 15);
        CHECK(done > 15);
        CHECK(audit_rows(book) >= recorded + done);
    });
}

TEST_CASE("S31: rows carried out on a day are counted by person and role, also of files made at once; beyond the figure nothing leaves, and it is recorded") {
    on_both_engines([](const TemporaryDatabase& database) {
        ScopedBook book{database};
        sql::Connection& connection = book.serving().connection();
        auto policy = json::parse(*shipped_file("policies/access.json"));
        policy.at("export_rows_a_day").at("roles") = json::array{json::object{{"role", "rep"}, {"rows", 5}}};
        policy.at("version") = 2;
        connection.execute("INSERT INTO policy_version (company_id, name, version, effective_from_date, body, approved_by, recorded_at) VALUES ($1, 'access', 2, 0, $2, 0, 1)", {book.serving().company().id.value, json::serialize(policy)});
        const auto as = [&](const char* role, std::int64_t user) {
            auto who = book.somebody(role, book.targets()[0].employee);
            who.permissions.add(http::Permission::export_files);
            who.user = UserId{user};
            return who;
        };
        const auto exported = [&](const http::Principal& who) { return book.ask(who, "GET", {"/api/v1/exports/open-items", {}, {{"sort", "number"}}, false}); };
        const auto counted = [&](std::int64_t user) { return connection.one_integer("SELECT rows_out FROM export_day WHERE user_id = $1 ORDER BY day_date DESC LIMIT 1", {user}); };
        const auto events = [&] { return connection.one_integer("SELECT COUNT(*) FROM outbox o JOIN audit_entry a ON a.company_id = o.company_id AND a.id = o.id WHERE o.topic = 'export.limit_reached' AND a.command = 'export.refuse' AND a.actor_id = 21", {}); };

        // Two rows each time: the third file would be the sixth row.
        CHECK(exported(as("rep", 21)).status == 200);
        CHECK(exported(as("rep", 21)).status == 200);
        const auto refused = exported(as("rep", 21));
        CHECK(refused.status == 429);
        CHECK(refused.code() == "access.export_limit");
        const std::string detail{refused.json().at("detail").as_string()};
        for (const char* part : {"2 rows", "4 of the 5", "2026-07-01", "security administrator"}) CHECK_MESSAGE(detail.find(part) != std::string::npos, detail);
        CHECK(counted(21) == 4);
        CHECK(events() == 1);
        CHECK(connection.one_integer("SELECT COUNT(*) FROM audit_entry WHERE command = 'export open-items' AND actor_id = 21", {}) == 2);
        // Another person, another role, another day.
        CHECK(exported(as("rep", 22)).status == 200);
        CHECK(exported(as("manager", 21)).status == 200);
        CHECK(counted(21) > 4);
        book.pass(Days{1});
        CHECK(exported(as("rep", 21)).status == 200);
        CHECK(counted(21) == 2);

        // At once, on connections of their own, as two servers would: one of two passes where one fits.
        const Date day = book.serving().today();
        std::atomic<int> passed = 0;
        {
            std::vector<std::jthread> exporters;
            for (int each = 0; each < 8; ++each)
                exporters.emplace_back([&] {
                    const auto own = sql::connect(database.url());
                    sql::Transaction transaction{*own};
                    const auto done = access::add_exported(*own, book.serving().company().id, UserId{23}, day, 3);
                    if (!access::check_export(done, 3, 5, day, 1)) return;
                    std::this_thread::sleep_for(std::chrono::milliseconds{20});
                    transaction.commit();
                    ++passed;
                });
        }
        CHECK(passed == 1);
        CHECK(counted(23) == 3);
    });
}

TEST_CASE("S31: a file leaves only with the right to it, and its audit row says how many rows left") {
    on_both_engines([](const TemporaryDatabase& database) {
        ScopedBook book{database};
        const auto rows_told = [&] {
            const auto detail = book.serving().connection().one_text("SELECT detail FROM audit_entry WHERE object_kind = 'export' ORDER BY at DESC, id DESC LIMIT 1", {});
            return detail ? json::parse(*detail).at("rows").as_int64() : -1;
        };
        CHECK(book.ask(book.somebody("legal", {}), "GET", {"/api/v1/exports/invoices", {}, {}, false}).status == 403);
        CHECK(rows_told() == -1);
        CHECK(book.ask(book.somebody("finance", {}), "GET", {"/api/v1/exports/invoices", {}, {}, false}).status == 200);
        CHECK(rows_told() == 9);
        CHECK(book.ask(book.somebody("rep", book.targets()[0].employee), "GET", {"/api/v1/exports/invoices", {}, {}, false}).status == 403);
        CHECK(book.ask(book.somebody("manager", book.targets()[0].employee), "GET", {"/api/v1/exports/invoices", {}, {}, false}).status == 200);
        CHECK(rows_told() == 2);  // his team's
        CHECK(book.ask(book.somebody("finance", {}), "GET", {"/api/v1/exports/open-items", {}, {{"sort", "number"}, {"format", "xlsx"}}, false}).status == 200);
        CHECK(rows_told() == 18);
    });
}
