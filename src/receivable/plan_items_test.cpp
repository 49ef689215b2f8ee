#include "receivable/plan_items.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace tandem;
using namespace tandem::receivable;

namespace {

Money cny(std::int64_t minor) { return {minor, currency("CNY")}; }
PlanItem item(std::int64_t id, int due, std::int64_t amount, std::int64_t invoiced) {
    return {OpenItemId{id}, date_of(20'000), date_of(20'000 + due), cny(amount), cny(invoiced), cny(amount), Rate{Rate::one}, false};
}
using Links = std::vector<InvoiceLink>;

}  // namespace

TEST_CASE("an invoice is for the items due first, as far as they are not invoiced yet") {
    const std::vector<PlanItem> items{item(1, 90, 40'00, 0), item(2, 30, 40'00, 25'00), item(3, 10, 20'00, 20'00)};
    CHECK(*decide_invoice_links(cny(15'00), items) == Links{{OpenItemId{2}, cny(15'00)}});
    CHECK(*decide_invoice_links(cny(15'01), items) == Links{{OpenItemId{2}, cny(15'00)}, {OpenItemId{1}, cny(1)}});
    CHECK(*decide_invoice_links(cny(55'00), items) == Links{{OpenItemId{2}, cny(15'00)}, {OpenItemId{1}, cny(40'00)}});
    const auto refused = decide_invoice_links(cny(55'01), items);
    REQUIRE(!refused);
    CHECK(refused.error().code == "receivable.invoice_exceeds_plan");
    CHECK(refused.error().figures.at(1).second == "55.00 CNY");
    CHECK(decide_invoice_links(Money{1, currency("USD")}, items).error().code == "receivable.currency_mismatch");
    CHECK(decide_invoice_links(cny(0), {})->empty());
}

TEST_CASE("links of an invoice sum to its gross and never exceed an item") {
    rc::check([] {
        std::vector<PlanItem> items;
        for (int count = *rc::gen::inRange(0, 6); count > 0; --count) {
            const auto amount = *rc::gen::inRange<std::int64_t>(0, 1'000'00);
            items.push_back(item(count, *rc::gen::inRange(0, 100), amount, *rc::gen::inRange<std::int64_t>(0, amount + 1)));
        }
        const Money gross = cny(*rc::gen::inRange<std::int64_t>(0, 2'000'00));
        std::int64_t left = 0;
        for (const PlanItem& each : items) left += each.amount.minor() - each.invoiced.minor();
        const auto links = decide_invoice_links(gross, items);
        RC_ASSERT(links.has_value() == (gross.minor() <= left));
        if (!links) return;
        std::int64_t sum = 0;
        for (const InvoiceLink& link : *links) {
            sum += link.amount.minor();
            for (const PlanItem& each : items)
                if (each.id == link.item) RC_ASSERT(link.amount <= each.amount - each.invoiced);
        }
        RC_ASSERT(sum == gross.minor());
    });
}
