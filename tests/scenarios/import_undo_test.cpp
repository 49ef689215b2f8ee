// Undoing an import takes back everything it brought: figures and remaining amounts are those of before,
// and the same file can be imported again.
#include "support/import_bench.h"

using namespace tandem;
using namespace tandem::testing;
using importing::ImportKind;

namespace {

constexpr auto head = "external_id,customer,invoice_date,due_date,gross,settled_date,settled_amount\n";

// Two customers with a rep, two invoices, a receipt and a credit note with something left.
void prepare(ImportBench& bench) {
    check_counts(bench.import(ImportKind::employees, "code,name,team,region\nE1,A,T1,east\nE2,B,T2,west\n"), 2, 0, 0);
    check_counts(bench.import(ImportKind::customers, "code,name,customer_group,rep,contact_name,phone\nK1,华东机械,key,E1,王芳,1\nK2,B,,E2,,\n"), 2, 0, 0);
    check_counts(bench.import(ImportKind::invoices, std::string(head) + "I1,K1,2026-01-10,2026-02-09,1000.00,,\nI2,K2,2026-01-20,2026-02-19,500.00,2026-02-20,200.00\n"), 2, 0, 0);
    check_counts(bench.import(ImportKind::receipts, "external_id,number,customer,value_date,amount\nR1,SK-1,K1,2026-02-01,600.00\n"), 1, 0, 0);
    check_counts(bench.import(ImportKind::credit_notes, "external_id,number,customer,credit_date,gross\nC1,CN-1,K1,2026-02-01,50.00\n"), 1, 0, 0);
}

// Imports, sees the figures change, undoes, sees them as before, and imports again.
void check_undo(ImportBench& bench, ImportKind kind, const std::string& csv) {
    INFO(std::string(importing::describe(kind).name));
    auto book = bench.loader().load(bench.connection());
    const auto figures = bench.figures_of(book);
    const auto exports = bench.export_all();
    const auto outcome = bench.import(kind, csv);
    REQUIRE(outcome.whole());
    CHECK(bench.export_all() != exports);
    REQUIRE(bench.loader().refresh(bench.connection(), book));
    const auto imported = bench.figures_of(book);
    CHECK(imported == bench.figures());

    const auto undone = bench.undo(outcome.batch);
    if (!undone) FAIL(explain(undone.error(), Language::en));
    CHECK(bench.export_all() == exports);
    CHECK(bench.figures() == figures);
    bench.check_invariants();
    const auto again = bench.undo(outcome.batch);
    REQUIRE_FALSE(again);
    CHECK(again.error().code == "importing.already_undone");

    const auto second = bench.import(kind, csv);
    CHECK(second.counts.created == outcome.counts.created);
    CHECK(second.counts.updated == outcome.counts.updated);
    CHECK(bench.figures() == imported);
    bench.check_invariants();
}

void check_kept(ImportBench& bench, BatchId batch, std::string_view code) {
    const auto before = bench.row_counts();
    const auto exports = bench.export_all();
    const auto undone = bench.undo(batch);
    REQUIRE_FALSE(undone);
    CHECK(undone.error().code == code);
    CHECK(explain(undone.error(), Language::en).find('{') == std::string::npos);
    CHECK(bench.row_counts() == before);
    CHECK(bench.export_all() == exports);
}

}  // namespace

TEST_CASE("an undone import leaves every figure as it was") {
    on_both_engines([](const TemporaryDatabase& database) {
        ImportBench bench{database};
        prepare(bench);
        check_undo(bench, ImportKind::invoices, std::string(head) + "I3,K1,2026-01-12,2026-02-11,70.00,2026-02-12,\nI2,K2,2026-01-20,2026-02-19,500.00,,\n");
        check_undo(bench, ImportKind::receipts, "external_id,customer,value_date,amount,invoice\nR2,K1,2026-02-05,300.00,I1\nR3,K2,2026-02-05,900.00,I2\n");
        check_undo(bench, ImportKind::allocations, "external_id,receipt,credit_note,item,amount\nA1,SK-1,,I1,100.00\nA2,,CN-1,I1,20.00\n");
        check_undo(bench, ImportKind::credit_notes, "external_id,customer,invoice,credit_date,gross\nC2,K1,I1,2026-02-07,9.00\n");
        check_undo(bench, ImportKind::opening_items, "external_id,customer,invoice_date,due_date,remaining\nO1,K1,2025-10-01,2025-11-01,400.00\nO2,K2,2025-10-01,2025-11-01,-40.00\n");
        check_undo(bench, ImportKind::fx_rates, "rate_date,from_currency,to_currency,rate\n2026-01-01,USD,CNY,7.1\n");
        check_undo(bench, ImportKind::financial_statements, "external_id,customer,period_end,current_assets,inventory,receivables,total_assets,current_liabilities,total_liabilities,equity,revenue\nF1,K1,2025-12-31,6.00,2.00,2.00,15.00,4.00,9.00,6.00,12.00\n");
        check_undo(bench, ImportKind::ratings, "external_id,customer,provider,kind,number,grade,rated_date,valid_to_date\nQ1,K1,Registry,external_score,82.5,,2026-01-01,2026-12-31\nQ2,K2,Agency,external_grade,,AA,2026-01-01,2026-12-31\n");
        check_undo(bench, ImportKind::calendars, "calendar,day,working\nplant,2026-10-01,no\n");
    });
}

