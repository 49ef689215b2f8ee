// Contracts, their events, orders, deliveries and invoices from files, on both engines: the same file twice
// changes nothing, a contradiction is refused, and the figures are those of the plan.
#include "platform/shipped.h"
#include "support/contract_bench.h"
#include "support/import_bench.h"

using namespace tandem;
using namespace tandem::testing;
using importing::ImportKind;

namespace {

void check(const importing::ImportOutcome& outcome, std::int64_t created, std::int64_t updated, std::int64_t unchanged) {
    for (const auto& error : outcome.errors) MESSAGE(std::string(error.error.code) << " " << error.error.subject << " " << error.value);
    CHECK(outcome.counts.created == created);
    CHECK(outcome.counts.updated == updated);
    CHECK(outcome.counts.unchanged == unchanged);
    CHECK(outcome.counts.failed == 0);
}
void check_refused(const importing::ImportOutcome& outcome, std::string_view code, std::string_view column) {
    REQUIRE(outcome.errors.size() == 1);
    CHECK(outcome.errors[0].error.code == code);
    CHECK(outcome.errors[0].column == column);
}
void check_open_matches_facts(ContractBench& bench) {
    CHECK(bench.connection().one_integer("SELECT COUNT(*) FROM open_item o WHERE voided_at IS NULL AND open_minor <> amount_minor - "
                                         "(SELECT COALESCE(SUM(s.amount_minor), 0) FROM settlement s WHERE s.company_id = o.company_id AND s.item_id = o.id AND s.voided_at IS NULL)", {}) == 0);
}

const std::string contracts =
    "external_id,number,title,customer,signed_date,currency,gross,terms,late_interest_daily,penalty\n"
    "C1,HT-1,十台设备,K-1,2026-01-10,CNY,100000.00,30% signing+7d; remainder acceptance+30d,0.0005,5%\n"
    "C2,HT-2,,K-1,,CNY,200.00,签订后7天50%；发货后30天付余款,,\n"
    "C3,HT-3,,K-1,2026-02-01,CNY,500.00,,,\n";

}  // namespace

TEST_CASE("a file of contracts makes their plans, once") {
    on_both_engines([](const TemporaryDatabase& database) {
        ContractBench bench{database};
        check(bench.import(ImportKind::contracts, contracts), 3, 0, 0);
        check(bench.import(ImportKind::contracts, contracts), 0, 0, 3);
        CHECK(bench.open_on(day("2026-01-10")) == 30'000'00);
        CHECK(bench.undated() == 70'200'00);
        CHECK(bench.book().contracts.size() == 3);

        // The signing of HT-2 has become known.
        const std::string signed_later = "external_id,number,customer,signed_date,gross,terms\nC2,HT-2,K-1,2026-03-01,200.00,签订后7天50%；发货后30天付余款\n";
        check(bench.import(ImportKind::contracts, signed_later), 0, 1, 0);
        check(bench.import(ImportKind::contracts, signed_later), 0, 0, 1);
        CHECK(bench.overdue_on(day("2026-03-09")) == 30'100'00);

        const std::string head = "external_id,number,customer,signed_date,gross,terms\n";
        check_refused(bench.import(ImportKind::contracts, head + "C2,HT-2,K-1,2026-03-02,200.00,签订后7天50%；发货后30天付余款\n"), "contract.event_recorded", "signed_date");
        check_refused(bench.import(ImportKind::contracts, head + "C2,HT-2,K-1,,201.00,签订后7天50%；发货后30天付余款\n"), "importing.identity_conflict", "external_id");
        check_refused(bench.import(ImportKind::contracts, head + "C9,HT-2,K-1,,200.00,100% signing\n"), "contract.number_taken", "number");
        check_refused(bench.import(ImportKind::contracts, head + "C9,HT-9,K-1,,200.00,30% signing; 60% acceptance\n"), "contract.parts_below_total", "terms");
        check_refused(bench.import(ImportKind::contracts, head + "C9,HT-9,K-9,,200.00,100% signing\n"), "importing.unknown_customer", "customer");
    });
}

TEST_CASE("R-151, R-153: the clauses of a contract come from a file in figures and in the words people write, and contradict nothing afterwards") {
    on_both_engines([](const TemporaryDatabase& database) {
        ImportBench bench{database};
        check(bench.import(ImportKind::customers, "code,name\nK-1,A\n"), 1, 0, 0);
        const std::string head = "外部标识,客户编号,合同金额,违约金起算天数,争议解决地\n";
        const std::string file = head + "HT-1,K-1,100.00,30,我方所在地\nHT-2,K-1,100.00,0,arbitration\nHT-3,K-1,100.00,,\n";
        auto mapping = importing::suggest_mapping(ImportKind::contracts, std::vector<std::string>{"外部标识", "客户编号", "合同金额", "违约金起算天数", "争议解决地"});
        mapping.source = "erp";
        check(bench.import(mapping, file), 3, 0, 0);
        check(bench.import(mapping, file), 0, 0, 3);
        std::string stored;
        bench.connection().query("SELECT penalty_after_days, dispute FROM contract ORDER BY number", std::span<const sql::Param>{}, [&](const sql::Row& row) {
            stored += (row.is_null(0) ? "-" : std::to_string(row.integer(0))) + " " + (row.is_null(1) ? "-" : std::string(row.text(1))) + "\n";
        });
        CHECK(stored == "30 our_seat\n0 arbitration\n- -\n");
        check_refused(bench.import(mapping, head + "HT-1,K-1,100.00,31,\n"), "importing.identity_conflict", "外部标识");
        check_refused(bench.import(mapping, head + "HT-1,K-1,100.00,,仲裁\n"), "importing.identity_conflict", "外部标识");
        check_refused(bench.import(mapping, head + "HT-4,K-1,100.00,3661,\n"), "contract.breach_days_long", "违约金起算天数");
        check_refused(bench.import(mapping, head + "HT-4,K-1,100.00,30,火星\n"), "contract.unknown_venue", "争议解决地");
    });
}

