#include "org/company.h"

#include <algorithm>

namespace tandem::org {

bool is_company_code(std::string_view code) {
    const auto allowed = [](char letter) { return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') || letter == '-' || letter == '_'; };
    return !code.empty() && code.size() <= 64 && std::ranges::all_of(code, allowed);
}

Result<Company> make_company(Company company) {
    if (!is_company_code(company.code)) return refuse("org.company_code", company.code);
    if (company.name.empty()) return refuse("org.company_name", company.code);
    return company;
}

}  // namespace tandem::org
