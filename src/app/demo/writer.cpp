#include "app/demo/writer.h"

#include <boost/json.hpp>

#include "party/edge/customers_sql.h"
#include "platform/names.h"

namespace tandem::app::demo {
namespace {

using std::chrono::microseconds;
constexpr std::int64_t hour = std::chrono::duration_cast<microseconds>(std::chrono::hours{1}).count();
constexpr std::int64_t day_long = 24 * hour;
constexpr std::int64_t a_moment = std::chrono::duration_cast<microseconds>(std::chrono::seconds{25}).count();
constexpr std::int64_t a_blink = std::chrono::duration_cast<microseconds>(std::chrono::milliseconds{2}).count();

Instant utc_midnight(Date day) { return {std::int64_t{day_number(day)} * day_long}; }

std::int64_t day_begins(Date day, const std::string& time_zone) {
    std::int64_t begins = -14 * hour;
    while (civil_day({utc_midnight(day).micros + begins}, time_zone) != day) begins += hour / 4;
    return begins;
}

void insert_named(Office& office, sql::Bulk& rows, std::int64_t id, const std::string& code, const std::string& name, const std::string& name_alt) {
    rows.add(office.company.id.value).add(id).add(std::string_view{code}).add(std::string_view{name}).add_text_or_null(name_alt);
    rows.end_row();
    office.trail.record({.object_kind = "org", .object_id = id, .topic = "org.changed"});
}

void write_regions_and_teams(Office& office) {
    const auto regions = office.connection.bulk("region", {"company_id", "id", "code", "name", "name_alt"});
    for (const Region& region : office.story.people.regions) {
        office.cast.regions.push_back(office.ids.make<RegionId>());
        insert_named(office, *regions, office.cast.regions.back().value, region.code, region.name, region.name_alt);
    }
    regions->flush();
    const auto teams = office.connection.bulk("team", {"company_id", "id", "code", "name", "name_alt"});
    for (const Team& team : office.story.people.teams) {
        office.cast.teams.push_back(office.ids.make<TeamId>());
        insert_named(office, *teams, office.cast.teams.back().value, team.code, team.name, {});
        assign(office, org::AssignmentKind::team_region, office.cast.teams.back().value, office.cast.regions[team.region].value, office.story.first_day);
    }
    teams->flush();
}

void write_employees(Office& office) {
    const auto rows = office.connection.bulk("employee", {"company_id", "id", "code", "name", "name_key", "role", "manager_code", "email", "joined_date", "left_date", "recorded_at"});
    for (const Employee& one : office.story.people.employees) {
        const auto id = office.ids.make<EmployeeId>();
        office.cast.employees.push_back(id);
        rows->add(office.company.id.value).add(id.value).add(std::string_view{one.code}).add(std::string_view{one.name}).add(std::string_view{sort_key(one.name)}).add(std::string_view{one.title})
            .add_text_or_null(one.manager_code).add(std::string_view{one.email}).add(std::int64_t{day_number(one.joined)})
            .add(one.left ? std::optional<std::int64_t>{day_number(*one.left)} : std::nullopt).add(office.clock.now().micros);
        rows->end_row();
        office.trail.record({.object_kind = "employee", .object_id = id.value, .topic = "employee.recorded"});
    }
    rows->flush();
}

void write_groups(Office& office) {
    const auto rows = office.connection.bulk("customer_group", {"company_id", "id", "code", "name"});
    for (const std::string& name : office.story.base.groups) {
        office.cast.groups.push_back(office.ids.make<CustomerGroupId>());
        rows->add(office.company.id.value).add(office.cast.groups.back().value).add("JT" + padded(static_cast<std::int64_t>(office.cast.groups.size()), 2)).add(name + "集团");
        rows->end_row();
    }
    rows->flush();
}

void write_dollar_rates(Office& office) {
    const auto rows = office.connection.bulk("fx_rate", {"company_id", "from_currency", "to_currency", "rate_date", "rate_e10", "recorded_at"});
    for (const auto& [day, rate] : office.story.dollar_rates) {
        const std::int64_t published = utc_midnight(day).micros + 2 * hour;
        rows->add(office.company.id.value).add("USD").add("CNY").add(std::int64_t{day_number(day)}).add(rate.e10).add(published);
        rows->end_row();
    }
    rows->flush();
}

}  // namespace

StoryClock::StoryClock(Date today, const std::string& time_zone) : today_(today), day_begins_(day_begins(today, time_zone)) {}

void StoryClock::advance_to(Date day) {
    const std::int64_t begins = utc_midnight(day).micros + day_begins_;
    const bool is_today = day == today_;
    now_.micros = std::max(now_.micros + (is_today ? a_blink : a_moment), is_today ? begins : begins + 9 * hour);
}

Office::Office(Workspace& workspace, const Story& told)
    : connection(workspace.connection()), company(workspace.company()), policies(workspace.policies()), story(told), clock(told.today, workspace.company().time_zone), ids(clock, 0),
      act{workspace.company().id, {}, {}, "demo", 0}, trail(connection, ids, act) {}

void Office::advance_to(Date day, UserId actor) {
    clock.advance_to(day);
    act.at = clock.now();
    act.actor = actor;
    act.request_id = ids.next();
}

void assign(Office& office, org::AssignmentKind kind, std::int64_t subject, std::int64_t owner, Date from) {
    constexpr std::array names{"customer_rep", "rep_team", "team_region"};
    office.connection.execute("INSERT INTO assignment (company_id, kind, subject_id, from_date, owner_id, recorded_at) VALUES ($1, $2, $3, $4, $5, $6)",
                              {office.company.id.value, names[static_cast<std::size_t>(kind)], subject, std::int64_t{day_number(from)}, owner, office.clock.now().micros});
    office.cast.ownership.assign(kind, subject, owner, from);
}

void write_people(Office& office) {
    office.advance_to(office.story.first_day, {});
    const PeopleLists& names = lists().people;
    office.connection.execute("UPDATE company SET name = $2, name_alt = $3 WHERE company_id = $1", {office.company.id.value, names.company, names.company_alt});
    write_regions_and_teams(office);
    write_employees(office);
    for (const Ownership& one : office.story.people.rep_team)
        if (one.from <= office.story.first_day) assign(office, org::AssignmentKind::rep_team, office.cast.employees[one.subject].value, office.cast.teams[one.owner].value, one.from);
    write_groups(office);
    write_dollar_rates(office);
    office.cast.customers.resize(office.story.base.customers.size());
}

void write_customer(Office& office, Index at) {
    const Customer& customer = office.story.base.customers[at];
    const auto id = office.cast.customers[at] = office.ids.make<CustomerId>();
    party::CustomerDetails details{.name = customer.name, .name_alt = customer.name_alt, .name_key = sort_key(customer.name), .group = {}, .country = customer.country,
                                   .tax_number = customer.tax_number, .industry = customer.industry, .since = customer.since, .attributes = {}};
    if (customer.group) details.group = office.cast.groups[*customer.group];
    if (!customer.address.empty()) details.attributes.emplace("address", customer.address);
    party::Customers writer{office.connection, office.company.id, office.clock.now()};
    writer.insert(id, customer.code, details, {"demo", customer.code, {}});
    for (const Contact& contact : customer.contacts) writer.insert(id, {office.ids.make<ContactId>(), contact.name, contact.title, contact.email, contact.phone});
    writer.flush();
    office.trail.record({.object_kind = "customer", .object_id = id.value, .topic = "customer.created"});
}

}  // namespace tandem::app::demo