TEST_CASE("R-150: a file states the ways to pay of a contract by code or in words, and contradicts them no more") {
    on_both_engines([](const TemporaryDatabase& database) {
        ImportBench bench{database};
        check(bench.import(ImportKind::customers, "code,name\nK-1,A\n"), 1, 0, 0);
        const std::string head = "external_id,number,customer,gross,payment_methods\n";
        const std::string file = head + "C1,HT-1,K-1,100.00,银行承兑汇票、电汇\nC2,HT-2,K-1,100.00,automatic_debit\nC3,HT-3,K-1,100.00,\n";
        check(bench.import(ImportKind::contracts, file), 3, 0, 0);
        check(bench.import(ImportKind::contracts, file), 0, 0, 3);
        std::string stored;
        bench.connection().query("SELECT payment_methods FROM contract ORDER BY number", std::span<const sql::Param>{}, [&](const sql::Row& row) { stored += (row.is_null(0) ? "-" : std::string(row.text(0))) + "\n"; });
        CHECK(stored == "bank_transfer; acceptance_bill\nautomatic_debit\n-\n");
        check_refused(bench.import(ImportKind::contracts, head + "C1,HT-1,K-1,100.00,电汇\n"), "importing.identity_conflict", "external_id");
        check_refused(bench.import(ImportKind::contracts, head + "C4,HT-4,K-1,100.00,电汇、易货\n"), "contract.unknown_method", "payment_methods");
    });
}

TEST_CASE("events from a file date the lines that wait for them") {
    on_both_engines([](const TemporaryDatabase& database) {
        ContractBench bench{database};
        check(bench.import(ImportKind::contracts, contracts), 3, 0, 0);
        const std::string head = "external_id,contract,event,event_date\n";
        const std::string events = head + "E1,HT-1,验收,2026-03-01\nE2,HT-2,signing,2026-01-05\nE3,HT-2,delivery,2026-01-20\n";
        check(bench.import(ImportKind::contract_events, events), 3, 0, 0);
        check(bench.import(ImportKind::contract_events, events), 0, 0, 3);
        CHECK(bench.open_on(day("2026-03-01")) == 100'200'00);
        CHECK(bench.overdue_on(day("2026-02-20")) == 30'200'00);
        CHECK(bench.undated() == 0);
        check_refused(bench.import(ImportKind::contract_events, head + "E1,HT-1,acceptance,2026-03-02\n"), "contract.event_recorded", "event_date");
        check_refused(bench.import(ImportKind::contract_events, head + "E4,HT-1,party,2026-03-02\n"), "contract.unknown_event", "event");
        check_refused(bench.import(ImportKind::contract_events, head + "E4,HT-8,acceptance,2026-03-02\n"), "importing.unknown_contract", "contract");
    });
}

