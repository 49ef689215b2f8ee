// S28: telephone numbers and addresses of contacts are sealed at rest, masked in sight, and shown whole for a reason.
#include <fstream>
#include <regex>
#include <sstream>

#include "app/personal_data.h"
#include "app/server/serving.h"
#include "platform/secrets/personal.h"
#include "support/book_server.h"
#include "support/import_bench.h"
#include "support/program.h"

using namespace tandem;
using namespace tandem::testing;
using importing::ImportKind;

namespace {

const std::string file = "code,name,contact_name,email,phone\nK-1,杭州远大,李伟,li.wei@example.com,13812341234\nK-2,宁波海天,王芳,wang@example.com,+86 13987654321\n";

std::string one_text(sql::Connection& connection, const char* question) {
    std::string text;
    connection.query(question, std::span<const sql::Param>{}, [&](const sql::Row& row) { text = row.text(0); });
    return text;
}

std::string bytes_of(const std::filesystem::path& path) {
    std::ostringstream bytes;
    bytes << std::ifstream{path, std::ios::binary}.rdbuf();
    return bytes.str();
}

std::string bytes_of(const Answered& file) {
    REQUIRE(file.status == 200);
    std::string bytes;
    while (file.response.producer(bytes)) {}
    return bytes;
}

std::filesystem::path book_of(const TemporaryDatabase& database) { return database.url().substr(7); }

}  // namespace

TEST_CASE("S28: neither the database nor a backup holds a number or an address in the clear") {
    const TemporaryDatabase database{sql::Engine::sqlite};
    const auto csv = book_of(database).parent_path() / "customers.csv";
    std::ofstream{csv} << file;
    const std::string book = " --db '" + database.url() + "' 2>&1";
    REQUIRE(run_program("import customers '" + csv.string() + "'" + book).exit_code == 0);
    const auto backup = book_of(database).parent_path() / "backup";
    REQUIRE(run_program("backup '" + backup.string() + "'" + book).exit_code == 0);
    const std::regex mobile{"1[3-9][0-9]{9}"};
    for (const std::string& each : {book_of(database).string(), book_of(database).string() + "-wal", backup.string()}) {
        const std::string bytes = bytes_of(each);
        CAPTURE(each);
        CHECK(bytes.find("li.wei") == std::string::npos);
        CHECK(bytes.find("12341234") == std::string::npos);
        CHECK(bytes.find("87654321") == std::string::npos);
    }
    CHECK(bytes_of(backup).find("sealed1:") != std::string::npos);
    // The key is not in the backup: elsewhere the numbers stay closed, and nothing is shown.
    CHECK(run_program("export customers --reveal-personal audit" + book).output.find("13812341234") != std::string::npos);
    CHECK(run_program("export customers" + book).output.find("138****1234") != std::string::npos);
}

TEST_CASE("S28: two sealed values that change places do not open, on both engines") {
    on_both_engines([](const TemporaryDatabase& database) {
        ImportBench bench{database};
        bench.import(ImportKind::customers, file);
        auto& connection = bench.connection();
        CHECK(one_text(connection, "SELECT phone FROM contact ORDER BY id LIMIT 1").starts_with("sealed1:"));
        REQUIRE(app::find_subject(connection, "13812341234").value().size() == 1);
        connection.execute("UPDATE contact SET phone = (SELECT o.phone FROM contact o WHERE o.name = '王芳') WHERE name = '李伟'", {});
        CHECK(app::find_subject(connection, "13812341234").error().code == "secrets.tampered");
        CHECK(bench.export_csv(ImportKind::customers).find("****,") != std::string::npos);
    });
}

