#include "contract/later.h"

#include <algorithm>
#include <array>
#include <compare>
#include <map>

namespace tandem::contract {
namespace {

// Money that falls due: at an event and so many days after it at most, on a day where the event's is known.
struct Portion {
    BaseEvent base{};
    Days span{};
    std::optional<Date> due;
    std::int64_t minor = 0;
};
using Portions = std::vector<Portion>;

std::optional<Date>& slot(ContractEvents& events, BaseEvent event) {
    switch (event) {
        case BaseEvent::signing: return events.signed_on;
        case BaseEvent::delivery: return events.delivered_on;
        case BaseEvent::acceptance: return events.accepted_on;
        case BaseEvent::invoice: return events.invoiced_on;
    }
    return events.signed_on;
}

// The latest day of the event that makes it due then.
std::optional<Date> event_behind(Date due, const DueRule& rule) {
    for (Date day = due; day >= due - longest_span(rule); day -= Days{1})
        if (due_date(day, rule) == due) return day;
    return std::nullopt;  // rolled to a working day, or a rule that never reaches this one
}

Portions portions_before(const ContractState& state, const ContractEvents& events) {
    Portions portions;
    for (std::size_t at = 0; at < state.lines.size(); ++at) {
        const StoredLine& line = state.lines[at];
        if (line.dated()) continue;
        const TermsPart& part = state.contract.terms->parts()[at];
        const auto event = events.on(part.base);
        portions.push_back({part.base, longest_span(part.due), line.expected_date ? line.expected_date : event ? std::optional{due_date(*event, part.due)} : std::nullopt, line.amount.minor()});
    }
    return portions;
}

Portions portions_after(const ChangedPlan& changed, const ContractEvents& events) {
    Portions portions;
    for (std::size_t at = 0; at < changed.replaced.size(); ++at) {
        const TermsPart& part = changed.terms.parts()[changed.kept.size() + at];
        const auto event = events.on(part.base);
        portions.push_back({part.base, longest_span(part.due), event ? std::optional{due_date(*event, part.due)} : std::nullopt, changed.replaced[at].amount.minor()});
    }
    return portions;
}

std::int64_t sum(const Portions& portions) {
    std::int64_t total = 0;
    for (const Portion& each : portions) total += each.minor;
    return total;
}

// How much of what was due by some point is no longer due by then; the most over all points.
template <class Point>
std::int64_t put_off(const Portions& before, const Portions& after, Point point) {
    const std::int64_t less = std::max<std::int64_t>(0, sum(before) - sum(after));
    std::int64_t most = 0;
    for (const Portion& at : before) {
        std::int64_t due_before = 0, due_after = 0;
        for (const Portion& each : before)
            if (point(each) <= point(at)) due_before += each.minor;
        for (const Portion& each : after)
            if (point(each) <= point(at)) due_after += each.minor;
        most = std::max(most, due_before - less - due_after);
    }
    return most;
}

Portions of(const Portions& portions, BaseEvent base) {
    Portions some;
    std::ranges::copy_if(portions, std::back_inserter(some), [&](const Portion& each) { return each.base == base; });
    return some;
}
bool dated(const Portions& portions) { return std::ranges::all_of(portions, [](const Portion& each) { return each.due.has_value(); }); }

std::optional<Date> last_day(const Portions& portions) {
    std::optional<Date> last;
    for (const Portion& each : portions)
        if (each.due && (!last || *each.due > *last)) last = each.due;
    return last;
}

// On the calendar: as a whole where every day is known, else event by event where it is.
std::int64_t put_off_on_calendar(const Portions& before, const Portions& after) {
    const auto day = [](const Portion& each) { return *each.due; };
    if (dated(before) && dated(after)) return put_off(before, after, day);
    std::int64_t most = 0;
    for (const BaseEvent base : {BaseEvent::signing, BaseEvent::delivery, BaseEvent::acceptance, BaseEvent::invoice}) {
        const Portions was = of(before, base), is = of(after, base);
        if (!was.empty() && !is.empty() && dated(was) && dated(is)) most = std::max(most, put_off(was, is, day));
    }
    return most;
}

}  // namespace

ContractEvents known_events(const ContractState& state, const ContractEvents& stated) {
    ContractEvents events = stated;
    for (std::size_t at = 0; state.contract.terms && at < state.lines.size(); ++at) {
        const TermsPart& part = state.contract.terms->parts()[at];
        std::optional<Date>& day = slot(events, part.base);
        if (!day && state.lines[at].expected_date) day = event_behind(*state.lines[at].expected_date, part.due);
    }
    for (const RecordedEvent& each : state.events) slot(events, each.kind) = each.date;
    return events;
}

Lengthened judge_change(const ContractState& state, const ChangeOrder& order, const ChangedPlan& changed) {
    Lengthened judged = compare_terms(*state.contract.terms, changed.terms);
    const Portions before = portions_before(state, known_events(state, {})), after = portions_after(changed, known_events(state, order.expected));
    const auto by_terms = [](const Portion& each) { return std::pair{rank_of(each.base), each.span}; };
    const std::int64_t most = std::max(put_off(before, after, by_terms), put_off_on_calendar(before, after));
    judged.yes = judged.yes || most > 0;
    judged.put_off = Money{most, order.amount.currency()};
    judged.expected_before = last_day(before);
    judged.expected_after = last_day(after);
    return judged;
}

}  // namespace tandem::contract
