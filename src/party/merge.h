// Merging (客户合并): two customers that are one. The duplicate stays in the book and points to the one that speaks for
// it from then on; its documents are that one's.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "party/customer.h"

namespace tandem::party {

// Refuses, in this order: party.merge_into_self, party.merged_already, party.merge_into_merged,
// party.merge_tax_numbers {first, second}: two stated numbers that differ are two legal entities.
Result<void> check_merge(const Customer& duplicate, const Customer& into);

// What moves, by kind of document and currency; amounts >= 0 in minor units of the currency.
struct Moving {
    std::string kind;      // "invoice", "contact", ...: as tables name them
    std::string currency;  // empty where there is no amount
    std::int64_t count = 0;
    std::int64_t amount = 0, open = 0;
};

struct MergePlan {
    Customer duplicate, into;
    std::vector<Moving> moving;  // kinds with something to move
};

}  // namespace tandem::party
