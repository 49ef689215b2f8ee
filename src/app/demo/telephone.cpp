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

// What is open on the item in the evening of the day.
Money open_on(const Story& story, Index item, Date day) {
    Money open = story.items[item].amount;
    for (const Settlement& one : story.settlements)
        if (one.item == item && one.recorded <= day && !(one.reversed_on && *one.reversed_on <= day)) open -= one.amount;
    return open;
}

// Who promises means the end of the month.
void call(Story& story, Index item, Date day, const std::string& kind) {
    Call one{story.items[item].customer, day, lists().goods.notes.at(kind)};
    if (const Money open = open_on(story, item, day); kind == "promised" && !open.is_zero()) one.promise = Said{item, end_of_month(day), open};
    story.calls.push_back(std::move(one));
}

}  // namespace

void telephone(Story& story, Random dice) {
    for (Index at = 0; at < story.items.size(); ++at) {
        const Item& item = story.items[at];
        if (item.amount.minor() < 50'000'00 || item.due < story.today - Days{400}) continue;
        const Date until = item.open.is_zero() ? last_paid(story, at) : story.today;
        if ((until - item.due).count() < 10 || !dice.chance(550)) continue;
        const Date day = story.year.working_day(item.due + Days{dice.between(4, 9)});
        if (day < until && day <= story.today) call(story, at, day, dice.pick(calls));
        const Date again = story.year.working_day(item.due + Days{dice.between(20, 30)});
        if (again < until && again <= story.today) call(story, at, again, story.base.customers[item.customer].stopped_on ? "silent" : "cash_short");
    }
}

}  // namespace tandem::app::demo
