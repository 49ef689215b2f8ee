// Files into the book and out of it over HTTP: the server side of the import pages (trust S11, S12, I16).
#include "import_http_support.h"
#include "support/files_rows.h"
#include "support/files_zip.h"
#include "support/program.h"
#include "support/shared.h"

using namespace tandem;
using namespace tandem::testing;

namespace {

const std::string header = "发票号码,客户编号,客户名称,开票日期,到期日,含税金额,备注\n";
const std::string two_invoices = header + "A-1,K01,云杉机械,2026-01-05,2026-02-04,1000.00,\nA-2,K02,海川贸易,2026-01-09,2026-02-08,\"2,500.50\",加急\n";
const std::string one_is_wrong = two_invoices + "A-3,K01,云杉机械,2026-02-30,2026-03-30,80.00,=1+1\n";

std::string id_of(const Answered& uploaded) {
    REQUIRE_MESSAGE(uploaded.status == 201, uploaded.body);
    return std::string{uploaded.json().at("id").as_string()};
}

std::int64_t counted(const json::object& import, const char* what) { return import.at("counts").at(what).as_int64(); }

json::value aging(const ServedBook& book, const std::string& date) {
    return book.ask("GET", "reports/aging?as_of=" + date).json().at("groups");
}

// Everything that an import may write.
std::int64_t rows_of(ServedBook& book) {
    return book.count("SELECT (SELECT COUNT(*) FROM customer) + (SELECT COUNT(*) FROM invoice) + (SELECT COUNT(*) FROM open_item) + (SELECT COUNT(*) FROM audit_entry) + (SELECT COUNT(*) FROM outbox) + (SELECT COUNT(*) FROM import_batch)");
}

}  // namespace

TEST_CASE("a real invoice file through HTTP ages as through the command line") {
    const auto folder = shared_folder();
    if (!folder) {
        MESSAGE("SKIPPED: no acceptance data beside this checkout");
        return;
    }
    const auto file = *folder / "data/receivables-ibm/invoices.csv";
    on_both_engines([&](const TemporaryDatabase& database) {
        const ServedBook book{database};
        const auto id = book.import("invoices", read_file(file));
        CHECK(counted(book.settled(id), "new") == 623);
        const TemporaryDatabase beside{database.engine()};
        const std::string db = " --db '" + beside.url() + "'";
        REQUIRE(run_program("import invoices '" + file.string() + "'" + db).exit_code == 0);
        for (const std::string date : {"2012-06-30", "2013-01-31", "2013-12-31"})
            CHECK(aging(book, date) == run_json("report aging --as-of " + date + db).at("groups"));
    });
}

TEST_CASE("uploaded, checked, booked, booked once only, undone") {
    on_both_engines([](const TemporaryDatabase& database) {
        ServedBook book{database};
        const auto before = rows_of(book);
        const auto uploaded = book.upload("invoices", "%E5%8F%91%E7%A5%A8.csv", two_invoices);
        const auto id = id_of(uploaded);
        CHECK(uploaded.json().at("filename") == "发票.csv");
        CHECK(uploaded.json().at("row_count") == 2);
        CHECK(uploaded.json().at("mapping_name") == "发票清单（中文表头）");
        CHECK(uploaded.json().at("columns").at(2).at("samples") == json::array{"云杉机械", "海川贸易"});
        CHECK(book.ask("POST", "imports/" + id + "/commit").code() == "importing.not_checked");
        CHECK(book.ask("GET", "imports/" + id + "/columns").json() == uploaded.json());  // for a reload in another tab

        const auto checked = book.checked(id);
        CHECK(checked.at("state") == "checked");
        CHECK(counted(checked, "new") == 2);
        CHECK(rows_of(book) == before);

        CHECK(book.committed(id).at("state") == "done");
        CHECK(book.count("SELECT COUNT(*) FROM invoice") == 2);
        CHECK(book.count("SELECT COUNT(*) FROM import_batch") == 1);
        CHECK(aging(book, "2026-02-10").at(0).at("total").at("amount_minor") == 350050);
        CHECK(book.committed(id).at("state") == "done");  // a repeated commit answers how it stands
        CHECK(book.count("SELECT COUNT(*) FROM invoice") == 2);
        CHECK(book.ask("GET", "imports").json().at("rows").as_array().size() == 1);

        const auto again = id_of(book.upload("invoices", "again.csv", two_invoices));
        CHECK(counted(book.checked(again), "unchanged") == 2);
        CHECK(counted(book.committed(again), "new") == 0);
        CHECK(book.count("SELECT COUNT(*) FROM import_batch") == 1);

        CHECK(book.ask("POST", "imports/" + id + "/undo", "{}").code() == "http.invalid_body");
        const auto undone = book.ask("POST", "imports/" + id + "/undo", R"({"reason":"客户报错了文件"})");
        CHECK(undone.status == 200);
        CHECK(undone.json().at("state") == "undone");
        CHECK(aging(book, "2026-02-10").at(0).at("total").at("amount_minor") == 0);
        CHECK(book.ask("POST", "imports/" + id + "/undo", R"({"reason":"twice"})").json().at("state") == "undone");
        CHECK(book.ask("POST", "imports/" + id + "/commit").code() == "importing.already_undone");
    });
}

