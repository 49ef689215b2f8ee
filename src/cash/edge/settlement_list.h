// What settled an item, and what a credit note settled, with what was taken back; the oldest first.
#pragma once
#include <boost/json.hpp>

#include "core/id.h"
#include "platform/sql/connection.h"

namespace tandem::cash {

// {id, kind, amount_minor, effective_date, reversed, reversed_date, reversal_reason, reason, source}, the shape
// Settlement of api/receivable.yaml; source names the receipt or credit note, null for a write-off.
boost::json::array settled_on(sql::Connection& connection, CompanyId company, OpenItemId item);

// {id, item_id, number, kind, amount_minor, effective_date, reversed, reversed_date, reason}, the shape
// Allocation of api/cash.yaml.
boost::json::array set_off_by(sql::Connection& connection, CompanyId company, CreditNoteId note);

}  // namespace tandem::cash
