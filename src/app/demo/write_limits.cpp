// How much each graded customer may owe: more for a better grade, and for a few less than they owe already; what groups
// share, and what secures some of the customers.
#include <array>
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

// Four times what the group owes: room for its customers, who are bounded by their own limits first.
Result<void> share(Office& office, credit::LimitDesk& desk) {
    std::map<std::int64_t, std::int64_t> groups;
    office.connection.query("SELECT c.group_id, CAST(SUM(i.open_minor) AS BIGINT) FROM open_item i JOIN customer c ON c.company_id = i.company_id AND c.id = i.customer_id "
                            "WHERE i.company_id = $1 AND i.currency = $2 AND i.voided_at IS NULL AND c.group_id IS NOT NULL GROUP BY c.group_id",
                            {office.company.id.value, office.company.currency.code()}, [&](const sql::Row& row) { groups.emplace(row.integer(0), row.integer(1)); });
    for (const auto& [group, open] : groups) {
        credit::LimitChange change;
        change.entry.amount = std::max(10 * least, (4 * open + step - 1) / step * step);
        change.entry.from = office.story.today;
        change.reason = "集团共用额度首次核定";
        TRY(desk.change({credit::Scope::group, group}, change));
    }
    return {};
}

// Every twentieth customer or so; one insurer is asked to pay.
Result<void> secure(Office& office, credit::LimitDesk& desk, Random& dice) {
    struct Kind { const char* kind; const char* provider; const char* series; };
    constexpr std::array kinds{Kind{"insurance", "安诚信用保险", "XB"}, Kind{"guarantor", "恒泰融资担保", "DB"}, Kind{"collateral", "厂房抵押", "DY"}, Kind{"deposit", "履约保证金", "BZ"}};
    const Date today = office.story.today;
    const Currency in = office.company.currency;
    int made = 0;
    for (const CustomerId customer : office.cast.customers) {
        if (!dice.chance(50)) continue;
        const Kind& kind = kinds[static_cast<std::size_t>(made) % kinds.size()];
        const auto id = TRY(desk.secure({.customer = customer, .contract = {}, .kind = kind.kind, .provider = kind.provider, .reference = std::string(kind.series) + "-" + std::to_string(1001 + made),
                                         .amount = Money{dice.between(2, 20) * step, in}, .from = today - Days{dice.between(30, 330)}, .valid_to = today + Days{dice.between(5, 360)}}));
        if (made == 0) TRY(desk.claim(id, Money{step, in}, today, "客户逾期超过六个月，按保单索赔"));
        ++made;
    }
    return {};
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
    TRY_VOID(share(office, desk));
    TRY_VOID(secure(office, desk, dice));
    desk.flush();
    return {};
}

}  // namespace tandem::app::demo