TEST_CASE("a file that cannot be read is refused in both languages and changes nothing") {
    const TemporaryDatabase database{sql::Engine::sqlite};
    ServedBook book{database};
    const std::string bomb = zip_of({{"[Content_Types].xml", "<Types/>"}, {"xl/workbook.xml", std::string(64 << 20, ' ')}});
    const std::tuple<const char*, std::string, const char*, int> files[] = {
        {"invoices", std::string{}, "file.empty", 422},
        {"invoices", header + "A-1,K01,\xff\xff\xff,2026-01-05,2026-02-04,1000.00,\n", "file.encoding_unknown", 422},
        {"invoices", header + "A-1,K01,\"云杉机械,2026-01-05,2026-02-04,1000.00,\n", "file.quote_unclosed", 422},
        {"invoices", header + "A-1,K01,\"云杉\"机械,2026-01-05,2026-02-04,1000.00,\n", "file.quote_followed", 422},
        {"invoices", xlsx_of({.rows = "<row r=\"1\"><c t=\"s\"><v>0</v></c></row>", .strings = "<si><t>发票号码</t></si>", .formats = "<xf/>", .number_formats = {}, .workbook_properties = {}, .prolog = "<!DOCTYPE x [<!ENTITY a \"b\">]>"}), "file.xlsx_dtd", 422},
        {"invoices", bomb, "file.xlsx_bomb", 422},
        {"toys", two_invoices, "importing.unknown_kind", 422}};
    const auto before = rows_of(book);
    for (const auto& [kind, bytes, code, status] : files) {
        CAPTURE(code);
        const auto zh = book.upload(kind, "x.csv", bytes), en = book.upload(kind, "x.csv", bytes, "Accept-Language: en\r\n");
        CHECK(zh.head.find("application/problem+json") != std::string::npos);
        CHECK(zh.status == status);
        CHECK(zh.code() == code);
        CHECK(en.code() == code);
        CHECK(zh.json().at("detail") != en.json().at("detail"));
        CHECK(zh.head.find("Content-Language: zh-CN") != std::string::npos);
    }
    CHECK(book.ask("GET", "imports").json().at("rows").as_array().empty());
    CHECK(rows_of(book) == before);
}

