// What a customer owed at the end of a past day, as a credit check asks for it: open items, what of them was overdue, paper that
// was not honoured yet, and money and credits that were not applied.
#pragma once
#include <vector>

#include "credit/exposure.h"
#include "insight/book.h"

namespace tandem::insight {

class PastClaims {
public:
    // One pass over what settled items; `book` outlives this.
    explicit PastClaims(const Book& book);

    // By currency, minor units. Cheques and bills are claims until they count as collected, and never cash on account.
    std::vector<credit::ClaimsRow> on(CustomerId customer, Date day) const;

private:
    void add_items(Place customer, std::int32_t day, std::vector<credit::ClaimsRow>& rows) const;
    void add_money(Place customer, std::int32_t day, std::vector<credit::ClaimsRow>& rows) const;
    std::int64_t used(std::uint8_t kind, Place source, std::int32_t day) const;

    // Settlements and refunds by what they used, as chains of places.
    struct Chains { std::vector<Place> last, previous; };
    const Book* book_;
    Chains settled_[2], refunded_[2];  // by receipt, by credit note
};

}  // namespace tandem::insight
