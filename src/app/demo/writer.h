// Writes the story into an empty book, day by day, as its people would have: every fact through the ledgers and
// services that write it in earnest, recorded on its own day, with postings, audit rows and outbox rows.
#pragma once
#include <vector>

#include "app/demo/story.h"
#include "app/workspace.h"
#include "audit/act.h"
#include "audit/edge/trail_sql.h"
#include "org/ownership.h"

namespace tandem::app::demo {

// The clock of the office: it stands at the moment that is being told.
class StoryClock final : public Clock {
public:
    StoryClock(Date today, const std::string& time_zone);
    Instant now() const override { return now_; }
    // Forward to that day's morning, or a moment on when it is that day already. What happened today was
    // entered at its very beginning: nothing is recorded after the demo was made.
    void advance_to(Date day);

private:
    Date today_;
    std::int64_t day_begins_;  // microseconds after midnight UTC
    Instant now_{};
};

// Whose names stand in the trail.
struct Desks { UserId sales, finance, risk; };

// The people and customers of the story, as the book knows them; by their places in the story.
struct Cast {
    std::vector<RegionId> regions;
    std::vector<TeamId> teams;
    std::vector<EmployeeId> employees;
    std::vector<CustomerGroupId> groups;
    std::vector<CustomerId> customers;
    org::Ownership ownership;
};

// What every writer of a part of the story needs.
struct Office {
    Office(Workspace& workspace, const Story& story);
    void advance_to(Date day, UserId actor);

    sql::Connection& connection;
    const org::Company& company;
    const CompanyPolicies& policies;
    const Story& story;
    StoryClock clock;
    ClockIds ids;
    audit::Act act;
    audit::SqlTrail trail;
    Cast cast;
};

void write_people(Office& office);  // and dollar rates; on the first day
void write_customer(Office& office, Index customer);
void assign(Office& office, org::AssignmentKind kind, std::int64_t subject, std::int64_t owner, Date from);

// Everything that happened, in the order of the days. A refusal is that of the service that refused.
Result<void> write_events(Office& office, const Desks& desks);

// Statements, forms and ratings of most customers, and their grades of today.
Result<void> write_credit(Office& office, const Desks& desks, Random dice);
// Complaints raised so many days ago, of about so many of a thousand of the best payers and of more of the others.
struct ComplaintYear { std::int64_t latest, earliest, chance; };
Result<void> write_complaints(Office& office, const Desks& desks, Random dice, const ComplaintYear& year);
Result<void> write_limits(Office& office, const Desks& desks, Random dice);  // of whoever has a grade

// The day-end runs of the last weeks, and on most days before today what the people did of the tasks they made: a demand
// that nobody hands over would stay where it is. The number of tasks made.
Result<std::int64_t> write_dunning(Workspace& workspace, const Desks& desks, Random dice, Date today);

}  // namespace tandem::app::demo
