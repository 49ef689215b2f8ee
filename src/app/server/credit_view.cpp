#include "app/server/credit_view.h"

#include <algorithm>

#include "app/server/credit_reading.h"
#include "app/server/exposure_upkeep.h"
#include "app/server/shared_limits.h"
#include "credit/edge/check_json.h"
#include "credit/edge/credit_lists_sql.h"
#include "credit/edge/assessments_sql.h"
#include "credit/edge/inputs_sql.h"
#include "credit/treatment.h"
#include "policy/edge/methods_json.h"
#include "receivable/facts.h"

namespace tandem::app::server {
namespace {

json::value group_of(Serving& serving, CustomerId customer) {
    json::value group = nullptr;
    serving.connection().query("SELECT g.id, g.code, g.name FROM customer c JOIN customer_group g ON g.company_id = c.company_id AND g.id = c.group_id WHERE c.company_id = $1 AND c.id = $2", {serving.company().id.value, customer.value},
                               [&](const sql::Row& row) { group = json::object{{"id", to_string(CustomerGroupId{row.integer(0)})}, {"code", row.text(1)}, {"name", row.text(2)}}; });
    return group;
}

// What was invoiced in the year that ends today, in the company's currency.
std::optional<std::int64_t> yearly_sales(Serving& serving, CustomerId customer) {
    return serving.connection().one_integer("SELECT CAST(SUM(base_gross_minor) AS BIGINT) FROM invoice WHERE company_id = $1 AND customer_id = $2 AND voided_at IS NULL AND invoice_date > $3 AND invoice_date <= $4",
                                            {serving.company().id.value, customer.value, std::int64_t{day_number(serving.today()) - 365}, std::int64_t{day_number(serving.today())}});
}

// Of the newest statement that stands, in the company's currency.
std::optional<std::int64_t> net_assets(Serving& serving, CustomerId customer) {
    for (const auto& kept : credit::load_statements(serving.connection(), serving.company().id, customer)) {
        const credit::Statement& one = kept.statement;
        if (!kept.voided_at) return receivable::base_minor(Money{one.total_assets - one.total_liabilities, one.currency}, one.rate, serving.company().currency);
    }
    return std::nullopt;
}

// Ever ordered, signed or owed us: what comes next is not a first order.
bool dealt_before(Serving& serving, CustomerId customer) {
    return serving.connection()
               .one_integer("SELECT CASE WHEN EXISTS (SELECT 1 FROM sales_order WHERE company_id = $1 AND customer_id = $2 AND voided_at IS NULL AND COALESCE(status, '') <> 'cancelled') "
                            "OR EXISTS (SELECT 1 FROM contract WHERE company_id = $1 AND customer_id = $2 AND voided_at IS NULL AND signed_date IS NOT NULL) "
                            "OR EXISTS (SELECT 1 FROM open_item WHERE company_id = $1 AND customer_id = $2 AND voided_at IS NULL) THEN 1 ELSE 0 END",
                            {serving.company().id.value, customer.value})
               .value_or(0) != 0;
}

json::object treatment_json(const credit::Treatment& treatment) {
    const auto said = [](const std::string& word) { return word.empty() ? json::value(nullptr) : json::value(word); };
    return {{"methods", policy::methods_json(treatment.methods)}, {"first_order_discount", credit::code_of(treatment.first_order_discount)},
            {"tone", said(treatment.tone)}, {"escalation", said(treatment.escalation)}};
}

json::value proposal(Serving& serving, const credit::CreditPolicy& policy, const credit::Position& position) {
    const auto* formula = policy.control.limits.formula_for(position.group);
    if (!formula || !position.standing.graded()) return nullptr;
    const auto amount = credit::propose_limit(*formula, position.standing.grade, {yearly_sales(serving, position.customer), net_assets(serving, position.customer)}, serving.company().currency);
    if (!amount) return nullptr;
    return json::object{{"amount_minor", *amount}, {"currency", serving.company().currency.code()}, {"basis", credit::code_of(formula->basis)}};
}

}  // namespace

int soon_days(Serving& serving) {
    const auto model = credit::scoring_model_on(serving.connection(), serving.company().id, serving.today());
    return model ? model->reassess_ahead_days : 0;
}

std::map<CustomerId, CustomerName> names_of(Serving& serving, const std::vector<CustomerId>& customers) {
    std::vector<std::int64_t> ids;
    for (const CustomerId each : customers) ids.push_back(each.value);
    std::map<CustomerId, CustomerName> names;
    serving.connection().query("SELECT id, code, name FROM customer WHERE company_id = $1 AND id IN {ints:$2}", {serving.company().id.value, sql::integer_list(ids)}, [&](const sql::Row& row) {
        names[CustomerId{row.integer(0)}] = {std::string(row.text(1)), std::string(row.text(2))};
    });
    return names;
}
json::object customer_json(const std::map<CustomerId, CustomerName>& names, CustomerId id) {
    const auto found = names.find(id);
    return {{"id", to_string(id)}, {"code", found == names.end() ? "" : found->second.code}, {"name", found == names.end() ? "" : found->second.name}};
}

json::object customer_credit_json(Serving& serving, const org::Reach& reach, CustomerId customer) {
    bring_exposure_up(serving);
    CreditReading view{serving};
    auto loaded = view.load(std::span<const CustomerId>{&customer, 1});
    const credit::Position position = loaded->position(customer);
    const Currency base = serving.company().currency;
    sql::Connection& connection = serving.connection();
    const CompanyId company = serving.company().id;
    return {{"customer_id", to_string(customer)}, {"standing", credit::standing_json(position.standing)}, {"term_cap_days", position.term_cap_days},
            {"treatment", treatment_json(credit::treatment_of(view.policy, position.standing, dealt_before(serving, customer)))}, {"exposure", credit::exposure_json_with_lines(position.exposure, base)},
            {"pools", credit::pools_json(position, base)}, {"stop", credit::stop_of(connection, company, customer)}, {"proposal", proposal(serving, view.policy, position)},
            {"group", group_of(serving, customer)}, {"waiting", waiting_limits(serving, "customer", customer.value)}, {"history", credit::limit_history(connection, company, credit::Scope::customer, customer.value)}, {"securities", credit::list_securities(connection, company, reach, customer, serving.today(), soon_days(serving))},
            {"claims", credit::list_claims(connection, company, reach, customer)}};
}

json::object over_limit_json(Serving& serving, const org::Reach& reach) {
    CreditReading view{serving};
    auto loaded = view.load({});
    const Currency base = serving.company().currency;
    std::int64_t warn_x100 = 10'000;
    for (const auto& rule : view.policy.control.checks.rules)
        if (rule.code == credit::RuleCode::limit_used) warn_x100 = std::min(rule.warn.value_or(warn_x100), rule.hold.value_or(warn_x100));
    struct Over { CustomerId customer; credit::Position position; std::int64_t over; };
    std::vector<Over> found;
    for (const auto& [customer, exposure] : loaded->exposures()) {
        if (!reach.sees(customer) || exposure.total() == 0) continue;
        credit::Position position = loaded->position(customer);
        const auto& own = position.pools.front();
        if (!own.limit.bounds()) continue;
        const std::int64_t limit = own.limit.total();
        if (Wide{own.used} * 10'000 < Wide{limit} * warn_x100) continue;
        found.push_back({customer, std::move(position), own.used - limit});
    }
    std::ranges::sort(found, [](const Over& one, const Over& other) { return one.over != other.over ? one.over > other.over : one.customer < other.customer; });
    constexpr std::size_t most = 500;
    const std::size_t count = found.size();
    if (found.size() > most) found.resize(most);
    std::vector<CustomerId> customers;
    for (const Over& each : found) customers.push_back(each.customer);
    const auto names = names_of(serving, customers);
    json::array rows;
    for (const Over& each : found) {
        const auto& own = each.position.pools.front();
        rows.push_back(json::object{{"customer", customer_json(names, each.customer)}, {"standing", credit::standing_json(each.position.standing)}, {"limit", credit::limit_json(own.limit, base)}, {"used_minor", own.used},
                                    {"over_minor", each.over}, {"overdue_minor", each.position.exposure.overdue}, {"overdue_days", each.position.exposure.overdue_days}, {"stopped", each.position.stopped}});
    }
    return {{"rows", std::move(rows)}, {"count", count}, {"currency", base.code()}, {"warn_x100", warn_x100}};
}

json::object concentration_json(Serving& serving, const org::Reach& reach) {
    CreditReading view{serving};
    std::map<CustomerId, credit::Exposure> within;
    auto loaded = view.load({});
    for (const auto& [customer, exposure] : loaded->exposures())
        if (reach.sees(customer)) within.emplace(customer, exposure);
    const auto figures = credit::compute_concentration(within);
    const auto& limits = view.policy.control.concentration;
    const auto above = [](std::int64_t part, std::int64_t whole, Rate rate) { return Wide{part} * Rate::one > Wide{whole} * rate.e10; };
    std::vector<CustomerId> customers;
    std::int64_t ten = 0;
    for (const auto& each : figures.largest) {
        customers.push_back(each.customer);
        ten += each.open;
    }
    const auto names = names_of(serving, customers);
    json::array rows;
    for (const auto& each : figures.largest)
        rows.push_back(json::object{{"customer", customer_json(names, each.customer)}, {"open_minor", each.open}, {"share_x100", each.share_x100}, {"warn", above(each.open, figures.total, limits.one_customer)}});
    constexpr std::int64_t hundredth = Rate::one / 10'000;
    return {{"rows", std::move(rows)}, {"currency", serving.company().currency.code()}, {"total_minor", figures.total}, {"ten_share_x100", figures.ten_share_x100}, {"ten_warn", above(ten, figures.total, limits.ten_largest)},
            {"one_customer_x100", limits.one_customer.e10 / hundredth}, {"ten_largest_x100", limits.ten_largest.e10 / hundredth}};
}

}  // namespace tandem::app::server
