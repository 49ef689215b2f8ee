// Ratings and litigation data that somebody else keeps: the question, what an answer must be to be believed, and what of it is
// new.; trust S15, S22.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "credit/inputs.h"

namespace tandem::credit {

// Whom we ask about.
struct RatingSubject {
    std::string code;        // of the customer with us
    std::string tax_number;  // empty: not on record
};

// One value as the provider states it, not yet believed.
struct RatingClaim {
    std::string code;         // whom it is about
    std::string kind, value;  // as make_rating takes them
    Date rated_on;
    friend bool operator==(const RatingClaim&, const RatingClaim&) = default;
};

class RatingSource {
public:
    virtual ~RatingSource() = default;
    virtual const std::string& provider() const = 0;
    virtual Days valid_days() const = 0;  // a value counts so long from its day
    // Waits for another machine: never inside a transaction. Refuses credit.provider_unreachable, credit.provider_denied,
    // credit.provider_busy, credit.provider_refused, credit.provider_too_large and credit.provider_answer, all {provider}.
    virtual Result<std::vector<RatingClaim>> ask(std::span<const RatingSubject> subjects) = 0;
};

struct RatingOf {
    std::string code;  // of the customer
    Rating rating;
};

// All claims or none. Refuses credit.provider_nothing, credit.provider_other {provider} when it speaks of somebody else,
// credit.provider_twice {provider, kind}, credit.provider_future {provider, kind}, credit.provider_kind and
// credit.provider_value {provider, kind}.
Result<std::vector<RatingOf>> believe(std::span<const RatingClaim> claims, std::span<const RatingSubject> asked, const RatingSource& source, Date today);

// A value that is on record with the same provider, kind and days says nothing new.
bool is_known(const Rating& rating, std::span<const Rating> on_record);

}  // namespace tandem::credit
