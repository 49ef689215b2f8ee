// Rows out of the book in the layout of the import kinds: importing an export changes nothing (I16), and
// into an empty book it brings back the same standing. Kept within import kinds are the live documents
// and what settles them; reversals, write-offs and clearings are history and belong to a backup.
#pragma once
#include "importing/fields.h"
#include "org/company.h"
#include "org/reach.h"
#include "platform/files/table_writer.h"
#include "platform/sql/connection.h"

namespace tandem::importing {

// Whether personal data goes out whole. Masked exports import as themselves: the mask of what is known says nothing new.
enum class Personal { masked, whole };

// Header and all live rows of a kind that belong to customers (or, of employees: that are) within reach, oldest first,
// streamed; finishes the writer. How many rows. What the writer refuses (file.*), and for whole personal data what
// platform/secrets refuses.
Result<std::int64_t> export_kind(sql::Connection& connection, CompanyId company, const org::Reach& reach, ImportKind kind, platform::TableWriter& writer,
                                 Personal personal = Personal::masked);

// The order in which the exports of a whole book go into an empty one.
std::span<const ImportKind> restoring_order();

}  // namespace tandem::importing
