// The CSV side of table_reader.h.
#pragma once
#include <memory>

#include "platform/files/table_reader.h"

namespace tandem::platform {

Result<std::unique_ptr<TableReader>> open_csv(std::unique_ptr<ByteSource> bytes, const TableOptions& options);

}  // namespace tandem::platform
