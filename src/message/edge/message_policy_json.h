// policies/message.json and the versions of a company.
#pragma once
#include <string_view>

#include "core/date.h"
#include "core/id.h"
#include "message/policy.h"
#include "platform/sql/connection.h"

namespace tandem::message {

// What make_message_policy refuses, and policy/edge/strict_json.h.
Result<MessagePolicy> parse_message_policy(std::string_view text);
Result<MessagePolicy> load_message_policy(sql::Connection& connection, CompanyId company, Date on);

}  // namespace tandem::message
