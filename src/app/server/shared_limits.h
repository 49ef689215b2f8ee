// Limits that several customers share, a group's and the company's, for who reaches the whole company. R-402.
#pragma once
#include "app/server/serving.h"
#include "credit/edge/limit_desk_sql.h"
#include "org/reach.h"

namespace tandem::app::server {

// The company's and every group's, with what is used of it and what waits for agreement.
json::object shared_limits_json(Serving& serving, const org::Reach& reach);
// One of them, with the largest of its customers, what waits for agreement and its history. Refuses credit.unknown_group.
Result<json::object> shared_limit_json(Serving& serving, const org::Reach& reach, const credit::LimitSubject& subject);
// Changes of a limit that somebody asked for and nobody decided yet, oldest first; `object_kind`: "customer", "customer_group" or "company".
json::array waiting_limits(Serving& serving, std::string_view object_kind, std::int64_t id);

}  // namespace tandem::app::server
