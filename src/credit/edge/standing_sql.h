// Where the grades of customers are kept, and what counts on a day.
#pragma once
#include <map>
#include <span>

#include "credit/edge/of_customers.h"
#include "credit/standing.h"
#include "platform/sql/connection.h"

namespace tandem::credit {

// The grade facts of one customer, oldest first.
std::vector<GradeFact> load_grades(sql::Connection& connection, CompanyId company, CustomerId customer);
std::map<CustomerId, std::vector<GradeFact>> load_all_grades(sql::Connection& connection, CompanyId company, const OfCustomers& of = {});
Standing load_standing(sql::Connection& connection, CompanyId company, CustomerId customer, Date today);

// Of those, or of all, that ever had a grade: one query.
std::map<CustomerId, Standing> load_standings(sql::Connection& connection, CompanyId company, Date today, const OfCustomers& of = {});

struct NewGrade {
    std::int64_t id{};
    CustomerId customer;
    GradeFact fact;
    std::string reason;  // of an override
    UserId actor;
};
void insert_grade(sql::Connection& connection, CompanyId company, const NewGrade& grade);
// The override in force on the day stops now. False: there was none.
bool end_override(sql::Connection& connection, CompanyId company, CustomerId customer, Date today, Instant now);

}  // namespace tandem::credit