TEST_CASE("a mapping must fit the file, its kind and the company") {
    const TemporaryDatabase database{sql::Engine::sqlite};
    ServedBook book{database};
    const auto id = id_of(book.upload("invoices", "erp.csv", "Nr,Kunde,Datum,Ziel,Summe\n7,K01,31.1.2026,28.2.2026,10\n"));
    CHECK(book.ask("POST", "imports/" + id + "/check").code() == "importing.not_mapped");
    const auto put = [&](const std::string& mapping) { return book.ask("PUT", "imports/" + id + "/mapping", mapping); };
    const std::string columns = R"("source":"erp","columns":{"Nr":["external_id","number"],"Kunde":"customer","Datum":"invoice_date","Ziel":"due_date","Summe":"gross"})";
    CHECK(put(R"({"kind":"invoices","source":"erp","columns":{"Nummer":["external_id","number"],"Kunde":"customer","Datum":"invoice_date","Ziel":"due_date","Summe":"gross"}})").code() == "mapping.missing_columns");
    CHECK(put("{\"kind\":\"invoices\"," + columns + ",\"colour\":1}").code() == "json.unknown_key");
    CHECK(put("{\"kind\":\"invoices\"," + columns + ",\"constants\":{\"company\":\"other\"}}").code() == "importing.other_company");
    CHECK(put(R"({"kind":"receipts","source":"erp","columns":{"Nr":["external_id","number"],"Kunde":"customer","Datum":"value_date","Ziel":"method","Summe":"amount"}})").code() == "importing.mapping_of_other_kind");
    CHECK(put("{\"kind\":\"invoices\",\"name\":\"ERP Nord\",\"create\":[\"customer\"]," + columns + ",\"remember\":true}").status == 200);
    CHECK(book.checked(id).at("errors").at(0).at("code") == "date.invalid");

    const auto next = book.upload("invoices", "erp2.csv", "Nr,Kunde,Datum,Ziel,Summe\n8,K01,2026-01-31,2026-02-28,10\n").json();
    CHECK(next.at("mapping_name") == "ERP Nord");
    CHECK(book.ask("GET", "import-mappings?kind=invoices").json().at(0).at("name") == "ERP Nord");
    const auto other = id_of(book.upload("customers", "customers.csv", "code,name\nK01,云杉机械\n"));
    CHECK(book.ask("PUT", "imports/" + other + "/mapping", R"({"kind":"customers","name":"ERP Nord","source":"erp","columns":{"code":"code","name":"name"},"remember":true})").code() == "importing.mapping_name_taken");
}

TEST_CASE("rows that cannot be booked come back as a file, and no row is booked before all can be") {
    const TemporaryDatabase database{sql::Engine::sqlite};
    ServedBook book{database};
    const auto before = rows_of(book);
    const auto id = id_of(book.upload("invoices", "three.csv", one_is_wrong));
    CHECK(book.ask("GET", "imports/" + id + "/failed-rows").code() == "importing.no_failed_rows");
    const auto checked = book.checked(id);
    CHECK(counted(checked, "failed") == 1);
    CHECK(checked.at("errors").at(0).at("row") == 4);
    CHECK(checked.at("errors").at(0).at("column") == "开票日期");
    CHECK(checked.at("errors").at(0).at("value") == "2026-02-30");
    const auto refused = book.ask("POST", "imports/" + id + "/commit");
    CHECK(refused.status == 409);
    CHECK(refused.code() == "importing.rows_failed");
    CHECK(rows_of(book) == before);

    const auto file = book.ask("GET", "imports/" + id + "/failed-rows?format=csv");
    CHECK(file.head.find("attachment") != std::string::npos);
    const auto rows = read_rows(file.body);
    REQUIRE(rows);
    REQUIRE(rows->size() == 1);
    CHECK(rows->at(0).at(0) == "A-3");
    CHECK(rows->at(0).at(6) == "'=1+1");  // no spreadsheet runs it
    CHECK(rows->at(0).at(7).find("2026-02-30") != std::string::npos);
    CHECK(book.ask("GET", "imports/" + id + "/failed-rows", {}, "Accept-Language: en\r\n").body.find("is not a date") != std::string::npos);

    std::string corrected = file.body;
    corrected.replace(corrected.find("2026-02-30"), 10, "2026-02-28");
    book.import("invoices", corrected);
    CHECK(book.count("SELECT COUNT(*) FROM invoice WHERE number = 'A-3' AND gross_minor = 8000") == 1);
    CHECK(book.count("SELECT COUNT(*) FROM note WHERE text = '=1+1'") == 1);
}