TEST_CASE("S28: a person sees the mask, and the whole number with the right to it and a reason that stays in the trail") {
    on_both_engines([](const TemporaryDatabase& database) {
        ImportBench bench{database};
        bench.import(ImportKind::customers, file);
        BookServer server{database, {app::server::add_customer_routes, app::server::add_personal_routes, app::server::add_import_routes}};
        server.permissions = {http::Permission::view};
        const auto listed = server.get("/api/v1/customers").rows();
        const auto customer = server.get("/api/v1/customers/" + std::string(listed[0].at("id").as_string()));
        const auto contact = customer.body.at("contacts").at(0);
        CHECK(contact.at("phone").as_string() == "138****1234");
        CHECK(contact.at("email").as_string() == "l***@example.com");
        // Nor does a file tell more than the page.
        server.permissions = {http::Permission::view, http::Permission::export_files};
        const std::string masked = bytes_of(server.get("/api/v1/exports/customers"));
        CHECK(masked.find("138****1234") != std::string::npos);
        CHECK(masked.find("13812341234") == std::string::npos);
        server.permissions.add(http::Permission::reveal_personal);
        CHECK(bytes_of(server.get("/api/v1/exports/customers")).find("13812341234") != std::string::npos);
        server.permissions = {http::Permission::view};
        const std::string path = "/api/v1/contacts/" + std::string(contact.at("id").as_string()) + "/reveal";
        CHECK(server.post(path, R"({"reason":"call"})").status == 403);
        server.permissions = {http::Permission::view, http::Permission::reveal_personal};
        CHECK(server.post(path, R"({"reason":" "})").status == 422);
        CHECK(server.post("/api/v1/contacts/cnt_1/reveal", R"({"reason":"call"})").status == 404);
        CHECK(bench.connection().one_integer("SELECT COUNT(*) FROM audit_entry WHERE command = 'contact.reveal'", {}) == 0);
        const auto whole = server.post(path, R"({"reason":"overdue since May"})");
        CHECK(whole.text("phone") == "13812341234");
        CHECK(whole.text("email") == "li.wei@example.com");
        CHECK(one_text(bench.connection(), "SELECT detail FROM audit_entry WHERE command = 'contact.reveal'").find("overdue since May") != std::string::npos);
        CHECK(one_text(bench.connection(), "SELECT COUNT(*) FROM idempotency") == "0");  // the answer is kept nowhere
    });
}

TEST_CASE("S28, I16: a masked export imports as itself and changes nothing; a whole one brings the numbers to another book") {
    on_both_engines([](const TemporaryDatabase& database) {
        ImportBench bench{database};
        bench.import(ImportKind::customers, file);
        const auto before = bench.row_counts();
        const std::string masked = bench.export_csv(ImportKind::customers);
        CHECK(masked.find("138****1234") != std::string::npos);
        CHECK(masked.find("13812341234") == std::string::npos);
        CHECK(bench.import(ImportKind::customers, masked).errors.empty());
        CHECK(bench.row_counts().at("contact") == before.at("contact"));
        CHECK(app::find_subject(bench.connection(), "13812341234").value().size() == 1);
        std::string whole;
        const auto writer = platform::csv_writer(platform::string_sink(whole));
        REQUIRE(importing::export_kind(bench.connection(), bench.workspace().company().id, org::Reach::whole_company(), ImportKind::customers, *writer, importing::Personal::whole));
        const TemporaryDatabase other{database.engine()};
        ImportBench elsewhere{other};
        elsewhere.import(ImportKind::customers, whole);
        CHECK(app::find_subject(elsewhere.connection(), "+86 139 8765 4321").value().size() == 1);
        CHECK(app::find_subject(elsewhere.connection(), "LI.WEI@example.com").value().size() == 1);
    });
}

TEST_CASE("S28: a new key seals everything again; what is erased is gone, and both are in the trail") {
    on_both_engines([](const TemporaryDatabase& database) {
        ImportBench bench{database};
        bench.import(ImportKind::customers, file);
        auto& workspace = bench.workspace();
        auto& connection = bench.connection();
        const std::string old = one_text(connection, "SELECT phone FROM contact ORDER BY id LIMIT 1");
        CHECK(app::rotate_personal_key(workspace, app::OlderKeys::forget).value() == 4);
        const std::string young = one_text(connection, "SELECT phone FROM contact ORDER BY id LIMIT 1");
        CHECK(platform::sealed_with(old) != platform::sealed_with(young));
        CHECK(app::find_subject(connection, "13812341234").value().front().email == "li.wei@example.com");
        CHECK(app::erase_subject(workspace, "110", "asked").error().code == "party.unknown_subject");
        CHECK(app::erase_subject(workspace, "13812341234", "asked by letter").value() == 1);
        CHECK(app::find_subject(connection, "13812341234").value().empty());
        CHECK(connection.one_integer("SELECT COUNT(*) FROM contact WHERE phone IS NULL AND email IS NULL AND name = '-' AND voided_at IS NOT NULL", {}) == 1);
        CHECK(one_text(connection, "SELECT detail FROM audit_entry WHERE command = 'pii.erase'").find("asked by letter") != std::string::npos);
        CHECK(connection.one_integer("SELECT COUNT(*) FROM audit_entry WHERE command = 'pii.rotate-key'", {}) == 1);
    });
}
