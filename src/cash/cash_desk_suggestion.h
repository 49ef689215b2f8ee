// What a receipt probably pays, for a person to confirm: documents named in the remittance text, then an item
// of exactly the amount, then the company's order.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cash/allocation.h"

namespace tandem::cash {

struct OpenClaim {
    Claim claim;
    std::vector<std::string> numbers;  // how a payer may name it: the item's, the invoice's, the contract's
};

struct Suggestion {
    OpenItemId item;
    Money amount;
    std::string reason;  // remittance_reference, exact_amount, or the code of the allocation order (oldest_due)
    friend bool operator==(const Suggestion&, const Suggestion&) = default;
};

// Best first; together never more than `available`, an item at most once. Claims in another currency are
// passed over.
std::vector<Suggestion> suggest_allocation(Money available, Date value_date, std::string_view remittance, std::span<const OpenClaim> claims,
                                           const AllocationOrder& order, Date as_of);

// The number stands in the text on its own: "INV-1" is not in "INV-12". Without case; under three
// characters it is nothing to go by.
bool names(std::string_view remittance, std::string_view number);

}  // namespace tandem::cash