TEST_CASE("master data gets back what it was") {
    on_both_engines([](const TemporaryDatabase& database) {
        ImportBench bench{database};
        prepare(bench);
        check_undo(bench, ImportKind::customers, "code,name,customer_group,rep,contact_name,phone,address\nK1,华东重机,base,E2,王芳,2,宁波\nK3,New,,,,,\n");
        check_undo(bench, ImportKind::employees, "code,name,team,region,effective_date\nE1,A1,T2,,2026-05-01\nE3,C,T3,north,\nE2,B,T2,south,2026-06-01\n");
    });
}

TEST_CASE("contracts lose the events that only the import told of, and plan items wait again") {
    on_both_engines([](const TemporaryDatabase& database) {
        ImportBench bench{database};
        check_counts(bench.import(ImportKind::customers, "code,name\nK1,A\n"), 1, 0, 0);
        const std::string contracts = "external_id,number,customer,signed_date,gross,terms\n";
        check_counts(bench.import(ImportKind::contracts, contracts + "C1,HT-1,K1,,1000.00,30% signing+7d; 30% delivery+5d; remainder acceptance+30d\n"), 1, 0, 0);
        check_undo(bench, ImportKind::contracts, contracts + "C2,HT-2,K1,2026-01-10,500.00,100% signing+7d\n");
        check_undo(bench, ImportKind::contract_events, "external_id,contract,event,event_date\nE1,HT-1,signing,2026-01-15\n");
        check_undo(bench, ImportKind::orders, "external_id,number,customer,order_date,gross,contract\nD1,SO-1,K1,2026-01-11,900.00,HT-1\n");
        check_undo(bench, ImportKind::deliveries, "external_id,order,contract,delivery_date\nL1,SO-1,HT-1,2026-02-01\n");
        check_undo(bench, ImportKind::deliveries, "external_id,order,contract,delivery_date,acceptance_date\nL1,SO-1,HT-1,2026-02-01,2026-02-20\n");
        check_undo(bench, ImportKind::invoices, "external_id,customer,invoice_date,due_date,gross,contract\nI1,K1,2026-02-05,2026-04-01,50.00,HT-1\n");
    });
}

TEST_CASE("an import that others rest on stays, and says why") {
    on_both_engines([](const TemporaryDatabase& database) {
        ImportBench bench{database};
        const auto staff = bench.import(ImportKind::employees, "code,name,team\nE1,A,T1\n").batch;
        const auto customers = bench.import(ImportKind::customers, "code,name,rep\nK1,A,E1\n").batch;
        const auto invoices = bench.import(ImportKind::invoices, std::string(head) + "I1,K1,2026-01-10,2026-02-09,1000.00,,\nI2,K1,2026-01-10,2026-02-09,1.00,,\n").batch;
        const auto receipts = bench.import(ImportKind::receipts, "external_id,customer,value_date,amount\nR1,K1,2026-02-01,600.00\n").batch;
        const auto allocations = bench.import(ImportKind::allocations, "external_id,receipt,item,amount\nA1,R1,I1,100.00\n").batch;
        const auto notes = bench.import(ImportKind::credit_notes, "external_id,customer,invoice,credit_date,gross\nC1,K1,I2,2026-02-01,1.00\n").batch;
        check_kept(bench, staff, "importing.employee_used_since");
        check_kept(bench, customers, "importing.customer_used_since");
        check_kept(bench, invoices, "importing.settled_since");
        check_kept(bench, receipts, "importing.settled_since");
        check_kept(bench, BatchId{1}, "importing.unknown_batch");
        REQUIRE(bench.undo(allocations));
        check_kept(bench, invoices, "importing.credited_since");
        // From the last to the first, everything goes.
        for (const auto batch : {notes, receipts, invoices, customers, staff}) {
            const auto undone = bench.undo(batch);
            if (!undone) FAIL(explain(undone.error(), Language::en));
        }
        ImportBench fresh{TemporaryDatabase{sql::Engine::sqlite}};
        CHECK(bench.figures() == fresh.figures());
        for (const auto* role : {"receivable", "revenue", "unapplied_receipts", "credit_notes", "bank"}) CHECK(bench.balance(role) == 0);
    });
}

TEST_CASE("a customer made on the way goes with its import unless somebody uses it") {
    on_both_engines([](const TemporaryDatabase& database) {
        ImportBench bench{database};
        const std::string csv = std::string(head) + "I1,K1,2026-01-10,2026-02-09,1000.00,,\nI2,K2,2026-01-10,2026-02-09,1.00,,\n";
        auto mapping = bench.mapping_for(ImportKind::invoices, csv);
        mapping.create = {importing::Creatable::customer};
        const auto outcome = bench.import(mapping, csv);
        check_counts(outcome, 2, 0, 0);
        check_counts(bench.import(ImportKind::receipts, "external_id,customer,value_date,amount\nR1,K2,2026-02-01,5.00\n"), 1, 0, 0);
        REQUIRE(bench.undo(outcome.batch));
        CHECK(bench.connection().one_text("SELECT code FROM customer WHERE voided_at IS NULL", {}) == "K2");
        CHECK(bench.connection().one_integer("SELECT COUNT(*) FROM customer WHERE voided_at IS NULL", {}) == 1);
        check_counts(bench.import(mapping, csv), 2, 0, 0);
    });
}
