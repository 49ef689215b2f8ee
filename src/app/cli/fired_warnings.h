// `report warnings --fired`: what day-end runs recorded, in the shape of the report.
#pragma once
#include "app/workspace.h"
#include "insight/report.h"

namespace tandem::app::cli {

// Runs from query.from to query.to, else of the day asked; by none or by day. Refuses insight.group_not_offered,
// insight.unknown_report for another report and insight.range_reversed.
Result<insight::Report> fired_warnings(Workspace& workspace, const insight::ReportQuery& query);

}  // namespace tandem::app::cli
