// Money: whole minor units of one currency. No floating point, no silent rounding, no silent overflow.
#pragma once
#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace tandem {

__extension__ using Wide = __int128;  // intermediate products; never stored

// An ISO 4217 currency. Build with parse_currency, which knows the list.
class Currency {
public:
    constexpr Currency() = default;
    constexpr std::string_view code() const { return {code_, 3}; }
    int exponent() const;  // digits after the point: CNY 2, JPY 0, KWD 3
    friend constexpr auto operator<=>(const Currency&, const Currency&) = default;

private:
    friend constexpr Currency currency(const char (&code)[4]);
    friend Result<Currency> parse_currency(std::string_view code);
    char code_[3] = {'C', 'N', 'Y'};
};

// For codes written in the program: currency("CNY").
constexpr Currency currency(const char (&code)[4]) {
    Currency made;
    for (int at = 0; at < 3; ++at) made.code_[at] = code[at];
    return made;
}
Result<Currency> parse_currency(std::string_view code);  // money.unknown_currency

// half_up rounds a half away from zero: 0.5 -> 1, -0.5 -> -1 (四舍五入).
enum class Rounding { half_up, half_even, down };

// numerator / denominator as a whole number, rounded as named. denominator > 0; asserts on overflow.
std::int64_t divide(Wide numerator, Wide denominator, Rounding rounding);

// A rate, a ratio or a unit price: a decimal with 10 places. 0.05 % a day is parse_rate("0.0005").
struct Rate {
    static constexpr std::int64_t one = 10'000'000'000;
    std::int64_t e10{};
    static constexpr Rate percent(std::int64_t value) { return {value * (one / 100)}; }
    friend auto operator<=>(const Rate&, const Rate&) = default;
};
Result<Rate> parse_rate(std::string_view text);          // "0.0005"; rate.invalid
Result<Rate> parse_percent(std::string_view text);       // "30", "33.5", "30%"
std::string to_string(Rate rate);                        // "0.0005"

class Money {
public:
    constexpr Money(std::int64_t minor, Currency currency) : minor_(minor), currency_(currency) {}
    constexpr std::int64_t minor() const { return minor_; }
    constexpr Currency currency() const { return currency_; }
    constexpr bool is_zero() const { return minor_ == 0; }
    constexpr bool is_negative() const { return minor_ < 0; }

    // Both sides must be of one currency: converting is a business decision, never implicit.
    friend Money operator+(Money a, Money b);
    friend Money operator-(Money a, Money b);
    Money operator-() const;
    Money& operator+=(Money other) { return *this = *this + other; }
    Money& operator-=(Money other) { return *this = *this - other; }
    friend bool operator==(Money, Money) = default;
    friend std::strong_ordering operator<=>(Money a, Money b) {
        TANDEM_ASSERT(a.currency_ == b.currency_);
        return a.minor_ <=> b.minor_;
    }

    // amount x numerator / denominator, rounded once, at the end, as the caller says.
    Money scaled(std::int64_t numerator, std::int64_t denominator, Rounding rounding) const;
    Money times(Rate rate, Rounding rounding) const { return scaled(rate.e10, Rate::one, rounding); }

    // Splits by weights (each >= 0, sum > 0) without losing a cent: each part rounds down, then the
    // largest remainders take one minor unit each; equal remainders go to the earlier part.
    std::vector<Money> split(std::span<const std::int64_t> weights) const;

private:
    std::int64_t minor_;
    Currency currency_;
};

// "1234.50": the decimal text of an amount, with all the currency's digits.
std::string to_decimal(Money money);
// The strict inverse, for commands: digits, one optional point, optional leading minus.
// money.invalid, money.too_many_digits, money.too_large.
Result<Money> parse_decimal(std::string_view text, Currency currency);

// How a file writes amounts.
enum class DecimalMark { point, comma };
// An amount in a file (definitions.md, "Amounts in files"): accepts grouping commas at every third
// digit, ¥ and ￥ and the currency's code, full-width digits and signs, blanks around, a minus before
// or accounting brackets, zeros beyond the currency's digits; refuses the rest with a hint.
Result<Money> parse_amount(std::string_view text, Currency currency, DecimalMark mark = DecimalMark::point);

}  // namespace tandem
