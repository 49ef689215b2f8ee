// Refunds (退款) on both engines: what is paid back out of a credit note or an unapplied receipt, and its reversal.
#include "app/verify.h"
#include "cash/edge/refund_desk_sql.h"
#include "core/errors.h"
#include "support/cash_bench.h"
#include "support/shared.h"

using namespace tandem;
using namespace tandem::testing;
using cash::Method;

namespace {

template <class T>
std::string_view said(const Result<T>& result) { return result ? std::string_view{"accepted"} : result.error().code; }

// Commits unless the command refuses.
template <class Command>
Result<cash::NewRefund> at_refunds(CashBench& bench, Command command) {
    const auto act = bench.workspace().act("test");
    sql::Transaction transaction{bench.connection()};
    cash::SqlRefundDesk desk{bench.connection(), bench.workspace().company(), act, bench.workspace().ids(), bench.today};
    auto result = command(*desk.operator->());
    if (result) {
        REQUIRE(desk.flush());
        transaction.commit();
    }
    return result;
}
template <class Source>
Result<cash::NewRefund> refund(CashBench& bench, Source source, Money amount, Date on, Method method = Method::bank_transfer) {
    return at_refunds(bench, [&](cash::RefundDesk& desk) { return desk.pay(source, {.amount = amount, .on = on, .method = method, .reference = "TK-1", .reason = {}}); });
}
Result<cash::NewRefund> take_back(CashBench& bench, cash::RefundId id, std::string_view reason = "returned by the bank") {
    return at_refunds(bench, [&](cash::RefundDesk& desk) { return desk.take_back(id, reason); });
}

// Credits nobody has used, on a day, as the book in memory sees them.
std::int64_t unapplied_on(CashBench& bench, const char* date) {
    const insight::Book book = bench.book();
    const insight::Position position{book, {day(date)}};
    std::int64_t sum = 0;
    for (insight::Place at = 0; at < book.receipts.size(); ++at) sum += position.unapplied_receipt(at);
    for (insight::Place at = 0; at < book.credit_notes.size(); ++at) sum += position.unapplied_note(at);
    return sum;
}

void check_verified(CashBench& bench) {
    for (const auto& verdict : app::verify(bench.workspace(), Language::en)) {
        INFO(verdict.invariant << " " << verdict.says << ": " << verdict.first);
        CHECK(verdict.broken == 0);
    }
}

}  // namespace

TEST_CASE("acceptance vector CN-002: each refund lowers what is left of the note, the last one pays it out") {
    int driven = 0;
    for_each_rule_vector("credit_notes", [&](const boost::json::object& vector) {
        if (vector.at("id").as_string() != "CN-002") return true;  // the others are driven by cash_desk_test
        ++driven;
        const auto& inputs = vector.at("inputs").as_object();
        on_both_engines([&](const TemporaryDatabase& database) {
            CashBench bench{database};
            const auto note = bench.credit(bench.add_customer("K-1"), cny(-inputs.at("credit_note").as_int64()), day("2026-01-25")).value();
            const auto& refunds = inputs.at("refunds").as_array();
            const auto& open = vector.at("expected").as_object().at("open_after_each").as_array();
            REQUIRE(refunds.size() == open.size());
            for (std::size_t at = 0; at < refunds.size(); ++at) {
                CHECK(said(refund(bench, note.id, cny(-refunds[at].as_int64()), day("2026-02-01") + Days{static_cast<int>(at)})) == "accepted");
                CHECK(-bench.left(note.id) == open[at].as_int64());
            }
            CHECK(said(refund(bench, note.id, cny(1), day("2026-03-01"))) == "cash.refund_above_left");  // its state: paid
            CHECK(bench.balance("credit_notes") == 0);
            CHECK(bench.balance("bank") == inputs.at("credit_note").as_int64());
            check_verified(bench);
        });
        return true;
    });
    if (shared_folder()) CHECK(driven == 1);
}

