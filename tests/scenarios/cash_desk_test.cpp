// The cash desk from receipt to reversal, on both engines: the vectors of the service, and what a refusal leaves.
#include "support/cash_bench.h"

using namespace tandem;
using namespace tandem::testing;
using cash::Method;

namespace {

template <class T>
std::string_view said(const Result<T>& result) { return result ? std::string_view{"accepted"} : result.error().code; }

std::int64_t open_on(CashBench& bench, Date date) {
    const insight::Book book = bench.book();
    const insight::Position position{book, {date}};
    std::int64_t sum = 0;
    for (insight::Place item = 0; item < book.items.size(); ++item) sum += position.open(item);
    return sum;
}

}  // namespace

TEST_CASE("PAY-024: a receipt half of which is used does not pay twice; the refusal changes nothing") {
    on_both_engines([](const TemporaryDatabase& database) {
        CashBench bench{database};
        const auto customer = bench.add_customer("K-1");
        const auto item = bench.item(customer, "INV-1", day("2026-01-10"), cny(500'00));
        const auto receipt = bench.receive(customer, cny(200'00), day("2026-02-01")).value();
        CHECK(receipt.number == "R-000001");
        CHECK(bench.allocate(receipt.id, {{item, cny(100'00)}}).has_value());
        const std::string before = bench.everything();
        const auto refused = bench.allocate(receipt.id, {{item, cny(200'00)}});
        REQUIRE_FALSE(refused.has_value());
        CHECK(refused.error().code == "cash.over_allocation");
        CHECK(refused.error().subject == "R-000001");
        CHECK(bench.everything() == before);
        CHECK(bench.left(receipt.id) == 100'00);
        CHECK(bench.open(item) == 400'00);
    });
}

TEST_CASE("CN-007: a credit note stands on its own until somebody sets it off") {
    on_both_engines([](const TemporaryDatabase& database) {
        CashBench bench{database};
        const auto customer = bench.add_customer("K-1");
        const auto item = bench.item(customer, "INV-1", day("2026-01-10"), cny(100'00));
        CHECK(bench.allocate(bench.receive(customer, cny(40'00), day("2026-01-20"))->id, {{item, cny(40'00)}}).has_value());
        const auto note = bench.credit(customer, cny(100'00), day("2026-01-25")).value();
        CHECK(bench.open(item) == 60'00);
        CHECK(bench.left(note.id) == 100'00);
        CHECK(said(bench.set_off(note.id, {{item, cny(100'00)}})) == "cash.over_allocation");
        CHECK(bench.set_off(note.id, {{item, cny(60'00)}}).has_value());
        CHECK(bench.open(item) == 0);
        CHECK(bench.left(note.id) == 40'00);
        CHECK(open_on(bench, day("2026-01-24")) == 60'00);
        CHECK(open_on(bench, day("2026-01-25")) == 0);
    });
}

TEST_CASE("CN-002: a note of 220.00 used by 120.00 has 100.00 left, and the next 100.00 use it up") {
    on_both_engines([](const TemporaryDatabase& database) {
        CashBench bench{database};
        const auto customer = bench.add_customer("K-1");
        const auto item = bench.item(customer, "INV-1", day("2026-01-10"), cny(500'00));
        const auto note = bench.credit(customer, cny(220'00), day("2026-01-25")).value();
        CHECK(bench.set_off(note.id, {{item, cny(120'00)}}).has_value());
        CHECK(bench.left(note.id) == 100'00);
        CHECK(bench.set_off(note.id, {{item, cny(100'00)}}).has_value());
        CHECK(bench.left(note.id) == 0);
        CHECK(said(bench.set_off(note.id, {{item, cny(1)}})) == "cash.over_allocation");
    });
}

TEST_CASE("CN-010: the credit on a fully paid invoice settles a second one") {
    on_both_engines([](const TemporaryDatabase& database) {
        CashBench bench{database};
        const auto customer = bench.add_customer("K-1");
        const auto first = bench.issue(customer, "INV-1", day("2026-01-10"), cny(88'50), cny(11'50));
        const auto second = bench.item(customer, "INV-2", day("2026-02-10"), cny(100'00));
        CHECK(bench.allocate(bench.receive(customer, cny(100'00), day("2026-01-20"))->id, {{first.item, cny(100'00)}}).has_value());
        const auto note = bench.credit(customer, cny(100'00), day("2026-01-25"), first.invoice).value();
        CHECK(note.tax == cny(11'50));
        CHECK(said(bench.credit(customer, cny(1), day("2026-01-25"), first.invoice)) == "receivable.credit_above_invoice");
        const auto used = bench.set_off(note.id, {{second, cny(100'00)}}).value();
        CHECK(used.at(0).effective_date == day("2026-02-10"));
        CHECK(open_on(bench, day("2026-06-30")) == 0);
        CHECK(bench.balance("receivable") == 0);
        CHECK(bench.balance("credit_notes") == 0);
    });
}

TEST_CASE("credit notes name the right customer, day and number") {
    on_both_engines([](const TemporaryDatabase& database) {
        CashBench bench{database};
        const auto customer = bench.add_customer("K-1"), other = bench.add_customer("K-2");
        const auto issued = bench.issue(customer, "INV-1", day("2026-01-10"), cny(100'00), cny(0));
        const std::string before = bench.everything();
        CHECK(said(bench.credit(other, cny(1), day("2026-01-10"), issued.invoice)) == "receivable.other_customer");
        CHECK(said(bench.credit(customer, cny(1), day("2026-01-09"), issued.invoice)) == "receivable.credit_before_invoice");
        CHECK(said(bench.credit(customer, cny(0), day("2026-01-10"))) == "receivable.credit_not_positive");
        CHECK(said(bench.credit(CustomerId{4711}, cny(1), day("2026-01-10"))) == "receivable.unknown_customer");
        CHECK(said(bench.credit(customer, cny(1), day("2026-01-10"), InvoiceId{4711})) == "receivable.unknown_invoice");
        CHECK(bench.everything() == before);
        CHECK(bench.credit(customer, cny(1), day("2026-01-10"), {}, "CN-000001").has_value());
        CHECK(said(bench.credit(customer, cny(1), day("2026-01-10"), {}, "CN-000001")) == "receivable.note_number_taken");
        CHECK(bench.credit(customer, cny(1), day("2026-01-10"))->number == "CN-000002");  // the series passes what is taken
    });
}

TEST_CASE("an allocation taken back is open again from that day on, once") {
    on_both_engines([](const TemporaryDatabase& database) {
        CashBench bench{database};
        const auto customer = bench.add_customer("K-1");
        const auto first = bench.item(customer, "INV-1", day("2026-01-10"), cny(100'00)), second = bench.item(customer, "INV-2", day("2026-01-10"), cny(100'00));
        const auto receipt = bench.receive(customer, cny(100'00), day("2026-02-01")).value();
        const auto made = bench.allocate(receipt.id, {{first, cny(100'00)}}).value();
        bench.today = day("2026-03-01");
        const auto back = bench.take_back(made.at(0).id).value();
        CHECK(back.at(0).effective_date == day("2026-03-01"));
        CHECK(bench.open(first) == 100'00);
        CHECK(bench.left(receipt.id) == 100'00);
        CHECK(said(bench.take_back(made.at(0).id)) == "cash.already_reversed");
        CHECK(said(bench.take_back(back.at(0).id)) == "cash.reversal_final");
        CHECK(said(bench.take_back(SettlementId{4711})) == "cash.unknown_allocation");
        // The money paid the first item all February: it pays the second one from March on.
        CHECK(bench.allocate(receipt.id, {{second, cny(100'00)}})->at(0).effective_date == day("2026-03-01"));
        CHECK(open_on(bench, day("2026-01-31")) == 200'00);
        CHECK(open_on(bench, day("2026-02-28")) == 100'00);
        CHECK(open_on(bench, day("2026-03-01")) == 100'00);
    });
}

TEST_CASE("a small difference is closed with the receipt, is no cash, and goes back with the allocation") {
    on_both_engines([](const TemporaryDatabase& database) {
        CashBench bench{database};
        const auto customer = bench.add_customer("K-1");
        const auto item = bench.item(customer, "INV-1", day("2026-01-10"), cny(1000'00));
        const auto receipt = bench.receive(customer, cny(2000'00), day("2026-02-01")).value();
        CHECK(said(bench.allocate(receipt.id, {{item, cny(990'00)}}, cash::SmallDifference::settle)) == "cash.difference_too_large");
        const auto made = bench.allocate(receipt.id, {{item, cny(996'00)}}, cash::SmallDifference::settle).value();
        REQUIRE(made.size() == 2);
        CHECK(made.at(1).kind == cash::SettlementKind::tolerance);
        CHECK(made.at(1).amount == cny(4'00));
        CHECK(bench.open(item) == 0);
        CHECK(bench.left(receipt.id) == 1004'00);
        CHECK(bench.balance("settlement_difference") == 4'00);
        CHECK(bench.take_back(made.at(0).id)->size() == 2);
        CHECK(bench.open(item) == 1000'00);
        CHECK(bench.left(receipt.id) == 2000'00);
        CHECK(bench.balance("settlement_difference") == 0);
    });
}

TEST_CASE("a reversed receipt takes its allocations along and holds nothing any more") {
    on_both_engines([](const TemporaryDatabase& database) {
        CashBench bench{database};
        const auto customer = bench.add_customer("K-1");
        const auto item = bench.item(customer, "INV-1", day("2026-01-10"), cny(300'00));
        const auto receipt = bench.receive(customer, cny(400'00), day("2026-02-01")).value();
        CHECK(bench.allocate(receipt.id, {{item, cny(300'00)}}).has_value());
        CHECK(said(bench.reverse(receipt.id, day("2026-01-31"))) == "cash.reversal_too_early");
        CHECK(said(bench.reverse(receipt.id, day("2026-07-01"))) == "cash.date_in_future");
        CHECK(bench.reverse(receipt.id, day("2026-02-10"))->size() == 1);
        CHECK(bench.open(item) == 300'00);
        CHECK(bench.left(receipt.id) == 0);
        for (const char* role : {"bank", "unapplied_receipts"}) CHECK(bench.balance(role) == 0);
        CHECK(open_on(bench, day("2026-02-09")) == 0);
        CHECK(open_on(bench, day("2026-02-10")) == 300'00);
        CHECK(said(bench.reverse(receipt.id, day("2026-02-10"))) == "cash.receipt_reversed");
        CHECK(said(bench.allocate(receipt.id, {{item, cny(1)}})) == "cash.receipt_reversed");
        CHECK(bench.connection().one_text("SELECT detail FROM audit_entry WHERE company_id = $1 AND object_id = $2 AND detail IS NOT NULL", {bench.company().value, receipt.id.value}) ==
              R"({"reason":"wrong \"customer\""})");
    });
}

TEST_CASE("a bill is a note receivable until it is paid, less charges; a dishonoured one opens its items again") {
    on_both_engines([](const TemporaryDatabase& database) {
        CashBench bench{database};
        const auto customer = bench.add_customer("K-1");
        const auto item = bench.item(customer, "INV-1", day("2026-01-10"), cny(300'00));
        const auto bill = bench.receive(customer, cny(200'00), day("2026-02-01"), Method::acceptance_bill, day("2026-08-01")).value();
        CHECK(bill.counts_date == day("2026-08-01"));
        CHECK(bench.allocate(bill.id, {{item, cny(200'00)}}).has_value());
        CHECK(bench.balance("notes_receivable") == 200'00);
        const auto clear = [&](ReceiptId id, Date on) { return bench.at_desk([&](cash::CashDesk& desk) { return desk.clear(id, on, cny(3'00)); }); };
        CHECK(clear(bill.id, day("2026-05-01")).has_value());
        CHECK(said(clear(bill.id, day("2026-05-01"))) == "cash.receipt_cleared");
        CHECK(bench.balance("notes_receivable") == 0);
        CHECK(bench.balance("bank") == 197'00);
        CHECK(bench.balance("bank_charges") == 3'00);
        CHECK(bench.connection().one_integer("SELECT counts_date FROM receipt WHERE company_id = $1 AND id = $2", {bench.company().value, bill.id.value}) == day_number(day("2026-05-01")));

        const auto cheque = bench.receive(customer, cny(100'00), day("2026-02-01"), Method::cheque).value();
        CHECK_FALSE(cheque.counts_date.has_value());
        CHECK(bench.allocate(cheque.id, {{item, cny(100'00)}}).has_value());
        CHECK(bench.open(item) == 0);
        const auto dishonour = [&](ReceiptId id) { return bench.at_desk([&](cash::CashDesk& desk) { return desk.dishonour(id, day("2026-03-01"), "no funds"); }); };
        CHECK(said(dishonour(bill.id)) == "cash.reversal_too_early");  // it was paid in May
        CHECK(dishonour(cheque.id)->size() == 1);
        CHECK(bench.open(item) == 100'00);
        CHECK(bench.left(cheque.id) == 0);
        CHECK(bench.balance("notes_receivable") == 0);
        CHECK(bench.balance("unapplied_receipts") == 0);
        CHECK(open_on(bench, day("2026-02-28")) == 0);
        CHECK(open_on(bench, day("2026-03-01")) == 100'00);
        CHECK(said(dishonour(cheque.id)) == "cash.receipt_reversed");
    });
}

TEST_CASE("a write-off lowers the item, is no cash, and only those who may write off take it back (R-009)") {
    on_both_engines([](const TemporaryDatabase& database) {
        CashBench bench{database};
        const auto customer = bench.add_customer("K-1");
        const auto item = bench.item(customer, "INV-1", day("2026-01-10"), cny(300'00));
        CHECK(said(bench.write_off(item, cny(300'01))) == "cash.write_off_above_open");
        CHECK(said(bench.at_desk([&](cash::CashDesk& desk) { return desk.write_off(item, cny(1), ""); })) == "cash.reason_missing");
        const auto written = bench.write_off(item, cny(120'00)).value();
        CHECK(written.effective_date == bench.today);
        CHECK(bench.open(item) == 180'00);
        CHECK(bench.balance("bad_debt_allowance") == 120'00);
        CHECK(said(bench.take_back(written.id)) == "cash.write_off_authority");
        CHECK(bench.take_back(written.id, cash::Authority::write_off).has_value());
        CHECK(bench.open(item) == 300'00);
        CHECK(bench.balance("bad_debt_allowance") == 0);
    });
}

TEST_CASE("receipts: number, customer, currency and rate are checked, and a refusal leaves no trace") {
    on_both_engines([](const TemporaryDatabase& database) {
        CashBench bench{database};
        const auto customer = bench.add_customer("K-1"), other = bench.add_customer("K-2");
        const auto item = bench.item(customer, "INV-1", day("2026-01-10"), cny(300'00));
        const auto receipt = bench.receive(customer, cny(100'00), day("2026-02-01"), Method::cash, {}, "R-000001").value();
        const std::string before = bench.everything();
        CHECK(said(bench.receive(customer, cny(1), day("2026-02-01"), Method::cash, {}, "R-000001")) == "cash.number_taken");
        CHECK(said(bench.receive(CustomerId{4711}, cny(1), day("2026-02-01"))) == "cash.unknown_customer");
        CHECK(said(bench.receive(customer, Money{1, currency("USD")}, day("2026-02-01"))) == "org.rate_missing");
        CHECK(said(bench.receive(customer, cny(1), day("2026-02-01"), Method::acceptance_bill)) == "cash.maturity_missing");
        CHECK(said(bench.allocate(ReceiptId{4711}, {{item, cny(1)}})) == "cash.unknown_receipt");
        CHECK(said(bench.allocate(receipt.id, {{OpenItemId{4711}, cny(1)}})) == "cash.unknown_item");
        CHECK(said(bench.allocate(receipt.id, {{item, cny(60'00)}, {item, cny(40'01)}})) == "cash.over_allocation");
        CHECK(bench.everything() == before);
        CHECK(bench.receive(other, cny(1), day("2026-02-01"))->number == "R-000002");
        bench.add_rate("USD", day("2026-01-31"), *parse_rate("7.1"));
        CHECK(bench.receive(other, Money{100, currency("USD")}, day("2026-02-01"))->rate == *parse_rate("7.1"));
    });
}
