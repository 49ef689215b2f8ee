// Accounting periods: closed months take no entry by any way into the book, and open again with a reason.
#include "app/verify.h"
#include "support/passing_the_gate.h"
#include "support/book_server.h"
#include "support/import_bench.h"

using namespace tandem;
using namespace tandem::testing;
using importing::ImportKind;

namespace {

const std::string periods = "/api/v1/periods";

// INV-1 of January and R-000001 of February; the business date is the machine's, long after.
struct Book {
    explicit Book(const TemporaryDatabase& database) : bench(database), server(database, {app::server::add_period_routes, app::server::add_cash_routes}) {
        bench.today = server.serving().today();
        customer = bench.add_customer("K-1");
        issued = bench.issue(customer, "INV-1", day("2026-01-10"), cny(100'00), cny(13'00));
        receipt = bench.receive(customer, cny(50'00), day("2026-02-05"))->id;
    }
    CashBench bench;
    BookServer server;
    CustomerId customer;
    CashBench::Issued issued;
    ReceiptId receipt;
};

template <class T>
void check_closed(const Result<T>& result, const char* month) {
    REQUIRE(!result);
    CHECK(result.error().code == "receivable.period_closed");
    CHECK(result.error().figures.front().second == month);
}

}  // namespace

TEST_CASE("finance closes the months that are over, with all before them, and opens one again with a reason") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        auto& server = book.server;
        const auto before = server.get(periods);
        CHECK(before.rows().back().at("month").as_string() == "2026-01");
        CHECK(before.rows().back().at("items").as_int64() == 1);
        CHECK(before.text("first_open_date") == "2026-01-01");

        CHECK(server.post(periods + "/2026-13/close", "{}").code() == "http.bad_parameter");
        CHECK(server.post(periods + "/" + month_key(server.serving().today()) + "/close", "{}").code() == "receivable.period_not_over");
        const auto closed = server.post(periods + "/2026-02/close", "{}");
        REQUIRE(closed.status == 200);
        CHECK(closed.body.at("changed").as_array().size() == 2);
        CHECK(server.get(periods).text("first_open_date") == "2026-03-01");
        CHECK(server.post(periods + "/2026-02/close", "{}").body.at("changed").as_array().empty());  // again: nothing left to do

        CHECK(server.post(periods + "/2026-01/reopen", R"({"reason":" "})").code() == "http.invalid_body");
        REQUIRE(server.post(periods + "/2026-01/reopen", R"({"reason":"late supplier invoice"})").status == 200);
        const auto rows = server.get(periods).rows();
        CHECK(rows.back().at("state").as_string() == "open");
        CHECK(rows.back().at("reason").as_string() == "late supplier invoice");
        CHECK(server.post(periods + "/2026-03/close", "{}").code() == "receivable.period_earlier_open");
        CHECK(book.bench.count("SELECT COUNT(*) FROM audit_entry WHERE object_kind = 'accounting_period'") == 3);

        server.permissions = {http::Permission::view, http::Permission::post_cash};
        CHECK(server.post(periods + "/2026-01/close", "{}").status == 403);
    });
}

