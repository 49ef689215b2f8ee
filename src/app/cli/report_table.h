// A report as a table for the terminal, or as rows of a CSV or XLSX file.
#pragma once
#include <string>

#include "insight/report.h"

namespace tandem::app::cli {

std::string report_as_table(const insight::Report& report);
Result<void> write_report_csv(const insight::Report& report, const std::string& path);   // empty: standard output
Result<void> write_report_xlsx(const insight::Report& report, const std::string& path);  // refuses app.output_needed without a path

}  // namespace tandem::app::cli
