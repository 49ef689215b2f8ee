// The XLSX side of table_reader.h.
#pragma once
#include <memory>
#include <string>

#include "platform/files/table_reader.h"

namespace tandem::platform {

// The bytes of the whole file: it is small (xlsx_bytes), its parts are not.
Result<std::unique_ptr<TableReader>> open_xlsx(std::string bytes, const TableOptions& options);

}  // namespace tandem::platform
