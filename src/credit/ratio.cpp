#include "credit/ratio.h"

#include <algorithm>

namespace tandem::credit {
namespace {

Wide gcd(Wide a, Wide b) {
    if (a < 0) a = -a;
    if (b < 0) b = -b;
    while (b != 0) {
        const Wide rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

std::string digits(Wide value) {
    if (value == 0) return "0";
    std::string text;
    const bool negative = value < 0;
    for (Wide rest = negative ? -value : value; rest > 0; rest /= 10) text += static_cast<char>('0' + static_cast<int>(rest % 10));
    if (negative) text += '-';
    return {text.rbegin(), text.rend()};
}

}  // namespace

Ratio make_ratio(Wide num, Wide den) {
    TANDEM_ASSERT(den != 0);
    const Fraction lowest = make_fraction(num, den);
    TANDEM_ASSERT(lowest.num <= INT64_MAX && lowest.num >= -INT64_MAX && lowest.den <= INT64_MAX);
    return {static_cast<std::int64_t>(lowest.num), static_cast<std::int64_t>(lowest.den)};
}

Result<Ratio> parse_ratio(std::string_view text) {
    std::string_view rest = text;
    const bool negative = rest.starts_with('-');
    if (negative) rest.remove_prefix(1);
    const std::size_t point = rest.find('.');
    const std::string_view whole = rest.substr(0, point), places = point == std::string_view::npos ? std::string_view{} : rest.substr(point + 1);
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (whole.empty() || whole.size() > 14 || places.size() > 4 || (point != std::string_view::npos && places.empty()) || !std::ranges::all_of(whole, is_digit) ||
        !std::ranges::all_of(places, is_digit))
        return refuse("credit.number_invalid", std::string(text));
    std::int64_t num = 0, den = 1;
    for (const char c : whole) num = num * 10 + (c - '0');
    for (const char c : places) {
        num = num * 10 + (c - '0');
        den *= 10;
    }
    return make_ratio(negative ? -num : num, den);
}

std::string to_decimal(Ratio ratio, int places) {
    if (ratio.num % ratio.den == 0) return std::to_string(ratio.num / ratio.den);
    Wide scale = 1;
    for (int each = 0; each < places; ++each) scale *= 10;
    const std::int64_t scaled = divide(Wide{ratio.num} * scale, ratio.den, Rounding::half_up);
    std::string text = std::to_string(scaled < 0 ? -scaled : scaled);
    if (text.size() <= static_cast<std::size_t>(places)) text.insert(0, static_cast<std::size_t>(places) + 1 - text.size(), '0');
    text.insert(text.size() - static_cast<std::size_t>(places), ".");
    return (scaled < 0 ? "-" : "") + text;
}

Fraction make_fraction(Wide num, Wide den) {
    TANDEM_ASSERT(den != 0);
    if (den < 0) {
        num = -num;
        den = -den;
    }
    const Wide common = gcd(num, den);
    return {num / common, den / common};
}

// a/b + c/d over the least common denominator, so that the products stay as small as they can be.
Fraction plus(Fraction a, Fraction b) {
    const Wide common = gcd(a.den, b.den);
    return make_fraction(a.num * (b.den / common) + b.num * (a.den / common), a.den / common * b.den);
}

bool at_least(Fraction a, Ratio b) { return a.num * b.den >= Wide{b.num} * a.den; }
std::string exact_text(Fraction fraction) { return digits(fraction.num) + "/" + digits(fraction.den); }
std::int64_t hundredths(Fraction fraction) { return divide(fraction.num * 100, fraction.den, Rounding::half_up); }

}  // namespace tandem::credit
