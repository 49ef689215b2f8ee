#include "app/demo/habits.h"

#include <algorithm>

namespace tandem::app::demo {
namespace {

using cash::Method;

struct Delay { int from, to; };
// Days after the due date, by Payer.
constexpr std::array<Delay, 5> usual{Delay{-16, -3}, Delay{-8, 3}, Delay{3, 24}, Delay{18, 75}, Delay{-3, 20}};
constexpr std::array<Delay, 5> before_work_starts{Delay{-6, -1}, Delay{-6, 1}, Delay{0, 11}, Delay{4, 30}, Delay{-2, 6}};
constexpr std::array<Delay, 5> retention{Delay{-5, 6}, Delay{-4, 20}, Delay{10, 60}, Delay{30, 120}, Delay{10, 40}};

// Lately the loosened region's customers pay later, new ones above all.
std::int64_t loosened_delay(const Story& story, Random& dice, const Item& item) {
    const Customer& customer = story.base.customers[item.customer];
    const bool loosened = story.people.regions[story.people.teams[customer.team].region].loosened;
    if (!loosened || item.due < story.today - Days{240}) return 0;
    return dice.chance(customer.newly_admitted ? 600 : 280) ? dice.between(10, 40) : 0;
}

Date next_25th(Date day) {
    const Date same_month = with_day(day, 25);
    return day <= same_month ? same_month : with_day(add_months(first_of_month(day), 1), 25);
}

bool is_at_least(Money amount, std::int64_t units) { return amount.minor() >= units * 100; }

}  // namespace

std::optional<Date> paying_day(const Story& story, Random& dice, const Item& item) {
    const Customer& customer = story.base.customers[item.customer];
    if (item.due < story.first_day - Days{150}) return std::nullopt;  // bad when the book began
    const auto& delays = item.retention ? retention : item.base == contract::BaseEvent::signing ? before_work_starts : usual;
    const Delay delay = delays[static_cast<std::size_t>(customer.payer)];
    Date day = item.due + Days{dice.between(delay.from, delay.to) + loosened_delay(story, dice, item) + (item.disputed ? dice.between(8, 40) : 0)};
    if (item.usual_method == Method::automatic_debit) day = item.due;
    // Who is late anyway pays before the Spring Festival rather than after it.
    const bool late = customer.payer == Payer::slow || customer.payer == Payer::late;
    if (const Date before = day - Days{40}; late && !story.year.before_spring_festival(day) && story.year.before_spring_festival(before) && dice.chance(550)) day = before;
    if (customer.pays_on_25th && item.usual_method != Method::automatic_debit && dice.chance(600)) day = std::min(next_25th(day), day + Days{18});
    if (item.discount_until) day = std::min(day, *item.discount_until - Days{dice.between(0, 3)});
    day = story.year.working_day(std::max(day, item.recorded + Days{1}));
    if (customer.stopped_on && day >= *customer.stopped_on) return std::nullopt;
    return day;
}

Method paying_method(Random& dice, const Customer& customer, const Item& item, Money amount) {
    if (item.usual_method == Method::automatic_debit) return Method::automatic_debit;
    if (customer.paper == Paper::bills && is_at_least(amount, 30'000) && dice.chance(620)) return Method::acceptance_bill;
    if (customer.paper == Paper::cheques && !is_at_least(amount, 300'000) && dice.chance(600)) return Method::cheque;
    if (!is_at_least(amount, 4'000) && customer.currency == "CNY" && dice.chance(90)) return Method::cash;
    return Method::bank_transfer;
}

Money first_payment(Random& dice, const Customer& customer, Money amount) {
    if (!is_at_least(amount, 40'000) || !dice.chance(customer.pays_in_pieces ? 560 : 35)) return amount;
    constexpr std::int64_t round_to = 100'000;  // 1,000.00
    return Money{std::max(round_to, part_of(amount, dice.between(300, 700)).minor() / round_to * round_to), amount.currency()};
}

}  // namespace tandem::app::demo
