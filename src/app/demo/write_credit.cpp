// What is known of the customers' credit, and their first grades: most are assessed, some never were.
#include <algorithm>

#include "app/demo/writer.h"
#include "app/reassessment.h"
#include "credit/edge/inputs_sql.h"

namespace tandem::app::demo {
namespace {

// How sound a customer is, from 0 (about to fail) to 4: who pays well mostly can.
std::int64_t soundness(Random& dice, const Customer& customer) {
    const std::int64_t usual = 4 - static_cast<std::int64_t>(customer.payer);
    return std::clamp<std::int64_t>(usual + dice.between(-1, 1), 0, 4);
}

// Thousands of yuan that add up; the sounder, the more equity and current assets.
credit::Statement make_statement(Random& dice, const Customer& customer, std::int64_t sound, Date period_end) {
    constexpr std::int64_t thousand = 100'000;
    const std::int64_t assets = (4'000 + customer.weight * 400 + dice.between(0, 9'000)) * thousand, equity = assets * (18 + sound * 9 + dice.between(0, 8)) / 100;
    const std::int64_t liabilities = assets - equity, current_liabilities = liabilities * dice.between(50, 80) / 100;
    const std::int64_t current = std::min(assets, current_liabilities * (85 + sound * 25 + dice.between(0, 20)) / 100);
    const std::int64_t inventory = current * dice.between(20, 40) / 100, receivables = current * dice.between(25, 45) / 100;
    return {.period_end = period_end, .months = 12, .currency = currency("CNY"), .current_assets = current, .inventory = inventory, .receivables = receivables, .total_assets = assets, .current_liabilities = current_liabilities,
            .total_liabilities = liabilities, .equity = equity, .revenue = receivables * (2 + sound + dice.between(0, 2)), .audited = dice.chance(600), .source = "form", .rate = Rate{Rate::one}};
}

credit::CreditForm make_form(Random& dice, std::int64_t sound, Date on) {
    const char* outlook = sound >= 3 ? "growing" : sound >= 1 ? "stable" : "declining";
    const std::int64_t requested = dice.between(20, 200) * 1'000'000;
    return {.stated_on = on, .industry_outlook = outlook, .market_position = dice.between(1, 20) * (5 - sound), .years_in_business = dice.between(3, 30), .collateral_minor = requested * dice.between(0, 30 + sound * 30) / 100, .requested_minor = requested};
}

}  // namespace

Result<void> write_credit(Office& office, const Desks& desks, Random dice) {
    const Date today = office.story.today;
    office.advance_to(today, desks.risk);
    const Date year_end = Date{std::chrono::year_month_day{today}.year() / 1 / 1} - Days{1};
    credit::InputWriter writer{office.connection, office.company.id};
    std::vector<CustomerId> known;
    for (Index at = 0; at < office.cast.customers.size(); ++at) {
        const Customer& customer = office.story.base.customers[at];
        if (dice.chance(120)) continue;  // nobody has asked yet
        const std::int64_t sound = soundness(dice, customer);
        const auto as = [&] {
            const std::int64_t id = office.ids.next();
            return credit::Written{.id = id, .customer = office.cast.customers[at], .actor = desks.risk, .at = office.act.at, .source = "tandem", .external_id = id_text("cin", id)};
        };
        // Some statements are of long ago.
        writer.write(as(), make_statement(dice, customer, sound, dice.chance(100) ? add_months(year_end, -24) : year_end));
        if (dice.chance(700)) writer.write(as(), make_form(dice, sound, today - Days{dice.between(10, 300)}));
        if (dice.chance(500)) {
            const Date rated = today - Days{dice.between(20, 400)};
            writer.write(as(), TRY(credit::make_rating("企查查", "lawsuits", std::to_string(sound >= 3 ? 0 : dice.between(0, 6 - sound)), rated, add_months(rated, 12), today)));
        }
        known.push_back(office.cast.customers[at]);
    }
    writer.flush();
    office.trail.flush();
    const AssessmentBasis basis = TRY(assessment_basis(office.connection, office.company, today));
    auto due = due_for_assessment(office.connection, office.company.id, basis, org::Reach::whole_company());
    std::erase_if(due, [&](const Due& each) { return std::ranges::find(known, each.customer) == known.end(); });
    reassess(office.connection, office.company, {office.ids, office.act, office.act.request_id}, basis, due);
    return {};
}

}  // namespace tandem::app::demo
