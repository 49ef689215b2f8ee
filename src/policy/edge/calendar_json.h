// A working calendar as a JSON document; its form: policies/calendars/calendar.schema.json.
#pragma once
#include <string>
#include <string_view>

#include "policy/calendar.h"

namespace tandem::policy {

// Refuses what is not such a document (json.*) and what make_calendar refuses.
Result<WorkingCalendar> parse_calendar(std::string_view json);
std::string to_json(const WorkingCalendar& calendar);

}  // namespace tandem::policy
