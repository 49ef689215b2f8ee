// Orders against limits, as a company lives it: what counts, what is held, and what lets it go..
#include <algorithm>

#include "support/credit_bench.h"

using namespace tandem;
using namespace tandem::testing;
using credit::RuleCode;

namespace {

bool says(const credit::Decision& decision, RuleCode code) {
    return std::ranges::any_of(decision.reasons, [&](const credit::Reason& each) { return each.code == code && each.effect == credit::Effect::hold; });
}
template <class Check>
void with_bench(Check check) {
    on_both_engines([&](const TemporaryDatabase& database) {
        CreditBench bench{database};
        check(bench);
    });
}

}  // namespace

TEST_CASE("an order partly delivered and partly invoiced counts once, and a credit note lowers what counts") {
    with_bench([](CreditBench& bench) {
        const auto customer = bench.graded("K-1", 200'000'00);
        const auto order = bench.order(customer, 100'000'00);
        REQUIRE(order);
        CHECK_FALSE(order->hold);
        CHECK(bench.exposure(customer) == 100'000'00);
        REQUIRE(bench.deliver(order->id, 60'000'00)->delivery);
        CHECK(bench.exposure(customer) == 100'000'00);
        bench.invoice(order->id, customer, "INV-1", 40'000'00);
        CHECK(bench.exposure(customer) == 100'000'00);
        REQUIRE(bench.credit(customer, cny(10'000'00), bench.today));
        CHECK(bench.exposure(customer) == 90'000'00);
    });
}

