#include <set>

#include "app/demo/company.h"

namespace tandem::app::demo {
namespace {

constexpr Days three_years{3 * 365};

// Two reps leave and one changes team, so that owners have a history.
constexpr int leavers = 2;

struct Hiring {
    Random& dice;
    const PeopleLists& lists;
    Date first_day;
    People& people;
    std::set<std::string> names{};

    Index hire(std::string role, std::string title, std::string manager, std::optional<Index> team) {
        std::string name = person_name(dice, lists);
        while (!names.insert(name).second) name = person_name(dice, lists);
        const Index at = people.employees.size();
        const std::string code = "E" + padded(static_cast<std::int64_t>(at) + 1, 3);
        const Date joined = first_day - Days{dice.between(60, three_years.count())};
        people.employees.push_back({code, std::move(name), std::move(role), std::move(title), std::move(manager), "e" + code.substr(1) + "@hengyuan.example", team, joined, {}});
        if (team) people.rep_team.push_back({at, *team, joined});
        return at;
    }
    const std::string& code_of(Index employee) const { return people.employees[employee].code; }
};

void leave_and_move(People& people, Random& dice, Date first_day, Date today) {
    std::vector<Index> reps;
    for (Index at = 0; at < people.employees.size(); ++at)
        if (people.employees[at].role == "rep") reps.push_back(at);
    for (int count = 0; count < leavers; ++count) {
        const Index leaver = reps[static_cast<Index>(dice.between(0, 17)) + static_cast<Index>(count) * 18];
        people.employees[leaver].left = first_day + Days{dice.between(300, (today - first_day).count() - 200)};
    }
    // Two teams of the first region exchange experience: one rep goes over.
    const Index mover = reps[3];
    if (!people.employees[mover].left) people.rep_team.push_back({mover, 1, first_day + Days{dice.between(400, 700)}});
}

}  // namespace

std::string padded(std::int64_t number, std::size_t digits) {
    std::string text = std::to_string(number);
    return text.insert(0, text.size() < digits ? digits - text.size() : 0, '0');
}

std::string person_name(Random& dice, const PeopleLists& lists) {
    // The first fifty surnames are carried by most people.
    const auto last = dice.chance(750) ? std::int64_t{49} : static_cast<std::int64_t>(lists.surnames.size()) - 1;
    const auto& surname = lists.surnames[static_cast<Index>(dice.between(0, last))];
    return surname + dice.pick(lists.given_names);
}

std::vector<Index> People::reps_of(Index team, Date on) const {
    std::vector<Index> reps;
    for (Index at = 0; at < employees.size(); ++at)
        if (employees[at].role == "rep" && employees[at].team == team && (!employees[at].left || *employees[at].left > on)) reps.push_back(at);
    return reps;
}

People make_people(Random dice, const PeopleLists& lists, Date first_day, Date today) {
    People people;
    Hiring hiring{dice, lists, first_day, people};
    std::string general_manager, sales_manager;
    for (const OfficeEntry& office : lists.offices) {
        for (int count = 0; count < office.count; ++count) {
            const Index hired = hiring.hire(office.role, office.title, general_manager, {});
            if (general_manager.empty()) general_manager = hiring.code_of(hired);
            else if (sales_manager.empty()) sales_manager = hiring.code_of(hired);
        }
    }
    for (const RegionEntry& region : lists.regions) {
        people.regions.push_back({region.code, region.name, region.name_alt, region.sales_per_mille, region.loosened});
        // The director sits in the region's first team: whoever belongs to no team belongs to no region.
        const std::string director = hiring.code_of(hiring.hire("sales_manager", region.name + "销售总监", sales_manager, people.teams.size()));
        for (const auto& [code, name] : region.teams) {
            const Index team = people.teams.size();
            people.teams.push_back({code, name, people.regions.size() - 1});
            const std::string manager = hiring.code_of(hiring.hire("sales_manager", "销售经理", director, team));
            for (int count = 0; count < lists.reps_per_team; ++count) hiring.hire("rep", "销售代表", manager, team);
        }
    }
    leave_and_move(people, dice, first_day, today);
    hiring.hire("auditor", "内审专员", general_manager, {});
    return people;
}

}  // namespace tandem::app::demo
