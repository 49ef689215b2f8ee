#include "app/demo/habits.h"

#include <algorithm>

namespace tandem::app::demo {
namespace {

using cash::Method;

struct Delay { int from, to; };
// Days after the due date, by Payer.
constexpr std::array<Delay, 5> usual{Delay{-20, -4}, Delay{-15, 1}, Delay{4, 32}, Delay{20, 95}, Delay{-5, 12}};
constexpr std::array<Delay, 5> before_work_starts{Delay{-6, -1}, Delay{-6, 0}, Delay{0, 8}, Delay{3, 24}, Delay{-2, 5}};
constexpr std::array<Delay, 5> retention{Delay{-8, 2}, Delay{-8, 12}, Delay{5, 40}, Delay{25, 100}, Delay{5, 30}};

// Lately the loosened region's customers pay later, new ones above all.
std::int64_t loosened_delay(const Story& story, Random& dice, const Item& item) {
    const Customer& customer = story.base.customers[item.customer];
    const bool loosened = story.people.regions[story.people.teams[customer.team].region].loosened;
    if (!loosened || item.due < story.today - Days{240}) return 0;
    return dice.chance(customer.newly_admitted ? 750 : 420) ? dice.between(14, 55) : 0;
}

// The nearest 25th that lies at most two weeks after.
Date settling_day(Date day) {
    const Date same_month = with_day(day, 25);
    return day <= same_month && day + Days{14} >= same_month ? same_month : day;
}

bool is_at_least(Money amount, std::int64_t units) { return amount.minor() >= units * 100; }

}  // namespace

std::optional<Date> paying_day(const Story& story, Random& dice, const Item& item) {
    const Customer& customer = story.base.customers[item.customer];
    if (item.due < story.first_day - Days{150}) return std::nullopt;  // bad when the book began
    const auto& delays = item.retention ? retention : item.base == contract::BaseEvent::signing ? before_work_starts : usual;
    const Delay delay = delays[static_cast<std::size_t>(customer.payer)];
    std::int64_t late_by = dice.between(delay.from, delay.to);
    // Large amounts are called for by the manager himself.
    if (late_by > 0 && is_at_least(item.amount, 300'000)) late_by /= 2;
    Date day = item.due + Days{late_by + loosened_delay(story, dice, item) + (item.disputed ? dice.between(8, 40) : 0)};
    if (item.usual_method == Method::automatic_debit) day = item.due;
    // Who is late anyway pays before the Spring Festival rather than after it.
    const bool late = customer.payer == Payer::slow || customer.payer == Payer::late;
    if (const Date before = day - Days{40}; late && !story.year.before_spring_festival(day) && story.year.before_spring_festival(before) && dice.chance(550)) day = before;
    if (customer.pays_on_25th && item.usual_method != Method::automatic_debit && dice.chance(600)) day = settling_day(day);
    if (item.discount_until) day = std::min(day, *item.discount_until - Days{dice.between(0, 3)});
    if (story.year.is_spring_festival(day) && dice.chance(750)) day = story.year.working_day_before(day);
    day = story.year.working_day(std::max(day, item.recorded + Days{1}));
    if (customer.stopped_on && day >= *customer.stopped_on) return std::nullopt;
    return day;
}

Method paying_method(Random& dice, const Customer& customer, const Item& item, Money amount) {
    if (item.usual_method == Method::automatic_debit) return Method::automatic_debit;
    if (customer.paper == Paper::bills && is_at_least(amount, 30'000) && dice.chance(is_at_least(amount, 300'000) ? 300 : 650)) return Method::acceptance_bill;
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
