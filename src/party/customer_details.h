// What a company keeps about a customer beside code and identity, and how a later statement changes it.
#pragma once
#include <map>
#include <optional>
#include <string>

#include "core/date.h"
#include "core/id.h"

namespace tandem::party {

struct CustomerDetails {
    std::string name, name_alt;
    std::string name_key;  // the stated pinyin, else made from the name
    std::optional<CustomerGroupId> group;
    std::string country, tax_number, industry;
    std::optional<Date> since;
    std::map<std::string, std::string> attributes;  // what has no column of its own: address, region, ...
    friend bool operator==(const CustomerDetails&, const CustomerDetails&) = default;
};

// The details after a file or a form stated some of them. What it leaves empty stays as it was: lists
// often hold only a part, and a blank cell is no order to forget.
CustomerDetails updated(CustomerDetails known, const CustomerDetails& stated);

}  // namespace tandem::party
