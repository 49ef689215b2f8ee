// Assessing customers: one, or a list of those who are due. What is known is read by a fixed number of statements, the rest
// is arithmetic: the cost is linear in the customers. R-404.
#pragma once
#include <map>
#include <span>
#include <string>
#include <vector>

#include "audit/act.h"
#include "core/id_source.h"
#include "credit/assessment.h"
#include "org/company.h"
#include "org/reach.h"
#include "platform/sql/connection.h"

namespace tandem::app {

// By what customers are assessed on a day.
struct AssessmentBasis {
    credit::ScoringModel model;
    credit::CreditPolicy policy;
    Currency currency;
    Date today;
};
Result<AssessmentBasis> assessment_basis(sql::Connection& connection, const org::Company& company, Date today);

// The values of one customer.
std::vector<credit::FactorValue> values_of(sql::Connection& connection, CompanyId company, const AssessmentBasis& basis, CustomerId customer);

// A customer whose grade must be looked at (again), and the grade that counts today.
struct Due {
    CustomerId customer;
    std::string code, name;
    credit::Why why;
    std::string grade;  // empty: none
    std::optional<Date> valid_to, assessed_on;
    credit::AssessmentId last;
};
// Its place in a list of them: the most pressing reason first, then by code.
struct DuePlace {
    std::int64_t urgency = 0;
    std::string code;
    std::int64_t customer = 0;
    friend auto operator<=>(const DuePlace&, const DuePlace&) = default;
};
DuePlace place_of(const Due& due);
// In the order of their places.
std::vector<Due> due_for_assessment(sql::Connection& connection, CompanyId company, const AssessmentBasis& basis, const org::Reach& reach);

// What a run made of one of them.
struct Reassessed {
    const Due* due;
    credit::AssessmentId id;
    std::string grade;          // empty: refused
    std::int64_t score_x100 = 0;
    std::optional<Error> refused;
    std::vector<std::string> moved;  // factors that give other points than in the assessment before
};
enum class Reassessment { worse, refused, better, first, same };
std::string_view code_of(Reassessment outcome);
Reassessment outcome_of(const Reassessed& one, const credit::CreditPolicy& policy);

// In whose name assessments are written, and for which run.
struct AssessmentBook {
    IdSource& ids;
    const audit::Act& act;
    std::int64_t run;
};
// Writes every assessment that can be made, its grade and its row in the trail; call within a transaction.
std::vector<Reassessed> reassess(sql::Connection& connection, const org::Company& company, const AssessmentBook& book, const AssessmentBasis& basis, std::span<const Due> due);
// The same without writing anything.
std::vector<Reassessed> try_reassessing(sql::Connection& connection, const org::Company& company, const AssessmentBasis& basis, std::span<const Due> due);

}  // namespace tandem::app
