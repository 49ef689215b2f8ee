#pragma once
#include <span>
#include <string>
#include <vector>

#include "importing/mapping.h"

namespace tandem::importing {

// policies/mappings/*.json, all kinds.
const std::vector<Mapping>& shipped_mappings();

// The shipped mapping of that kind that reads most of the file's columns. importing.no_mapping names the
// columns when none fits.
Result<Mapping> mapping_for(ImportKind kind, std::span<const std::string> header);

}  // namespace tandem::importing
