#include "app/demo/pen.h"

#include <algorithm>

namespace tandem::app::demo {

Pen::Pen(Office& of)
    : office(of), story(of.story), receivable(of.connection, of.act, of.company.currency), cash(of.connection, of.act, of.company.currency), plan_memory(of.connection, of.act, receivable),
      plan_items(plan_memory, plan_memory, of.trail, of.ids, of.cast.ownership, of.story.rates, of.company.currency), contract_store(of.connection, of.act),
      contracts(contract_store, plan_items, of.trail, of.ids), books{receivable, cash, of.trail, of.ids},
      orders(of.connection.bulk("sales_order", {"company_id", "id", "number", "customer_id", "contract_id", "rep_id", "order_date", "currency", "amount_minor", "base_amount_minor", "rate_e10",
                                                "source", "external_id", "recorded_at"})),
      deliveries(of.connection.bulk("delivery", {"company_id", "id", "number", "customer_id", "order_id", "contract_id", "delivery_date", "accepted_date", "currency", "amount_minor",
                                                 "base_amount_minor", "rate_e10", "source", "external_id", "recorded_at"})),
      notes(of.connection.bulk("note", {"company_id", "id", "object_kind", "object_id", "kind", "text", "actor_id", "recorded_at"})),
      promises(of.connection.bulk("promise", {"company_id", "id", "customer_id", "currency", "amount_minor", "made_date", "promised_date", "tolerance_days", "policy_version", "channel", "note", "actor_id", "recorded_at"})),
      promise_items(of.connection.bulk("promise_item", {"company_id", "promise_id", "item_id", "open_minor"})), states(story.deals.size()),
      order_ids(story.shipments.size()), bill_ids(story.bills.size()), item_ids(story.items.size()), credit_ids(story.credits.size()), receipt_ids(story.receipts.size()),
      settlements(story.settlements.size()), steps{} {}

OpenItemId Pen::item(Index at) const {
    const Item& one = story.items[at];
    const OpenItemId id = one.deal ? states[*one.deal]->lines[one.line].item.value_or(OpenItemId{}) : item_ids[at];
    TANDEM_ASSERT(id.value != 0);
    return id;
}

Rate Pen::rate_on(Money amount, Date day) const {
    const auto rate = story.rates.rate_on(amount.currency(), office.company.currency, day);
    TANDEM_ASSERT(rate.has_value());
    return *rate;
}

void Pen::flush() {
    // Parents before children.
    contract_store.flush();
    receivable.flush();
    plan_memory.flush();
    orders->flush();
    deliveries->flush();
    cash.flush();
    notes->flush();
    promises->flush();
    promise_items->flush();
    office.trail.flush();
}

Result<void> write_events(Office& office, const Desks& desks) {
    Pen pen{office};
    plan_people(pen, desks);
    plan_sales(pen, desks);
    plan_cash(pen, desks);
    std::ranges::stable_sort(pen.steps, {}, [](const Pen::Step& step) { return std::pair{step.day, step.rank}; });
    for (const Pen::Step& step : pen.steps) {
        office.advance_to(step.day, step.actor);
        TRY_VOID(step.write());
    }
    pen.flush();
    bring_up_to_date(pen);
    return {};
}

}  // namespace tandem::app::demo
