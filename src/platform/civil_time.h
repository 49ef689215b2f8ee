// Civil days as instants.
#pragma once
#include <string>

#include "core/date.h"

namespace tandem {

// The instant at which a day begins in an IANA time zone; in UTC where the zone is unknown.
Instant day_begins(Date day, const std::string& time_zone);

}  // namespace tandem
