#include "app/demo/pen.h"
#include "receivable/issuing.h"

namespace tandem::app::demo {
namespace {

using contract::BaseEvent;

// What was agreed is what the customer pays by.
PaymentMethods methods_of(const Pen& pen, const Deal& deal) {
    switch (pen.story.base.customers[deal.customer].paper) {
        case Paper::bills: return {PaymentMethod::bank_transfer, PaymentMethod::acceptance_bill};
        case Paper::cheques: return {PaymentMethod::bank_transfer, PaymentMethod::cheque};
        case Paper::none: break;
    }
    return {PaymentMethod::bank_transfer};
}

Result<void> make_contract(Pen& pen, Index at) {
    const Deal& deal = pen.story.deals[at];
    pen.states[at] = TRY(pen.contracts.make({.number = deal.number, .title = deal.title, .customer = pen.customer(deal.customer), .rep = pen.employee(deal.rep), .amount = deal.amount,
                                             .terms = *deal.terms, .signed_date = deal.signed_on, .expected = deal.expected, .late_interest_daily = {}, .penalty = {},
                                             .payment_methods = methods_of(pen, deal),
                                             .source = contract::Source{"demo", deal.number, {}}}));
    return {};
}

Result<void> record_event(Pen& pen, Index at, const Event& event) {
    TRY(pen.contracts.record_event(*pen.states[at], event.kind, event.date));
    return {};
}

void write_order(Pen& pen, Index at) {
    Office& office = pen.office;
    const Shipment& one = pen.story.shipments[at];
    const auto id = pen.order_ids[at] = office.ids.next();
    const Rate rate = pen.rate_on(one.amount, one.ordered);
    const auto contract = pen.contract(one.deal);
    pen.orders->add(office.company.id.value).add(id).add(std::string_view{one.order_number}).add(pen.customer(one.customer).value).add(contract ? std::optional{contract->value} : std::nullopt)
        .add(pen.employee(one.rep).value).add(std::int64_t{day_number(one.ordered)}).add(one.amount.currency().code()).add(one.amount.minor())
        .add(receivable::base_minor(one.amount, rate, office.company.currency)).add(rate.e10).add("demo").add(std::string_view{one.order_number}).add(office.act.at.micros);
    pen.orders->end_row();
    office.trail.record({.object_kind = "sales_order", .object_id = id, .topic = "sales_order.recorded"});
}

void write_delivery(Pen& pen, Index at) {
    Office& office = pen.office;
    const Shipment& one = pen.story.shipments[at];
    const auto id = office.ids.next();
    const Rate rate = pen.rate_on(one.amount, *one.delivered);
    const auto contract = pen.contract(one.deal);
    pen.deliveries->add(office.company.id.value).add(id).add(std::string_view{one.number}).add(pen.customer(one.customer).value).add(pen.order_ids[at])
        .add(contract ? std::optional{contract->value} : std::nullopt).add(std::int64_t{day_number(*one.delivered)})
        .add(one.accepted ? std::optional<std::int64_t>{day_number(*one.accepted)} : std::nullopt).add(one.amount.currency().code()).add(one.amount.minor())
        .add(receivable::base_minor(one.amount, rate, office.company.currency)).add(rate.e10).add("demo").add(std::string_view{one.number}).add(office.act.at.micros);
    pen.deliveries->end_row();
    office.trail.record({.object_kind = "delivery", .object_id = id, .topic = "delivery.recorded"});
}

void open_item(Pen& pen, Index at) {
    const Item& item = pen.story.items[at];
    const auto id = pen.item_ids[at] = pen.office.ids.make<OpenItemId>();
    const CustomerId customer = pen.customer(item.customer);
    receivable::open_opening_item(pen.receivable, pen.office.trail,
                                  {.id = id, .number = item.number, .kind = receivable::ItemKind::opening, .customer = customer, .contract = {}, .plan_line = {}, .invoice = {},
                                   .owners = pen.office.cast.ownership.owners_of(customer, pen.story.first_day), .item_date = item.date, .due_date = item.due, .amount = item.amount, .open = item.amount,
                                   .rate = pen.rate_on(item.amount, item.date), .disputed = false, .origin = pen.origin(item.number)});
}

// `item` is the one that an invoice without a contract makes.
Result<void> issue(Pen& pen, Index at, std::optional<Index> item) {
    const Bill& bill = pen.story.bills[at];
    const auto id = pen.bill_ids[at] = pen.office.ids.make<InvoiceId>();
    const receivable::NewInvoice invoice{.id = id, .number = bill.number, .customer = pen.customer(bill.customer), .contract = pen.contract(bill.deal), .order = bill.shipment ? std::optional{OrderId{pen.order_ids[*bill.shipment]}} : std::nullopt, .rep = pen.employee(bill.rep),
                                         .invoice_date = bill.date, .due_date = bill.due, .net = bill.net, .tax = bill.tax, .gross = bill.gross, .rate = pen.rate_on(bill.gross, bill.date),
                                         .disputed = bill.disputed, .origin = pen.origin(bill.number)};
    if (bill.deal) {
        TRY(receivable::invoice_contract(pen.receivable, pen.plan_memory, pen.office.trail, pen.contracts, *pen.states[*bill.deal], invoice));
        return {};
    }
    const auto owners = pen.office.cast.ownership.owners_through(invoice.rep, bill.date);
    pen.item_ids[*item] = receivable::issue_invoice(pen.receivable, pen.office.trail, pen.office.ids, invoice, owners, Money{0, bill.gross.currency()}).id;
    return {};
}

void issue_credit(Pen& pen, Index at) {
    const Credit& credit = pen.story.credits[at];
    const auto id = pen.credit_ids[at] = pen.office.ids.make<CreditNoteId>();
    // An allowance agreed before its invoice was written names none.
    const InvoiceId bill = pen.bill_ids[credit.bill];
    const auto credited = bill ? std::optional{bill} : std::nullopt;
    receivable::issue_credit_note(pen.receivable, pen.office.trail,
                                  {.id = id, .number = credit.number, .customer = pen.customer(credit.customer), .invoice = credited, .note_date = credit.date, .net = credit.net,
                                   .tax = credit.tax, .gross = credit.gross, .open = credit.open, .rate = pen.rate_on(credit.gross, credit.date), .reason = credit.reason,
                                   .origin = pen.origin(credit.number)});
}

void plan_contracts(Pen& pen, const Desks& desks) {
    const Story& story = pen.story;
    for (Index at = 0; at < story.deals.size(); ++at) {
        const Deal& deal = story.deals[at];
        const Date day = deal.signed_on.value_or(story.today - Days{10});
        pen.on(day, Rank::contract, desks.sales, [&pen, at] { return make_contract(pen, at); });
        for (const Event& event : deal.events)
            if (event.kind != BaseEvent::invoice)  // recorded with the invoice
                pen.on(event.recorded, Rank::contract, desks.sales, [&pen, at, &event] { return record_event(pen, at, event); });
    }
}

}  // namespace

void plan_sales(Pen& pen, const Desks& desks) {
    const Story& story = pen.story;
    plan_contracts(pen, desks);
    for (Index at = 0; at < story.shipments.size(); ++at) {
        pen.plainly(story.shipments[at].ordered, Rank::shipment, desks.sales, [&pen, at] { write_order(pen, at); });
        if (story.shipments[at].delivered) pen.plainly(*story.shipments[at].delivered, Rank::shipment, desks.sales, [&pen, at] { write_delivery(pen, at); });
    }
    std::map<Index, Index> item_of_bill;
    for (Index at = 0; at < story.items.size(); ++at) {
        const Item& item = story.items[at];
        if (item.deal) continue;
        if (item.bill) item_of_bill.emplace(*item.bill, at);
        else pen.plainly(item.recorded, Rank::opening, desks.finance, [&pen, at] { open_item(pen, at); });
    }
    for (Index at = 0; at < story.bills.size(); ++at) {
        const auto item = item_of_bill.find(at);
        const auto own = item == item_of_bill.end() ? std::nullopt : std::optional{item->second};
        pen.on(story.bills[at].date, Rank::bill, desks.finance, [&pen, at, own] { return issue(pen, at, own); });
    }
    for (Index at = 0; at < story.credits.size(); ++at) pen.plainly(story.credits[at].date, Rank::credit, desks.finance, [&pen, at] { issue_credit(pen, at); });
}

}  // namespace tandem::app::demo
