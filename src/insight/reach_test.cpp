#include "insight/reach.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "insight/definition.h"

using namespace tandem;
using namespace tandem::insight;

namespace {

// A company whose people, teams and regions hang together at random; some hang on nothing.
Book random_company() {
    Book book{};
    const auto maybe = [](std::size_t count) { return count == 0 || *rc::gen::inRange(0, 5) == 0 ? nowhere : static_cast<Place>(*rc::gen::inRange<std::size_t>(0, count)); };
    const auto named = [](Register<Named>& into, std::int64_t id, Place parent) { into.add({id, "", "", parent}); };
    const int regions = *rc::gen::inRange(0, 4), teams = *rc::gen::inRange(0, 6), employees = *rc::gen::inRange(1, 12), customers = *rc::gen::inRange(0, 30), items = *rc::gen::inRange(0, 60);
    for (int at = 0; at < regions; ++at) named(book.regions, 100 + at, nowhere);
    for (int at = 0; at < teams; ++at) named(book.teams, 200 + at, maybe(book.regions.size()));
    for (int at = 0; at < employees; ++at) named(book.employees, 300 + at, maybe(book.teams.size()));
    for (int at = 0; at < customers; ++at) {
        Customer one{};
        one.id = 400 + at;
        one.rep = maybe(book.employees.size());
        book.customers.add(std::move(one));
    }
    for (int at = 0; at < items; ++at) {
        const Place customer = maybe(book.customers.size());
        book.items.append(500 + at, {0}, 0, 1);
        book.items.customer.push_back(customer);
        book.items.by_customer.add(customer, static_cast<Place>(at));
    }
    return book;
}

std::vector<Place> rows_within(const Book& book, const org::Reach& reach) {
    std::vector<Place> rows;
    for (const Place item : within_reach(book.items, reach)) rows.push_back(item);
    return rows;
}

}  // namespace

TEST_CASE("I17: a representative sees no more than his team, the team no more than its region, the region no more than the company") {
    CHECK(rc::check([] {
        const Book book = random_company();
        for (Place at = 0; at < book.employees.size(); ++at) {
            const EmployeeId me{book.employees[at].id};
            const Seat seat = seat_of(book, me);
            const org::Reach own = reach_over(book, me), team = reach_over(book, seat.team), region = reach_over(book, seat.region), company = reach_over(book, org::WholeCompany{});
            for (Place customer = 0; customer < book.customers.size(); ++customer) {
                RC_ASSERT(own.sees_customer_at(customer) == (book.customers[customer].rep == at));
                if (seat.team) RC_ASSERT(!own.sees_customer_at(customer) || team.sees_customer_at(customer));
                if (seat.region) RC_ASSERT(!team.sees_customer_at(customer) || region.sees_customer_at(customer));
                RC_ASSERT(company.sees_customer_at(customer));
                for (const org::Reach* each : {&own, &team, &region}) RC_ASSERT(each->sees(CustomerId{book.customers[customer].id}) == each->sees_customer_at(customer));
            }
            // Without a team or region there is none to see, and nobody's customers are nobody's.
            if (!seat.team) RC_ASSERT(team.customers().empty());
            if (!seat.region) RC_ASSERT(region.customers().empty());
        }
    }));
}

TEST_CASE("D2: the rows within reach are exactly those whose customer is, in the order of the book") {
    CHECK(rc::check([] {
        const Book book = random_company();
        const org::Whose whose[] = {EmployeeId{300}, TeamId{200}, RegionId{100}, org::Nobody{}, org::WholeCompany{}};
        for (const auto& each : whose) {
            const org::Reach reach = reach_over(book, each);
            std::vector<Place> expected;
            for (Place item = 0; item < book.items.size(); ++item)
                if (reach.sees_customer_at(book.items.customer[item])) expected.push_back(item);
            RC_ASSERT(rows_within(book, reach) == expected);
        }
    }));
}

TEST_CASE("who is nobody sees nothing, and an unknown customer belongs to the whole company alone") {
    Book book{};
    Customer one{};
    one.id = 7;
    book.customers.add(one);
    for (const org::Whose& whose : {org::Whose{org::Nobody{}}, org::Whose{EmployeeId{}}, org::Whose{TeamId{}}, org::Whose{RegionId{}}, org::Whose{EmployeeId{9}}}) {
        const org::Reach reach = reach_over(book, whose);
        CHECK(!reach.is_whole());
        CHECK(!reach.sees(CustomerId{7}));
        CHECK(!reach.sees_customer_at(nowhere));
    }
    CHECK(org::Reach::whole_company().sees_customer_at(nowhere));
    CHECK(!org::Reach{}.sees(CustomerId{7}));
}
