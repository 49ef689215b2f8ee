#include "app/demo/deal.h"

#include <algorithm>

namespace tandem::app::demo {
namespace {

using contract::BaseEvent;

const Product& product_of(Random& dice, Size size) {
    std::vector<const Product*> fitting;
    for (const Product& product : lists().goods.products)
        if (product.size == size) fitting.push_back(&product);
    return *dice.pick(fitting);
}

const contract::PaymentTerms* terms_of(Random& dice, Size size, Currency currency) {
    std::vector<std::int64_t> weights;
    for (const TermsEntry& entry : lists().goods.terms) weights.push_back(entry.weights[static_cast<std::size_t>(size)]);
    const TermsEntry& entry = lists().goods.terms[dice.weighted(weights)];
    return currency == tandem::currency("USD") ? &entry.usd : &entry.cny;
}

bool waits_for(const contract::PaymentTerms& terms, BaseEvent event) {
    return std::ranges::any_of(terms.parts(), [&](const contract::TermsPart& part) { return part.base == event; });
}

// The year-end rush: what would be delivered in the first weeks of the year goes out in the old one.
Date before_year_end(Random& dice, Date planned, Date earliest) {
    const std::chrono::year_month_day day{planned};
    const Date year_end = Date{(day.year() - std::chrono::years{1}) / std::chrono::December / 31} - Days{dice.between(0, 16)};
    const bool early_in_year = planned <= year_end + Days{55};
    return early_in_year && year_end >= earliest && dice.chance(550) ? year_end : planned;
}

struct Schedule { Date delivered, accepted; };
Schedule schedule_of(const Story& story, Random& dice, Date signed_on, Size size) {
    struct Span { int delivery_from, delivery_to, acceptance_from, acceptance_to; };
    constexpr std::array<Span, size_count> spans{Span{15, 45, 7, 25}, Span{40, 90, 12, 40}, Span{80, 170, 20, 60}};
    const Span& span = spans[static_cast<std::size_t>(size)];
    const Date planned = signed_on + Days{dice.between(span.delivery_from, span.delivery_to)};
    const Date delivered = story.year.working_day(before_year_end(dice, planned, signed_on + Days{span.delivery_from / 2}));
    const std::int64_t trouble = dice.chance(60) ? dice.between(50, 140) : 0;
    return {delivered, story.year.working_day(delivered + Days{dice.between(span.acceptance_from, span.acceptance_to) + trouble})};
}

Deal agreed(Story& story, Random& dice, Index customer, Size size, Money amount) {
    const Product& product = product_of(dice, size);
    return {.number = {}, .title = product.name + (product.tax_percent == 6 ? "合同" : "采购合同"), .customer = customer, .rep = story.base.rep_of(customer, story.today), .amount = amount,
            .tax_percent = product.tax_percent, .terms = terms_of(dice, size, amount.currency()), .signed_on = {}, .expected = {}, .events = {}, .invoices_first_part_late = dice.chance(350)};
}

// Writes the chapters of one deal into the story, event by event.
class DealTelling {
public:
    DealTelling(Story& story, Random& dice, Index deal) : story_(story), dice_(dice), at_(deal) {}

    void event(BaseEvent kind, Date date, Date recorded) {
        date_of(kind) = date;
        if (kind != BaseEvent::signing) deal().events.push_back({kind, date, recorded});
        const auto plan = contract::compute_plan(*deal().terms, deal().amount, happened_);
        TANDEM_ASSERT(plan.has_value());
        for (const contract::PlanLine& line : *plan) {
            if (line.base != kind) continue;
            Item item{.number = {}, .customer = deal().customer, .deal = at_, .bill = {}, .line = static_cast<std::size_t>(line.line_no) - 1, .base = kind, .date = date, .due = *line.due_date, .recorded = recorded,
                      .amount = line.amount, .open = line.amount, .retention = line.label == "质保金", .discount_until = {}};
            not_billed_.push_back(story_.items.size());
            story_.items.push_back(std::move(item));
        }
        const bool later = kind == BaseEvent::signing && deal().invoices_first_part_late;
        if (kind != BaseEvent::invoice && !later) bill(story_.year.working_day(recorded + Days{dice_.between(0, 4)}));
    }

