#include "credit/edge/standing_sql.h"

namespace tandem::credit {
namespace {

GradeFact fact_of(const sql::Row& row) {
    GradeFact fact;
    fact.kind = row.text(1) == "override" ? GradeFact::Kind::override_ : GradeFact::Kind::assessment;
    fact.grade = std::string(row.text(2));
    fact.assessment = AssessmentId{row.integer(3)};
    fact.from = date_of(row.integer(4));
    fact.valid_to = date_of(row.integer(5));
    fact.recorded_at = Instant{row.integer(6)};
    if (!row.is_null(7)) fact.ended_at = Instant{row.integer(7)};
    return fact;
}

}  // namespace

std::vector<GradeFact> load_grades(sql::Connection& connection, CompanyId company, CustomerId customer) {
    std::vector<GradeFact> facts;
    connection.query("SELECT customer_id, kind, grade, assessment_id, from_date, valid_to_date, recorded_at, ended_at FROM credit_grade "
                     "WHERE company_id = $1 AND customer_id = $2 ORDER BY from_date, recorded_at, id",
                     {company.value, customer.value}, [&](const sql::Row& row) { facts.push_back(fact_of(row)); });
    return facts;
}

Standing load_standing(sql::Connection& connection, CompanyId company, CustomerId customer, Date today) {
    return standing_on(load_grades(connection, company, customer), today);
}

std::map<CustomerId, std::vector<GradeFact>> load_all_grades(sql::Connection& connection, CompanyId company, const OfCustomers& of) {
    std::map<CustomerId, std::vector<GradeFact>> all;
    sql::SqlBuilder query{"SELECT customer_id, kind, grade, assessment_id, from_date, valid_to_date, recorded_at, ended_at FROM credit_grade WHERE company_id = $1"};
    query << (of.all() ? sql::Sql(" AND CAST($2 AS TEXT) = ''") : sql::Sql(" AND customer_id IN {ints:$2}")) << " ORDER BY customer_id, from_date, recorded_at, id";
    const std::vector<sql::Param> params{company.value, of.ids()};
    connection.query(query, params, [&](const sql::Row& row) { all[CustomerId{row.integer(0)}].push_back(fact_of(row)); });
    return all;
}

std::map<CustomerId, Standing> load_standings(sql::Connection& connection, CompanyId company, Date today, const OfCustomers& of) {
    std::map<CustomerId, Standing> standings;
    for (const auto& [customer, facts] : load_all_grades(connection, company, of)) standings.emplace(customer, standing_on(facts, today));
    return standings;
}

void insert_grade(sql::Connection& connection, CompanyId company, const NewGrade& grade) {
    const bool decided = grade.fact.kind == GradeFact::Kind::override_;
    connection.execute("INSERT INTO credit_grade (company_id, id, customer_id, kind, grade, assessment_id, from_date, valid_to_date, reason, actor_id, recorded_at) "
                       "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                       {company.value, grade.id, grade.customer.value, decided ? "override" : "assessment", grade.fact.grade,
                        decided ? sql::Param{nullptr} : sql::Param{grade.fact.assessment.value}, std::int64_t{day_number(grade.fact.from)}, std::int64_t{day_number(grade.fact.valid_to)},
                        grade.reason.empty() ? sql::Param{nullptr} : sql::Param{grade.reason}, grade.actor.value, grade.fact.recorded_at.micros});
}

bool end_override(sql::Connection& connection, CompanyId company, CustomerId customer, Date today, Instant now) {
    return connection.execute("UPDATE credit_grade SET ended_at = $4 WHERE company_id = $1 AND customer_id = $2 AND kind = 'override' AND ended_at IS NULL AND valid_to_date >= $3",
                              {company.value, customer.value, std::int64_t{day_number(today)}, now.micros}) > 0;
}

}  // namespace tandem::credit
