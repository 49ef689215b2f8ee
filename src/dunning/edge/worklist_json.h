// The worklist and its alerts in the shapes that api/dunning.yaml names.
#pragma once
#include <boost/json.hpp>

#include "core/errors.h"
#include "dunning/edge/day_end_sql.h"
#include "dunning/edge/day_end_sql_alerts.h"
#include "dunning/edge/worklist_sql.h"

namespace tandem::dunning {

boost::json::object task_json(const WorkTask& task, const DunningPolicy& policy, Language language);
// `last_run` is the newest run, if any.
boost::json::object worklist_json(const Worklist& list, const DunningPolicy& policy, Date today, const std::optional<DayEndRun>& last_run, const org::Reach& reach, Language language);
boost::json::object day_end_json(const DayEndRun& run, const org::Reach& reach);  // counts only for the whole company
boost::json::object alert_json(const FiredAlert& alert);

}  // namespace tandem::dunning
