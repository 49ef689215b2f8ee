// Merging a duplicate customer: previewed, refused where it would mix legal entities, and from then on one customer in
// every report, list, export and import.
#include "app/verify.h"
#include "support/book_server.h"
#include "support/import_bench.h"

using namespace tandem;
using namespace tandem::testing;
using importing::ImportKind;

namespace {

std::string customers(CustomerId id, const char* rest = "") { return "/api/v1/customers/" + to_string(id) + rest; }

struct Book {
    explicit Book(const TemporaryDatabase& database)
        : bench(database), imports(database), kept(bench.add_customer("A")), duplicate(bench.add_customer("B")), server(database, {app::server::add_customer_routes, app::server::add_merge_routes, app::server::add_document_routes, app::server::add_cash_routes}) {
        bench.item(kept, "INV-A", day("2026-01-10"), cny(100'00));
        issued = bench.issue(duplicate, "INV-B", day("2026-01-12"), cny(50'00), cny(0));
        receipt = bench.receive(duplicate, cny(30'00), day("2026-02-01"))->id;
        REQUIRE(server.post(customers(duplicate, "/notes"), R"({"kind":"call","text":"prefers e-mail"})").status == 201);
    }
    Answered merge(CustomerId from, CustomerId into, const char* reason = "same company, entered twice") {
        return server.post(customers(from, "/merge"), R"({"into_id":")" + to_string(into) + R"(","reason":")" + reason + "\"}");
    }
    CashBench bench;
    ImportBench imports;
    CustomerId kept, duplicate;
    BookServer server;
    CashBench::Issued issued;
    ReceiptId receipt;
};

std::int64_t open_of(const insight::Book& book, Book& of, std::int64_t customer) {
    insight::ReportQuery query;
    query.name = "aging";
    query.as_of.date = day("2026-06-30");
    if (customer) query.customer = CustomerId{customer};
    const auto report = insight::run_report(book, {of.imports.workspace().policies().receivable, of.imports.workspace().policies().cash, of.imports.workspace().policies().dunning}, query);
    REQUIRE(report);
    std::int64_t open = 0;
    for (const auto& group : report->groups)
        for (const auto& bucket : group.buckets) open += bucket.amount;
    return open;
}

}  // namespace

TEST_CASE("what belongs to the duplicate is the other customer's from then on, and the totals stay") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        auto& server = book.server;
        CHECK(server.get(customers(book.kept)).body.at("open_minor").as_int64() == 100'00);  // the server's book is loaded before
        const std::int64_t total = open_of(book.bench.book(), book, 0);
        const auto preview = server.get(customers(book.duplicate, "/merge?into=") + to_string(book.kept));
        REQUIRE(preview.status == 200);
        std::map<std::string, std::int64_t> moving;
        for (const auto& each : preview.body.at("moving").as_array()) moving[std::string(each.at("kind").as_string())] = each.at("count").as_int64();
        CHECK(moving == std::map<std::string, std::int64_t>{{"invoice", 1}, {"open_item", 1}, {"receipt", 1}, {"note", 1}});
        CHECK(book.bench.count("SELECT COUNT(*) FROM customer_merge") == 0);

        REQUIRE(book.merge(book.duplicate, book.kept).status == 200);
        CHECK(open_of(book.bench.book(), book, 0) == total);
        CHECK(open_of(book.bench.book(), book, book.kept.value) == total);
        CHECK(open_of(book.bench.book(), book, book.duplicate.value) == 0);
        const auto one = server.get(customers(book.kept));
        CHECK(one.body.at("open_minor").as_int64() == 150'00);
        CHECK(one.body.at("unapplied_minor").as_int64() == 30'00);
        CHECK(server.get(customers(book.duplicate)).body.at("merged_into").at("code").as_string() == "A");
        const auto list = server.get("/api/v1/customers").rows();
        REQUIRE(list.size() == 1);
        CHECK(list[0].at("code").as_string() == "A");
        CHECK(server.get("/api/v1/receipts?customer=" + to_string(book.kept)).rows().size() == 1);
        bool told = false;
        for (const auto& row : server.get(customers(book.kept, "/timeline")).rows()) told = told || row.at("title").as_string() == "prefers e-mail";
        CHECK(told);
        // Money of the one pays what the other owed.
        CHECK(book.bench.allocate(book.receipt, {{book.issued.item, cny(30'00)}}));
        // Whose each document was stays on record.
        CHECK(book.bench.count("SELECT COUNT(*) FROM customer_merge_row") == 4);
        CHECK(book.bench.count("SELECT COUNT(*) FROM audit_entry WHERE command = 'customer.merge'") == 2);
        for (const auto& verdict : app::verify(book.bench.workspace(), Language::en)) {
            INFO(verdict.says << " " << verdict.first);
            CHECK(verdict.broken == 0);
        }
    });
}

TEST_CASE("rows that name the duplicate's code land on the customer that speaks for it; files known before stay known") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        const std::string known = "external_id,customer,invoice_date,due_date,gross\nINV-9,B,2026-03-01,2026-04-01,9.00\n";
        REQUIRE(book.imports.import(ImportKind::invoices, known).whole());
        REQUIRE(book.merge(book.duplicate, book.kept).status == 200);
        CHECK(book.imports.import(ImportKind::invoices, known).counts.unchanged == 1);
        REQUIRE(book.imports.import(ImportKind::invoices, "external_id,customer,invoice_date,due_date,gross\nINV-10,B,2026-03-02,2026-04-02,1.00\n").whole());
        CHECK(open_of(book.bench.book(), book, book.kept.value) == 160'00);
        CHECK(book.imports.export_csv(ImportKind::customers).find("\nB,") == std::string::npos);
        const auto before = book.imports.figures();
        for (const auto& [kind, csv] : book.imports.export_all()) book.imports.import(kind, csv);
        CHECK(book.imports.figures() == before);
    });
}

TEST_CASE("a merge is refused where two are not one, and never makes a chain") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        auto& connection = book.bench.connection();
        const auto third = book.bench.add_customer("C");
        connection.execute("UPDATE customer SET tax_number = CASE code WHEN 'A' THEN '91310000MA1' WHEN 'B' THEN '91310000MA2' END WHERE company_id = $1", {book.bench.company().value});
        CHECK(book.merge(book.duplicate, book.kept).code() == "party.merge_tax_numbers");
        CHECK(book.server.get(customers(book.duplicate, "/merge?into=") + to_string(book.kept)).code() == "party.merge_tax_numbers");
        CHECK(book.merge(book.duplicate, book.duplicate).code() == "party.merge_into_self");
        CHECK(book.merge(book.duplicate, CustomerId{9}).code() == "party.unknown_customer");
        CHECK(book.merge(book.duplicate, third, " ").code() == "http.invalid_body");
        REQUIRE(book.merge(book.duplicate, third).status == 200);
        CHECK(book.merge(book.duplicate, third).code() == "party.merged_already");
        CHECK(book.merge(book.kept, book.duplicate).code() == "party.merge_into_merged");
        CHECK(book.bench.receive(book.duplicate, cny(1'00), day("2026-02-01")).error().code == "cash.unknown_customer");
        connection.execute("UPDATE customer SET tax_number = NULL WHERE company_id = $1", {book.bench.company().value});
        REQUIRE(book.merge(third, book.kept).status == 200);  // B pointed to C
        CHECK(book.bench.count("SELECT COUNT(*) FROM customer k JOIN customer s ON s.id = k.merged_into_id WHERE s.code = 'A'") == 2);
        book.server.permissions = {http::Permission::view, http::Permission::post_cash};
        CHECK(book.server.get(customers(book.kept, "/merge?into=") + to_string(third)).status == 403);
    });
}
