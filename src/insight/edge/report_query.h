// What a report is asked, from the words of a command line or a query string: one reading for both.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "insight/report.h"

namespace tandem::insight {

// The text given under a name ("as_of", "window_days"), or nothing.
using ReportParameter = std::function<std::optional<std::string>(std::string_view name)>;

// Names: as_of from to known_at by basis buckets window_days variant open settled customer currency top.
// A customer is named by id (cus_…) or by code; one out of reach is as unknown as one that is not there. Refuses what each value's own type refuses.
Result<ReportQuery> make_report_query(std::string name, const ReportParameter& given, const Book& book, const org::Reach& reach, Date today);

}  // namespace tandem::insight