TEST_CASE("uploads belong to their user, and importing to those who may") {
    const TemporaryDatabase database{sql::Engine::sqlite};
    const ServedBook book{database};
    const auto id = id_of(book.upload("invoices", "a.csv", two_invoices));
    const std::string li = "X-User: li\r\n", wang = "X-User: wang\r\n";
    CHECK(book.ask("GET", "imports/" + id, {}, li).status == 404);
    for (const std::string what : {"/check", "/commit", "/cancel", "/undo"}) CHECK(book.ask("POST", "imports/" + id + what, R"({"reason":"x"})", li).status == 404);
    CHECK(book.ask("GET", "imports/" + id + "/failed-rows", {}, li).status == 404);
    CHECK(book.ask("PUT", "imports/" + id + "/mapping", "{}", li).status == 404);
    CHECK(book.ask("GET", "imports", {}, li).json().at("rows").as_array().empty());
    CHECK(book.ask("GET", "imports").json().at("rows").as_array().size() == 1);
    CHECK(book.ask("GET", "imports", {}, wang).code() == "auth.forbidden");
    CHECK(book.ask("GET", "exports/invoices", {}, wang).code() == "auth.forbidden");
    book.import("invoices", two_invoices);
    CHECK(book.ask("GET", "imports", {}, li).json().at("rows").as_array().size() == 1);  // what is booked, everybody in finance sees
}

TEST_CASE("a check that is cancelled leaves the upload as it was; the eleventh upload takes the oldest one's place") {
    const TemporaryDatabase database{sql::Engine::sqlite};
    const ServedBook book{database};
    std::string many = header;
    for (int row = 0; row < 60'000; ++row) many += "B-" + std::to_string(row) + ",K01,云杉机械,2026-01-05,2026-02-04,10.00,\n";
    const auto id = id_of(book.upload("invoices", "many.csv", many));
    CHECK(book.ask("POST", "imports/" + id + "/check").json().at("state") == "checking");
    CHECK(book.ask("PUT", "imports/" + id + "/mapping", R"({"kind":"invoices","source":"erp","columns":{"发票号码":["external_id","number"],"客户编号":"customer","开票日期":"invoice_date","到期日":"due_date","含税金额":"gross"}})").code() == "importing.busy");
    CHECK(book.ask("POST", "imports/" + id + "/cancel").status == 200);
    CHECK(book.settled(id).at("state") == "uploaded");
    CHECK(book.ask("POST", "imports/" + id + "/cancel").status == 200);
    CHECK(book.ask("GET", "imports/" + id).status == 404);

    std::vector<std::string> uploads;
    for (int each = 0; each < 11; ++each) uploads.push_back(id_of(book.upload("invoices", "a.csv", two_invoices)));
    CHECK(book.ask("GET", "imports/" + uploads.front()).status == 404);
    CHECK(book.ask("GET", "imports/" + uploads.at(1)).status == 200);
    const auto page = book.ask("GET", "imports?limit=4").json();
    CHECK(page.at("rows").at(0).at("id").as_string() == uploads.back());
    CHECK(book.ask("GET", "imports?limit=4&cursor=" + std::string{page.at("next_cursor").as_string()}).json().at("rows").at(0).at("id").as_string() == uploads.at(6));
}

TEST_CASE("S11, I16: an export imports as itself, keeps formulas asleep, and a filtered one holds what its list holds") {
    on_both_engines([](const TemporaryDatabase& database) {
        ServedBook book{database};
        book.import("invoices", two_invoices + "A-3,K03,=cmd|x,2026-01-15,2026-03-30,80.00,\n");
        for (const std::string format : {"csv", "xlsx"}) {
            const auto file = book.ask("GET", "exports/invoices?format=" + format);
            REQUIRE(file.status == 200);
            CHECK((file.body.find(",'=cmd|x,") != std::string::npos) == (format == "csv"));
            const auto rows = read_rows(file.body);
            REQUIRE(rows);
            CHECK(rows->size() == 3);
            const auto id = id_of(book.upload("invoices", "export." + format, file.body));
            CHECK(counted(book.checked(id), "unchanged") == 3);
        }
        const auto overdue = book.ask("GET", "exports/open-items?status=overdue&as_of=2026-02-07", {}, "Accept-Language: en\r\n");
        const auto rows = read_rows(overdue.body);
        REQUIRE(rows);
        REQUIRE(rows->size() == 1);
        CHECK(rows->at(0).at(0) == "A-1");
        CHECK(rows->at(0).at(10) == "1000.00");
        CHECK(overdue.body.find("Days overdue") != std::string::npos);
        CHECK(book.ask("GET", "exports/toys").code() == "importing.unknown_kind");
        CHECK(book.ask("GET", "exports/open-items?status=odd").code() == "http.bad_parameter");
        CHECK(book.count("SELECT COUNT(*) FROM audit_entry WHERE object_kind = 'export'") == 3);
    });
}
