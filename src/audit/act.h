// Act: who does what, when, on whose request. Every fact is written in the name of one.
#pragma once
#include <string>

#include "core/date.h"
#include "core/id.h"

namespace tandem::audit {

struct Act {
    CompanyId company;
    UserId actor;             // the system itself acts as UserId{0}
    Instant at;
    std::string command;      // "import invoices", "receipt.record": what the user asked for
    std::int64_t request_id;  // one per request: ties the rows of one command together
};

}  // namespace tandem::audit