TEST_CASE("CE-016: owed 100, order 50: a limit of 100 holds, one of 200 confirms; both reasons and figures are kept") {
    with_bench([](CreditBench& bench) {
        const auto narrow = bench.graded("K-1", 100'00), wide = bench.graded("K-2", 200'00);
        bench.item(narrow, "INV-1", bench.today, cny(100'00));
        bench.item(wide, "INV-2", bench.today, cny(100'00));
        const auto held = bench.order(narrow, 50'00), passed = bench.order(wide, 50'00);
        REQUIRE((held && passed));
        REQUIRE(held->hold);
        CHECK(says(held->decision, RuleCode::limit_used));
        CHECK(held->decision.reasons.front().used == 100'00);
        CHECK(held->decision.reasons.front().adds == 50'00);
        CHECK_FALSE(passed->hold);
        CHECK(bench.exposure(wide) == 150'00);
        CHECK(bench.exposure(narrow) == 100'00);
    });
}

TEST_CASE("what is held goes on when the money comes, or the limit rises; a stop by hand waits for a hand") {
    with_bench([](CreditBench& bench) {
        const auto customer = bench.graded("K-1", 100'00);
        const auto item = bench.item(customer, "INV-1", bench.today, cny(100'00));
        const auto order = bench.order(customer, 50'00);
        REQUIRE(order->hold);
        CHECK(bench.recheck().cleared == 0);
        const auto receipt = bench.receive(customer, cny(100'00), bench.today);
        REQUIRE(bench.allocate(receipt->id, {{item, cny(100'00)}}));
        REQUIRE(bench.at_limits([&](credit::LimitDesk& desk) { return desk.stop(customer, "fraud"); }));
        CHECK(bench.recheck(std::span<const CustomerId>{&customer, 1}).cleared == 0);
        REQUIRE(bench.at_limits([&](credit::LimitDesk& desk) { return desk.lift(customer, "cleared up"); }));
        CHECK(bench.recheck(std::span<const CustomerId>{&customer, 1}).cleared == 1);
        CHECK(bench.exposure(customer) == 50'00);
        CHECK(bench.count("SELECT COUNT(*) FROM sales_order WHERE status = 'held'") == 0);
    });
}

TEST_CASE("CE-010: paper taken in payment stays exposure, and dishonoured it is owed again") {
    with_bench([](CreditBench& bench) {
        const auto customer = bench.graded("K-1", 100'000'00);
        const auto item = bench.item(customer, "INV-1", bench.today, cny(500'00));
        const auto bill = bench.receive(customer, cny(500'00), bench.today, cash::Method::acceptance_bill, bench.today + Days{90});
        REQUIRE(bench.allocate(bill->id, {{item, cny(500'00)}}));
        CHECK(bench.open(item) == 0);
        CHECK(bench.exposure(customer) == 500'00);
        REQUIRE(bench.at_desk([&](cash::CashDesk& desk) { return desk.dishonour(bill->id, bench.today, "no funds"); }));
        CHECK(bench.exposure(customer) == 500'00);
        CHECK(bench.open(item) == 500'00);
    });
}

TEST_CASE("R-005: without a grade only prepaid goods are sold, and they leave when the money is there") {
    with_bench([](CreditBench& bench) {
        const auto customer = bench.add_customer("K-1");
        CHECK(says(bench.order(customer, 80'00)->decision, RuleCode::no_grade));
        auto draft = bench.draft(customer, 80'00);
        draft.terms.prepaid = cny(80'00);
        const auto order = bench.at_orders([&](receivable::OrderDesk& desk) { return desk.place(draft); });
        REQUIRE(order);
        CHECK_FALSE(order->hold);
        const auto early = bench.deliver(order->id, 80'00);
        REQUIRE(early);
        CHECK(says(early->decision, RuleCode::prepayment_missing));
        CHECK_FALSE(early->delivery);
        REQUIRE(bench.receive(customer, cny(80'00), bench.today));
        CHECK(bench.deliver(order->id, 80'00)->delivery.has_value());
        CHECK(bench.exposure(customer) == 0);
        // The same money is not there for a second order.
        draft.terms.amount = draft.terms.prepaid = cny(50'00);
        const auto second = bench.at_orders([&](receivable::OrderDesk& desk) { return desk.place(draft); });
        CHECK(says(bench.deliver(second->id, 50'00)->decision, RuleCode::prepayment_missing));
    });
}

TEST_CASE("a release lasts for what was released: a greater amount is checked again") {
    with_bench([](CreditBench& bench) {
        const auto customer = bench.graded("K-1", 100'00);
        const auto order = bench.order(customer, 150'00);
        REQUIRE(order->hold);
        CHECK(bench.deliver(order->id, 10'00).error().code == "credit.order_on_hold");
        CHECK(bench.at_orders([&](receivable::OrderDesk& desk) { return desk.release(*order->hold, 99, "a good customer"); }).error().code == "credit.release_days");
        REQUIRE(bench.at_orders([&](receivable::OrderDesk& desk) { return desk.release(*order->hold, 7, "a good customer"); }));
        CHECK(bench.deliver(order->id, 10'00)->delivery.has_value());
        const auto more = bench.at_orders([&](receivable::OrderDesk& desk) { return desk.change(order->id, {cny(151'00), cny(0), {}, 30}, {}); });
        REQUIRE(more);
        CHECK(more->hold);
        bench.today += Days{8};
        const auto later = bench.at_orders([&](receivable::OrderDesk& desk) { return desk.change(order->id, {cny(150'00), cny(0), {}, 30}, {}); });
        REQUIRE(later);
        CHECK(later->hold);  // the release is over
    });
}

TEST_CASE("CE-020: a second base limit for a day is an adjustment of the first, which must be the one that was seen") {
    with_bench([](CreditBench& bench) {
        const auto customer = bench.add_customer("K-1");
        const credit::LimitSubject subject{credit::Scope::customer, customer.value};
        const auto first = bench.set_limit(subject, 100'00);
        REQUIRE(first);
        CHECK(bench.set_limit(subject, 200'00).error().code == "credit.limit_overtaken");
        const auto second = bench.set_limit(subject, 200'00, *first);
        REQUIRE(second);
        CHECK(bench.set_limit(subject, 300'00, *first).error().code == "credit.limit_overtaken");
    });
}

TEST_CASE("overdue items hold the next order; an order from a file is a fact and stands on the list after day-end") {
    with_bench([](CreditBench& bench) {
        const auto customer = bench.graded("K-1", 100'000'00);
        bench.item(customer, "INV-1", bench.today - Days{30 + 16}, cny(100'00));
        CHECK(says(bench.order(customer, 50'00)->decision, RuleCode::overdue_days));
        bench.connection().execute("INSERT INTO sales_order (company_id, id, number, customer_id, order_date, currency, amount_minor, base_amount_minor, rate_e10, status, source, external_id, recorded_at) "
                                   "VALUES ($1, 77, 'F-1', $2, $3, 'CNY', 9900, 9900, 10000000000, 'open', 'erp', 'F-1', 1)", {bench.company().value, customer.value, std::int64_t{day_number(bench.today)}});
        CHECK(bench.recheck().held == 1);
        CHECK(bench.recheck().held == 0);
        CHECK(bench.count("SELECT COUNT(*) FROM sales_order WHERE number = 'F-1' AND status = 'open'") == 1);
    });
}

TEST_CASE("S35: what has no exchange rate is held, not counted as nothing") {
    with_bench([](CreditBench& bench) {
        const auto customer = bench.graded("K-1", 100'000'00);
        bench.connection().execute("INSERT INTO sales_order (company_id, id, number, customer_id, order_date, currency, amount_minor, base_amount_minor, rate_e10, source, external_id, recorded_at) "
                                   "VALUES ($1, 78, 'F-2', $2, $3, 'USD', 9900, 9900, 10000000000, 'erp', 'F-2', 1)", {bench.company().value, customer.value, std::int64_t{day_number(bench.today)}});
        CHECK(says(bench.order(customer, 50'00)->decision, RuleCode::rate_missing));
    });
}

TEST_CASE("a signed contract is counted by its plan, and its orders are not counted again") {
    with_bench([](CreditBench& bench) {
        const auto customer = bench.graded("K-1", 1'000'00);
        bench.connection().execute("INSERT INTO contract (company_id, id, number, title, customer_id, currency, amount_minor, signed_date, terms, status, source, external_id, recorded_at) "
                                   "VALUES ($1, 5, 'C-1', 'C', $2, 'CNY', 100000, $3, '[]', 'signed', 'test', 'C-1', 1)", {bench.company().value, customer.value, std::int64_t{day_number(bench.today)}});
        bench.connection().execute("INSERT INTO plan_line (company_id, id, contract_id, line_no, label, base_event, amount_minor, recorded_at) VALUES ($1, 6, 5, 1, 'all', 'delivery', 100000, 1)", {bench.company().value});
        CHECK(bench.exposure(customer) == 1'000'00);
        auto draft = bench.draft(customer, 400'00);
        draft.contract = ContractId{5};
        const auto order = bench.at_orders([&](receivable::OrderDesk& desk) { return desk.place(draft); });
        REQUIRE(order);
        CHECK_FALSE(order->hold);
        CHECK(bench.exposure(customer) == 1'000'00);
        REQUIRE(bench.deliver(order->id, 400'00)->delivery);
        CHECK(bench.exposure(customer) == 1'000'00);
        CHECK(bench.order(customer, 1'00)->hold);
    });
}

TEST_CASE("nobody changes an order that has become another since they opened it: the refusal says by whom and when") {
    with_bench([](CreditBench& bench) {
        const auto customer = bench.graded("K-1", 1'000'00);
        const auto order = bench.order(customer, 100'00);
        REQUIRE(order);
        bench.connection().execute("INSERT INTO app_user (company_id, id, name, display_name, password_hash, role, created_at) VALUES ($1, $2, 'li', 'Li Na', '', 'finance', 1)",
                                   {bench.company().value, bench.workspace().act("test").actor.value});
        const auto change = [&](std::int64_t minor, std::int64_t seen) {
            return bench.at_orders([&](receivable::OrderDesk& desk) { return desk.change(order->id, {cny(minor), cny(0), {}, 30}, seen); });
        };
        REQUIRE(change(200'00, 1));
        const auto late = change(300'00, 1);
        REQUIRE_FALSE(late);
        CHECK(late.error().code == "receivable.order_changed");
        CHECK(late.error().figures.at(0) == std::pair<std::string, std::string>{"who", "Li Na"});
        CHECK_FALSE(late.error().figures.at(1).second.empty());
        CHECK(bench.exposure(customer) == 200'00);
        REQUIRE(change(300'00, 2));
        // What goes out of it makes it another one too.
        REQUIRE(bench.deliver(order->id, 50'00));
        CHECK_FALSE(change(400'00, 3));
    });
}

TEST_CASE("S35: an order in a currency the customer has nothing else in is converted when the day has a rate") {
    with_bench([](CreditBench& bench) {
        const auto customer = bench.graded("K-1", 10'000'00);
        bench.connection().execute("INSERT INTO fx_rate (company_id, from_currency, to_currency, rate_date, rate_e10, recorded_at) VALUES ($1, 'USD', 'CNY', $2, $3, 1)",
                                   {bench.company().value, std::int64_t{day_number(bench.today)}, std::int64_t{70'000'000'000}});
        auto draft = bench.draft(customer, 100'00);
        draft.terms = {Money{1'000'00, currency("USD")}, Money{0, currency("USD")}, {}, 30};
        const auto order = bench.at_orders([&](receivable::OrderDesk& desk) { return desk.place(draft); });
        REQUIRE(order);
        CHECK_FALSE(says(order->decision, RuleCode::rate_missing));
        CHECK_FALSE(order->hold);
        CHECK(order->adds_minor == 7'000'00);
        draft.terms.amount = Money{500'00, currency("USD")};
        const auto held = bench.at_orders([&](receivable::OrderDesk& desk) { return desk.place(draft); });
        REQUIRE(held);
        CHECK(says(held->decision, RuleCode::limit_used));
    });
}

TEST_CASE("an order is checked against the company's limit by what everybody owes, and the pool follows what is decided") {
    on_both_engines([](const TemporaryDatabase& database) {
        CreditBench bench{database};
        const auto one = bench.graded("K-1", 1'000'000'00), other = bench.graded("K-2", 1'000'000'00);
        bench.item(other, "INV-1", bench.today, cny(700'00));
        REQUIRE(bench.set_limit({credit::Scope::company, 0}, 1'000'00));
        const auto fits = bench.order(one, 250'00);
        REQUIRE(fits);
        CHECK_FALSE(fits->hold);
        REQUIRE(fits->position.pools.size() == 2);
        CHECK(fits->position.pools.back().scope == credit::Scope::company);
        CHECK(fits->position.pools.back().used == 700'00);
        const auto above = bench.order(one, 100'00);
        REQUIRE(above);
        REQUIRE(above->hold);
        CHECK(above->decision.reasons.front().scope == credit::Scope::company);
        CHECK(above->decision.reasons.front().used == 950'00);
        // Whose prepayment or credit exceeds what they owe lowers nobody else's debt.
        REQUIRE(bench.receive(other, cny(5'000'00), bench.today));
        const auto free = bench.order(one, 100'00);
        REQUIRE(free);
        CHECK_FALSE(free->hold);
        CHECK(free->position.pools.back().used == 250'00);
    });
}
