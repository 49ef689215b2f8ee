// Customer (客户): whom we sell to and who owes us. Names may have a second language and a sort key.
#pragma once
#include <optional>
#include <string>

#include "core/date.h"
#include "core/id.h"

namespace tandem::party {

struct Customer {
    CustomerId id;
    std::string code;
    std::string name, name_alt;
    std::string name_key;  // pinyin or plain Latin, for sorting and search
    std::optional<CustomerGroupId> group;
    std::string country, tax_number, industry;
    std::optional<Date> since;  // as stated, never inferred
    std::optional<CustomerId> merged_into;
};

struct Contact {
    ContactId id;
    std::string name, title, email, phone;
};

}  // namespace tandem::party
