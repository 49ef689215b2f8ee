// Every kind from a file, on both engines: what it books, the same file twice, contradictions, and that a
// refused file changes nothing.
#include "importing/edge/failed_rows.h"
#include "support/import_bench.h"

using namespace tandem;
using namespace tandem::testing;
using importing::ImportKind;

namespace {

constexpr auto customers = "code,name,customer_group,country,region,rep,customer_since,contact_name,email,phone,address,note\n"
                           "K1,华东机械,key,CN,east,E1,2025-03-01,王芳,wf@example.com,13800000000,上海,大客户\n"
                           "K2,Nordic Pumps,,DE,,,,,,,,\n";
constexpr auto employees = "code,name,position,team,region,manager,joined_date,effective_date\n"
                           "E1,李雷,销售,T1,east,E2,2024-01-01,\n"
                           "E2,韩梅梅,经理,T1,,,,\n";
constexpr auto invoices = "external_id,customer,invoice_date,due_date,gross\nI1,K1,2026-01-10,2026-02-09,1000.00\nI2,K1,2026-01-20,2026-02-19,500.00\nI3,K2,2026-01-25,2026-02-24,80.00\n";

void check_refused(ImportBench& bench, ImportKind kind, const std::string& csv, std::string_view code, std::string_view column) {
    INFO("expects " << code << " in " << column);
    const auto before = bench.row_counts();
    const auto outcome = bench.import(kind, csv);
    CHECK_FALSE(outcome.whole());
    REQUIRE(outcome.errors.size() == 1);
    CHECK(outcome.errors[0].error.code == code);
    CHECK(outcome.errors[0].column == column);
    CHECK_FALSE(explain(outcome.errors[0].error, Language::zh).empty());
    CHECK(bench.row_counts() == before);
}

void check_once(ImportBench& bench, ImportKind kind, const std::string& csv, std::int64_t rows) {
    check_counts(bench.import(kind, csv), rows, 0, 0);
    const auto before = bench.row_counts();
    check_counts(bench.import(kind, csv), 0, 0, rows);
    CHECK(bench.row_counts() == before);
    bench.check_invariants();
}

void load_master_data(ImportBench& bench) {
    check_once(bench, ImportKind::employees, employees, 2);
    check_once(bench, ImportKind::customers, customers, 2);
}

}  // namespace

TEST_CASE("employees and customers are made once, and changed by a later file") {
    on_both_engines([](const TemporaryDatabase& database) {
        ImportBench bench{database};
        load_master_data(bench);
        const auto book = bench.loader().load(bench.connection());
        CHECK(book.employees.size() == 2);
        CHECK(book.customers.all().at(0).name == "华东机械");
        CHECK(book.customers.all().at(0).name_key == "hua dong ji xie|hdjx");

        // A blank cell keeps what is known; the group, the phone and the rep change.
        const std::string later = "code,name,customer_group,country,rep,contact_name,phone\nK1,华东机械,base,,E2,王芳,13900000000\n";
        check_counts(bench.import(ImportKind::customers, later), 0, 1, 0);
        check_counts(bench.import(ImportKind::customers, later), 0, 0, 1);
        const std::string exported = bench.export_csv(ImportKind::customers);
        CHECK(exported.find("K1,华东机械,,,base,CN,east,,,,E2,2025-03-01,王芳,w***@example.com,139****0000,上海,大客户\r\n") != std::string::npos);
        CHECK(bench.connection().one_integer("SELECT COUNT(*) FROM audit_entry WHERE object_kind = 'customer' AND detail IS NOT NULL", {}) == 1);

        check_refused(bench, ImportKind::customers, "code,name,rep\nK1,华东机械,E9\n", "importing.unknown_employee", "rep");
        check_refused(bench, ImportKind::employees, "code,name,region\nE1,李雷,north\n", "importing.region_without_team", "region");
        check_refused(bench, ImportKind::employees, "code,name,joined_date,left_date\nE1,李雷,2024-01-01,2023-01-01\n", "importing.left_before_joined", "left_date");
        check_refused(bench, ImportKind::employees, "code,name\nE1,\n", "importing.required", "name");
    });
}

