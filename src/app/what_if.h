// A draft of the scoring model or the credit policy over the book, before it is approved: nothing is written. The number of
// statements does not depend on how many customers or orders there are. R-412.
#pragma once
#include <map>

#include "credit/what_if.h"
#include "org/company.h"
#include "org/reach.h"
#include "platform/sql/connection.h"

namespace tandem::app {

// Whose book, within whose reach, and on which day.
struct WhatIfScope {
    sql::Connection& connection;
    const org::Company& company;
    const org::Reach& reach;
    Date day;
};

// Every customer assessed by both models on what is known on the day; stored grades and overrides play no part.
credit::GradeShift what_if_scored(const WhatIfScope& scope, const credit::ScoringModel& now, const credit::ScoringModel& draft, const credit::CreditPolicy& policy);

// Codes and names by id.
struct CustomerName { std::string code, name; };
std::map<CustomerId, CustomerName> customer_names(sql::Connection& connection, CompanyId company, const std::vector<CustomerId>& customers);

}  // namespace tandem::app
