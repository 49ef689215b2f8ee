// What a contract needs to be signed: a customer of good standing, clauses in figures, and a review by somebody else.
#pragma once
#include <boost/json.hpp>
#include <doctest/doctest.h>

#include "credit/edge/standing_sql.h"
#include "core/id_source.h"

namespace tandem::testing {

inline const std::string standard_clauses = R"("late_interest_daily":"0.0005","penalty_percent":"5","penalty_after_days":30,"dispute":"our_seat")";

inline void grade_customer(sql::Connection& connection, CompanyId company, IdSource& ids, CustomerId customer, const std::string& grade, Date from, Days lasts = Days{365}) {
    credit::insert_grade(connection, company, {.id = ids.next(), .customer = customer,
                                               .fact = {.kind = credit::GradeFact::Kind::assessment, .grade = grade, .assessment = credit::AssessmentId{1}, .from = from, .valid_to = from + lasts, .recorded_at = Instant{ids.next()}, .ended_at = {}},
                                               .reason = {}, .actor = UserId{1}});
}

// Recorded at `at`, valid for a year from the day.
inline std::int64_t secure_customer(sql::Connection& connection, CompanyId company, IdSource& ids, CustomerId customer, const std::string& kind, std::int64_t minor, Date from, Instant at = Instant{1}) {
    const auto id = ids.next();
    connection.execute("INSERT INTO credit_security (company_id, id, customer_id, kind, provider, currency, amount_minor, from_date, valid_to_date, actor_id, recorded_at) VALUES ($1, $2, $3, $4, 'test', 'CNY', $5, $6, $7, 1, $8)",
                       {company.value, id, customer.value, kind, minor, std::int64_t{day_number(from)}, std::int64_t{day_number(from + Days{365})}, at.micros});
    return id;
}

// From the day on; nothing: unlimited. What is recorded last counts.
inline void limit_customer(sql::Connection& connection, CompanyId company, IdSource& ids, CustomerId customer, std::optional<std::int64_t> minor, Date from) {
    const auto id = ids.next();
    connection.execute("INSERT INTO credit_limit_entry (company_id, id, scope, subject_id, kind, amount_minor, currency, from_date, reason, actor_id, recorded_at) VALUES ($1, $2, 'customer', $3, 'base', $4, 'CNY', $5, 'test', 1, $2)",
                       {company.value, id, customer.value, minor ? sql::Param{*minor} : sql::Param{nullptr}, std::int64_t{day_number(from)}});
}

// The review that passes what GET /contracts/{id}/gate shows: every question yes, every finding accepted.
inline std::string passing_review(const boost::json::value& gate) {
    namespace json = boost::json;
    json::array answers, accepted;
    for (const auto& each : gate.at("questions").at("checklist").as_array()) answers.push_back(json::object{{"question", each.at("code")}, {"reply", "yes"}});
    for (const auto& each : gate.at("findings").as_array()) accepted.push_back(json::object{{"finding", each.at("code")}, {"reason", "accepted by the test"}, {"figures", each.at("figures")}});
    return json::serialize(json::object{{"outcome", "pass"}, {"seen_hash", gate.at("seen_hash")}, {"checklist", std::move(answers)}, {"accepted", std::move(accepted)}});
}

// Whatever the customer may buy on credit: grade A, no limit, and security for up to ten million.
inline void trust_customer(sql::Connection& connection, CompanyId company, IdSource& ids, CustomerId customer, Date from) {
    grade_customer(connection, company, ids, customer, "A", from);
    limit_customer(connection, company, ids, customer, std::nullopt, from);
    secure_customer(connection, company, ids, customer, "collateral", 10'000'000'00, from);
}

// Submits the contract as who made it, reviews it as somebody else, and signs it. In a book where nothing is held.
template <class Server>
void review_contract(Server& server, const std::string& path) {
    REQUIRE(server.post(path + "/submit", "{}").status == 200);
    const UserId maker = server.user;
    server.user = UserId{maker.value + 1};
    const auto reviewed = server.post(path + "/review", passing_review(server.get(path + "/gate").body));
    server.user = maker;
    REQUIRE_MESSAGE(reviewed.status == 200, boost::json::serialize(reviewed.body));
}
template <class Server>
void sign_contract(Server& server, const std::string& path, const std::string& date) {
    review_contract(server, path);
    REQUIRE(server.post(path + "/events", R"({"kind":"signing","date":")" + date + "\"}").status == 201);
}

}  // namespace tandem::testing
