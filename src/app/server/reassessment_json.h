// Mass reassessments and what they changed as JSON, the shapes that api/reassessment.yaml names.
#pragma once
#include <boost/json.hpp>

#include "app/reassessment_run.h"
#include "platform/http/message.h"

namespace tandem::app::server {

boost::json::object assessment_run_json(const AssessmentRun& run);

// A page of what is worth reading of a run, the worst first: of all outcomes, or of one. {rows, next_cursor, totals}.
struct LinePage {
    JobId run;
    std::string outcome;  // empty: all
    std::int64_t limit;
    std::optional<std::pair<std::int64_t, std::int64_t>> after;  // severity and position
};
boost::json::object run_lines_json(sql::Connection& connection, CompanyId company, const org::Reach& reach, const LinePage& page, Language language);

}  // namespace tandem::app::server
