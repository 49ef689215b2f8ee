#include "insight/reach.h"

namespace tandem::insight {
namespace {

Place team_of(const Book& book, Place employee) { return employee == nowhere ? nowhere : book.employees[employee].parent; }
Place region_of(const Book& book, Place team) { return team == nowhere ? nowhere : book.teams[team].parent; }

// Whether the employee stands within; what is nowhere is never the same as something else that is nowhere.
bool belongs(const Book& book, Place employee, const org::Whose& whose) {
    if (employee == nowhere) return false;
    if (const auto* one = std::get_if<EmployeeId>(&whose)) return *one && book.employees[employee].id == one->value;
    const Place team = team_of(book, employee);
    if (team == nowhere) return false;
    if (const auto* one = std::get_if<TeamId>(&whose)) return *one && book.teams[team].id == one->value;
    const Place region = region_of(book, team);
    if (region == nowhere) return false;
    if (const auto* one = std::get_if<RegionId>(&whose)) return *one && book.regions[region].id == one->value;
    return false;
}

}  // namespace

org::Reach reach_over(const Book& book, const org::Whose& whose) {
    if (std::holds_alternative<org::WholeCompany>(whose)) return org::Reach::whole_company();
    std::vector<bool> inside(book.employees.size());
    std::vector<org::Reach::Row> employees, customers;
    for (Place at = 0; at < book.employees.size(); ++at)
        if ((inside[at] = belongs(book, at, whose))) employees.push_back({at, book.employees[at].id});
    for (Place at = 0; at < book.customers.size(); ++at)
        if (const Place rep = book.customers[at].rep; rep != nowhere && inside[rep]) customers.push_back({at, book.customers[at].id});
    return {customers, employees};
}

Seat seat_of(const Book& book, EmployeeId employee) {
    const Place team = team_of(book, book.employees.find(employee.value)), region = region_of(book, team);
    return {team == nowhere ? TeamId{} : TeamId{book.teams[team].id}, region == nowhere ? RegionId{} : RegionId{book.regions[region].id}};
}

}  // namespace tandem::insight
