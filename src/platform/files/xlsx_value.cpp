#include "platform/files/xlsx_value.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdint>
#include <cstdio>

#include "core/date.h"
#include "platform/files/utf8.h"

namespace tandem::platform {
namespace {

// 0.digits x 10^exponent, digits without leading or trailing zeros.
struct Decimal {
    bool negative = false;
    std::string digits;
    int exponent = 0;
};

std::optional<Decimal> parse(std::string_view text) {
    Decimal made;
    if (text.starts_with('-') || text.starts_with('+')) {
        made.negative = text.front() == '-';
        text.remove_prefix(1);
    }
    const auto mark = std::min(text.find_first_of("eE"), text.size());
    std::string_view power = text.substr(std::min(mark + 1, text.size()));
    if (mark < text.size()) {
        if (power.starts_with('+')) power.remove_prefix(1);
        const auto [end, error] = std::from_chars(power.data(), power.data() + power.size(), made.exponent);
        if (error != std::errc{} || end != power.data() + power.size() || std::abs(made.exponent) > 400) return std::nullopt;
    }
    const std::string_view mantissa = text.substr(0, mark);
    const auto point = std::min(mantissa.find('.'), mantissa.size());
    made.digits = std::string(mantissa.substr(0, point)) + std::string(mantissa.substr(std::min(point + 1, mantissa.size())));
    const bool digits_only = std::ranges::all_of(made.digits, [](char letter) { return letter >= '0' && letter <= '9'; });
    if (made.digits.empty() || made.digits.size() > 400 || !digits_only) return std::nullopt;
    const auto zeros = std::min(made.digits.find_first_not_of('0'), made.digits.size());
    made.exponent += static_cast<int>(point) - static_cast<int>(zeros);
    made.digits.erase(0, zeros);
    while (made.digits.ends_with('0')) made.digits.pop_back();
    return made;
}

void round_to(Decimal& number, std::size_t keep) {
    if (number.digits.size() <= keep) return;
    const bool up = number.digits[keep] >= '5';
    number.digits.resize(keep);
    if (up) {
        std::size_t at = keep;
        while (at > 0 && number.digits[at - 1] == '9') number.digits[--at] = '0';
        if (at > 0) ++number.digits[at - 1];
        else {
            number.digits.insert(0, 1, '1');
            ++number.exponent;
        }
    }
    while (number.digits.ends_with('0')) number.digits.pop_back();
}

std::string plain(const Decimal& number) {
    if (number.digits.empty()) return "0";
    const int size = static_cast<int>(number.digits.size());
    std::string text = number.negative ? "-" : "";
    if (number.exponent <= 0) return text + "0." + std::string(static_cast<std::size_t>(-number.exponent), '0') + number.digits;
    if (number.exponent >= size) return text + number.digits + std::string(static_cast<std::size_t>(number.exponent - size), '0');
    const auto whole = static_cast<std::size_t>(number.exponent);
    return text + number.digits.substr(0, whole) + "." + number.digits.substr(whole);
}

}  // namespace

std::optional<std::string> decimal_text(std::string_view stored) {
    auto number = parse(stored);
    if (!number) return std::nullopt;
    if (!number->digits.empty() && (number->exponent > 30 || number->exponent < -30)) return std::nullopt;
    const int decimals = static_cast<int>(number->digits.size()) - number->exponent;
    if (decimals > 2) round_to(*number, 15);
    return plain(*number);
}

NumberKind kind_of_builtin_format(int id) {
    const auto in = [&](int first, int last) { return id >= first && id <= last; };
    if (in(18, 21) || in(32, 35) || in(45, 47) || in(55, 56)) return NumberKind::time;
    if (in(14, 17) || id == 22 || in(27, 31) || id == 36 || in(50, 54) || in(57, 58)) return NumberKind::date;
    return NumberKind::plain;
}

NumberKind kind_of_format_code(std::string_view code) {
    bool date = false, time = false, month_or_minute = false;
    for (std::size_t at = 0; at < code.size() && code[at] != ';'; ++at) {
        const auto skip_to = [&](char close) { at = std::min(code.find(close, at + 1), code.size() - 1); };
        switch (std::tolower(static_cast<unsigned char>(code[at]))) {
            case '"': skip_to('"'); break;
            case '\\': case '_': case '*': ++at; break;
            case '[': {
                // [h] [mm] [ss] count elapsed time; other brackets are colours, conditions and locales.
                const char inside = at + 1 < code.size() ? static_cast<char>(std::tolower(static_cast<unsigned char>(code[at + 1]))) : ' ';
                const bool repeated = at + 2 < code.size() && (code[at + 2] == ']' || code[at + 2] == code[at + 1]);
                if (repeated && (inside == 'h' || inside == 'm' || inside == 's')) time = true;
                skip_to(']');
                break;
            }
            case 'y': case 'd': date = true; break;
            case 'h': case 's': time = true; break;
            case 'm': month_or_minute = true; break;
            case 'g': if (code.substr(at).starts_with("General")) at += 6; break;
            default: break;
        }
    }
    if (date || (month_or_minute && !time)) return NumberKind::date;
    return time ? NumberKind::time : NumberKind::plain;
}

std::optional<std::string> date_text(std::string_view decimal, NumberKind kind, DateSystem system) {
    const auto number = parse(decimal);
    if (!number || number->negative || number->exponent > 7) return std::nullopt;
    const std::string text = plain(*number);
    const auto point = std::min(text.find('.'), text.size());
    std::int64_t days = 0, part = 0;
    std::string fraction = point < text.size() ? text.substr(point + 1) : "";
    fraction.resize(12, '0');
    std::from_chars(text.data(), text.data() + point, days);
    std::from_chars(fraction.data(), fraction.data() + fraction.size(), part);
    std::int64_t seconds = (part * 86'400 + 500'000'000'000) / 1'000'000'000'000;
    if (seconds == 86'400) {
        seconds = 0;
        ++days;
    }
    const auto two = [](std::int64_t value) { return (value < 10 ? "0" : "") + std::to_string(value); };
    const std::string clock = two(seconds / 3600) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60);
    if (kind == NumberKind::time && days == 0) return clock;
    if (days > 2'958'465) return std::nullopt;
    using namespace std::chrono;
    // Day 60 of the 1900 system is 29 February 1900, which never was.
    std::string day;
    if (system == DateSystem::from_1904) day = to_string(Date{year{1904} / 1 / 1} + Days{days});
    else if (days == 60 || days == 0) return std::nullopt;
    else day = to_string(Date{year{1899} / 12 / 30} + Days{days < 60 ? days + 1 : days});
    return seconds == 0 ? day : day + " " + clock;
}

namespace {

// The code of "_x000D" at the front of the text.
std::optional<char32_t> escape_code(std::string_view text) {
    std::uint32_t point = 0;
    if (text.size() < 6 || !text.starts_with("_x")) return std::nullopt;
    const auto [end, error] = std::from_chars(text.data() + 2, text.data() + 6, point, 16);
    if (error != std::errc{} || end != text.data() + 6 || (point >= 0xD800 && point <= 0xDFFF)) return std::nullopt;
    return point;
}

}  // namespace

std::string without_escapes(std::string_view text) {
    std::string made;
    while (!text.empty()) {
        const auto point = escape_code(text);
        if (point && text.size() > 6 && text[6] == '_') {
            append_utf8(made, *point);
            text.remove_prefix(7);
            continue;
        }
        const auto next = std::min(text.find('_', 1), text.size());
        made += text.substr(0, next);
        text.remove_prefix(next);
    }
    return made;
}

std::string with_escapes(std::string_view text) {
    std::string made;
    while (!text.empty()) {
        if (escape_code(text)) made += "_x005F";
        const auto next = std::min(text.find('_', 1), text.size());
        made += text.substr(0, next);
        text.remove_prefix(next);
    }
    return made;
}

}  // namespace tandem::platform
