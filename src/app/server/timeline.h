// Everything that happened with a customer, newest first: documents, money, demands, notes.
#pragma once
#include <boost/json.hpp>

#include <optional>
#include <string>
#include <vector>

#include "core/date.h"
#include "core/id.h"
#include "platform/sql/connection.h"

namespace tandem::app::server {

struct TimelineEvent {
    std::int64_t day, recorded_at;
    std::string kind, title, detail;  // kind: invoice, receipt, allocation, credit_note, contract, note, call, visit, alert, stage
    std::optional<std::int64_t> amount;
    std::string currency;
    std::int64_t reference;
    std::string about;  // the kind of the document it refers to; empty: the customer alone
};

std::vector<TimelineEvent> customer_timeline(sql::Connection& connection, CompanyId company, CustomerId customer, std::int64_t limit, std::int64_t skip);
boost::json::object timeline_json(const TimelineEvent& event);

}  // namespace tandem::app::server
