#include <algorithm>

#include "app/demo/pen.h"

namespace tandem::app::demo {
namespace {

void write_call(Pen& pen, const Call& call) {
    Office& office = pen.office;
    const auto id = office.ids.next();
    pen.notes->add(office.company.id.value).add(id).add("customer").add(pen.customer(call.customer).value).add("call").add(std::string_view{call.text}).add(office.act.actor.value).add(office.act.at.micros);
    pen.notes->end_row();
    office.trail.record({.object_kind = "note", .object_id = id, .topic = "note.added"});
}

}  // namespace

void plan_people(Pen& pen, const Desks& desks) {
    const Story& story = pen.story;
    const auto known_from = [&](Index customer) { return std::max(story.first_day, story.base.customers[customer].since); };
    for (Index at = 0; at < story.base.customers.size(); ++at) pen.plainly(known_from(at), Rank::people, desks.sales, [&pen, at] { write_customer(pen.office, at); });
    for (const Ownership& one : story.base.customer_rep)
        pen.plainly(std::max(known_from(one.subject), one.from), Rank::people, desks.sales,
                    [&pen, one] { assign(pen.office, org::AssignmentKind::customer_rep, pen.customer(one.subject).value, pen.employee(one.owner).value, one.from); });
    for (const Ownership& one : story.people.rep_team)
        if (one.from > story.first_day)
            pen.plainly(one.from, Rank::people, desks.sales,
                        [&pen, one] { assign(pen.office, org::AssignmentKind::rep_team, pen.employee(one.subject).value, pen.office.cast.teams[one.owner].value, one.from); });
    for (const Call& call : story.calls) pen.plainly(call.date, Rank::note, desks.risk, [&pen, &call] { write_call(pen, call); });
}

}  // namespace tandem::app::demo
