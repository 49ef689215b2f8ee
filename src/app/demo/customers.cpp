#include <algorithm>
#include <set>

#include "app/demo/company.h"

namespace tandem::app::demo {
namespace {

// The day from which the loosened region admits whom it would have refused before.
Date loosened_from(Date today) { return today - Days{300}; }

struct Market {
    Random& dice;
    const CustomerLists& lists;
    const PeopleLists& names;
    const People& people;
    Date first_day, today;
    CustomerBase& base;
    std::set<std::string> taken{};

    std::string brand() { return dice.pick(lists.brand_first) + dice.pick(lists.brand_second); }

    Payer payer_of(const Customer& customer) {
        static constexpr std::array<std::int64_t, 5> usual{150, 590, 155, 75, 30}, admitted_lightly{20, 330, 300, 290, 60};
        return static_cast<Payer>(dice.weighted(customer.newly_admitted ? admitted_lightly : usual));
    }

    void habits(Customer& customer) {
        const bool loosened = people.regions[people.teams[customer.team].region].loosened;
        customer.newly_admitted = loosened && customer.since >= loosened_from(today);
        customer.payer = payer_of(customer);
        if (customer.payer >= Payer::late) customer.weight = std::min<std::int64_t>(customer.weight, 2000);  // nobody's largest customer
        if (customer.payer == Payer::stopped) {
            customer.stopped_on = today - Days{customer.newly_admitted ? dice.between(30, 120) : dice.between(60, 420)};
            customer.since = std::min(customer.since, *customer.stopped_on - Days{200});
        }
        customer.pays_in_pieces = dice.chance(customer.payer == Payer::late ? 450 : 90);
        customer.pays_on_25th = dice.chance(250);
        customer.paper = dice.chance(110) ? Paper::bills : dice.chance(40) ? Paper::cheques : Paper::none;
    }

    Contact contact(const std::string& code, int number) {
        return {person_name(dice, names), dice.pick(lists.contact_titles), "contact" + std::to_string(number) + "@" + code + ".example", "000-0000-" + padded(dice.between(1, 9999), 4)};
    }

    Customer customer_in(Index team, std::int64_t rank) {
        Customer customer;
        customer.code = "C" + padded(static_cast<std::int64_t>(base.customers.size()) + 1, 4);
        customer.team = team;
        customer.weight = 40'000 / (rank + 6) + dice.between(0, 900);
        // Most were customers before the book begins; the others were won since.
        customer.since = dice.chance(620) ? first_day - Days{dice.between(100, 2200)} : first_day + Days{dice.between(0, (today - first_day).count() - 60)};
        std::string mail_name = customer.code;
        std::ranges::transform(mail_name, mail_name.begin(), [](char letter) { return letter == 'C' ? 'c' : letter; });
        customer.contacts.push_back(contact(mail_name, 1));
        if (dice.chance(350)) customer.contacts.push_back(contact(mail_name, 2));
        habits(customer);
        return customer;
    }

    void add_domestic(Index team, std::int64_t rank) {
        std::vector<const Province*> provinces;
        std::vector<std::int64_t> weights;
        for (const Province& province : lists.provinces) {
            if (province.team != people.teams[team].code) continue;
            provinces.push_back(&province);
            weights.push_back(static_cast<std::int64_t>(province.cities.size()) + 1);
        }
        Customer customer = customer_in(team, rank);
        const Province& province = *provinces[dice.weighted(weights)];
        const Industry& industry = dice.pick(lists.industries);
        const bool in_group = dice.chance(190);
        do {
            if (in_group) customer.group = static_cast<Index>(dice.between(0, static_cast<std::int64_t>(base.groups.size()) - 1));
            const std::string name = in_group ? base.groups[*customer.group] : brand();
            const std::string& city = dice.pick(province.cities);
            customer.name = city + name + dice.pick(industry.words) + (rank < 6 && dice.chance(500) ? "股份有限公司" : "有限公司");
            customer.address = (city == province.name ? city : province.name + city) + dice.pick(lists.streets) + std::to_string(dice.between(1, 399)) + "号";
        } while (!taken.insert(customer.name).second);
        customer.industry = industry.name;
        // No registration office issues numbers of this form.
        customer.tax_number = "DEMO" + province.number + padded(static_cast<std::int64_t>(base.customers.size()) + 1, 12);
        base.customers.push_back(std::move(customer));
    }

    void add_overseas(Index team, const OverseasEntry& entry, std::int64_t rank) {
        Customer customer = customer_in(team, rank + 8);
        customer.name = entry.name;
        customer.name_alt = entry.name_alt;
        customer.country = entry.country;
        customer.currency = "USD";
        customer.industry = dice.pick(lists.industries).name;
        customer.paper = Paper::none;
        base.customers.push_back(std::move(customer));
    }
};

// Every customer has a rep of its team; a leaver's customers go to a colleague.
void assign_reps(CustomerBase& base, const People& people, Random dice, Date first_day) {
    for (Index at = 0; at < base.customers.size(); ++at) {
        const Customer& customer = base.customers[at];
        const Date from = std::min(customer.since, first_day);
        const Index rep = dice.pick(people.reps_of(customer.team, from));
        base.customer_rep.push_back({at, rep, from});
        if (const auto left = people.employees[rep].left) base.customer_rep.push_back({at, dice.pick(people.reps_of(customer.team, *left)), *left});
    }
}

}  // namespace

Index CustomerBase::rep_of(Index customer, Date on) const {
    Index rep = 0;
    for (const Ownership& period : customer_rep)
        if (period.subject == customer && (period.from <= on || rep == 0)) rep = period.owner;
    return rep;
}

CustomerBase make_customers(Random dice, const CustomerLists& lists, const PeopleLists& names, const People& people, Date first_day, Date today) {
    CustomerBase base;
    Market market{dice, lists, names, people, first_day, today, base};
    std::set<std::string> brands;
    while (static_cast<int>(brands.size()) < lists.groups) {
        const std::string brand = market.brand();
        if (brands.insert(brand).second) base.groups.push_back(brand);
    }
    for (Index team = 0; team < people.teams.size(); ++team) {
        if (const auto wanted = lists.customers_per_team.find(people.teams[team].code); wanted != lists.customers_per_team.end())
            for (int rank = 0; rank < wanted->second; ++rank) market.add_domestic(team, rank);
        if (people.teams[team].code == lists.overseas_team)
            for (Index at = 0; at < lists.overseas.size(); ++at) market.add_overseas(team, lists.overseas[at], static_cast<std::int64_t>(at));
    }
    assign_reps(base, people, dice.of("reps"), first_day);
    return base;
}

}  // namespace tandem::app::demo
