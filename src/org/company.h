// Company: one legal entity and its book. Time zone and business date come from here, not from the machine.
#pragma once
#include <string>

#include "core/id.h"
#include "core/money.h"

namespace tandem::org {

struct Company {
    CompanyId id;
    std::string code;
    std::string name;
    Currency currency;      // of the company's own books
    std::string time_zone;  // IANA name
    std::string calendar;   // working calendar, by code
};

}  // namespace tandem::org
