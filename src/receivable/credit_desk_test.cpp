#include "receivable/credit_desk.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace tandem;
using namespace tandem::receivable;

namespace {

Money cny(std::int64_t minor) { return {minor, currency("CNY")}; }
std::optional<CreditedInvoice> invoice(std::int64_t net, std::int64_t tax, std::int64_t credited = 0, std::int64_t credited_tax = 0) {
    return CreditedInvoice{"INV-1", CustomerId{1}, Date{}, {cny(net), cny(tax), cny(net + tax)}, cny(credited), cny(credited_tax)};
}

}  // namespace

TEST_CASE("a credit note takes the invoice's share of tax; without an invoice it states none") {
    CHECK(split_credit(cny(113'00), invoice(1000'00, 130'00)).value() == StatedAmounts{cny(100'00), cny(13'00), cny(113'00)});
    CHECK(split_credit(cny(50'00), std::nullopt).value() == StatedAmounts{cny(50'00), cny(0), cny(50'00)});
}

TEST_CASE("notes against an invoice end at its gross") {
    CHECK(split_credit(cny(1130'00), invoice(1000'00, 130'00)).value() == StatedAmounts{cny(1000'00), cny(130'00), cny(1130'00)});
    const auto over = split_credit(cny(30'01), invoice(1000'00, 130'00, 1100'00, 126'55));
    REQUIRE_FALSE(over.has_value());
    CHECK(over.error().code == "receivable.credit_above_invoice");
    CHECK(split_credit(cny(30'00), invoice(1000'00, 130'00, 1100'00, 126'55)).value().tax == cny(3'45));
    CHECK(split_credit(Money{1, currency("USD")}, invoice(1, 0)).error().code == "receivable.currency_mismatch");
}

TEST_CASE("however an invoice is credited, the last note completes net and tax to the cent") {
    CHECK(rc::check([] {
        const auto net = *rc::gen::inRange<std::int64_t>(1, 100'000), tax = *rc::gen::inRange<std::int64_t>(0, 20'000);
        Money credited = cny(0), credited_tax = cny(0);
        while (credited < cny(net + tax)) {
            const Money part = cny(*rc::gen::inRange<std::int64_t>(1, net + tax - credited.minor() + 1));
            const auto split = split_credit(part, invoice(net, tax, credited.minor(), credited_tax.minor()));
            RC_ASSERT(split.has_value());
            RC_ASSERT(split->net + split->tax == part);
            RC_ASSERT(!split->net.is_negative());
            RC_ASSERT(!split->tax.is_negative());
            credited += split->gross;
            credited_tax += split->tax;
        }
        RC_ASSERT(credited_tax == cny(tax));
    }));
}