TEST_CASE("owners are dated: an item keeps those of its birth") {
    on_both_engines([](const TemporaryDatabase& database) {
        ImportBench bench{database};
        check_counts(bench.import(ImportKind::employees, "code,name,team,region,effective_date\nE1,A,T1,east,2024-01-01\nE1,A,T2,west,2026-01-15\nE1,A,T1,,2026-03-01\n"), 1, 2, 0);
        check_counts(bench.import(ImportKind::customers, "code,name,rep\nK1,A,E1\nK2,B,\n"), 2, 0, 0);
        check_once(bench, ImportKind::invoices, invoices, 3);
        const auto book = bench.loader().load(bench.connection());
        CHECK(book.teams[book.items.team[0]].code == "T1");
        CHECK(book.teams[book.items.team[1]].code == "T2");
        CHECK(book.regions[book.items.region[1]].code == "west");
        CHECK(book.items.rep[2] == insight::nowhere);
        const std::string exported = bench.export_csv(ImportKind::employees);
        CHECK(exported.find("T2,west,,,,,,2026-01-15\r\n") != std::string::npos);
        check_counts(bench.import(ImportKind::employees, exported), 0, 0, 3);
    });
}

TEST_CASE("financial statements and ratings: taken once, given back as they came, and refused when they cannot be true") {
    on_both_engines([](const TemporaryDatabase& database) {
        ImportBench bench{database};
        load_master_data(bench);
        const std::string head = "external_id,customer,period_end,current_assets,inventory,receivables,total_assets,current_liabilities,total_liabilities,equity,revenue,audited\n";
        check_once(bench, ImportKind::financial_statements, head + "F1,K1,2025-12-31,6.00,2.00,2.00,15.00,4.00,9.00,6.00,12.00,yes\nF2,K2,2025-12-31,6.00,2.00,2.00,15.00,4.00,16.00,-1.00,12.00,no\n", 2);
        check_refused(bench, ImportKind::financial_statements, head + "F3,K1,2024-12-31,15.00,2.00,2.00,6.00,4.00,9.00,6.00,12.00,yes\n", "credit.statement_part", "total_assets");
        check_refused(bench, ImportKind::financial_statements, head + "F1,K1,2025-12-31,6.00,2.00,2.00,15.00,4.00,8.00,7.00,12.00,yes\n", "importing.identity_conflict", "external_id");
        check_counts(bench.import(ImportKind::financial_statements, bench.export_csv(ImportKind::financial_statements)), 0, 0, 2);
        const std::string columns = "external_id,customer,provider,kind,number,grade,rated_date,valid_to_date\n";
        check_once(bench, ImportKind::ratings, columns + "Q1,K1,企查查,lawsuits,3,,2026-01-01,2026-12-31\nQ2,K2,Agency,external_score,82.5,,2026-01-01,2026-12-31\nQ3,K2,Agency,external_grade,,AA,2026-01-01,2026-12-31\n", 3);
        check_refused(bench, ImportKind::ratings, columns + "Q4,K1,企查查,lawsuits,1.5,,2026-01-01,2026-12-31\n", "credit.rating_value", "kind");
        check_refused(bench, ImportKind::ratings, columns + "Q4,K1,企查查,weather,1,,2026-01-01,2026-12-31\n", "credit.rating_kind", "kind");
        check_counts(bench.import(ImportKind::ratings, bench.export_csv(ImportKind::ratings)), 0, 0, 3);
    });
}

TEST_CASE("rates and calendars") {
    on_both_engines([](const TemporaryDatabase& database) {
        ImportBench bench{database};
        check_once(bench, ImportKind::fx_rates, "rate_date,from_currency,to_currency,rate\n2026-01-01,USD,CNY,7.1\n2026-01-02,USD,CNY,7.123456789\n", 2);
        check_refused(bench, ImportKind::fx_rates, "rate_date,from_currency,to_currency,rate\n2026-01-01,USD,CNY,7.2\n", "importing.rate_conflict", "rate");
        check_refused(bench, ImportKind::fx_rates, "rate_date,from_currency,to_currency,rate\n2026-01-03,USD,USD,1\n", "importing.same_currency", "to_currency");
        check_refused(bench, ImportKind::fx_rates, "rate_date,from_currency,to_currency,rate\n2026-01-03,USD,CNY,0\n", "importing.not_positive", "rate");
        check_once(bench, ImportKind::calendars, "calendar,day,working,label\nplant,2026-10-01,否,国庆节\nplant,2026-10-10,是,\n", 2);
        check_refused(bench, ImportKind::calendars, "calendar,day,working\nplant,2026-10-01,yes\n", "importing.identity_conflict", "working");
    });
}

