// What is sold: the sales of each region and month, cut into contracts and small orders.
#include <algorithm>

#include "app/demo/deal.h"
#include "app/demo/numbering.h"

namespace tandem::app::demo {
namespace {

constexpr std::int64_t first_year_yuan = 176'000'000;
constexpr int growth_per_mille = 180;         // a year
constexpr int small_orders_per_mille = 110;   // of all sales
constexpr int drafts = 8, opening_items = 72;
constexpr int loosened_per_mille = 1380;      // the loosened region sells that much more than its plan
constexpr std::int64_t fen = 100;

Money yuan(std::int64_t amount) { return {amount * fen, currency("CNY")}; }

// Sales in the customer's own currency; contracts end in round hundreds.
Money in_currency(const Story& story, const Customer& customer, std::int64_t amount_yuan, Date day, std::int64_t round_to) {
    if (customer.currency == "CNY") return yuan(std::max(round_to, amount_yuan / round_to * round_to));
    const auto rate = story.rates.rate_on(currency("USD"), currency("CNY"), day);
    TANDEM_ASSERT(rate.has_value());
    const auto dollars = divide(Wide{amount_yuan} * Rate::one, rate->e10, Rounding::down);
    return Money{std::max(round_to, dollars / round_to * round_to) * 100, currency("USD")};
}

class Seller {
public:
    Seller(Story& story, Random dice) : story_(story), dice_(dice), deals_(dice.of("deals")), orders_(dice.of("orders")) {}

    void sell_month(Date month, Index region) {
        const Date from = std::max(month, story_.first_day), through = std::min(end_of_month(month), story_.today);
        const std::int64_t target = target_yuan(month, region) * ((through - from).count() + 1) / 30;
        std::int64_t& left_over = carried_[region];
        for (left_over += target * (1000 - small_orders_per_mille) / 1000; left_over > 0;) left_over -= sell_contract(region, from, through);
        for (std::int64_t left = target * small_orders_per_mille / 1000; left > 0;) left -= sell_small(region, from, through);
    }

    void draft() {
        const Index customer = buyer(static_cast<Index>(dice_.between(0, static_cast<std::int64_t>(story_.people.regions.size()) - 1)), story_.today);
        make_draft(story_, deals_, customer, Size::middle, in_currency(story_, story_.base.customers[customer], amount_of(Size::middle), story_.today, 1000));
    }

