// The question that brings the rows of a kind: one column a field, in the order of the fields, then what
// the row needs beside them.
#pragma once
#include "importing/fields.h"
#include "org/reach.h"
#include "platform/sql/connection.h"

namespace tandem::importing {

// What stands in the column behind the fields.
enum class Beside {
    nothing,
    attributes,  // JSON with the fields that have no column, then the id of the contact: customers
    terms,       // JSON of payment terms, then the id of the contract: contracts
    own_id,      // the row's id, its external id when it came from no file: allocations
};

struct KindRows {
    sql::SqlBuilder query;  // $1: the company; $2, where less than the whole company is asked for: the ids within reach
    Beside beside = Beside::nothing;
};
// Exchange rates and calendars belong to nobody and are everybody's.
KindRows rows_of(ImportKind kind, const org::Reach& reach);

}  // namespace tandem::importing
