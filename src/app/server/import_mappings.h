// The mappings a company keeps, and the one that fits a file.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/server/import_file.h"
#include "audit/act.h"
#include "core/id_source.h"
#include "importing/mapping.h"

namespace tandem::app::server {

// The company's own, by name; of one kind when it is given.
std::vector<importing::Mapping> kept_mappings(sql::Connection& connection, CompanyId company, std::optional<importing::ImportKind> kind);

// Under its name, in place of an older one of that name. importing.mapping_name_taken when that one reads another kind.
Result<void> keep_mapping(sql::Connection& connection, const audit::Act& act, IdSource& ids, const importing::Mapping& mapping);

struct Suggestion {
    importing::Mapping mapping;
    bool known = false;  // kept or shipped, so it is whole; else a proposal for the user to complete
};
// A mapping of the company that fits the header, else a shipped one, else a proposal by the columns' names.
Suggestion suggestion_for(sql::Connection& connection, CompanyId company, importing::ImportKind kind, const FileReading& reading, const ReadAs& as);

}  // namespace tandem::app::server
