// I16: an export imports as itself. Into the same book it changes nothing; into an empty one it brings
// back the same exports and the same figures. With random books, on both engines.
#include <rapidcheck.h>

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
        openings += "O" + n + ",OP" + n + "," + customer + "," + date(-pick(10, 300)) + "," + date(day) + "," + (pick(0, 2) ? "" : "-") + amount(pick(1, 90'000)) + "\n";
        notes += "C" + n + "," + customer + "," + (pick(0, 1) ? "I" + n : "") + "," + date(70) + "," + amount(pick(100, 9'000)) + "," + cell(any_text()) + "\n";
        const bool bill = pick(0, 3) == 0;
        receipts += "R" + n + ",SK" + n + "," + customer + "," + (bill ? "承兑汇票" : pick(0, 1) ? "cheque" : "") + "," + date(80) + "," + (bill ? date(180) : "") + "," + currency + "," + amount(pick(100, 900'000)) + "," + cell(any_text()) +
                    "," + cell(any_text()) + "," + (pick(0, 1) ? "I" + n : "") + "," + cell(any_text()) + "\n";
        if (pick(0, 1)) allocations += "A" + n + ",," + "C" + n + ",O" + n + ",CNY," + amount(1) + "\n";
    }
    files.emplace_back(ImportKind::invoices, invoices);
    files.emplace_back(ImportKind::opening_items, openings);
    files.emplace_back(ImportKind::credit_notes, notes);
    files.emplace_back(ImportKind::receipts, receipts);
    files.emplace_back(ImportKind::allocations, allocations);
    return files;
}

void check_round_trip(sql::Engine engine) {
    const TemporaryDatabase first{engine}, second{engine};
    ImportBench book{first}, copy{second};
    for (const auto& [kind, csv] : random_files()) {
        auto mapping = book.mapping_for(kind, csv);
        mapping.source = "sap";
        // A random file may contradict itself: then it is refused whole and the rest is enough.
        book.import(mapping, csv);
    }
    const auto exports = book.export_all();
    const auto rows = book.row_counts();
    for (const auto kind : importing::restoring_order()) {
        const auto again = book.import(kind, exports.at(kind));
        RC_ASSERT(again.whole());
        RC_ASSERT(again.counts.created + again.counts.updated == 0);
        const auto restored = copy.import(kind, exports.at(kind));
        for (const auto& error : restored.errors) MESSAGE(std::string(importing::describe(kind).name) << " row " << error.row << " " << std::string(error.error.code) << " " << error.value);
        RC_ASSERT(restored.whole());
    }
    RC_ASSERT(book.row_counts() == rows);
    for (const auto& [kind, csv] : copy.export_all()) {
        if (csv != exports.at(kind)) MESSAGE("FIRST\n" << exports.at(kind) << "\nSECOND\n" << csv);
        RC_ASSERT(csv == exports.at(kind));
    }
    RC_ASSERT(copy.figures() == book.figures());
    book.check_invariants();
    copy.check_invariants();
}

}  // namespace

TEST_CASE("an export imports as itself, I16") {
    for (const auto engine : {sql::Engine::sqlite, sql::Engine::postgres}) {
        if (engine == sql::Engine::postgres && !std::getenv("TEST_POSTGRES")) { MESSAGE("SKIPPED on PostgreSQL: run through tests/with_postgres"); continue; }
        CHECK(rc::check("export, import, export", [&] { check_round_trip(engine); }));
    }
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
            CHECK(importing::export_kind(bench.connection(), bench.workspace().company().id, kind, **writer).value() == 1);
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
