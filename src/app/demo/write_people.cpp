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

void write_promise(Pen& pen, const Call& call) {
    Office& office = pen.office;
    const auto& policy = office.policies.dunning;
    const Said& said = *call.promise;
    const auto id = office.ids.next();
    pen.promises->add(office.company.id.value).add(id).add(pen.customer(call.customer).value).add(said.open.currency().code()).add(said.open.minor()).add(std::int64_t{day_number(call.date)}).add(std::int64_t{day_number(said.by)})
        .add(std::int64_t{policy.promise.tolerance_days}).add(std::int64_t{policy.version}).add(dunning::code_of(dunning::PromiseChannel::phone)).add(std::string_view{call.text}).add(office.act.actor.value).add(office.act.at.micros);
    pen.promises->end_row();
    pen.promise_items->add(office.company.id.value).add(id).add(pen.item(said.item).value).add(said.open.minor());
    pen.promise_items->end_row();
    office.trail.record({.object_kind = "promise", .object_id = id, .topic = "dunning.promised"});
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
    for (const Call& call : story.calls) pen.plainly(call.date, Rank::note, desks.risk, [&pen, &call] {
        write_call(pen, call);
        if (call.promise) write_promise(pen, call);
    });
}

}  // namespace tandem::app::demo
