#include "app/demo/story.h"

namespace tandem::app::demo {
namespace {

// Three years, and half a year before them in which the first contracts get under way.
constexpr int months_told = 42;

// A dollar costs about seven yuan and wanders a little; the rate is fixed every Monday.
void fix_dollar_rates(Story& story, Random dice) {
    std::int64_t e4 = 71'200;
    for (Date day = story.first_day - Days{420}; day <= story.today; day += Days{1}) {
        if (std::chrono::weekday{day} != std::chrono::Monday) continue;
        e4 += dice.between(-220, 220) + (71'200 - e4) / 20;
        const Rate rate{e4 * (Rate::one / 10'000)};
        story.dollar_rates.emplace_back(day, rate);
        story.rates.add(currency("USD"), currency("CNY"), day, rate);
    }
}

}  // namespace

Money part_of(Money amount, std::int64_t per_mille) { return amount.scaled(per_mille, 1000, Rounding::down); }

NetAndTax without_tax(Money gross, int tax_percent) {
    const Money net = gross.scaled(100, 100 + tax_percent, Rounding::half_up);
    return {net, gross - net};
}

Story make_story(std::uint64_t seed, Date today) {
    const Random dice{seed};
    const Lists& all = lists();
    const Date first_day = add_months(today, -months_told);
    Story story{.first_day = first_day, .today = today, .year = BusinessYear{all.goods.spring_festivals}, .people = make_people(dice.of("people"), all.people, first_day, today),
                .base = {}, .dollar_rates = {}, .rates = {}, .deals = {}, .shipments = {}, .bills = {}, .items = {}, .credits = {}, .receipts = {}, .settlements = {}, .calls = {}};
    story.base = make_customers(dice.of("customers"), all.customers, all.people, story.people, first_day, today);
    fix_dollar_rates(story, dice.of("dollar"));
    sell(story, dice.of("sell"));
    collect(story, dice.of("collect"));
    telephone(story, dice.of("telephone"));
    return story;
}

}  // namespace tandem::app::demo
