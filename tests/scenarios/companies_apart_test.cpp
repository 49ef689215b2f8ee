// Two companies in one book: whoever serves the one sees nothing of the other. Trust S32.
#include "importing/edge/import_run.h"
#include "importing/edge/shipped_mappings.h"
#include "org/edge/org_sql.h"
#include "support/scoped_book.h"

using namespace tandem;
using namespace tandem::testing;

namespace {

struct Foreign {
    std::string customer, invoice, item;
};

// Another company beside the first, with a customer and an invoice of its own.
Foreign second_company(const TemporaryDatabase& database, sql::Connection& connection) {
    static const SystemClock clock;
    org::Company made{.id = CompanyId{7'000'001}, .code = "OTHER", .name = "Other", .currency = currency("CNY"), .time_zone = "Asia/Shanghai", .calendar = "CN"};
    {
        sql::Transaction transaction{connection};
        org::insert_company(connection, made, clock.now());
        transaction.commit();
    }
    auto workspace = app::Workspace::open({.database = database.url(), .company = "OTHER", .id_process = 2}, clock);
    REQUIRE(workspace);
    for (const auto& [kind, csv] : {std::pair{importing::ImportKind::customers, std::string{"code,name\nK0,FOREIGN-K0\n"}},
                                    std::pair{importing::ImportKind::invoices, std::string{"external_id,number,customer,invoice_date,due_date,currency,gross\nx0,FOREIGN-1,K0,2026-04-01,2026-05-01,CNY,5550001.23\n"}}}) {
        const auto table = platform::open_table_in_memory(csv);
        const auto outcome = importing::run_import(workspace->connection(), workspace->company(), workspace->act("import"), workspace->ids(), workspace->policies().cash, **table,
                                                   {.kind = kind, .file_name = "x.csv", .file_hash = "", .mapping = *importing::mapping_for(kind, (*table)->shape().header)});
        REQUIRE(outcome);
        REQUIRE(outcome->errors.empty());
    }
    const auto id = [&](sql::Sql query) { return connection.one_integer(query, {made.id.value}).value_or(0); };
    return {to_string(CustomerId{id("SELECT id FROM customer WHERE company_id = $1")}), to_string(InvoiceId{id("SELECT id FROM invoice WHERE company_id = $1")}), to_string(OpenItemId{id("SELECT id FROM open_item WHERE company_id = $1")})};
}

}  // namespace

TEST_CASE("S32: nothing of another company of the book is listed, found, exported, counted or changed") {
    on_both_engines([](const TemporaryDatabase& database) {
        ScopedBook book{database};
        const auto who = book.anything_within(http::Scope::company, {});
        const std::string aging = "/api/v1/reports/aging";
        const auto before = book.ask(who, "GET", {aging, {}, {}, false}).body;
        const auto foreign = second_company(database, book.serving().connection());
        int asked = 0;
        for (const auto& route : book.router().routes()) {
            if (route.method != "GET" || !route.pattern.starts_with("/api/v1/") || route.pattern.find('{') != std::string::npos) continue;
            CHECK_MESSAGE(book.ask(who, "GET", {route.pattern, {}, {}, false}).body.find("FOREIGN") == std::string::npos, route.pattern);
            ++asked;
        }
        CHECK(asked > 20);
        for (const char* kind : {"customers", "invoices", "opening-items"}) CHECK(book.ask(who, "GET", {"/api/v1/exports/" + std::string(kind), {}, {}, false}).body.find("FOREIGN") == std::string::npos);
        CHECK(book.ask(who, "GET", {aging, {}, {}, false}).body == before);
        // By its id it is as unknown as what never was.
        const std::string never = to_string(CustomerId{77});
        const auto unknown = book.ask(who, "GET", {"/api/v1/customers/" + never, {}, {}, false});
        auto found = book.ask(who, "GET", {"/api/v1/customers/" + foreign.customer, {}, {}, false});
        CHECK(found.status == unknown.status);
        for (auto at = found.body.find(foreign.customer); at != std::string::npos; at = found.body.find(foreign.customer)) found.body.replace(at, foreign.customer.size(), never);
        CHECK(found.body == unknown.body);
        CHECK(book.ask(who, "GET", {"/api/v1/invoices/" + foreign.invoice, {}, {}, false}).status == 404);
        CHECK(book.ask(who, "GET", {"/api/v1/open-items/" + foreign.item, {}, {}, false}).status == 404);
        const std::string money = R"("amount":{"amount":"1.00","currency":"CNY"})";
        CHECK(book.ask(who, "POST", {"/api/v1/open-items/" + foreign.item + "/write-off", "{" + money + R"(,"reason":"x"})", {}, false}).status == 404);
        CHECK(book.ask(who, "POST", {"/api/v1/receipts", R"({"customer_id":")" + foreign.customer + R"(","method":"cash","value_date":"2026-06-20",)" + money + "}", {}, false}).status >= 400);
        CHECK(book.serving().connection().one_integer("SELECT COUNT(*) FROM receipt WHERE company_id = 7000001", {}) == 0);
        CHECK(book.serving().connection().one_integer("SELECT COUNT(*) FROM settlement WHERE company_id = 7000001", {}) == 0);
    });
}
