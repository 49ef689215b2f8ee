#pragma once
#include <string>

#include "insight/report.h"

namespace tandem::insight {

// The report body of definitions.md, the same from the command line and over HTTP.
std::string report_json(const Report& report);

}  // namespace tandem::insight
