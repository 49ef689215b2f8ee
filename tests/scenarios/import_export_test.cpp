// I16: an export imports as itself. Into the same book it changes nothing; into an empty one it brings
// back the same exports and the same figures. With random books, on both engines.
#include <rapidcheck.h>

#include "receivable/edge/exposure_sql.h"
#include "support/import_bench.h"

using namespace tandem;
using namespace tandem::testing;
using importing::ImportKind;

namespace {

const std::vector<std::string> texts{"", "plain", "华东机械", "with, comma", "\"quoted\"", "=1+1", "-5", "'apostrophe", " edge ", "two\nlines", "＝宽"};
std::string cell(const std::string& text) {
    std::string out = "\"";
    for (const char letter : text) (out += letter == '"' ? "\"" : "") += letter;
    return out + "\"";
}
std::string amount(int minor) { return std::to_string(minor / 100) + "." + (minor % 100 < 10 ? "0" : "") + std::to_string(minor % 100); }
std::string date(int offset) { return to_string(*parse_date("2025-12-01") + Days{offset}); }
int pick(int low, int high) { return *rc::gen::inRange(low, high + 1); }
const std::string& any_text() { return texts[static_cast<std::size_t>(pick(0, static_cast<int>(texts.size()) - 1))]; }

// The files of a random company; amounts of settlements stay within what they settle.
std::vector<std::pair<ImportKind, std::string>> random_files() {
    std::vector<std::pair<ImportKind, std::string>> files;
    files.emplace_back(ImportKind::fx_rates, "rate_date,from_currency,to_currency,rate\n2025-01-01,USD,CNY,7.1234567891\n");
    files.emplace_back(ImportKind::calendars, "calendar,day,working,label\nplant,2026-10-01,no," + cell("国庆\"节") + "\n");
    std::string employees = "code,name,position,team,region,manager,effective_date\n", customers = "code,name,name_alt,customer_group,country,industry,rep,customer_since,contact_name,email,address,note\n";
    for (int at = 0; at < 3; ++at)
        for (int day = 0; day < pick(1, 3); ++day)
            employees += "E" + std::to_string(at) + ",Emp " + std::to_string(at) + ",,T" + std::to_string(pick(0, 2)) + ",R" + std::to_string(pick(0, 1)) + ",E0," + date(40 * day) + "\n";
    for (int at = 0; at < 4; ++at)
        customers += "K" + std::to_string(at) + "," + cell("N" + any_text()) + "," + cell(any_text()) + "," + (pick(0, 1) ? "G1" : "") + ",CN,," + (pick(0, 1) ? "E" + std::to_string(pick(0, 2)) : "") + "," +
                     (pick(0, 1) ? date(-pick(0, 900)) : "") + "," + cell(any_text()) + ",," + cell(any_text()) + "," + cell(any_text()) + "\n";
    files.emplace_back(ImportKind::employees, employees);
    files.emplace_back(ImportKind::customers, customers);
    std::string invoices = "external_id,source,number,customer,invoice_date,due_date,currency,gross,rep,disputed,settled_date,settled_amount,settlement_reference,note\n", openings = "external_id,number,customer,invoice_date,due_date,remaining\n",
                notes = "external_id,customer,invoice,credit_date,gross,reason\n", receipts = "external_id,number,customer,method,value_date,maturity_date,currency,amount,reference,payer_name,invoice,note\n",
                allocations = "external_id,receipt,credit_note,item,currency,amount\n";
    const int count = pick(1, 12);
    for (int at = 0; at < count; ++at) {
        const std::string n = std::to_string(at), customer = "K" + std::to_string(pick(0, 3)), currency = pick(0, 3) ? "CNY" : "USD";
        const int gross = pick(100, 900'000), day = pick(0, 60), settled = pick(0, 2) ? 0 : pick(1, gross);
        // Two source systems may use the same ids and numbers.
        invoices += "I" + n + "," + (pick(0, 1) ? "erp" : "") + ",F" + std::to_string(pick(0, 1) ? at : 0) + "," + customer + "," + date(day) + "," + date(day + pick(0, 60)) + "," + currency + "," + amount(gross) + "," +
                    (pick(0, 1) ? "E1" : "") + "," + (pick(0, 4) ? "" : "yes") + "," + (settled ? date(day + pick(0, 90)) : "") + "," + (settled ? amount(settled) : "") + "," + (pick(0, 1) ? "PAY1" : "") + "," + cell(any_text()) + "\n";
        const bool credit = pick(0, 2) == 0;
        openings += "O" + n + ",OP" + n + "," + customer + "," + date(-pick(10, 300)) + "," + date(day) + "," + (credit ? "-" : "") + amount(pick(1, 90'000)) + "\n";
        notes += "C" + n + "," + customer + "," + (pick(0, 1) ? "I" + n : "") + "," + date(70) + "," + amount(pick(100, 9'000)) + "," + cell(any_text()) + "\n";
        const bool bill = pick(0, 3) == 0;
        receipts += "R" + n + ",SK" + n + "," + customer + "," + (bill ? "承兑汇票" : pick(0, 1) ? "cheque" : "") + "," + date(80) + "," + (bill ? date(180) : "") + "," + currency + "," + amount(pick(100, 900'000)) + "," + cell(any_text()) +
                    "," + cell(any_text()) + "," + (pick(0, 1) ? "I" + n : "") + "," + cell(any_text()) + "\n";
        if (!credit && pick(0, 1)) allocations += "A" + n + ",," + "C" + n + ",O" + n + ",CNY," + amount(1) + "\n";
    }
    files.emplace_back(ImportKind::invoices, invoices);
    files.emplace_back(ImportKind::opening_items, openings);
    files.emplace_back(ImportKind::credit_notes, notes);
    files.emplace_back(ImportKind::receipts, receipts);
    files.emplace_back(ImportKind::allocations, allocations);
    return files;
}

// Both books are the same afterwards, and the first has not changed.
void check_restored(ImportBench& book, ImportBench& copy) {
    const auto exports = book.export_all();
    const auto rows = book.row_counts();
    for (const auto kind : importing::restoring_order()) {
        const auto again = book.import(kind, exports.at(kind));
        REQUIRE(again.whole());
        REQUIRE(again.counts.created + again.counts.updated == 0);
        const auto restored = copy.import(kind, exports.at(kind));
        for (const auto& error : restored.errors) MESSAGE(std::string(importing::describe(kind).name) << " row " << error.row << " " << std::string(error.error.code) << " " << error.value);
        REQUIRE(restored.whole());
    }
    REQUIRE(book.row_counts() == rows);
    for (const auto& [kind, csv] : copy.export_all()) REQUIRE(csv == exports.at(kind));
    REQUIRE(copy.figures() == book.figures());
    book.check_invariants();
    copy.check_invariants();
}

void check_round_trip(sql::Engine engine) {
    const TemporaryDatabase first{engine}, second{engine};
    ImportBench book{first}, copy{second};
    for (const auto& [kind, csv] : random_files()) {
        auto mapping = book.mapping_for(kind, csv);
        mapping.source = "sap";
        const auto outcome = book.import(mapping, csv);
        for (const auto& error : outcome.errors) MESSAGE(std::string(importing::describe(kind).name) << " row " << error.row << " " << std::string(error.error.code) << " " << error.value);
        REQUIRE(outcome.whole());
    }
    check_restored(book, copy);
}

}  // namespace

TEST_CASE("I16: an export imports as itself") {
    setenv("RC_PARAMS", "max_success=15 noshrink=1", 0);  // a round makes two databases
    for (const auto engine : {sql::Engine::sqlite, sql::Engine::postgres}) {
        if (engine == sql::Engine::postgres && !std::getenv("TEST_POSTGRES")) { MESSAGE("SKIPPED on PostgreSQL: run through tests/with_postgres"); continue; }
        CHECK(rc::check("export, import, export", [&] { check_round_trip(engine); }));
    }
}

TEST_CASE("contracts, their events, orders and deliveries come back with their plan") {
    for (const auto engine : {sql::Engine::sqlite, sql::Engine::postgres}) {
        if (engine == sql::Engine::postgres && !std::getenv("TEST_POSTGRES")) { MESSAGE("SKIPPED on PostgreSQL: run through tests/with_postgres"); continue; }
        const TemporaryDatabase first{engine}, second{engine};
        ImportBench book{first}, copy{second};
        const std::vector<std::pair<ImportKind, std::string>> files{
            {ImportKind::customers, "code,name\nK1,A\nK2,B\n"},
            {ImportKind::contracts, "external_id,number,title,customer,signed_date,gross,net,terms,payment_methods,late_interest_daily,penalty,penalty_after_days,dispute,note\n"
                                    "C1,HT-1,十台设备,K1,2026-01-10,100000.00,88495.58,30% signing+7d; remainder acceptance+30d,bank_transfer; acceptance_bill,0.0005,5%,30,our_seat,加急\nC2,HT-2,,K2,,200.00,,签订后7天50%；发货后30天付余款,电汇、支票,,,0,仲裁,\n"},
            {ImportKind::orders, "external_id,number,customer,order_date,gross,net,contract,status\nD1,SO-1,K1,2026-01-11,900.00,796.46,HT-1,已发货\nD2,SO-2,K2,2026-01-11,50.00,,,\n"
                                 // Two orders of one number are told apart by the id of their own system.
                                 "D3,SO-9,K2,2026-01-12,60.00,0.00,,open\nD4,SO-9,K2,2026-01-12,70.00,,,\n"},
            {ImportKind::deliveries, "external_id,number,order,contract,customer,delivery_date,acceptance_date,quantity\nL1,FH-1,SO-1,HT-1,K1,2026-02-01,2026-02-20,10\nL2,FH-2,SO-2,,K2,2026-02-01,,0.125\nL3,FH-3,D4,,K2,2026-02-02,,\n"},
            {ImportKind::contract_events, "external_id,contract,event,event_date\nE1,HT-2,signing,2026-03-01\n"},
            {ImportKind::invoices, "external_id,customer,invoice_date,due_date,gross,contract,order\nI1,K2,2026-03-05,2026-04-01,50.00,HT-2,SO-2\nI2,K2,2026-03-06,2026-04-01,70.00,,D4\n"},
            {ImportKind::opening_items, "external_id,customer,invoice_date,due_date,original,remaining\nO1,K1,2025-11-01,2025-12-01,500.00,120.00\nO2,K1,2025-11-01,2025-12-01,-80.00,-30.00\nO3,K1,2025-11-01,2025-12-01,,9.00\n"},
            {ImportKind::receipts, "external_id,customer,value_date,amount,invoice\nR1,K2,2026-03-20,20.00,I1\n"}};
        for (const auto& [kind, csv] : files) {
            const auto outcome = book.import(kind, csv);
            for (const auto& error : outcome.errors) MESSAGE(std::string(importing::describe(kind).name) << " row " << error.row << " " << std::string(error.error.code) << " " << error.value);
            REQUIRE(outcome.whole());
        }
        check_restored(book, copy);
        CHECK(copy.export_csv(ImportKind::contracts).find("CNY,100000.00,88495.58,") != std::string::npos);
        CHECK(copy.export_csv(ImportKind::contracts).find(",30,our_seat,加急") != std::string::npos);
        CHECK(copy.export_csv(ImportKind::contracts).find(",0,arbitration,") != std::string::npos);
        CHECK(copy.export_csv(ImportKind::contracts).find(",bank_transfer; acceptance_bill,0.0005,") != std::string::npos);
        CHECK(copy.export_csv(ImportKind::contracts).find(",bank_transfer; cheque,,") != std::string::npos);
        CHECK(copy.export_csv(ImportKind::orders).find("CNY,900.00,796.46,HT-1,,已发货,") != std::string::npos);
        CHECK(copy.export_csv(ImportKind::orders).find("CNY,60.00,0.00,,,open,") != std::string::npos);
        CHECK(copy.export_csv(ImportKind::deliveries).find("2026-02-20,10,") != std::string::npos);
        CHECK(copy.export_csv(ImportKind::deliveries).find("FH-3,D4,") != std::string::npos);
        CHECK(copy.export_csv(ImportKind::invoices).find("50.00,HT-2,SO-2,") != std::string::npos);
        CHECK(copy.export_csv(ImportKind::invoices).find("70.00,,D4,") != std::string::npos);
        CHECK(copy.export_csv(ImportKind::opening_items).find("CNY,500.00,120.00,") != std::string::npos);
        CHECK(copy.export_csv(ImportKind::opening_items).find("CNY,-80.00,-30.00,") != std::string::npos);
    }
}

TEST_CASE("R-004: what is expected of a plan and agreed of an order goes with the files, so an empty book has the same exposure and the same due dates") {
    for (const auto engine : {sql::Engine::sqlite, sql::Engine::postgres}) {
        if (engine == sql::Engine::postgres && !std::getenv("TEST_POSTGRES")) { MESSAGE("SKIPPED on PostgreSQL: run through tests/with_postgres"); continue; }
        const TemporaryDatabase first{engine}, second{engine};
        ImportBench book{first}, copy{second};
        const std::vector<std::pair<ImportKind, std::string>> files{
            {ImportKind::customers, "code,name\nK1,A\nK2,B\n"},
            {ImportKind::contracts, "external_id,number,customer,signed_date,gross,terms,expected_due\n"
                                    "C1,HT-1,K1,2026-01-10,100000.00,30% signing+7d; 40% delivery+30d; remainder acceptance+30d,; 2026-04-15; 2026-07-31\n"
                                    "C2,HT-2,K2,,200.00,签订后7天50%；发货后30天付余款,2026-05-08\nC3,HT-3,K2,,200.00,100% signing,\n"},
            {ImportKind::orders, "external_id,number,customer,order_date,gross,contract,status,ship_date,prepaid,term_days\n"
                                 "D1,SO-1,K1,2026-01-11,900.00,,confirmed,2026-03-01,300.00,45\nD2,SO-2,K2,2026-01-11,50.00,,confirmed,,0.00,0\nD3,SO-3,K2,2026-01-11,70.00,,open,,,\n"}};
        for (const auto& [kind, csv] : files) {
            const auto outcome = book.import(kind, csv);
            for (const auto& error : outcome.errors) MESSAGE(std::string(importing::describe(kind).name) << " row " << error.row << " " << std::string(error.error.code) << " " << error.value);
            REQUIRE(outcome.whole());
        }
        const auto said = [](ImportBench& of) {
            std::string all;
            of.connection().query("SELECT c.number, l.line_no, l.expected_date, o.due_date FROM plan_line l JOIN contract c ON c.company_id = l.company_id AND c.id = l.contract_id "
                                  "LEFT JOIN open_item o ON o.company_id = l.company_id AND o.plan_line_id = l.id AND o.voided_at IS NULL WHERE l.voided_at IS NULL ORDER BY c.number, l.line_no",
                                  std::span<const sql::Param>{}, [&](const sql::Row& row) {
                                      const auto day = [&](int column) { return row.is_null(column) ? std::string("-") : to_string(date_of(row.integer(column))); };
                                      all += std::string(row.text(0)) + " " + std::to_string(row.integer(1)) + " " + day(2) + " " + day(3) + "\n";
                                  });
            of.connection().query("SELECT number, prepaid_minor, ship_date, term_days FROM sales_order ORDER BY number", std::span<const sql::Param>{}, [&](const sql::Row& row) {
                all += std::string(row.text(0));
                for (const int column : {1, 2, 3}) all += " " + (row.is_null(column) ? std::string("-") : std::to_string(row.integer(column)));
                all += "\n";
            });
            const auto& policy = of.workspace().policies().credit;
            receivable::SqlExposureQuestion question{of.connection(), of.workspace().company().id, policy.control.exposure, *parse_date("2026-02-01")};
            const auto rows = question.rows({});
            for (const auto& order : rows.orders) all += order.number + " " + std::to_string(order.ordered) + " " + std::to_string(order.prepaid) + "\n";
            return all;
        };
        const std::string known = said(book);
        CHECK(known.substr(0, known.find("SO-")) == "HT-1 1 - 2026-01-17\nHT-1 2 2026-04-15 -\nHT-1 3 2026-07-31 -\nHT-2 1 2026-05-08 -\nHT-2 2 - -\nHT-3 1 - -\n");
        CHECK(known.find("SO-1 90000 30000\n") != std::string::npos);
        check_restored(book, copy);
        CHECK(said(copy) == known);
        CHECK(copy.export_csv(ImportKind::contracts).find(",; 2026-04-15; 2026-07-31,") != std::string::npos);
        CHECK(copy.export_csv(ImportKind::orders).find(",confirmed,2026-03-01,300.00,45,") != std::string::npos);

        const auto refused = [&](ImportKind kind, const std::string& csv) {
            const auto outcome = book.import(kind, csv);
            REQUIRE(outcome.errors.size() == 1);
            return outcome.errors.front().column + " " + std::string(outcome.errors.front().error.code);
        };
        const std::string plan = "external_id,number,customer,gross,terms,expected_due\n", order = "external_id,number,customer,order_date,gross,ship_date,prepaid,term_days\n";
        CHECK(refused(ImportKind::contracts, plan + "C9,HT-9,K1,10.00,100% signing,2026-01-01; 2026-02-01\n") == "expected_due contract.expected_due");
        CHECK(refused(ImportKind::contracts, plan + "C9,HT-9,K1,10.00,100% signing,soon\n") == "expected_due date.invalid");
        CHECK(refused(ImportKind::contracts, plan + "C3,HT-3,K2,200.00,100% signing,2026-01-02\n") == "external_id importing.identity_conflict");
        CHECK(refused(ImportKind::orders, order + "D9,SO-9,K1,2026-01-11,900.00,2026-01-10,,\n") == "ship_date receivable.order_dates");
        CHECK(refused(ImportKind::orders, order + "D9,SO-9,K1,2026-01-11,900.00,,900.01,\n") == "prepaid receivable.order_prepaid");
        CHECK(refused(ImportKind::orders, order + "D9,SO-9,K1,2026-01-11,900.00,,,3651\n") == "term_days receivable.order_term");
        CHECK(refused(ImportKind::orders, order + "D1,SO-1,K1,2026-01-11,900.00,,300.01,\n") == "external_id importing.identity_conflict");
    }
}

TEST_CASE("an order comes again with the status it has reached; other figures of a document never change by a file") {
    on_both_engines([](const TemporaryDatabase& database) {
        ImportBench bench{database};
        const std::string head = "external_id,number,customer,order_date,gross,net,status\n";
        check_counts(bench.import(ImportKind::customers, "code,name\nK1,A\nK2,B\n"), 2, 0, 0);
        check_counts(bench.import(ImportKind::orders, head + "D1,SO-1,K1,2026-01-11,900.00,796.46,open\nD2,SO-2,K1,2026-01-11,10.00,,open\n"), 2, 0, 0);
        check_counts(bench.import(ImportKind::orders, head + "D1,SO-1,K1,2026-01-11,900.00,,shipped\nD2,SO-2,K1,2026-01-11,10.00,,\n"), 0, 1, 1);
        CHECK(bench.export_csv(ImportKind::orders).find("900.00,796.46,,,shipped,") != std::string::npos);
        const auto refused = [&](ImportKind kind, const std::string& csv) {
            const auto outcome = bench.import(kind, csv);
            REQUIRE(outcome.errors.size() == 1);
            return std::string(outcome.errors.front().error.code);
        };
        CHECK(refused(ImportKind::orders, head + "D1,SO-1,K1,2026-01-11,900.00,796.47,shipped\n") == "importing.identity_conflict");
        CHECK(refused(ImportKind::orders, head + "D3,SO-3,K1,2026-01-11,900.00,900.01,\n") == "importing.net_above_gross");
        CHECK(refused(ImportKind::contracts, "external_id,number,customer,gross,net\nC1,HT-1,K1,10.00,10.01\n") == "contract.net_above_amount");
        CHECK(refused(ImportKind::invoices, "external_id,customer,invoice_date,gross,order\nI1,K2,2026-03-05,50.00,SO-1\n") == "importing.other_customer");
        CHECK(refused(ImportKind::invoices, "external_id,customer,invoice_date,gross,order\nI1,K1,2026-03-05,50.00,SO-7\n") == "importing.unknown_order");
    });
}

TEST_CASE("every kind exports its own columns, and XLSX goes the same way") {
    on_both_engines([](const TemporaryDatabase& database) {
        ImportBench bench{database};
        for (const auto& kind : importing::import_kinds()) {
            std::string header;
            for (const auto& field : kind.fields) (header += header.empty() ? "" : ",") += field.name;
            CHECK(bench.export_csv(kind.kind) == header + "\r\n");
        }
        check_counts(bench.import(ImportKind::customers, "code,name,note\nK1,华东机械,=1+1\n"), 1, 0, 0);
        check_counts(bench.import(ImportKind::invoices, "external_id,customer,invoice_date,due_date,gross,disputed\nI1,K1,2026-01-10,2026-02-09,12345678901234.56,yes\n"), 1, 0, 0);
        const auto path = std::filesystem::temp_directory_path() / ("tandem_export_" + std::to_string(getpid()) + ".xlsx");
        for (const auto kind : {ImportKind::customers, ImportKind::invoices}) {
            const auto writer = platform::xlsx_writer(path, "rows");
            REQUIRE(writer);
            CHECK(importing::export_kind(bench.connection(), bench.workspace().company().id, org::Reach::whole_company(), kind, **writer).value() == 1);
            const auto mapping = bench.mapping_for(kind, bench.export_csv(kind));
            const auto table = platform::open_table(path, *importing::table_options(mapping));
            REQUIRE(table);
            const auto outcome = importing::run_import(bench.connection(), bench.workspace().company(), bench.workspace().act("import"), bench.workspace().ids(), bench.workspace().policies().cash, **table,
                                                       {.kind = kind, .file_name = "x.xlsx", .file_hash = "", .mapping = mapping});
            REQUIRE(outcome);
            check_counts(*outcome, 0, 0, 1);
        }
        std::filesystem::remove(path);
    });
}
