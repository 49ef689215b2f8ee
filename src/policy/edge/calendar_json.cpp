#include "policy/edge/calendar_json.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "policy/edge/strict_json.h"

namespace tandem::policy {
namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 7> weekday_names{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};

Result<std::chrono::weekday> weekday_of(const json::value& value, const std::string& path) {
    const auto* text = value.if_string();
    const auto found = text ? std::ranges::find(weekday_names, std::string_view{*text}) : weekday_names.end();
    if (found == weekday_names.end()) return refuse_type(path, "sunday ... saturday");
    return std::chrono::weekday{static_cast<unsigned>(found - weekday_names.begin())};
}

Result<DaysOff> days_off_of(const json::value& value, const std::string& path) {
    JsonObject object = TRY(JsonObject::open(value, path));
    DaysOff off{TRY(object.date("from")), TRY(object.date("to")), TRY(object.text("name")), TRY(object.text("name_en"))};
    TRY_VOID(object.done());
    return off;
}

Result<CalendarYear> year_of(const json::value& value, const std::string& path) {
    JsonObject object = TRY(JsonObject::open(value, path));
    CalendarYear year{TRY(object.small_integer("year")), TRY(object.optional("provisional", &JsonObject::boolean)).value_or(false),
                      TRY(object.text("source")), {}, {}};
    TRY_VOID(object.array("days_off", [&](const json::value& element, const std::string& at) -> Result<void> {
        year.days_off.push_back(TRY(days_off_of(element, at)));
        return {};
    }));
    TRY_VOID(object.array("make_up_workdays", [&](const json::value& element, const std::string& at) -> Result<void> {
        if (!element.is_string()) return refuse_type(at, "date");
        year.make_up_workdays.push_back(TRY(parse_date(std::string_view{element.get_string()})));
        return {};
    }));
    TRY_VOID(object.done());
    return year;
}

json::object json_of(const CalendarYear& year) {
    json::array days_off, make_up;
    for (const DaysOff& off : year.days_off)
        days_off.push_back(json::object{{"from", to_string(off.from)}, {"to", to_string(off.to)}, {"name", off.name}, {"name_en", off.name_en}});
    for (const Date date : year.make_up_workdays) make_up.emplace_back(to_string(date));
    return {{"year", year.year}, {"provisional", year.provisional}, {"source", year.source}, {"days_off", days_off}, {"make_up_workdays", make_up}};
}

}  // namespace

Result<WorkingCalendar> parse_calendar(std::string_view text) {
    const json::value document = TRY(parse_json(text));
    JsonObject object = TRY(JsonObject::open(document));
    object.ignore("$schema");
    std::string code = TRY(object.text("code"));
    std::vector<std::chrono::weekday> weekend;
    TRY_VOID(object.array("weekend", [&](const json::value& element, const std::string& at) -> Result<void> {
        weekend.push_back(TRY(weekday_of(element, at)));
        return {};
    }));
    std::vector<CalendarYear> years;
    TRY_VOID(object.array("years", [&](const json::value& element, const std::string& at) -> Result<void> {
        years.push_back(TRY(year_of(element, at)));
        return {};
    }));
    TRY_VOID(object.done());
    return make_calendar(std::move(code), std::move(weekend), std::move(years));
}

std::string to_json(const WorkingCalendar& calendar) {
    json::array weekend, years;
    for (const auto day : calendar.weekend()) weekend.emplace_back(weekday_names[day.c_encoding()]);
    for (const CalendarYear& year : calendar.years()) years.emplace_back(json_of(year));
    return json::serialize(json::object{{"code", calendar.code()}, {"weekend", weekend}, {"years", years}});
}

}  // namespace tandem::policy
