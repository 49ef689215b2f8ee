// Orders and what the credit check says of them, the shapes that api/order.yaml names.
#pragma once
#include <boost/json.hpp>

#include "app/server/serving.h"
#include "receivable/edge/order_desk_sql.h"

namespace tandem::app::server {

// {id, number, status, hold_id, delivery_id, decision}
json::object outcome_json(const receivable::OrderOutcome& outcome, Currency base);

// A desk on a connection, for the time of one command.
receivable::OrderDesk order_desk(Serving& serving, sql::Connection& connection, const audit::Act& act);

}  // namespace tandem::app::server
