#include "app/server/what_if_json.h"

#include "credit/edge/check_json.h"

namespace tandem::app::server {
namespace json = boost::json;
namespace {

constexpr std::size_t rows_shown = 200;

json::value text_or_null(const std::string& text) { return text.empty() ? json::value(nullptr) : json::value(text); }

json::object graded_json(const credit::Graded& graded, Language language) {
    return {{"grade", text_or_null(graded.grade)}, {"score_x100", graded.refused ? json::value(nullptr) : json::value(graded.score_x100)},
            {"refused", graded.refused ? json::value(explain(*graded.refused, language)) : json::value(nullptr)}};
}

json::object customer_json(const std::map<CustomerId, CustomerName>& names, CustomerId id) {
    const CustomerName& name = names.at(id);
    return {{"id", to_string(id)}, {"code", name.code}, {"name", name.name}};
}

json::object holds_json(const WhatIfScope& scope, const OrderShift& orders) {
    const auto shown = std::span{orders.changed}.first(std::min(orders.changed.size(), rows_shown));
    std::vector<CustomerId> customers;
    for (const auto& each : shown) customers.push_back(each.order.customer);
    const auto names = customer_names(scope.connection, scope.company.id, customers);
    json::array rows;
    for (const auto& [order, verdict, reasons] : shown)
        rows.push_back(json::object{{"order", json::object{{"id", to_string(order.id)}, {"number", order.number}}}, {"customer", customer_json(names, order.customer)}, {"date", to_string(order.date)},
                                    {"currency", order.terms.amount.currency().code()}, {"amount_minor", order.terms.amount.minor()}, {"base_minor", verdict.base_minor}, {"before", code_of(verdict.before)},
                                    {"after", code_of(verdict.after)}, {"reasons", credit::reasons_json(reasons)}});
    const credit::HoldShift& shift = orders.shift;
    return {{"checked", shift.checked}, {"held_before", shift.held_before}, {"held_after", shift.held_after}, {"newly_held", shift.newly_held}, {"newly_held_minor", shift.newly_held_minor},
            {"freed", shift.freed}, {"freed_minor", shift.freed_minor}, {"rows", std::move(rows)}};
}

}  // namespace

json::object credit_shift_json(const WhatIfScope& scope, const CreditShift& shift) {
    json::object past{{"from", to_string(shift.from)}, {"to", to_string(shift.to)}, {"holds", holds_json(scope, shift.past)}, {"customers", shift.hindsight.customers},
                      {"billed_minor", shift.hindsight.billed}, {"overdue_minor", shift.hindsight.overdue}, {"written_off_minor", shift.hindsight.written_off}};
    return {{"currency", scope.company.currency.code()}, {"longer", shift.longer}, {"shorter", shift.shorter}, {"open", holds_json(scope, shift.open)}, {"past", std::move(past)}};
}

json::object grade_shift_json(const WhatIfScope& scope, const credit::GradeShift& shift, const credit::CreditPolicy& policy, Language language) {
    const auto shown = std::span{shift.changed}.first(std::min(shift.changed.size(), rows_shown));
    std::vector<CustomerId> customers;
    for (const auto& each : shown) customers.push_back(each.customer);
    const auto names = customer_names(scope.connection, scope.company.id, customers);
    json::array grades, matrix, rows;
    for (const auto& each : policy.grades) grades.push_back(json::string(each.code));
    for (const auto& each : shift.matrix) matrix.push_back(json::object{{"from", text_or_null(each.from)}, {"to", text_or_null(each.to)}, {"customers", each.customers}});
    for (const auto& each : shown)
        rows.push_back(json::object{{"customer", customer_json(names, each.customer)}, {"before", graded_json(each.before, language)}, {"after", graded_json(each.after, language)},
                                    {"days_before", each.days_before}, {"days_after", each.days_after}});
    return {{"customers", shift.customers}, {"worse", shift.worse}, {"better", shift.better}, {"longer", shift.longer}, {"shorter", shift.shorter}, {"grades", std::move(grades)}, {"matrix", std::move(matrix)},
            {"count", shift.changed.size()}, {"rows", std::move(rows)}};
}

}  // namespace tandem::app::server
