// Notes and attachments: written on any object, shown around the customer, voided by their author, safe as files, and
// the same after a backup.
#include "app/backup.h"
#include "app/verify.h"
#include "document/edge/attachments_sql.h"
#include "support/book_server.h"

using namespace tandem;
using namespace tandem::testing;

namespace {

const std::string notes = "/api/v1/notes", attachments = "/api/v1/attachments";

struct Book {
    explicit Book(const TemporaryDatabase& database) : bench(database), server(database, {app::server::add_document_routes, app::server::add_customer_routes}) {
        customer = bench.add_customer("K-1");
        issued = bench.issue(customer, "INV-1", day("2026-01-10"), cny(100'00), cny(13'00));
        receipt = bench.receive(customer, cny(50'00), day("2026-02-05"))->id;
        note = bench.credit(customer, cny(1'00), day("2026-02-06"))->id;
    }
    Answered write(const std::string& object, const std::string& text) { return server.post(notes, R"({"object":")" + object + R"(","kind":"call","text":")" + text + "\"}"); }
    CashBench bench;
    BookServer server;
    CustomerId customer;
    CashBench::Issued issued;
    ReceiptId receipt;
    CreditNoteId note;
};

void check_sound(CashBench& bench) {
    for (const auto& verdict : app::verify(bench.workspace(), Language::en)) {
        INFO(verdict.says << " " << verdict.first);
        CHECK(verdict.broken == 0);
    }
}

}  // namespace

TEST_CASE("a note hangs on any object and stands in the customer's timeline") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        auto& server = book.server;
        for (const std::string& object : {to_string(book.customer), to_string(book.issued.invoice), to_string(book.issued.item), to_string(book.receipt), to_string(book.note)}) {
            INFO(object);
            REQUIRE(book.write(object, "called about " + object).status == 201);
            const auto rows = server.get(notes + "?object=" + object).rows();
            REQUIRE(rows.size() == 1);
            CHECK(rows[0].at("text").as_string() == "called about " + object);
            CHECK(rows[0].at("mine").as_bool());
        }
        CHECK(server.post("/api/v1/customers/" + to_string(book.customer) + "/notes", R"({"kind":"visit","text":"<img src=x onerror=alert(1)>"})").status == 201);
        std::map<std::string, std::string> told;
        for (const auto& row : server.get("/api/v1/customers/" + to_string(book.customer) + "/timeline").rows())
            if (row.at("kind").as_string() == "call" || row.at("kind").as_string() == "visit")
                told[std::string(row.at("title").as_string())] = row.at("ref").is_null() ? "" : std::string(row.at("ref").at("id").as_string());
        CHECK(told.size() == 6);
        CHECK(told.at("called about " + to_string(book.issued.invoice)) == to_string(book.issued.invoice));
        CHECK(told.at("called about " + to_string(book.customer)).empty());

        CHECK(book.write("inv_0000000000009", "x").code() == "document.unknown_object");
        CHECK(book.write("usr_0000000000001", "x").code() == "document.unknown_object");
        CHECK(book.write(to_string(book.receipt), " ").code() == "http.invalid_body");
        CHECK(book.write(to_string(book.receipt), std::string(9'000, 'x')).code() == "document.note_too_long");
        server.permissions = {http::Permission::view};
        CHECK(book.write(to_string(book.receipt), "x").status == 403);
    });
}

TEST_CASE("a note is never deleted: its author voids it with a reason") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        auto& server = book.server;
        const auto id = book.write(to_string(book.receipt), "wrong").text("id");
        const std::string path = notes + "/" + id + "/void";
        server.user = UserId{2};
        CHECK(server.post(path, R"({"reason":"not mine"})").code() == "document.not_author");
        server.user = UserId{1};
        CHECK(server.post(path, R"({"reason":""})").code() == "http.invalid_body");
        CHECK(server.post(path, R"({"reason":"wrong receipt"})").status == 200);
        CHECK(server.post(path, R"({"reason":"again"})").code() == "document.already_voided");
        const auto rows = server.get(notes + "?object=" + to_string(book.receipt)).rows();
        REQUIRE(rows.size() == 1);
        CHECK(rows[0].at("void_reason").as_string() == "wrong receipt");
        CHECK(server.post(notes + "/not_0000000000001/void", R"({"reason":"x"})").code() == "document.unknown_note");
        for (int count = 0; count < 3; ++count) book.write(to_string(book.receipt), "more");
        const auto page = server.get(notes + "?limit=2&object=" + to_string(book.receipt));
        CHECK(page.rows().size() == 2);
        CHECK(server.get(notes + "?limit=2&object=" + to_string(book.receipt) + "&cursor=" + page.text("next_cursor")).rows().size() == 2);
    });
}