    // What was owed on the first day: most of it due about then, a little of it bad.
    void open(int number) {
        const Index customer = buyer(static_cast<Index>(number) % story_.people.regions.size(), story_.first_day);
        const Money amount = in_currency(story_, story_.base.customers[customer], dice_.between(80'000, 1'150'000), story_.first_day, 1);
        const Date due = story_.first_day + Days{number < 3 ? -dice_.between(200, 300) : dice_.between(-45, 75)};
        story_.items.push_back({.origin = {"opening", "QC-" + padded(number + 1, 4), {}}, .number = "QC-" + padded(number + 1, 4), .customer = customer, .deal = {}, .bill = {}, .base = {},
                                .date = due - Days{dice_.between(30, 60)}, .due = due, .recorded = story_.year.working_day(story_.first_day), .amount = amount, .open = amount, .discount_until = {}});
        if (story_.items.back().date > story_.first_day) story_.items.back().date = story_.first_day;
    }

private:
    std::int64_t target_yuan(Date month, Index region) const {
        const auto months = std::max<std::int64_t>(0, (month - story_.first_day).count() / 30);
        std::int64_t annual = first_year_yuan;
        for (auto left = months; left > 0; left -= 12) annual += annual * growth_per_mille * std::min<std::int64_t>(left, 12) / 12 / 1000;
        std::int64_t target = annual / 12 * story_.year.sales_weight(month) / 100 * story_.people.regions[region].sales_per_mille / 1000;
        if (story_.people.regions[region].loosened && month > story_.today - Days{300}) target = target * loosened_per_mille / 1000;
        return target;
    }

    Index buyer(Index region, Date day) {
        std::vector<Index> places;
        std::vector<std::int64_t> weights;
        for (Index at = 0; at < story_.base.customers.size(); ++at) {
            const Customer& customer = story_.base.customers[at];
            if (story_.people.teams[customer.team].region != region || customer.since > day || (customer.stopped_on && *customer.stopped_on <= day)) continue;
            places.push_back(at);
            weights.push_back(customer.newly_admitted ? customer.weight * 3 : customer.weight);
        }
        return places[dice_.weighted(weights)];
    }

    Date day_between(Date from, Date through) {
        return story_.year.working_day(from + Days{dice_.between(0, (through - from).count())});
    }

    std::int64_t amount_of(Size size) {
        const SizeEntry& entry = lists().goods.sizes[static_cast<std::size_t>(size)];
        const auto draw = [&] { return dice_.between(entry.from_yuan, entry.to_yuan); };
        return std::min(draw(), draw());
    }

    // In yuan, 0 when the day drawn has not come yet.
    std::int64_t sell_contract(Index region, Date from, Date through) {
        const Date day = day_between(from, through);
        const std::array<std::int64_t, size_count> weights{lists().goods.sizes[0].per_mille, lists().goods.sizes[1].per_mille, lists().goods.sizes[2].per_mille};
        const auto size = static_cast<Size>(dice_.weighted(weights));
        const std::int64_t amount = amount_of(size);
        if (day > story_.today) return amount;
        const Index customer = buyer(region, day);
        make_deal(story_, deals_, customer, day, size, in_currency(story_, story_.base.customers[customer], amount, day, size == Size::small ? 100 : 1000));
        return amount;
    }

    std::int64_t sell_small(Index region, Date from, Date through) {
        const Date ordered = day_between(from, through);
        const std::int64_t amount = std::min(dice_.between(1'800, 90'000), dice_.between(1'800, 120'000));
        if (ordered > story_.today) return amount;
        const Index customer = buyer(region, ordered);
        small_order(customer, ordered, in_currency(story_, story_.base.customers[customer], amount, ordered, 10));
        return amount;
    }

    void small_order(Index customer, Date ordered, Money gross) {
        Random& dice = orders_;
        const Product& product = dice.pick(lists().goods.small_orders);
        const Customer& buyer = story_.base.customers[customer];
        const Index rep = story_.base.rep_of(customer, ordered);
        const Date delivered = story_.year.working_day(ordered + Days{dice.between(1, 9)}), date = story_.year.working_day(delivered + Days{dice.between(0, 4)});
        const bool is_delivered = delivered <= story_.today;
        story_.shipments.push_back({.order_number = {}, .number = {}, .customer = customer, .rep = rep, .deal = {}, .ordered = ordered, .delivered = is_delivered ? std::optional{delivered} : std::nullopt,
                                    .accepted = {}, .amount = gross});
        if (date > story_.today) return;
        const Date due = dice.chance(300) ? end_of_month(date) + Days{30} : date + Days{dice.chance(700) ? 30 : 45};
        const NetAndTax amounts = without_tax(gross, product.tax_percent);
        const bool disputed = dice.chance(25), discount = buyer.payer == Payer::early && dice.chance(300);
        story_.bills.push_back({.number = {}, .customer = customer, .rep = rep, .deal = {}, .shipment = story_.shipments.size() - 1, .date = date, .due = due, .net = amounts.net, .tax = amounts.tax, .gross = gross, .disputed = disputed});
        story_.items.push_back({.usual_method = product.automatic ? cash::Method::automatic_debit : cash::Method::bank_transfer, .number = {}, .customer = customer, .deal = {}, .bill = story_.bills.size() - 1,
                                .base = {}, .date = date, .due = due, .recorded = date, .amount = gross, .open = gross, .disputed = disputed,
                                .discount_until = discount ? std::optional{date + Days{10}} : std::nullopt});
    }

    Story& story_;
    Random dice_, deals_, orders_;
    std::map<Index, std::int64_t> carried_;  // below zero: sold beyond the months' targets
};

}  // namespace

void sell(Story& story, Random dice) {
    Seller seller{story, dice};
    for (int at = 0; at < opening_items; ++at) seller.open(at);
    for (Date month = first_of_month(story.first_day); month <= story.today; month = add_months(month, 1))
        for (Index region = 0; region < story.people.regions.size(); ++region) seller.sell_month(month, region);
    for (int at = 0; at < drafts; ++at) seller.draft();

    number_in_order(story.deals, &Deal::number, "HT", 4, [&](const Deal& deal) { return deal.signed_on.value_or(story.today); });
    number_in_order(story.shipments, &Shipment::order_number, "DD", 5, [](const Shipment& one) { return one.ordered; });
    number_in_order(story.shipments, &Shipment::number, "FH", 5, [](const Shipment& one) { return one.delivered.value_or(one.ordered); });
    number_in_order(story.bills, &Bill::number, "FP", 5, [](const Bill& bill) { return bill.date; });
}

}  // namespace tandem::app::demo
