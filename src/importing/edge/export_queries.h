// The question that brings the rows of a kind: one column a field, in the order of the fields, then what
// the row needs beside them.
#pragma once
#include "importing/fields.h"
#include "platform/sql/connection.h"

namespace tandem::importing {

// What stands in the column behind the fields.
enum class Beside {
    nothing,
    attributes,  // JSON with the fields that have no column, then the id of the contact: customers
    terms,       // JSON of payment terms: contracts
    own_id,      // the row's id, its external id when it came from no file: allocations
};

struct KindRows {
    sql::SqlBuilder query;  // $1: the company
    Beside beside = Beside::nothing;
};
KindRows rows_of(ImportKind kind);

}  // namespace tandem::importing