    // Terms that count from the invoice: it dates their line, due by the rule.
    void invoice_all(Date date) {
        event(BaseEvent::invoice, date, date);
        bill(date);
    }

    void ship(Date signed_on, const Schedule& schedule) {
        const auto happened = [&](Date date) { return date <= story_.today ? std::optional{date} : std::nullopt; };
        story_.shipments.push_back({.order_number = {}, .number = {}, .customer = deal().customer, .rep = deal().rep, .deal = at_, .ordered = signed_on, .delivered = happened(schedule.delivered),
                                    .accepted = happened(schedule.accepted), .amount = deal().amount});
    }

private:
    Deal& deal() { return story_.deals[at_]; }
    std::optional<Date>& date_of(BaseEvent kind) {
        switch (kind) {
            case BaseEvent::signing: return happened_.signed_on;
            case BaseEvent::delivery: return happened_.delivered_on;
            case BaseEvent::acceptance: return happened_.accepted_on;
            case BaseEvent::invoice: return happened_.invoiced_on;
        }
        TANDEM_ASSERT(false);
    }

    void bill(Date date) {
        if (not_billed_.empty() || date > story_.today) return;
        Bill bill{.number = {}, .customer = deal().customer, .rep = deal().rep, .deal = at_, .date = date, .due = story_.items[not_billed_.front()].due, .gross = Money{0, deal().amount.currency()}};
        for (const Index item : not_billed_) {
            bill.gross += story_.items[item].amount;
            bill.due = std::min(bill.due, story_.items[item].due);
            story_.items[item].bill = story_.bills.size();
        }
        bill.due = std::max(bill.due, date);
        const NetAndTax amounts = without_tax(bill.gross, deal().tax_percent);
        bill.net = amounts.net;
        bill.tax = amounts.tax;
        not_billed_.clear();
        story_.bills.push_back(std::move(bill));
    }

    Story& story_;
    Random& dice_;
    Index at_;
    contract::ContractEvents happened_;
    std::vector<Index> not_billed_;
};

}  // namespace

void make_deal(Story& story, Random& dice, Index customer, Date signed_on, Size size, Money amount) {
    Deal made = agreed(story, dice, customer, size, amount);
    made.signed_on = signed_on;
    made.rep = story.base.rep_of(customer, signed_on);
    const Index at = story.deals.size();
    story.deals.push_back(std::move(made));
    const Schedule schedule = schedule_of(story, dice, signed_on, size);
    // The papers of an acceptance sometimes reach the office days later.
    const Date papers = dice.chance(200) ? story.year.working_day(schedule.accepted + Days{dice.between(1, 4)}) : schedule.accepted;
    const Date invoiced = story.year.working_day(schedule.delivered + Days{dice.between(0, 5)});
    const bool by_invoice = waits_for(*story.deals[at].terms, BaseEvent::invoice);

    DealTelling telling{story, dice, at};
    telling.event(BaseEvent::signing, signed_on, signed_on);
    telling.ship(signed_on, schedule);
    contract::ContractEvents& expected = story.deals[at].expected;
    if (schedule.delivered <= story.today) telling.event(BaseEvent::delivery, schedule.delivered, schedule.delivered);
    else expected.delivered_on = schedule.delivered;
    if (by_invoice && invoiced <= story.today) telling.invoice_all(invoiced);
    else if (by_invoice) expected.invoiced_on = invoiced;
    if (papers <= story.today) telling.event(BaseEvent::acceptance, schedule.accepted, papers);
    else expected.accepted_on = std::max(schedule.accepted, story.today + Days{3});
}

void make_draft(Story& story, Random& dice, Index customer, Size size, Money amount) {
    Deal made = agreed(story, dice, customer, size, amount);
    const Date signing = story.year.working_day(story.today + Days{dice.between(4, 40)});
    const Schedule schedule = schedule_of(story, dice, signing, size);
    made.expected = {.signed_on = signing, .delivered_on = schedule.delivered, .accepted_on = schedule.accepted, .invoiced_on = schedule.delivered};
    story.deals.push_back(std::move(made));
}

}  // namespace tandem::app::demo
