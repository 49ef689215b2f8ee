#include "importing/cell_types.h"

#include <algorithm>
#include <charconv>

#include "importing/words.h"

namespace tandem::importing {
namespace {

constexpr std::size_t quoted_bytes = 200;

std::string quoted(std::string_view cell) { return std::string(first_bytes(cell, quoted_bytes)); }

constexpr bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

// "1234.5" with at most the currency's digits: how most files write most amounts.
std::optional<std::int64_t> plain_amount(std::string_view cell, int exponent) {
    constexpr std::size_t safe_digits = 15;
    const bool negative = cell.starts_with('-');
    if (negative) cell.remove_prefix(1);
    if (cell.empty() || cell.size() > safe_digits || !is_digit(cell.front()) || !is_digit(cell.back())) return std::nullopt;
    std::int64_t minor = 0;
    int decimals = -1;  // -1: no point yet
    for (const char letter : cell) {
        if (letter == '.' && decimals < 0) {
            decimals = 0;
            continue;
        }
        if (!is_digit(letter) || decimals == exponent) return std::nullopt;
        minor = minor * 10 + (letter - '0');
        if (decimals >= 0) ++decimals;
    }
    for (int place = std::max(decimals, 0); place < exponent; ++place) minor *= 10;
    return negative ? -minor : minor;
}

// "2026-03-31" to the byte.
std::optional<Date> plain_iso_date(std::string_view cell) {
    if (cell.size() != 10 || cell[4] != '-' || cell[7] != '-') return std::nullopt;
    const auto date = parse_date(cell);
    return date ? std::optional{*date} : std::nullopt;
}

// "7/3/2013": two numbers of one or two digits and a year of four between equal marks.
std::optional<Date> plain_year_last_date(std::string_view cell, DateLayout layout) {
    if (layout != DateLayout::month_day_year && layout != DateLayout::day_month_year) return std::nullopt;
    unsigned parts[3] = {};
    std::size_t at = 0, part = 0, width = 0;
    for (; at < cell.size(); ++at) {
        if (is_digit(cell[at]) && width < (part == 2 ? 4u : 2u)) {
            parts[part] = parts[part] * 10 + static_cast<unsigned>(cell[at] - '0');
            ++width;
        } else if (cell[at] == '/' && width > 0 && part < 2) {
            ++part;
            width = 0;
        } else {
            return std::nullopt;
        }
    }
    const unsigned month = layout == DateLayout::month_day_year ? parts[0] : parts[1];
    const unsigned day = layout == DateLayout::month_day_year ? parts[1] : parts[0];
    const auto date = std::chrono::year{static_cast<int>(parts[2])} / std::chrono::month{month} / std::chrono::day{day};
    if (part != 2 || width != 4 || !date.ok() || parts[2] < 1900 || parts[2] > 2999) return std::nullopt;
    return Date{date};
}

// "2026-03-31 14:22:10" without its time of day.
std::string_view without_time(std::string_view cell) {
    const auto gap = cell.find_first_of(" T");
    if (gap == std::string_view::npos) return cell;
    const std::string_view time = cell.substr(gap + 1);
    const bool clock = time.size() >= 4 && is_digit(time.front()) && time.find(':') <= 2 && time.find_first_not_of("0123456789:.") == std::string_view::npos;
    return clock ? cell.substr(0, gap) : cell;
}

}  // namespace

Result<Money> read_amount(std::string_view cell, Currency currency, DecimalMark mark) {
    if (mark == DecimalMark::point)
        if (const auto minor = plain_amount(cell, currency.exponent())) return Money{*minor, currency};
    auto amount = parse_amount(cell, currency, mark);
    if (!amount) amount.error().subject = quoted(cell);
    return amount;
}

Result<Date> read_date(std::string_view cell, DateLayout layout, TimeOfDay times) {
    if (times == TimeOfDay::drop) cell = without_time(cell);
    if (const auto date = plain_iso_date(cell)) return *date;
    if (const auto date = plain_year_last_date(cell, layout)) return *date;
    auto date = parse_date(cell, layout);
    // A spreadsheet's own dates arrive as ISO whatever the mapping says of its texts.
    if (!date && cell.size() >= 10 && plain_iso_date(cell.substr(0, 10))) date = parse_date(cell, DateLayout::iso);
    if (!date) return refuse("date.invalid", quoted(cell));
    return date;
}

Result<Rate> read_rate(std::string_view cell) {
    const bool percent = cell.ends_with('%') || cell.ends_with("％");
    if (percent) cell.remove_suffix(cell.ends_with('%') ? 1 : 3);
    const auto rate = percent ? parse_percent(cell) : parse_rate(cell);
    if (!rate) return refuse("rate.invalid", quoted(cell));
    return *rate;
}

Result<std::int64_t> read_integer(std::string_view cell) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (error != std::errc{} || end != cell.data() + cell.size()) return refuse("importing.integer_invalid", quoted(cell));
    return value;
}

Result<bool> read_boolean(std::string_view cell, std::span<const std::string> yes, std::span<const std::string> no) {
    const auto among = [&](std::span<const std::string> words) {
        return std::ranges::any_of(words, [&](const std::string& word) { return equal_ignoring_case(word, cell); });
    };
    if (among(yes)) return true;
    if (among(no)) return false;
    const auto usual = yes.empty() && no.empty() ? truth_in_words(cell) : std::nullopt;
    if (!usual) return refuse("importing.boolean_invalid", quoted(cell));
    return *usual;
}

Result<void> check_text(std::string_view cell, const Field& field) {
    std::size_t characters = 0;
    for (const char letter : cell) {
        const auto byte = static_cast<unsigned char>(letter);
        if ((byte & 0xC0) != 0x80) ++characters;
        if (byte >= 0x20 && byte != 0x7F) continue;
        const bool line_break = letter == '\n' || letter == '\r';
        if (line_break && field.type == FieldType::code) return refuse("importing.line_break_in_code", quoted(cell));
        if (!line_break && letter != '\t') return refuse("importing.control_character", quoted(cell));
    }
    if (characters <= field.max_length) return {};
    return refuse("importing.too_long", quoted(cell), {{"field", std::string(field.name)}, {"limit", std::to_string(field.max_length)}});
}

Result<std::int64_t> with_sign(std::int64_t number, const Field& field, std::string_view cell) {
    const auto wrong = [&](std::string_view code) { return refuse(code, quoted(cell), {{"field", std::string(field.name)}}); };
    switch (field.sign) {
        case Sign::any: return number;
        case Sign::size: return number < 0 ? -number : number;
        case Sign::not_negative:
            if (number < 0) return wrong("importing.negative");
            return number;
        case Sign::positive:
            if (number < 0) return wrong("importing.negative");
            if (number == 0) return wrong("importing.not_positive");
            return number;
    }
    return number;
}

}  // namespace tandem::importing
