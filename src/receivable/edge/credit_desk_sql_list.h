// Credit notes as people look at them: a filtered list with totals.
#pragma once
#include <boost/json.hpp>

#include <optional>
#include <string>

#include "core/date.h"
#include "core/id.h"
#include "core/result.h"
#include "org/reach.h"
#include "platform/sql/connection.h"

namespace tandem::receivable {

struct CreditNoteFilter {
    std::string search;  // part of a number, of the reason, of the invoice's number, of the customer's code, name or sort key
    std::optional<CustomerId> customer;
    std::optional<Date> from, to;  // note date
    std::string sort;              // date number amount_minor open_minor customer; "-" for descending
};
// {rows, totals} of api/receivable.yaml, of the customers within reach, in one snapshot; `more`: a page follows. Refuses http.bad_parameter
// for an unknown sort column.
struct CreditNotePage {
    boost::json::array rows;
    boost::json::object totals;
    bool more = false;
};
Result<CreditNotePage> list_credit_notes(sql::Connection& connection, CompanyId company, const org::Reach& reach, const CreditNoteFilter& filter, std::int64_t offset, std::int64_t limit);

// One row of that list.
std::optional<boost::json::object> find_credit_note(sql::Connection& connection, CompanyId company, const org::Reach& reach, CreditNoteId id);

}  // namespace tandem::receivable
