#include "core/money.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

namespace tandem {
namespace {

// ISO 4217, active codes; those not listed with 0 or 3 or 4 digits have 2.
constexpr std::string_view two_digits =
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF "
    "CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF "
    "IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR "
    "MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD "
    "SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD YER ZAR "
    "ZMW ZWG";
constexpr std::string_view no_digits = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
constexpr std::string_view three_digits = "BHD IQD JOD KWD LYD OMR TND";

bool lists(std::string_view codes, std::string_view code) {
    for (std::size_t at = 0; at + 3 <= codes.size(); at += 4)
        if (codes.substr(at, 3) == code) return true;
    return false;
}

Wide power_of_ten(int exponent) {
    Wide power = 1;
    while (exponent-- > 0) power *= 10;
    return power;
}

std::int64_t narrow(Wide wide) {
    TANDEM_ASSERT(wide <= std::numeric_limits<std::int64_t>::max());
    TANDEM_ASSERT(wide >= std::numeric_limits<std::int64_t>::min());
    return static_cast<std::int64_t>(wide);
}

// Digits before and after the point, without sign. Nothing when the text is no plain decimal.
struct Decimal {
    std::string_view whole, fraction;
};
bool all_digits(std::string_view text) {
    return std::ranges::all_of(text, [](char letter) { return letter >= '0' && letter <= '9'; });
}
bool read_decimal(std::string_view text, Decimal& into) {
    const auto point = text.find('.');
    into.whole = text.substr(0, point);
    into.fraction = point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
    if (into.whole.empty() && into.fraction.empty()) return false;
    if (point != std::string_view::npos && into.fraction.empty()) return false;
    return all_digits(into.whole) && all_digits(into.fraction);
}

// |whole.fraction| in units of 10^-places, or nothing when it does not fit into 18 digits.
bool to_units(const Decimal& decimal, int places, std::int64_t& units) {
    Wide value = 0;
    const auto push = [&](char digit) {
        value = value * 10 + (digit - '0');
        return value <= Wide{999'999'999'999'999'999};
    };
    for (const char digit : decimal.whole)
        if (!push(digit)) return false;
    for (int place = 0; place < places; ++place)
        if (!push(static_cast<std::size_t>(place) < decimal.fraction.size() ? decimal.fraction[static_cast<std::size_t>(place)] : '0')) return false;
    units = static_cast<std::int64_t>(value);
    return true;
}

std::string_view without_trailing_zeros(std::string_view fraction, std::size_t keep) {
    while (fraction.size() > keep && fraction.back() == '0') fraction.remove_suffix(1);
    return fraction;
}

Result<Money> money_of(const Decimal& decimal, bool negative, Currency currency, std::string_view text) {
    const auto digits = static_cast<std::size_t>(currency.exponent());
    const Decimal trimmed{decimal.whole, without_trailing_zeros(decimal.fraction, digits)};
    if (trimmed.fraction.size() > digits)
        return refuse("money.too_many_digits", std::string(text),
                      {{"currency", std::string(currency.code())}, {"digits", std::to_string(digits)}});
    std::int64_t minor = 0;
    if (!to_units(trimmed, currency.exponent(), minor)) return refuse("money.too_large", std::string(text));
    return Money{negative ? -minor : minor, currency};
}

}  // namespace

int Currency::exponent() const {
    if (lists(no_digits, code())) return 0;
    return lists(three_digits, code()) ? 3 : 2;
}

Result<Currency> parse_currency(std::string_view code) {
    const bool known = code.size() == 3 && (lists(two_digits, code) || lists(no_digits, code) || lists(three_digits, code));
    if (!known) return refuse("money.unknown_currency", std::string(code));
    Currency made;
    std::copy(code.begin(), code.end(), made.code_);
    return made;
}

std::int64_t divide(Wide numerator, Wide denominator, Rounding rounding) {
    TANDEM_ASSERT(denominator > 0);
    const Wide quotient = numerator / denominator;
    const Wide remainder = numerator % denominator;
    const Wide twice = (remainder < 0 ? -remainder : remainder) * 2;
    bool away = false;
    switch (rounding) {
        case Rounding::down: break;
        case Rounding::half_up: away = twice >= denominator; break;
        case Rounding::half_even: away = twice > denominator || (twice == denominator && quotient % 2 != 0); break;
    }
    return narrow(quotient + (away ? (numerator < 0 ? -1 : 1) : 0));
}

Result<Rate> parse_rate(std::string_view text) {
    const bool negative = text.starts_with('-');
    Decimal decimal;
    std::int64_t units = 0;
    if (!read_decimal(negative ? text.substr(1) : text, decimal)) return refuse("rate.invalid", std::string(text));
    decimal.fraction = without_trailing_zeros(decimal.fraction, 10);
    if (decimal.fraction.size() > 10 || !to_units(decimal, 10, units)) return refuse("rate.invalid", std::string(text));
    return Rate{negative ? -units : units};
}

Result<Rate> parse_percent(std::string_view text) {
    if (text.ends_with('%')) text.remove_suffix(1);
    const Rate rate = TRY(parse_rate(text));
    if (rate.e10 % 100 != 0) return refuse("rate.invalid", std::string(text));
    return Rate{rate.e10 / 100};
}

std::string to_string(Rate rate) {
    const bool negative = rate.e10 < 0;
    const Wide units = negative ? -Wide{rate.e10} : Wide{rate.e10};
    std::string fraction = std::to_string(static_cast<std::int64_t>(units % Rate::one));
    fraction.insert(0, 10 - fraction.size(), '0');
    while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
    std::string text = (negative ? "-" : "") + std::to_string(static_cast<std::int64_t>(units / Rate::one));
    return fraction.empty() ? text : text + "." + fraction;
}

Money operator+(Money a, Money b) {
    TANDEM_ASSERT(a.currency_ == b.currency_);
    return {narrow(Wide{a.minor_} + b.minor_), a.currency_};
}
Money operator-(Money a, Money b) {
    TANDEM_ASSERT(a.currency_ == b.currency_);
    return {narrow(Wide{a.minor_} - b.minor_), a.currency_};
}
Money Money::operator-() const { return {narrow(-Wide{minor_}), currency_}; }

Money Money::scaled(std::int64_t numerator, std::int64_t denominator, Rounding rounding) const {
    return {divide(Wide{minor_} * numerator, denominator, rounding), currency_};
}

std::vector<Money> Money::split(std::span<const std::int64_t> weights) const {
    Wide total = 0;
    for (const auto weight : weights) {
        TANDEM_ASSERT(weight >= 0);
        total += weight;
    }
    TANDEM_ASSERT(total > 0);
    std::vector<Money> parts;
    std::vector<Wide> remainders;
    std::int64_t left = minor_;
    for (const auto weight : weights) {
        const Wide product = Wide{minor_} * weight;
        parts.emplace_back(divide(product, total, Rounding::down), currency_);
        remainders.push_back(product < 0 ? -(product % total) : product % total);
        left -= parts.back().minor_;
    }
    std::vector<std::size_t> by_remainder(parts.size());
    std::iota(by_remainder.begin(), by_remainder.end(), std::size_t{0});
    std::ranges::stable_sort(by_remainder, [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
    const std::int64_t step = left < 0 ? -1 : 1;
    for (std::size_t next = 0; left != 0; ++next, left -= step) parts[by_remainder[next]].minor_ += step;
    return parts;
}

std::string to_decimal(Money money) {
    const int digits = money.currency().exponent();
    const Wide units = money.is_negative() ? -Wide{money.minor()} : Wide{money.minor()};
    const Wide one = power_of_ten(digits);
    std::string text = (money.is_negative() ? "-" : "") + std::to_string(static_cast<std::int64_t>(units / one));
    if (digits == 0) return text;
    std::string fraction = std::to_string(static_cast<std::int64_t>(units % one));
    fraction.insert(0, static_cast<std::size_t>(digits) - fraction.size(), '0');
    return text + "." + fraction;
}

Result<Money> parse_decimal(std::string_view text, Currency currency) {
    const bool negative = text.starts_with('-');
    Decimal decimal;
    if (!read_decimal(negative ? text.substr(1) : text, decimal) || decimal.whole.empty())
        return refuse("money.invalid", std::string(text));
    return money_of(decimal, negative, currency, text);
}

namespace {

// Full-width digits, signs and blanks become their plain forms; the currency's sign and code go.
std::string plain(std::string_view text, Currency currency) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 22> signs{{
        {"０", "0"}, {"１", "1"}, {"２", "2"}, {"３", "3"}, {"４", "4"}, {"５", "5"}, {"６", "6"}, {"７", "7"}, {"８", "8"},
        {"９", "9"}, {"，", ","}, {"．", "."}, {"。", "."}, {"－", "-"}, {"−", "-"}, {"＋", "+"}, {"（", "("}, {"）", ")"},
        {"\u3000", " "}, {"\u00a0", " "}, {"￥", "¥"}, {"\u2009", " "}}};
    std::string out;
    while (!text.empty()) {
        const auto known = std::ranges::find_if(signs, [&](const auto& sign) { return text.starts_with(sign.first); });
        out += known == signs.end() ? text.substr(0, 1) : known->second;
        text.remove_prefix(known == signs.end() ? 1 : known->first.size());
    }
    for (const std::string_view mark : {std::string_view{"¥"}, currency.code(), std::string_view{"元"}})
        if (const auto at = out.find(mark); at != std::string::npos) out.erase(at, mark.size());
    const auto first = out.find_first_not_of(" \t");
    if (first == std::string::npos) return {};
    out = out.substr(first, out.find_last_not_of(" \t") - first + 1);
    return out;
}

// 1,234,567: groups of three behind the first comma. Commas elsewhere are refused, not dropped.
bool drop_grouping(std::string& whole, char mark) {
    if (whole.find(mark) == std::string::npos) return true;
    std::string digits;
    std::size_t group = 0;
    bool first = true;
    for (const char letter : whole) {
        if (letter != mark) { digits += letter; ++group; continue; }
        if (group == 0 || group > 3 || (!first && group != 3)) return false;
        first = false;
        group = 0;
    }
    if (group != 3) return false;
    whole = digits;
    return true;
}

}  // namespace

Result<Money> parse_amount(std::string_view text, Currency currency, DecimalMark mark) {
    std::string amount = plain(text, currency);
    bool negative = false;
    if (amount.size() > 2 && amount.front() == '(' && amount.back() == ')') {
        negative = true;
        amount = amount.substr(1, amount.size() - 2);
    } else if (amount.starts_with('-') || amount.starts_with('+')) {
        negative = amount.front() == '-';
        amount.erase(0, 1);
    }
    while (amount.starts_with(' ')) amount.erase(0, 1);
    const char decimal_mark = mark == DecimalMark::point ? '.' : ',';
    const char group_mark = mark == DecimalMark::point ? ',' : '.';
    const auto point = amount.find(decimal_mark);
    std::string whole = amount.substr(0, point);
    const std::string fraction = point == std::string::npos ? "" : amount.substr(point + 1);
    if (!drop_grouping(whole, group_mark)) {
        const bool looks_decimal = mark == DecimalMark::point && point == std::string::npos && std::ranges::count(whole, ',') == 1;
        return refuse(looks_decimal ? "money.decimal_comma" : "money.misplaced_grouping", std::string(text));
    }
    Decimal decimal;
    const std::string joined = point == std::string::npos ? whole : whole + "." + fraction;
    if (!read_decimal(joined, decimal)) return refuse("money.invalid", std::string(text));
    return money_of(decimal, negative, currency, text);
}

}  // namespace tandem