TEST_CASE("S13, S17: a file is kept once by its content, under a name that is only a name, and comes back as a download") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        auto& server = book.server;
        const std::string on_invoice = attachments + "?object=" + to_string(book.issued.invoice) + "&filename=";
        std::string bytes = "%PDF-1.7 ";
        for (int value = 0; value < 256; ++value) bytes += static_cast<char>(value);
        const auto sent = server.upload(on_invoice + "..%2F..%2Fetc%5C%E5%90%88%E5%90%8C%0D%0AX%3A1.pdf", bytes);
        REQUIRE(sent.status == 201);
        CHECK(sent.text("file_name") == "合同X:1.pdf");
        const auto again = server.upload(on_invoice + "copy.pdf", bytes);
        CHECK(again.status == 200);
        CHECK(again.text("id") == sent.text("id"));
        REQUIRE(server.upload(attachments + "?object=" + to_string(book.receipt) + "&filename=page.html", bytes, "text/html").status == 201);
        CHECK(book.bench.count("SELECT COUNT(*) FROM attachment_content") == 1);

        const auto got = server.ask("GET", attachments + "/" + sent.text("id"), {}, {});
        CHECK(got.status == 200);
        CHECK(got.response.body == bytes);
        CHECK(got.response.content_type == "application/pdf");
        CHECK(got.response.headers.get("Content-Disposition").starts_with("attachment; filename=\""));
        CHECK(got.response.headers.get("X-Content-Type-Options") == "nosniff");
        CHECK(got.response.headers.get("Content-Security-Policy") == "default-src 'none'; sandbox");
        const auto page = server.get(attachments + "?object=" + to_string(book.receipt)).rows();
        REQUIRE(page.size() == 1);
        CHECK(page[0].at("media_type").as_string() == "application/octet-stream");

        CHECK(server.upload(on_invoice + "empty.pdf", "").code() == "document.file_empty");
        CHECK(server.upload(on_invoice + "..", bytes).code() == "document.file_name_missing");
        CHECK(server.upload(attachments + "?object=cus_0000000000009&filename=a.pdf", bytes).code() == "document.unknown_object");
        CHECK(server.post(attachments + "/" + sent.text("id") + "/void", R"({"reason":"wrong contract"})").status == 200);
        CHECK(server.ask("GET", attachments + "/" + sent.text("id"), {}, {}).status == 404);
        CHECK(server.upload(on_invoice + "copy.pdf", bytes).status == 201);  // what was voided may come again
        check_sound(book.bench);
    });
}

TEST_CASE("S27: attachments travel with a backup, and verify finds a content that was changed") {
    on_both_engines([](const TemporaryDatabase& database) {
        const SystemClock clock;
        Book book{database};
        const std::string bytes("a\0b\xff", 4);
        const auto sent = book.server.upload(attachments + "?object=" + to_string(book.customer) + "&filename=a.bin", bytes);
        const auto file = (std::filesystem::temp_directory_path() / ("documents-" + std::to_string(::getpid()) + ".backup")).string(), restored = file + ".db";
        for (const auto& old : {file, file + ".sha256", restored}) std::filesystem::remove(old);
        REQUIRE(app::backup(book.bench.connection(), file, clock));
        REQUIRE(app::restore(file, "sqlite:" + restored, clock));
        const auto copy = sql::connect("sqlite:" + restored);
        const auto stored = document::load_attachment(*copy, book.bench.company(), org::Reach::whole_company(), *parse_id<document::AttachmentTag>(sent.text("id")));
        REQUIRE(stored);
        CHECK(stored->content == bytes);
        for (const auto& old : {file, file + ".sha256", restored}) std::filesystem::remove(old);

        check_sound(book.bench);
        book.bench.connection().execute("UPDATE attachment_content SET content = $1", {sql::Bytes{reinterpret_cast<const unsigned char*>("x"), 1}});
        std::int64_t broken = 0;
        for (const auto& verdict : app::verify(book.bench.workspace(), Language::en)) broken += verdict.broken;
        CHECK(broken == 1);
    });
}
