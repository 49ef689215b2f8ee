// What lists are filtered by: the people and names within reach.
#include <set>

#include "app/server/serving.h"

namespace tandem::app::server {
namespace {

json::array names(const insight::Register<insight::Named>& all, const std::set<insight::Place>& seen, const org::Reach& reach) {
    json::array out;
    for (insight::Place at = 0; at < all.size(); ++at)
        if (reach.is_whole() || seen.contains(at)) out.emplace_back(all[at].name);
    return out;
}

Result<http::Response> lookups(Serving& serving, const http::Request& request) {
    const BookView book = serving.book();
    const org::Reach reach = serving.reach(request, book);
    json::array reps, currencies;
    std::set<insight::Place> teams, regions, groups;
    for (insight::Place at = 0; at < book->employees.size(); ++at) {
        if (!reach.sees_employee_at(at)) continue;
        const insight::Place team = book->employees[at].parent;
        reps.push_back(json::object{{"id", to_string(EmployeeId{book->employees[at].id})}, {"name", book->employees[at].name}, {"team", team == insight::nowhere ? json::value(nullptr) : json::value(book->teams[team].name)}});
        if (team == insight::nowhere) continue;
        teams.insert(team);
        regions.insert(book->teams[team].parent);
    }
    for (const insight::Place customer : reach.customer_places()) groups.insert(book->customers[customer].group);
    for (const Currency currency : book->currencies) currencies.emplace_back(currency.code());
    return answer_json(json::object{{"reps", std::move(reps)}, {"teams", names(book->teams, teams, reach)}, {"regions", names(book->regions, regions, reach)},
                                    {"customer_groups", names(book->groups, groups, reach)}, {"currencies", std::move(currencies)}});
}

}  // namespace

void add_lookup_routes(http::Router& router, Serving& serving) {
    router.add({.method = "GET", .pattern = "/api/v1/lookups", .permission = http::Permission::view, .scope = http::Scope::company, .handler = [&](const http::Request& request) { return lookups(serving, request); }});
}

}  // namespace tandem::app::server
