#include "app/what_if.h"

#include "app/payment_record.h"
#include "credit/edge/inputs_sql.h"

namespace tandem::app {
namespace {

// The best security of each customer on the day, besides what secures a single contract.
std::map<CustomerId, credit::Security> securities_on(const WhatIfScope& scope) {
    std::map<CustomerId, credit::Security> best;
    scope.connection.query("SELECT customer_id, kind FROM credit_security WHERE company_id = $1 AND contract_id IS NULL AND voided_at IS NULL AND from_date <= $2 AND valid_to_date >= $2",
                           {scope.company.id.value, std::int64_t{day_number(scope.day)}}, [&](const sql::Row& row) {
                               auto& security = best[CustomerId{row.integer(0)}];
                               security = std::max(security, credit::security_named(row.text(1)).value_or(credit::Security::none));
                           });
    return best;
}

template <class Map>
auto or_nothing(Map& all, CustomerId customer) {
    const auto found = all.find(customer);
    return found == all.end() ? typename Map::mapped_type{} : found->second;
}

}  // namespace

credit::GradeShift what_if_scored(const WhatIfScope& scope, const credit::ScoringModel& now, const credit::ScoringModel& draft, const credit::CreditPolicy& policy) {
    const sql::Snapshot snapshot{scope.connection};
    auto known = credit::load_inputs(scope.connection, scope.company.id, scope.day);
    auto histories = load_payment_records(scope.connection, scope.company.id, scope.day);
    const auto securities = securities_on(scope);
    std::vector<credit::Regrading> all;
    const auto by = [&](const credit::ScoringModel& model, const credit::Inputs& inputs) { return credit::grade_by(model, credit::factor_values(model, inputs, scope.company.currency, scope.day)); };
    scope.connection.query("SELECT id FROM customer WHERE company_id = $1 AND voided_at IS NULL AND merged_into_id IS NULL ORDER BY code, id", {scope.company.id.value}, [&](const sql::Row& row) {
        const CustomerId customer{row.integer(0)};
        if (!scope.reach.sees(customer)) return;
        credit::Inputs inputs = std::move(known[customer]);
        inputs.history = histories[customer];
        credit::Regrading one{.customer = customer, .before = by(now, inputs), .after = by(draft, inputs)};
        const auto security = or_nothing(securities, customer);
        one.days_before = credit::term_cap_days(policy, one.before.grade, security);
        one.days_after = credit::term_cap_days(policy, one.after.grade, security);
        all.push_back(std::move(one));
    });
    return credit::compare_grades(policy, std::move(all));
}

std::map<CustomerId, CustomerName> customer_names(sql::Connection& connection, CompanyId company, const std::vector<CustomerId>& customers) {
    std::vector<std::int64_t> ids;
    for (const CustomerId each : customers) ids.push_back(each.value);
    std::map<CustomerId, CustomerName> names;
    connection.query("SELECT id, code, name FROM customer WHERE company_id = $1 AND id IN {ints:$2}", {company.value, sql::integer_list(ids)}, [&](const sql::Row& row) {
        names[CustomerId{row.integer(0)}] = {std::string(row.text(1)), std::string(row.text(2))};
    });
    return names;
}

}  // namespace tandem::app