TEST_CASE("a delivery under a contract is its event, and so is its acceptance") {
    on_both_engines([](const TemporaryDatabase& database) {
        ContractBench bench{database};
        check(bench.import(ImportKind::contracts, contracts), 3, 0, 0);
        const std::string orders = "external_id,number,customer,order_date,gross,contract\nO1,SO-1,K-1,2026-01-12,200.00,HT-2\nO2,SO-2,K-1,2026-01-13,99.00,\n";
        check(bench.import(ImportKind::orders, orders), 2, 0, 0);
        check(bench.import(ImportKind::orders, orders), 0, 0, 2);
        check_refused(bench.import(ImportKind::orders, "external_id,number,customer,order_date,gross,contract\nO2,SO-2,K-1,2026-01-13,99.01,\n"), "importing.identity_conflict", "external_id");

        const std::string head = "external_id,number,order,contract,customer,delivery_date,acceptance_date\n";
        const std::string first = head + "D1,DN-1,SO-1,,,2026-02-01,\nD2,DN-2,,HT-1,K-1,2026-02-03,\nD3,DN-3,SO-2,,,2026-02-04,\n";
        check(bench.import(ImportKind::deliveries, first), 3, 0, 0);
        check(bench.import(ImportKind::deliveries, first), 0, 0, 3);
        CHECK(bench.overdue_on(day("2026-03-03")) == 30'000'00);
        CHECK(bench.overdue_on(day("2026-03-04")) == 30'100'00);

        const std::string accepted = head + "D2,DN-2,,HT-1,K-1,2026-02-03,2026-02-20\n";
        check(bench.import(ImportKind::deliveries, accepted), 0, 1, 0);
        check(bench.import(ImportKind::deliveries, accepted), 0, 0, 1);
        check(bench.import(ImportKind::deliveries, first), 0, 0, 3);
        CHECK(bench.open_on(day("2026-02-20")) == 100'100'00);

        // A second consignment is no second event.
        check(bench.import(ImportKind::deliveries, head + "D4,DN-4,,HT-1,,2026-02-25,2026-02-28\n"), 1, 0, 0);
        CHECK(bench.open_on(day("2026-12-31")) == 100'100'00);
        check_refused(bench.import(ImportKind::deliveries, head + "D2,DN-2,,HT-1,K-1,2026-02-04,\n"), "importing.identity_conflict", "external_id");
        check_refused(bench.import(ImportKind::deliveries, head + "D5,DN-5,,HT-1,,2026-01-31,\n"), "contract.event_recorded", "delivery_date");
        check_refused(bench.import(ImportKind::deliveries, head + "D5,DN-5,SO-8,,,2026-02-01,\n"), "importing.unknown_order", "order");
        check_refused(bench.import(ImportKind::deliveries, head + "D5,DN-5,SO-2,,,2026-02-04,2026-02-03\n"), "importing.accepted_before_delivery", "acceptance_date");
    });
}

TEST_CASE("an invoice of a contract with a plan makes no item; one without a plan does") {
    on_both_engines([](const TemporaryDatabase& database) {
        ContractBench bench{database};
        check(bench.import(ImportKind::contracts, contracts), 3, 0, 0);
        const std::string head = "external_id,number,customer,invoice_date,due_date,net,tax,gross,contract,settled_date,settled_amount\n";
        const std::string invoices = head + "I1,FP-1,K-1,2026-01-12,,10000.00,1300.00,11300.00,HT-1,,\nI2,FP-2,K-1,2026-01-13,,,,18700.00,HT-1,2026-01-20,20000.00\n"
                                            "I3,FP-3,K-1,2026-01-14,2026-02-14,,,300.00,HT-3,,\n";
        check(bench.import(ImportKind::invoices, invoices), 3, 0, 0);
        check(bench.import(ImportKind::invoices, invoices), 0, 0, 3);
        // 30,000 by plan less 18,700 of the second invoice's money, and the 300 of the contract without a plan.
        CHECK(bench.open_on(day("2026-01-19")) == 30'300'00);
        CHECK(bench.open_on(day("2026-01-20")) == 11'600'00);
        CHECK(bench.book().items.size() == 2);
        CHECK(bench.book().invoices.size() == 3);
        check_open_matches_facts(bench);
        CHECK(bench.connection().one_integer("SELECT SUM(unapplied_minor) FROM receipt", {}) == 1'300'00);

        // The first invoice's money arrives with a later file.
        check(bench.import(ImportKind::invoices, head + "I1,FP-1,K-1,2026-01-12,,10000.00,1300.00,11300.00,HT-1,2026-02-10,\n"), 0, 1, 0);
        check(bench.import(ImportKind::invoices, head + "I1,FP-1,K-1,2026-01-12,,10000.00,1300.00,11300.00,HT-1,2026-02-10,\n"), 0, 0, 1);
        CHECK(bench.open_on(day("2026-02-10")) == 300'00);
        check_open_matches_facts(bench);
        check_refused(bench.import(ImportKind::invoices, head + "I4,FP-4,K-1,2026-02-11,,,,0.01,HT-1,,\n"), "receivable.invoice_exceeds_plan", "gross");
    });
}

TEST_CASE("a company that rolls due dates rolls them by its calendar, with the days it imported") {
    on_both_engines([](const TemporaryDatabase& database) {
        ContractBench bench{database};
        std::string policy = std::string(*shipped_file("policies/contract.json"));
        policy.replace(policy.find("\"none\""), 6, "\"following\"");
        bench.connection().execute("INSERT INTO policy_version (company_id, name, version, effective_from_date, body, approved_by, recorded_at) VALUES ($1, 'contract', 2, 0, $2, 1, 1)",
                                   {bench.workspace().company().id.value, policy});
        bench.connection().execute("INSERT INTO calendar_day (company_id, calendar, day_date, kind) VALUES ($1, 'cn-mainland', $2, 'holiday')",
                                   {bench.workspace().company().id.value, std::int64_t{day_number(day("2025-03-17"))}});
        // Saturday 15 March 2025, then the Sunday, then the Monday the company takes off.
        check(bench.import(ImportKind::contracts, "external_id,customer,signed_date,gross,terms\nC1,K-1,2025-03-14,100.00,100% signing+1d\n"), 1, 0, 0);
        CHECK(bench.overdue_on(day("2025-03-18")) == 0);
        CHECK(bench.overdue_on(day("2025-03-19")) == 100'00);
    });
}
