// A secret that stands on the first line of a file of its own.
#pragma once
#include <string>

#include "core/result.h"

namespace tandem::app {

// Refuses config.secret_file: not there, empty, or open to anybody but its owner.
Result<std::string> read_secret(const std::string& file);

}  // namespace tandem::app
