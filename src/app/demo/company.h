// The demo company's people and customers, before any business is done.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/demo/lists.h"
#include "app/demo/random.h"
#include "core/date.h"

namespace tandem::app::demo {

using Index = std::size_t;  // a place in one of the story's lists

struct Region { std::string code, name, name_alt; std::int64_t sales_per_mille = 0; bool loosened = false; };
struct Team { std::string code, name; Index region = 0; };
struct Employee {
    std::string code, name, role, title, manager_code, email;
    std::optional<Index> team;
    Date joined;
    std::optional<Date> left;
};

// From `from` on `owner` owns `subject`.
struct Ownership { Index subject, owner; Date from; };

struct People {
    std::vector<Region> regions;
    std::vector<Team> teams;
    std::vector<Employee> employees;
    std::vector<Ownership> rep_team;  // employee -> team
    std::vector<Index> reps_of(Index team, Date on) const;
};
People make_people(Random dice, const PeopleLists& lists, Date first_day, Date today);

// How a customer pays, in days around the due date.
enum class Payer { early, punctual, slow, late, stopped };
enum class Paper { none, bills, cheques };

struct Contact { std::string name, title, email, phone; };
struct Customer {
    std::string code, name, name_alt, country = "CN", currency = "CNY", tax_number, industry, address;
    std::optional<Index> group;
    Index team = 0;
    Date since;
    std::vector<Contact> contacts;
    std::int64_t weight = 1;  // how much of its team's sales it takes
    Payer payer = Payer::punctual;
    Paper paper = Paper::none;
    std::optional<Date> stopped_on;  // pays nothing from that day on
    bool pays_in_pieces = false, pays_on_25th = false, newly_admitted = false;
};
struct CustomerBase {
    std::vector<Customer> customers;
    std::vector<std::string> groups;
    std::vector<Ownership> customer_rep;
    Index rep_of(Index customer, Date on) const;
};
CustomerBase make_customers(Random dice, const CustomerLists& lists, const PeopleLists& names, const People& people, Date first_day, Date today);

std::string person_name(Random& dice, const PeopleLists& lists);
std::string padded(std::int64_t number, std::size_t digits);  // "0042"

}  // namespace tandem::app::demo
