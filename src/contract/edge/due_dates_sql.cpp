#include "contract/edge/due_dates_sql.h"

#include <algorithm>
#include <map>

#include "contract/edge/policy_json.h"
#include "platform/shipped.h"
#include "policy/edge/calendar_json.h"
#include "policy/edge/policy_sql.h"

namespace tandem::contract {
namespace {

using policy::CalendarYear;

bool is_weekend(const policy::WorkingCalendar& calendar, Date day) { return std::ranges::find(calendar.weekend(), std::chrono::weekday{day}) != calendar.weekend().end(); }

// A day that the company states replaces what the shipped year says of it.
void state_day(CalendarYear& year, Date day, bool worked, bool weekend) {
    std::erase(year.make_up_workdays, day);
    std::vector<policy::DaysOff> off;
    for (const auto& span : year.days_off) {
        if (day < span.from || day > span.to) { off.push_back(span); continue; }
        if (span.from < day) off.push_back({span.from, day - Days{1}, span.name, span.name_en});
        if (day < span.to) off.push_back({day + Days{1}, span.to, span.name, span.name_en});
    }
    year.days_off = std::move(off);
    if (!worked) year.days_off.push_back({day, day, {}, {}});
    else if (weekend) year.make_up_workdays.push_back(day);
}

Result<policy::WorkingCalendar> load_calendar(sql::Connection& connection, CompanyId company, const std::string& code) {
    const auto text = shipped_file("policies/calendars/" + code + ".json");
    if (!text) return refuse("policy.calendar_without_years", code);
    policy::WorkingCalendar shipped = TRY(policy::parse_calendar(*text));
    std::map<int, CalendarYear> years;
    for (const CalendarYear& year : shipped.years()) years.emplace(year.year, year);
    connection.query("SELECT day_date, kind FROM calendar_day WHERE company_id = $1 AND calendar = $2 AND voided_at IS NULL ORDER BY day_date", {company.value, code}, [&](const sql::Row& row) {
        const Date day = date_of(row.integer(0));
        const int number = static_cast<int>(std::chrono::year_month_day{day}.year());
        CalendarYear& year = years.try_emplace(number, CalendarYear{number, false, "imported", {}, {}}).first->second;
        state_day(year, day, row.text(1) == "workday", is_weekend(shipped, day));
    });
    std::vector<CalendarYear> all;
    for (auto& [number, year] : years) all.push_back(std::move(year));
    return policy::make_calendar(shipped.code(), shipped.weekend(), std::move(all));
}

}  // namespace

Result<ContractPolicy> load_contract_policy(sql::Connection& connection, CompanyId company, Date on) {
    return parse_contract_policy(policy::policy_text(connection, company, "contract", on));
}

Result<DueDates> DueDates::load(sql::Connection& connection, CompanyId company, Date on) {
    const ContractPolicy policy = TRY(load_contract_policy(connection, company, on));
    DueDates dates;
    dates.roll_ = policy.roll;
    if (policy.roll != policy::Roll::none) dates.calendar_ = TRY(load_calendar(connection, company, policy.calendar));
    return dates;
}

}  // namespace tandem::contract
