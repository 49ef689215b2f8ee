// Contracts from signing to the last receivable, on both engines: what is dated is an open item, what is not
// waits, and the two are always the contract.
#include <rapidcheck.h>

#include "support/contract_bench.h"

using namespace tandem;
using namespace tandem::testing;
using contract::BaseEvent;
using contract::Recording;

namespace {

std::string_view code_of(const auto& result) { return result ? std::string_view{"accepted"} : result.error().code; }

std::int64_t count(ContractBench& bench, sql::Sql query) { return bench.connection().one_integer(query, {}).value_or(0); }

void check_books_balance(ContractBench& bench) {
    CHECK(count(bench, "SELECT COUNT(*) FROM (SELECT event_id, SUM(CASE side WHEN 'debit' THEN amount_minor ELSE -amount_minor END) AS balance FROM posting GROUP BY event_id) AS b WHERE balance <> 0") == 0);
}

}  // namespace

TEST_CASE("30 % seven days after signing, the rest thirty days after acceptance (R-150)") {
    on_both_engines([](const TemporaryDatabase& database) {
        ContractBench bench{database};
        const auto id = *bench.make("HT-1", cny(100'000'00), "30% signing+7d; remainder acceptance+30d", day("2026-01-10"));
        const auto state = bench.state(id);
        REQUIRE(state.lines.size() == 2);
        CHECK(state.contract.status() == contract::Status::signed_off);
        CHECK(state.lines[0].dated());
        CHECK_FALSE(state.lines[1].dated());
        CHECK(bench.undated() == 70'000'00);

        CHECK(bench.open_on(day("2026-01-09")) == 0);
        CHECK(bench.open_on(day("2026-01-10")) == 30'000'00);
        CHECK(bench.overdue_on(day("2026-01-17")) == 0);
        CHECK(bench.overdue_on(day("2026-01-18")) == 30'000'00);

        CHECK(*bench.record(id, BaseEvent::acceptance, day("2026-03-01")) == Recording::recorded);
        CHECK(bench.open_on(day("2026-02-28")) == 30'000'00);
        CHECK(bench.open_on(day("2026-03-01")) == 100'000'00);
        CHECK(bench.overdue_on(day("2026-03-31")) == 30'000'00);
        CHECK(bench.overdue_on(day("2026-04-01")) == 100'000'00);
        CHECK(bench.undated() == 0);
        const auto book = bench.book();
        CHECK(book.items.number.at(0) == "HT-1-1");
        CHECK(book.items.number.at(1) == "HT-1-2");
        check_books_balance(bench);
    });
}

