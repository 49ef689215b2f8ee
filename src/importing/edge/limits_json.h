// The limits of uploaded files out of the importing policy (trust S12). Default figures: policies/importing.json.
#pragma once
#include <string_view>

#include "core/result.h"
#include "platform/files/table_reader.h"

namespace tandem::importing {

// json.*; json.wrong_type also for a limit that is not above zero.
Result<platform::TableLimits> upload_limits_from_json(std::string_view text);

}  // namespace tandem::importing