TEST_CASE("R-205: what is left of a receipt is paid back, counts from its day on, and comes back when the refund is reversed") {
    on_both_engines([](const TemporaryDatabase& database) {
        CashBench bench{database};
        const auto customer = bench.add_customer("K-1");
        const auto item = bench.item(customer, "INV-1", day("2026-01-10"), cny(300'00));
        const auto receipt = bench.receive(customer, cny(500'00), day("2026-02-01")).value();
        REQUIRE(bench.allocate(receipt.id, {{item, cny(300'00)}}));
        const auto paid = refund(bench, receipt.id, cny(150'00), day("2026-02-10"), Method::cash).value();
        CHECK(bench.left(receipt.id) == 50'00);
        CHECK(unapplied_on(bench, "2026-02-09") == 200'00);
        CHECK(unapplied_on(bench, "2026-02-10") == 50'00);
        CHECK(bench.balance("unapplied_receipts") == -50'00);
        CHECK(bench.balance("cash_on_hand") == -150'00);
        // What was paid back settles nothing, and its receipt cannot be taken back under it.
        const auto second = bench.item(customer, "INV-2", day("2026-01-15"), cny(100'00));
        CHECK(said(bench.allocate(receipt.id, {{second, cny(100'00)}})) == "cash.over_allocation");
        const auto refused = bench.reverse(receipt.id, day("2026-03-01"));
        CHECK(said(refused) == "cash.receipt_refunded");
        check_verified(bench);

        CHECK(said(take_back(bench, paid.id, "")) == "cash.reason_missing");
        const auto back = take_back(bench, paid.id).value();
        CHECK(back.effective_date == bench.today);
        CHECK(bench.left(receipt.id) == 200'00);
        CHECK(bench.balance("cash_on_hand") == 0);
        CHECK(unapplied_on(bench, "2026-06-29") == 50'00);
        CHECK(unapplied_on(bench, "2026-06-30") == 200'00);
        CHECK(said(take_back(bench, paid.id)) == "cash.already_reversed");
        CHECK(said(take_back(bench, back.id)) == "cash.reversal_final");
        // The money was away until today: it is free again only from today on, on no day twice (I1).
        CHECK(said(refund(bench, receipt.id, cny(200'00), day("2026-03-01"))) == "cash.refund_too_early");
        CHECK(said(refund(bench, receipt.id, cny(50'00), day("2026-03-01"))) == "accepted");
        check_verified(bench);
        const auto rows = cash::load_refunds(bench.connection(), bench.company(), receipt.id.value);
        REQUIRE(rows.size() == 2);
        CHECK(rows[0].fact.amount == cny(50'00));
        CHECK(rows[1].reversed == bench.today);
    });
}

TEST_CASE("a refund that may not be paid changes nothing") {
    on_both_engines([](const TemporaryDatabase& database) {
        CashBench bench{database};
        const auto customer = bench.add_customer("K-1");
        const auto receipt = bench.receive(customer, cny(100'00), day("2026-02-01")).value();
        const auto bill = bench.receive(customer, cny(100'00), day("2026-02-01"), Method::acceptance_bill, day("2026-08-01")).value();
        const auto note = bench.credit(customer, cny(100'00), day("2026-02-05")).value();
        const std::string before = bench.everything();
        CHECK(said(refund(bench, receipt.id, cny(0), day("2026-02-10"))) == "cash.amount_not_positive");
        CHECK(said(refund(bench, receipt.id, cny(-5'00), day("2026-02-10"))) == "cash.amount_not_positive");
        CHECK(said(refund(bench, receipt.id, Money{1'00, currency("USD")}, day("2026-02-10"))) == "receivable.currency_mismatch");
        CHECK(said(refund(bench, receipt.id, cny(100'01), day("2026-02-10"))) == "cash.refund_above_left");
        CHECK(said(refund(bench, receipt.id, cny(1'00), day("2026-01-31"))) == "cash.refund_too_early");
        CHECK(said(refund(bench, note.id, cny(1'00), day("2026-02-04"))) == "cash.refund_too_early");
        CHECK(said(refund(bench, receipt.id, cny(1'00), bench.today + Days{1})) == "cash.date_in_future");
        CHECK(said(refund(bench, receipt.id, cny(1'00), day("2026-02-10"), Method::cheque)) == "cash.refund_method");
        CHECK(said(refund(bench, bill.id, cny(1'00), day("2026-02-10"))) == "cash.receipt_not_cleared");
        CHECK(said(refund(bench, ReceiptId{1}, cny(1'00), day("2026-02-10"))) == "cash.unknown_receipt");
        CHECK(said(refund(bench, CreditNoteId{1}, cny(1'00), day("2026-02-10"))) == "cash.unknown_credit_note");
        CHECK(said(take_back(bench, cash::RefundId{1})) == "cash.unknown_refund");
        CHECK(bench.everything() == before);
        CHECK(bench.count("SELECT COUNT(*) FROM refund") == 0);
        REQUIRE(bench.reverse(receipt.id, day("2026-03-01")));
        CHECK(said(refund(bench, receipt.id, cny(1'00), day("2026-03-02"))) == "cash.receipt_reversed");
    });
}

TEST_CASE("a refund in a foreign currency takes the credit off at the credit's own rate") {
    on_both_engines([](const TemporaryDatabase& database) {
        CashBench bench{database};
        bench.add_rate("USD", day("2026-01-01"), *parse_rate("7.1"));
        bench.add_rate("USD", day("2026-03-01"), *parse_rate("7.3"));
        const auto receipt = bench.receive(bench.add_customer("K-1"), Money{100'00, currency("USD")}, day("2026-02-01")).value();
        REQUIRE(refund(bench, receipt.id, Money{100'00, currency("USD")}, day("2026-03-10")));
        CHECK(bench.count("SELECT CAST(SUM(CASE side WHEN 'debit' THEN base_amount_minor ELSE -base_amount_minor END) AS BIGINT) FROM posting WHERE role = 'unapplied_receipts'") == 0);
        check_verified(bench);
    });
}

TEST_CASE("the book kept current from the outbox knows of a refund and of its reversal") {
    on_both_engines([](const TemporaryDatabase& database) {
        CashBench bench{database};
        const auto note = bench.credit(bench.add_customer("K-1"), cny(100'00), day("2026-02-05")).value();
        insight::BookLoader loader{bench.workspace().company()};
        insight::Book book = loader.load(bench.connection());
        const auto left = [&] { return insight::Position{book, {bench.today}}.unapplied_note(0); };
        const auto paid = refund(bench, note.id, cny(40'00), day("2026-02-10")).value();
        REQUIRE(loader.refresh(bench.connection(), book));
        CHECK(left() == 60'00);
        REQUIRE(take_back(bench, paid.id));
        REQUIRE(loader.refresh(bench.connection(), book));
        CHECK(left() == 100'00);
    });
}