TEST_CASE("credit notes stand on the credit side and settle nothing by themselves") {
    on_both_engines([](const TemporaryDatabase& database) {
        ImportBench bench{database};
        load_master_data(bench);
        check_once(bench, ImportKind::invoices, invoices, 3);
        check_once(bench, ImportKind::credit_notes, "external_id,number,customer,invoice,credit_date,net,tax,gross,reason\nC1,CN-1,K1,I1,2026-02-01,-100.00,-13.00,-113.00,退货\n", 1);
        CHECK(bench.balance("receivable") == 158'000);
        CHECK(bench.balance("credit_notes") == -11'300);
        CHECK(bench.balance("output_vat") == 1'300);
        check_refused(bench, ImportKind::credit_notes, "external_id,customer,credit_date,gross\nC1,K1,2026-02-01,114.00\n", "importing.identity_conflict", "external_id");
        check_refused(bench, ImportKind::credit_notes, "external_id,customer,invoice,credit_date,gross\nC2,K1,I9,2026-02-01,1.00\n", "importing.unknown_item", "invoice");
        check_refused(bench, ImportKind::credit_notes, "external_id,customer,invoice,credit_date,gross\nC2,K2,I1,2026-02-01,1.00\n", "importing.other_customer", "invoice");
        check_refused(bench, ImportKind::credit_notes, "external_id,customer,credit_date,net,tax,gross\nC2,K1,2026-02-01,1.00,0.20,1.13\n", "receivable.gross_mismatch", "gross");
    });
}

TEST_CASE("receipts wait unapplied, or settle the invoice they name as far as both reach") {
    on_both_engines([](const TemporaryDatabase& database) {
        ImportBench bench{database};
        load_master_data(bench);
        check_once(bench, ImportKind::invoices, invoices, 3);
        const std::string head = "external_id,number,customer,method,value_date,maturity_date,amount,reference,payer_name,invoice\n";
        check_once(bench, ImportKind::receipts,
                   head + "R1,SK-1,K1,电汇,2026-02-01,,1200.00,货款,华东集团,I1\nR2,SK-2,K1,银行承兑汇票,2026-02-03,2026-08-03,300.00,,,I2\nR3,SK-3,K2,支票,2026-02-04,,10.00,,,\n", 3);
        CHECK(bench.balance("receivable") == 28'000);
        CHECK(bench.balance("unapplied_receipts") == -21'000);
        CHECK(bench.balance("notes_receivable") == 31'000);
        CHECK(bench.connection().one_integer("SELECT unapplied_minor FROM receipt WHERE number = 'SK-1'", {}) == 20'000);
        CHECK(bench.connection().one_integer("SELECT counts_date FROM receipt WHERE number = 'SK-2'", {}) == day_number(*parse_date("2026-08-03")));
        CHECK_FALSE(bench.connection().one_integer("SELECT counts_date FROM receipt WHERE number = 'SK-3'", {}).has_value());
        // The invoice of R3 has become known: it is settled now, once.
        const std::string later = head + "R3,SK-3,K2,支票,2026-02-04,,10.00,,,I3\n";
        check_counts(bench.import(ImportKind::receipts, later), 0, 1, 0);
        check_counts(bench.import(ImportKind::receipts, later), 0, 0, 1);
        CHECK(bench.connection().one_integer("SELECT open_minor FROM open_item WHERE number = 'I3'", {}) == 7'000);
        bench.check_invariants();

        check_refused(bench, ImportKind::receipts, head + "R9,,K1,barter,2026-02-01,,1.00,,,\n", "importing.unknown_method", "method");
        check_refused(bench, ImportKind::receipts, head + "R9,,K1,承兑汇票,2026-02-01,,1.00,,,\n", "cash.maturity_missing", "maturity_date");
        check_refused(bench, ImportKind::receipts, head + "R9,,K1,cash,2026-02-01,,1.00,,,I9\n", "importing.unknown_item", "invoice");
        check_refused(bench, ImportKind::receipts, head + "R9,,K1,cash,2026-02-01,,1.00,,,I3\n", "importing.other_customer", "invoice");
        check_refused(bench, ImportKind::receipts, head + "R1,SK-1,K1,电汇,2026-02-01,,1200.01,,,I1\n", "importing.identity_conflict", "external_id");
        check_refused(bench, ImportKind::receipts, head + "R8,,K1,cash,2026-02-01,,1.00,,,\nR9,,K1,cash,2026-02-31,,1.00,,,\n", "date.invalid", "value_date");
    });
}

TEST_CASE("allocations never reach above the receipt, the credit note or the item") {
    on_both_engines([](const TemporaryDatabase& database) {
        ImportBench bench{database};
        load_master_data(bench);
        check_once(bench, ImportKind::invoices, invoices, 3);
        check_once(bench, ImportKind::receipts, "external_id,number,customer,value_date,amount\nR1,SK-1,K1,2026-02-01,600.00\n", 1);
        check_once(bench, ImportKind::credit_notes, "external_id,number,customer,credit_date,gross\nC1,CN-1,K1,2026-02-01,50.00\n", 1);
        const std::string head = "external_id,receipt,credit_note,item,amount,effective_date,reason\n";
        check_refused(bench, ImportKind::allocations, head + "A1,SK-1,,I2,500.01,,\n", "cash.over_allocation", "amount");
        check_refused(bench, ImportKind::allocations, head + "A1,SK-1,,I1,600.01,,\n", "cash.over_allocation", "amount");
        check_refused(bench, ImportKind::allocations, head + "A1,SK-1,,I1,400.00,,\nA2,SK-1,,I2,200.01,,\n", "cash.over_allocation", "amount");
        check_refused(bench, ImportKind::allocations, head + "A1,,CN-1,I1,50.01,,\n", "cash.over_allocation", "amount");
        check_refused(bench, ImportKind::allocations, head + "A1,SK-1,CN-1,I1,1.00,,\n", "importing.allocation_source", "receipt");
        check_refused(bench, ImportKind::allocations, head + "A1,SK-9,,I1,1.00,,\n", "importing.unknown_receipt", "receipt");
        check_refused(bench, ImportKind::allocations, head + "A1,,CN-9,I1,1.00,,\n", "importing.unknown_credit_note", "credit_note");
        check_refused(bench, ImportKind::allocations, head + "A1,SK-1,,I9,1.00,,\n", "importing.unknown_item", "item");
        check_refused(bench, ImportKind::allocations, head + "A1,SK-1,,I1,1.00,2026-01-15,\n", "cash.allocation_too_early", "effective_date");
        check_refused(bench, ImportKind::allocations, head + "A1,SK-1,,I1,1.00,2026-02-15,\n", "cash.reason_required", "effective_date");
        check_once(bench, ImportKind::allocations, head + "A1,SK-1,,I1,400.00,,\nA2,SK-1,,I2,200.00,2026-02-15,客户要求\nA3,,CN-1,I1,50.00,,\n", 3);
        CHECK(bench.balance("unapplied_receipts") == 0);
        CHECK(bench.balance("credit_notes") == 0);
        CHECK(bench.balance("receivable") == 93'000);
        check_refused(bench, ImportKind::allocations, head + "A1,SK-1,,I1,399.00,,\n", "importing.identity_conflict", "external_id");
    });
}

TEST_CASE("opening items keep their dates; a negative remainder is an open credit") {
    on_both_engines([](const TemporaryDatabase& database) {
        ImportBench bench{database};
        load_master_data(bench);
        const std::string head = "external_id,customer,invoice_date,due_date,original,remaining,disputed\n";
        check_once(bench, ImportKind::opening_items, head + "O1,K1,2025-10-01,2025-11-01,900.00,400.00,yes\nO2,K1,2025-12-01,2025-12-31,,-30.00,\n", 2);
        CHECK(bench.balance("receivable") == 40'000);
        CHECK(bench.balance("credit_notes") == -3'000);
        CHECK(bench.balance("opening_balance") == -37'000);
        check_refused(bench, ImportKind::opening_items, head + "O3,K1,2025-10-01,2025-11-01,,0.00,\n", "importing.nothing_remaining", "remaining");
        check_refused(bench, ImportKind::opening_items, head + "O3,K1,2025-10-01,2025-11-01,10.00,11.00,\n", "importing.remaining_above_original", "remaining");
        check_refused(bench, ImportKind::opening_items, head + "O3,K1,2025-10-01,2025-09-01,,11.00,\n", "receivable.due_before_invoice", "due_date");
        check_refused(bench, ImportKind::opening_items, head + "O1,K1,2025-10-01,2025-11-01,,-400.00,\n", "importing.identity_conflict", "external_id");
        check_once(bench, ImportKind::allocations, "external_id,credit_note,item,amount\nA1,O2,O1,30.00\n", 1);
    });
}

TEST_CASE("one row may hold an invoice and its settlement, or its settlement may follow") {
    on_both_engines([](const TemporaryDatabase& database) {
        ImportBench bench{database};
        load_master_data(bench);
        const std::string head = "external_id,customer,invoice_date,due_date,gross,settled_date,settled_amount\n";
        check_once(bench, ImportKind::invoices, head + "I1,K1,2026-01-10,2026-02-09,1000.00,2026-02-10,\nI2,K1,2026-01-20,2026-02-19,500.00,2026-02-20,200.00\nI3,K2,2026-01-25,2026-02-24,80.00,,\n", 3);
        CHECK(bench.balance("receivable") == 38'000);
        const std::string later = head + "I3,K2,2026-01-25,2026-02-24,80.00,2026-02-26,\n";
        check_counts(bench.import(ImportKind::invoices, later), 0, 1, 0);
        check_counts(bench.import(ImportKind::invoices, later), 0, 0, 1);
        CHECK(bench.balance("receivable") == 30'000);
        bench.check_invariants();
    });
}

TEST_CASE("the rows that failed come back with what is wrong, ready to be corrected") {
    on_both_engines([](const TemporaryDatabase& database) {
        ImportBench bench{database};
        load_master_data(bench);
        const std::string csv = "external_id,customer,invoice_date,due_date,gross,note\nI1,K1,2026-01-10,2026-02-09,1000.00,ok\nI2,K9,2026-01-20,2026-02-31,-5,\"say \"\"hi\"\", =x\"\nI3,K9,2026-01-20,2026-02-28,5,=x\n";
        const auto outcome = bench.import(ImportKind::invoices, csv);
        CHECK(outcome.counts.failed >= 2);
        const auto table = platform::open_table_in_memory(csv);
        std::string failed;
        CHECK(*importing::write_failed_rows(**table, outcome.errors, Language::zh, platform::string_sink(failed)) == 2);
        CHECK(failed.starts_with("\xef\xbb\xbf\"external_id\",\"customer\",\"invoice_date\",\"due_date\",\"gross\",\"note\",\"tandem_errors\"\r\n\"I2\",\"K9\",\"2026-01-20\",\"2026-02-31\",\"-5\","
                                 "\"say \"\"hi\"\", =x\",\""));
        CHECK(failed.find("\"'=x\",\"customer: 没有客户“K9”") != std::string::npos);

        // Corrected, the file goes in as it is.
        std::string corrected = failed;
        for (const auto& [wrong, right] : {std::pair{"K9", "K1"}, std::pair{"K9", "K1"}, std::pair{"2026-02-31", "2026-02-28"}, std::pair{"\"-5\"", "\"5\""}})
            corrected.replace(corrected.find(wrong), std::string_view(wrong).size(), right);
        check_counts(bench.import(bench.mapping_for(ImportKind::invoices, csv), corrected), 2, 0, 0);
    });
}
