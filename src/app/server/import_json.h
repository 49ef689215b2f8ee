// Imports as the interface shows them: uploads on the desk and batches in the book look the same.
#pragma once
#include <boost/json.hpp>

#include "app/server/import_desk.h"
#include "app/server/import_mappings.h"

namespace tandem::app::server {

json::object upload_json(const Upload& upload, const Suggestion& suggestion);
// Errors in the language of the request, the first 200; "error_count" says how many there are.
json::object import_json(const Upload& upload, const Standing& standing, Language language);

struct ImportedBatch {
    BatchId id;
    json::object body;
};
// Newest first, older than `before` where it is given.
std::vector<ImportedBatch> batches_json(sql::Connection& connection, CompanyId company, std::optional<BatchId> before, std::int64_t limit);
// importing.unknown_batch.
Result<json::object> batch_json(sql::Connection& connection, CompanyId company, BatchId id);

json::array kinds_json();

}  // namespace tandem::app::server
