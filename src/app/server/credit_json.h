// Grades, assessments and what they rest on as JSON, the shapes that api/assessment.yaml names.
#pragma once
#include <boost/json.hpp>

#include <array>

#include "app/reassessment.h"
#include "credit/edge/assessments_sql.h"
#include "credit/edge/complaints_sql.h"
#include "credit/edge/inputs_sql.h"
#include "platform/http/message.h"

namespace tandem::app::server {

inline constexpr std::array all_whys{credit::Why::alerted, credit::Why::payment_failed, credit::Why::promise_broken, credit::Why::complaint, credit::Why::rating_changed, credit::Why::expired, credit::Why::expiring, credit::Why::never};

// A customer somebody asks to assess now, due or not, with the grade that counts and the last assessment.
Due due_one(sql::Connection& connection, CompanyId company, CustomerId customer, Date today);

// Who reads a credit file. What risk wrote for itself, the reason of an override or of a withdrawn statement, is for who
// assesses credit or reads the trail; everybody else gets the keys listed for him and no other (trust S3).
enum class CreditReader { anybody, risk };
CreditReader credit_reader(const platform::http::Request& request);
boost::json::object grade_fact_for(CreditReader reader, boost::json::object grade);
boost::json::object statement_for(CreditReader reader, boost::json::object statement);

boost::json::object standing_json(const credit::Standing& standing);
boost::json::object assessment_json(sql::Connection& connection, CompanyId company, const credit::ScoringModel& model, const credit::KeptAssessment& kept, Language language);
boost::json::object statement_json(const credit::KeptStatement& kept, Currency company_currency, Language language);
boost::json::object rating_json(const credit::KeptRating& kept, Date today, Language language);
boost::json::object form_json(const credit::CreditForm& form, Currency company_currency);
// Why one was voided is told to risk alone.
boost::json::object complaint_json(const credit::KeptComplaint& kept, CreditReader reader, Date today);
boost::json::object due_json(const Due& due);
// A row's place among those of a trial: what became of him first, the worse before the better.
struct TrialPlace {
    std::int64_t outcome = 0;
    DuePlace due;
    friend auto operator<=>(const TrialPlace&, const TrialPlace&) = default;
};
struct TrialPage {
    std::string cursor_of;  // the list, for its cursors
    std::size_t limit = 0;
    std::optional<TrialPlace> after;
};
// Counts of what became of everybody, and a page of the rows worth reading: worse, refused, better, first grades.
boost::json::object run_json(const std::vector<Reassessed>& run, const credit::CreditPolicy& policy, const TrialPage& page, Language language);

}  // namespace tandem::app::server
