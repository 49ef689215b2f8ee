// Ratio: an exact fraction. Figures of statements are compared as they are, never rounded first.
#pragma once
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/money.h"

namespace tandem::credit {

// den > 0. Ratios that are equal as numbers are equal, however they are written.
struct Ratio {
    std::int64_t num = 0, den = 1;
    friend bool operator==(Ratio a, Ratio b) { return Wide{a.num} * b.den == Wide{b.num} * a.den; }
    friend std::strong_ordering operator<=>(Ratio a, Ratio b) { return Wide{a.num} * b.den <=> Wide{b.num} * a.den; }
};

// num / den in lowest terms, den <> 0. Both must fit 64 bits after reduction: amounts of statements are capped for that.
Ratio make_ratio(Wide num, Wide den);
// "79.5", "-3", at most four places: credit.number_invalid.
Result<Ratio> parse_ratio(std::string_view text);
// Rounded half-up to `places` for people; a whole number shows none.
std::string to_decimal(Ratio ratio, int places);

// What a score is exactly: sums of weighted points need more than 64 bits.
struct Fraction {
    Wide num = 0, den = 1;  // in lowest terms, den > 0
    friend bool operator==(const Fraction&, const Fraction&) = default;
};
Fraction plus(Fraction a, Fraction b);
Fraction make_fraction(Wide num, Wide den);
bool at_least(Fraction a, Ratio b);
std::string exact_text(Fraction fraction);      // "239/3"
std::int64_t hundredths(Fraction fraction);     // half-up: 79.995 is 8000, though it is below 80

}  // namespace tandem::credit
