#include <doctest/doctest.h>

#include "org/exchange.h"
#include "org/ownership.h"

using namespace tandem;
using namespace tandem::org;

namespace {
Date day(const char* text) { return *parse_date(text); }
}  // namespace

TEST_CASE("an item keeps the owners of its own day when customers, reps and teams move") {
    Ownership owners;
    owners.assign(AssignmentKind::customer_rep, 1, 10, day("2025-01-01"));
    owners.assign(AssignmentKind::customer_rep, 1, 11, day("2025-07-01"));
    owners.assign(AssignmentKind::rep_team, 10, 100, day("2024-01-01"));
    owners.assign(AssignmentKind::rep_team, 11, 101, day("2024-01-01"));
    owners.assign(AssignmentKind::team_region, 100, 7, day("2024-01-01"));
    CHECK(owners.owners_of({1}, day("2025-06-30")) == Owners{EmployeeId{10}, TeamId{100}, RegionId{7}});
    CHECK(owners.owners_of({1}, day("2025-07-01")) == Owners{EmployeeId{11}, TeamId{101}, std::nullopt});
    CHECK(owners.owners_of({1}, day("2020-01-01")).rep == EmployeeId{10});  // before history began
    CHECK(owners.owners_of({2}, day("2025-07-01")) == Owners{});
}

TEST_CASE("an assignment that ended leaves nobody") {
    Ownership owners;
    owners.assign(AssignmentKind::customer_rep, 1, 10, day("2025-01-01"), day("2025-03-01"));
    CHECK(owners.owners_of({1}, day("2025-02-28")).rep == EmployeeId{10});
    CHECK_FALSE(owners.owners_of({1}, day("2025-03-01")).rep);
}

TEST_CASE("a document is converted at the last rate on or before its date, or refused") {
    ExchangeRates rates;
    rates.add(currency("USD"), currency("CNY"), day("2025-03-01"), *parse_rate("7.1"));
    rates.add(currency("USD"), currency("CNY"), day("2025-03-10"), *parse_rate("7.2"));
    CHECK(*rates.rate_on(currency("USD"), currency("CNY"), day("2025-03-09")) == *parse_rate("7.1"));
    CHECK(*rates.rate_on(currency("USD"), currency("CNY"), day("2025-03-10")) == *parse_rate("7.2"));
    CHECK(rates.rate_on(currency("USD"), currency("CNY"), day("2025-02-28")).error().code == "org.rate_missing");
    CHECK(rates.rate_on(currency("EUR"), currency("CNY"), day("2025-03-09")).error().code == "org.rate_missing");
    CHECK(rates.rate_on(currency("CNY"), currency("CNY"), day("2000-01-01"))->e10 == Rate::one);
}
