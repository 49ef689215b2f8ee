// Company: one legal entity and its book. Time zone and business date come from here, not from the machine.
#pragma once
#include <string>
#include <string_view>

#include "core/id.h"
#include "core/money.h"
#include "core/result.h"

namespace tandem::org {

struct Company {
    CompanyId id;
    std::string code;
    std::string name;
    Currency currency;      // of the company's own books
    std::string time_zone;  // IANA name
    std::string calendar;   // working calendar, by code
};

// Letters, digits, '-' and '_', at most 64: it stands in the names of cookies.
bool is_company_code(std::string_view code);

// A company as it may be made. Refuses org.company_code and org.company_name.
Result<Company> make_company(Company company);

}  // namespace tandem::org
