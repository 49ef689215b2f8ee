#include "core/date.h"

#include <array>
#include <charconv>
#include <cstdio>
#include <optional>
#include <vector>

namespace tandem {
namespace {

std::optional<int> number(std::string_view digits) {
    int value = 0;
    if (digits.empty()) return std::nullopt;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size() || digits.front() == '-') return std::nullopt;
    return value;
}

Result<Date> make_date(int year, int month, int day, std::string_view text) {
    const auto ymd = std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(month)} /
                     std::chrono::day{static_cast<unsigned>(day)};
    if (!ymd.ok() || year < 1900 || year > 2999) return refuse("date.invalid", std::string(text));
    return Date{ymd};
}

// Cuts at '-', '/', '.' or the signs 年 月 日; the separators must not be mixed except for the signs.
std::vector<std::string_view> fields_of(std::string_view text) {
    std::vector<std::string_view> fields;
    std::size_t begin = 0, at = 0;
    while (at < text.size()) {
        const auto rest = text.substr(at);
        std::size_t width = 0;
        if (rest.front() == '-' || rest.front() == '/' || rest.front() == '.') width = 1;
        for (const std::string_view sign : {"年", "月", "日"})
            if (rest.starts_with(sign)) width = sign.size();
        if (width == 0) { ++at; continue; }
        fields.push_back(text.substr(begin, at - begin));
        begin = at += width;
    }
    if (begin < text.size()) fields.push_back(text.substr(begin));
    return fields;
}

std::string_view without_midnight(std::string_view text) {
    for (const std::string_view tail : {"T00:00:00.000Z", "T00:00:00Z", "T00:00:00", " 00:00:00.000", " 00:00:00", " 0:00:00", " 00:00", " 0:00"})
        if (text.ends_with(tail)) return text.substr(0, text.size() - tail.size());
    return text;
}

}  // namespace

Result<Date> parse_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return refuse("date.invalid", std::string(text));
    const auto year = number(text.substr(0, 4)), month = number(text.substr(5, 2)), day = number(text.substr(8, 2));
    if (!year || !month || !day) return refuse("date.invalid", std::string(text));
    return make_date(*year, *month, *day, text);
}

Result<Date> parse_date(std::string_view text, DateLayout layout) {
    const std::string_view day_part = without_midnight(text);
    if (layout == DateLayout::year_month_day_compact) {
        if (day_part.size() != 8) return refuse("date.invalid", std::string(text));
        const auto year = number(day_part.substr(0, 4)), month = number(day_part.substr(4, 2)), day = number(day_part.substr(6, 2));
        if (!year || !month || !day) return refuse("date.invalid", std::string(text));
        return make_date(*year, *month, *day, text);
    }
    const auto fields = fields_of(day_part);
    if (fields.size() != 3) return refuse("date.invalid", std::string(text));
    const std::size_t year_at = layout == DateLayout::iso ? 0 : 2;
    const std::size_t month_at = layout == DateLayout::month_day_year ? 0 : 1;
    const std::size_t day_at = layout == DateLayout::iso ? 2 : layout == DateLayout::month_day_year ? 1 : 0;
    const auto year = number(fields[year_at]), month = number(fields[month_at]), day = number(fields[day_at]);
    // A two-digit year is a guess, so it is refused; a month or day of more than two digits is no date.
    if (!year || !month || !day || fields[year_at].size() != 4 || fields[month_at].size() > 2 || fields[day_at].size() > 2) return refuse("date.invalid", std::string(text));
    return make_date(*year, *month, *day, text);
}

Result<DateLayout> parse_date_layout(std::string_view name) {
    if (name == "iso") return DateLayout::iso;
    if (name == "m/d/y") return DateLayout::month_day_year;
    if (name == "d/m/y") return DateLayout::day_month_year;
    if (name == "yyyymmdd") return DateLayout::year_month_day_compact;
    return refuse("date.unknown_layout", std::string(name));
}

std::string to_string(Date date) {
    const std::chrono::year_month_day day{date};
    char text[24];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", int(day.year()), unsigned(day.month()), unsigned(day.day()));
    return text;
}

std::string month_key(Date date) { return to_string(date).substr(0, 7); }

std::string to_string(Instant instant) {
    using namespace std::chrono;
    const sys_time<microseconds> moment{microseconds{instant.micros}};
    const Date date = floor<Days>(moment);
    const hh_mm_ss time{moment - date};
    char text[64];
    std::snprintf(text, sizeof text, "%sT%02ld:%02ld:%02ld.%06ldZ", to_string(date).c_str(), long(time.hours().count()),
                  long(time.minutes().count()), long(time.seconds().count()), long(time.subseconds().count()));
    return text;
}

Result<Instant> parse_instant(std::string_view text) {
    using namespace std::chrono;
    const auto invalid = [&] { return refuse("instant.invalid", std::string(text)); };
    if (text.size() < 10) return invalid();
    const auto date = parse_date(text.substr(0, 10));
    if (!date) return invalid();
    const auto micros_of = [](sys_time<microseconds> moment) { return Instant{moment.time_since_epoch().count()}; };
    if (text.size() == 10) return micros_of(*date + days{1} - microseconds{1});
    std::string_view clock = text.substr(10);
    if (clock.size() < 10 || clock.front() != 'T' || clock.back() != 'Z') return invalid();
    clock = clock.substr(1, clock.size() - 2);
    if (clock.size() < 8 || clock[2] != ':' || clock[5] != ':') return invalid();
    const auto hour = number(clock.substr(0, 2)), minute = number(clock.substr(3, 2)), second = number(clock.substr(6, 2));
    if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59) return invalid();
    int fraction = 0;
    if (clock.size() > 8) {
        std::string digits{clock.substr(9)};
        if (clock[8] != '.' || digits.empty() || digits.size() > 6) return invalid();
        digits.resize(6, '0');
        const auto parsed = number(digits);
        if (!parsed) return invalid();
        fraction = *parsed;
    }
    return micros_of(*date + hours{*hour} + minutes{*minute} + seconds{*second} + microseconds{fraction});
}

}  // namespace tandem
