// How a mapping wants its file opened.
#pragma once
#include "importing/mapping.h"
#include "platform/files/table_reader.h"

namespace tandem::importing {

// Guards of formula-like text come off only in files that we wrote ourselves.
Result<platform::TableOptions> table_options(const Mapping& mapping, const platform::TableLimits& limits = {});

}  // namespace tandem::importing
