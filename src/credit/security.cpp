#include "credit/security.h"

namespace tandem::credit {

std::string_view code_of(Security security) {
    switch (security) {
        case Security::none: return "none";
        case Security::guarantor: return "guarantor";
        case Security::collateral: return "collateral";
    }
    return "";
}

std::optional<Security> security_named(std::string_view code) {
    for (const Security each : {Security::none, Security::guarantor, Security::collateral})
        if (code_of(each) == code) return each;
    return std::nullopt;
}

}  // namespace tandem::credit
