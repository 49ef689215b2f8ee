#include "party/customer_details.h"

namespace tandem::party {
namespace {

void take(std::string& known, const std::string& stated) {
    if (!stated.empty()) known = stated;
}

}  // namespace

CustomerDetails updated(CustomerDetails known, const CustomerDetails& stated) {
    take(known.name, stated.name);
    take(known.name_alt, stated.name_alt);
    take(known.name_key, stated.name_key);
    take(known.country, stated.country);
    take(known.tax_number, stated.tax_number);
    take(known.industry, stated.industry);
    if (stated.group) known.group = stated.group;
    if (stated.since) known.since = stated.since;
    for (const auto& [name, value] : stated.attributes)
        if (!value.empty()) known.attributes[name] = value;
    return known;
}

}  // namespace tandem::party
