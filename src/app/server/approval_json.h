// Requests for agreement as JSON, the shapes of api/approval.yaml.
#pragma once
#include <boost/json.hpp>

#include <vector>

#include "approval/edge/approval_sql.h"

namespace tandem::app::server {

// What a list shows of each; names of people and customers are looked up once for all.
boost::json::array approval_rows(sql::Connection& connection, CompanyId company, const std::vector<approval::Stored>& requests, Instant now);
// One request in full: its content, its chain with who decided what, and its history.
boost::json::object approval_json(sql::Connection& connection, CompanyId company, const approval::Stored& stored, Instant now);

}  // namespace tandem::app::server