TEST_CASE("an event is recorded once; another day is refused until the first is voided") {
    on_both_engines([](const TemporaryDatabase& database) {
        ContractBench bench{database};
        const auto id = *bench.make("HT-2", cny(100'00), "50% delivery+10d; remainder acceptance");
        CHECK(bench.state(id).contract.status() == contract::Status::draft);
        CHECK(*bench.record(id, BaseEvent::delivery, day("2026-02-01")) == Recording::recorded);
        CHECK(*bench.record(id, BaseEvent::delivery, day("2026-02-01")) == Recording::unchanged);
        CHECK(code_of(bench.record(id, BaseEvent::delivery, day("2026-02-02"))) == "contract.event_recorded");
        CHECK(bench.open_on(day("2026-02-01")) == 50'00);

        CHECK(code_of(bench.void_event(id, BaseEvent::delivery, "")) == "contract.reason_required");
        CHECK(code_of(bench.void_event(id, BaseEvent::acceptance, "wrong contract")) == "contract.event_missing");
        REQUIRE(bench.void_event(id, BaseEvent::delivery, "the truck turned back"));
        CHECK(bench.open_on(day("2026-12-31")) == 0);
        CHECK(bench.undated() == 100'00);
        check_books_balance(bench);
        CHECK(count(bench, "SELECT SUM(CASE side WHEN 'debit' THEN amount_minor ELSE -amount_minor END) FROM posting WHERE role = 'receivable'") == 0);
        CHECK(count(bench, "SELECT COUNT(*) FROM outbox WHERE topic = 'open_item.voided'") == 1);

        CHECK(*bench.record(id, BaseEvent::delivery, day("2026-02-05")) == Recording::recorded);
        CHECK(bench.open_on(day("2026-02-04")) == 0);
        CHECK(bench.overdue_on(day("2026-02-16")) == 50'00);
    });
}

TEST_CASE("an event whose item has a receipt or an invoice cannot be voided") {
    on_both_engines([](const TemporaryDatabase& database) {
        ContractBench bench{database};
        const auto invoiced = *bench.make("HT-3", cny(100'00), "100% signing+7d", day("2026-02-01"));
        REQUIRE(bench.invoice(invoiced, "FP-1", day("2026-02-02"), cny(10'00), cny(0)));
        CHECK(code_of(bench.void_event(invoiced, BaseEvent::signing, "mistake")) == "contract.event_invoiced");

        const auto settled = *bench.make("HT-4", cny(100'00), "100% signing+7d", day("2026-02-01"));
        const auto item = *bench.state(settled).lines[0].item;
        bench.connection().execute("INSERT INTO settlement (company_id, id, item_id, kind, amount_minor, effective_date, recorded_at) VALUES ($1, 1, $2, 'write_off', 1, 20500, 1)",
                                   {bench.workspace().company().id.value, item.value});
        CHECK(code_of(bench.void_event(settled, BaseEvent::signing, "mistake")) == "contract.event_settled");
    });
}

TEST_CASE("an invoice links to what is due by plan and makes no second item") {
    on_both_engines([](const TemporaryDatabase& database) {
        ContractBench bench{database};
        const auto id = *bench.make("HT-5", cny(100'00), "40% signing+90d; 40% delivery+30d; remainder acceptance+30d", day("2026-01-01"));
        REQUIRE(bench.record(id, BaseEvent::delivery, day("2026-02-01")));
        const auto state = bench.state(id);
        // The delivery's line is due first: 3 March before 1 April.
        const auto links = bench.invoice(id, "FP-1", day("2026-02-10"), cny(50'00), cny(5'00));
        REQUIRE(links);
        CHECK(*links == std::vector<receivable::InvoiceLink>{{*state.lines[1].item, cny(40'00)}, {*state.lines[0].item, cny(15'00)}});
        CHECK(count(bench, "SELECT COUNT(*) FROM open_item") == 2);
        CHECK(bench.open_on(day("2026-02-10")) == 80'00);
        CHECK(count(bench, "SELECT SUM(CASE side WHEN 'debit' THEN amount_minor ELSE -amount_minor END) FROM posting WHERE role = 'contract_liability'") == -25'00);
        check_books_balance(bench);

        const auto too_much = bench.invoice(id, "FP-2", day("2026-02-11"), cny(25'01), cny(0));
        REQUIRE(code_of(too_much) == "receivable.invoice_exceeds_plan");
        CHECK(too_much.error().figures == std::vector<std::pair<std::string, std::string>>{{"gross", "25.01 CNY"}, {"left", "25.00 CNY"}, {"contract", "HT-5"}});
        CHECK(bench.invoice(id, "FP-2", day("2026-02-11"), cny(25'00), cny(0)));
        CHECK(code_of(bench.invoice(id, "FP-3", day("2026-02-12"), cny(1), cny(0))) == "receivable.invoice_exceeds_plan");
    });
}

TEST_CASE("the first invoice is the event that its lines wait for") {
    on_both_engines([](const TemporaryDatabase& database) {
        ContractBench bench{database};
        const auto id = *bench.make("HT-6", cny(100'00), "30% signing; remainder invoice+1m", day("2026-01-01"));
        REQUIRE(bench.invoice(id, "FP-1", day("2026-02-10"), cny(60'00), cny(0)));
        CHECK(bench.open_on(day("2026-02-10")) == 100'00);
        CHECK(bench.overdue_on(day("2026-03-10")) == 30'00);
        CHECK(bench.overdue_on(day("2026-03-11")) == 100'00);
        CHECK(bench.invoice(id, "FP-2", day("2026-05-10"), cny(40'00), cny(0)));
        CHECK(bench.state(id).event(BaseEvent::invoice)->date == day("2026-02-10"));
    });
}

TEST_CASE("a change order keeps what is due and plans the rest anew") {
    on_both_engines([](const TemporaryDatabase& database) {
        ContractBench bench{database};
        const auto id = *bench.make("HT-7", cny(100'00), "30% signing; 40% delivery+10d; remainder acceptance+30d", day("2026-01-01"));
        CHECK(code_of(bench.change(id, cny(29'99), "", "smaller")) == "contract.change_below_dated");
        CHECK(code_of(bench.change(id, cny(120'00), "", "")) == "contract.reason_required");

        REQUIRE(bench.change(id, cny(170'01), "", "two more machines"));
        auto state = bench.state(id);
        REQUIRE(state.lines.size() == 3);
        CHECK(state.lines[0].amount == cny(30'00));
        CHECK(state.lines[1].amount == cny(80'01));  // 4 to 3, the odd cent to the larger remainder
        CHECK(state.lines[2].amount == cny(60'00));
        CHECK(state.lines[1].line_no == 4);
        CHECK(contract::plan_is_whole(state));

        REQUIRE(bench.change(id, cny(90'00), "50% signing+60d; remainder acceptance+45d", "new schedule"));
        state = bench.state(id);
        REQUIRE(state.lines.size() == 3);
        CHECK(state.lines[1].amount == cny(30'00));
        CHECK(state.lines[1].dated());  // signing has happened already
        CHECK_FALSE(state.lines[2].dated());
        CHECK(bench.open_on(day("2026-01-01")) == 60'00);

        REQUIRE(bench.record(id, BaseEvent::acceptance, day("2026-05-01")));
        CHECK(bench.overdue_on(day("2026-06-16")) == 90'00);
        CHECK(code_of(bench.change(id, cny(95'00), "", "again")) == "contract.change_needs_parts");
        CHECK(code_of(bench.change(id, cny(90'00), "100% delivery", "again")) == "contract.change_nothing_left");
        REQUIRE(bench.change(id, cny(95'00), "100% delivery", "spare parts"));
        CHECK(contract::plan_is_whole(bench.state(id)));

        const auto cancelled = *bench.make("HT-8", cny(100'00), "30% signing; remainder acceptance");
        REQUIRE(bench.change(cancelled, cny(0), "", "customer withdrew"));
        CHECK(contract::plan_is_whole(bench.state(cancelled)));
        CHECK(bench.undated() == 5'00);
        check_books_balance(bench);
    });
}

TEST_CASE("whatever the terms and the order of events, the plan is the contract and the items are the dated lines (I5)") {
    on_both_engines([](const TemporaryDatabase& database) {
        ContractBench bench{database};
        int number = 0;
        std::int64_t all_items = 0, all_amounts = 0;
        rc::check([&] {
            static const std::vector<std::string> bases{"signing", "delivery", "acceptance", "invoice"};
            std::string text;
            int left = 100;
            for (int part = *rc::gen::inRange(0, 4); part > 0 && left > 1; --part) {
                const int percent = *rc::gen::inRange(1, left);
                left -= percent;
                text += std::to_string(percent) + "% " + *rc::gen::elementOf(bases) + "+" + std::to_string(*rc::gen::inRange(0, 60)) + "d \"" + std::to_string(part) + "\"; ";
            }
            text += "remainder " + *rc::gen::elementOf(bases) + "+1m";
            const Money amount = cny(*rc::gen::inRange<std::int64_t>(100, 1'000'000'00));
            const auto made = bench.make("P-" + std::to_string(++number), amount, text);
            RC_ASSERT(made.has_value());
            Money whole = amount;

            std::set<BaseEvent> happened;
            for (int step = *rc::gen::inRange(0, 6); step > 0; --step) {
                const auto event = static_cast<BaseEvent>(*rc::gen::inRange(0, 4));
                const int action = *rc::gen::inRange(0, 4);
                if (action == 3) {
                    const Money wanted = cny(*rc::gen::inRange<std::int64_t>(100, 1'000'000'00));
                    if (bench.change(*made, wanted, *rc::gen::arbitrary<bool>() ? "33% delivery \"x\"; remainder acceptance \"y\"" : "", "random")) whole = wanted;
                } else if (happened.contains(event) && action == 2) {
                    RC_ASSERT(bench.void_event(*made, event, "random").has_value());
                    happened.erase(event);
                } else if (!happened.contains(event)) {
                    RC_ASSERT(bench.record(*made, event, date_of(*rc::gen::inRange(20'000, 21'000))).has_value());
                    happened.insert(event);
                }
                const auto state = bench.state(*made);
                RC_ASSERT(state.contract.amount == whole);
                RC_ASSERT(contract::plan_is_whole(state));
                for (const auto& line : state.lines) RC_ASSERT(line.dated() == happened.contains(line.base));
            }
            all_items += bench.state(*made).dated().minor();
            all_amounts += whole.minor();
        });
        const auto open = bench.open_on(day("2999-01-01"));
        CHECK(open == all_items);
        CHECK(open + bench.undated() == all_amounts);
        check_books_balance(bench);
    });
}