TEST_CASE("every money command refuses a day of a closed month and leaves the book as it was") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        auto& bench = book.bench;
        const auto allocation = bench.allocate(book.receipt, {{book.issued.item, cny(20'00)}});
        REQUIRE(allocation);
        const auto cheque = bench.receive(book.customer, cny(10'00), day("2026-02-06"), cash::Method::cheque);
        const auto note = bench.credit(book.customer, cny(11'30), day("2026-02-07"), book.issued.invoice);
        REQUIRE(note);
        REQUIRE(book.server.post(periods + "/2026-02/close", "{}").status == 200);
        const std::string before = bench.everything();

        check_closed(bench.receive(book.customer, cny(1'00), day("2026-02-28")), "2026-02");
        check_closed(bench.allocate(book.receipt, {{book.issued.item, cny(1'00)}}), "2026-02");
        check_closed(bench.set_off(note->id, {{book.issued.item, cny(1'00)}}), "2026-02");
        check_closed(bench.reverse(book.receipt, day("2026-02-20")), "2026-02");
        check_closed(bench.credit(book.customer, cny(1'00), day("2026-01-31")), "2026-01");
        check_closed(bench.at_desk([&](cash::CashDesk& desk) { return desk.dishonour(cheque->id, day("2026-02-27"), "no funds"); }), "2026-02");
        const auto refused = book.server.post("/api/v1/receipts/" + to_string(cheque->id) + "/clear", R"({"date":"2026-02-27"})");
        CHECK(refused.status == 409);
        CHECK(refused.text("detail") == "2026-02-27 lies in 2026-02, which is closed. Post on 2026-03-01, the first open day, or later; or ask finance to open 2026-02 again.");
        CHECK(bench.everything() == before);

        // What the refusal says to do: the first open day, with a reason. Today is open for what is dated today.
        const auto later = bench.at_desk([&](cash::CashDesk& desk) { return desk.allocate(book.receipt, {.lines = {{book.issued.item, cny(1'00)}}, .effective = day("2026-03-01"), .reason = "February is closed"}); });
        REQUIRE(later);
        CHECK(bench.take_back(allocation->front().id));
        CHECK(bench.write_off(book.issued.item, cny(1'00)));
    });
}

TEST_CASE("a contract's event of a closed month makes no item, and one that made some is not taken back") {
    on_both_engines([](const TemporaryDatabase& database) {
        CashBench bench{database};
        const CustomerId customer = bench.add_customer("K-1");
        BookServer server{database, {app::server::add_period_routes, app::server::add_contract_routes}};
        server.permissions.add(http::Permission::review_contracts);
        trust_customer(bench.connection(), bench.company(), bench.workspace().ids(), customer, server.serving().today());
        const auto contract = [&] {
            const auto made = server.post("/api/v1/contracts", R"({"customer_code":"K-1","title":"pumps","amount":{"amount":"1000.00","currency":"CNY"},)" + standard_clauses +
                                                                   R"(,"terms":{"parts":[{"kind":"percent","percent":"30","base":"signing","days":7},{"kind":"remainder","base":"acceptance","days":30}]}})");
            REQUIRE(made.status == 201);
            return made;
        };
        const auto made = contract(), other = contract();
        sign_contract(server, "/api/v1/contracts/" + made.text("id"), "2026-01-10");
        review_contract(server, "/api/v1/contracts/" + other.text("id"));
        REQUIRE(server.post(periods + "/2026-02/close", "{}").status == 200);
        const std::string events = "/api/v1/contracts/" + made.text("id") + "/events";
        CHECK(server.post("/api/v1/contracts/" + other.text("id") + "/events", R"({"kind":"signing","date":"2026-01-11"})").code() == "receivable.period_closed");
        CHECK(server.post(events, R"({"kind":"acceptance","date":"2026-02-10"})").code() == "receivable.period_closed");
        CHECK(server.post(events + "/signing/void", R"({"reason":"wrong day"})").code() == "receivable.period_closed");
        CHECK(bench.count("SELECT COUNT(*) FROM open_item WHERE voided_at IS NULL") == 1);
        CHECK(server.post(events, R"({"kind":"acceptance","date":"2026-03-01"})").status == 201);
        for (const auto& verdict : app::verify(bench.workspace(), Language::en)) CHECK(verdict.broken == 0);
    });
}

TEST_CASE("imports name the row that lies in a closed month, and cannot be undone across one") {
    on_both_engines([](const TemporaryDatabase& database) {
        ImportBench bench{database};
        BookServer server{database, {app::server::add_period_routes}};
        bench.import(ImportKind::customers, "code,name\nK-1,Hua Dong\n");
        const auto january = bench.import(ImportKind::invoices, "external_id,customer,invoice_date,due_date,gross\nINV-1,K-1,2026-01-10,2026-02-10,113.00\n");
        REQUIRE(january.whole());
        bench.import(ImportKind::receipts, "external_id,customer,value_date,amount\nR-1,K-1,2026-01-20,60.00\n");
        REQUIRE(server.post(periods + "/2026-02/close", "{}").status == 200);

        const auto refuses = [&](ImportKind kind, const std::string& csv, const char* column) {
            INFO(csv);
            const auto outcome = bench.import(kind, csv);
            REQUIRE(outcome.errors.size() == 1);
            CHECK(outcome.errors.front().error.code == "receivable.period_closed");
            CHECK(outcome.errors.front().row == 2);
            CHECK(outcome.errors.front().column == column);
        };
        refuses(ImportKind::invoices, "external_id,customer,invoice_date,due_date,gross\nINV-2,K-1,2026-02-10,2026-04-10,1.00\n", "invoice_date");
        refuses(ImportKind::invoices, "external_id,customer,invoice_date,due_date,gross,settled_date\nINV-1,K-1,2026-01-10,2026-02-10,113.00,2026-02-03\n", "settled_date");
        refuses(ImportKind::receipts, "external_id,customer,value_date,amount\nR-2,K-1,2026-02-20,60.00\n", "value_date");
        refuses(ImportKind::credit_notes, "external_id,customer,credit_date,gross\nCN-1,K-1,2026-02-20,60.00\n", "credit_date");
        refuses(ImportKind::opening_items, "external_id,customer,invoice_date,due_date,remaining\nO-1,K-1,2025-02-20,2025-03-20,60.00\n", "invoice_date");
        refuses(ImportKind::allocations, "external_id,receipt,item,amount\nA-1,R-1,INV-1,5.00\n", "effective_date");
        // The same rows again are known, whatever is closed.
        CHECK(bench.import(ImportKind::receipts, "external_id,customer,value_date,amount\nR-1,K-1,2026-01-20,60.00\n").counts.unchanged == 1);
        CHECK(bench.undo(january.batch).error().code == "receivable.period_closed");
        CHECK(server.post(periods + "/2026-01/reopen", R"({"reason":"wrong file"})").status == 200);
        CHECK(bench.undo(january.batch));
    });
}
