// Calls and visits: what the reps and the risk officers noted about customers who were late.
#include <algorithm>

#include "app/demo/story.h"

namespace tandem::app::demo {
namespace {

constexpr std::array calls{"promised", "waiting", "invoice_missing", "cash_short"};

Date last_paid(const Story& story, Index item) {
    Date last = story.today;
    for (const Settlement& one : story.settlements)
        if (one.item == item && !one.reversed_on) last = one.recorded;
    return last;
}

}  // namespace

void telephone(Story& story, Random dice) {
    const auto& texts = lists().goods.notes;
    for (Index at = 0; at < story.items.size(); ++at) {
        const Item& item = story.items[at];
        if (item.amount.minor() < 50'000'00 || item.due < story.today - Days{400}) continue;
        const Date until = item.open.is_zero() ? last_paid(story, at) : story.today;
        if ((until - item.due).count() < 10 || !dice.chance(550)) continue;
        const Date day = story.year.working_day(item.due + Days{dice.between(4, 9)});
        if (day < until && day <= story.today) story.calls.push_back({item.customer, day, texts.at(dice.pick(calls))});
        const Date again = story.year.working_day(item.due + Days{dice.between(20, 30)});
        if (again < until && again <= story.today) story.calls.push_back({item.customer, again, texts.at(story.base.customers[item.customer].stopped_on ? "silent" : "cash_short")});
    }
}

}  // namespace tandem::app::demo
