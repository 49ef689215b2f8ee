// How much each graded customer may owe: more for a better grade, and for a few less than they owe already.
#include <map>

#include "app/demo/writer.h"
#include "credit/edge/limit_desk_sql.h"
#include "credit/edge/standing_sql.h"

namespace tandem::app::demo {
namespace {

constexpr std::int64_t step = 50'000'00, least = 200'000'00;  // minor units of the company's currency

// What is open of each customer, in the company's currency at the rates of the documents.
std::map<CustomerId, std::int64_t> owed(Office& office) {
    std::map<CustomerId, std::int64_t> all;
    office.connection.query("SELECT customer_id, CAST(SUM(open_minor) AS BIGINT) FROM open_item WHERE company_id = $1 AND currency = $2 AND voided_at IS NULL GROUP BY customer_id",
                            {office.company.id.value, office.company.currency.code()}, [&](const sql::Row& row) { all.emplace(CustomerId{row.integer(0)}, row.integer(1)); });
    return all;
}

// In whole steps, upwards.
std::int64_t limit_for(const std::string& grade, std::int64_t open, bool tight) {
    if (grade == "D") return 0;
    const std::int64_t percent = tight ? 70 : grade == "A" ? 200 : grade == "B" ? 150 : 120;
    return std::max(tight ? step : least, (open * percent / 100 + step - 1) / step * step);
}

}  // namespace

Result<void> write_limits(Office& office, const Desks& desks, Random dice) {
    const Date today = office.story.today;
    office.advance_to(today, desks.risk);
    const auto open = owed(office);
    const auto standings = credit::load_standings(office.connection, office.company.id, today);
    credit::LimitDesk desk{office.connection, office.company, office.act, office.ids, today};
    // In the order of the cast: ids differ from run to run, the story does not.
    for (const CustomerId customer : office.cast.customers) {
        const auto standing = standings.find(customer);
        if (standing == standings.end() || !standing->second.graded()) continue;
        const auto owes = open.find(customer);
        credit::LimitChange change;
        change.entry.amount = limit_for(standing->second.grade, owes == open.end() ? 0 : owes->second, dice.chance(50));
        change.entry.from = today;
        change.reason = "首次核定额度";
        TRY(desk.change({credit::Scope::customer, customer.value}, change));
    }
    desk.flush();
    return {};
}

}  // namespace tandem::app::demo
