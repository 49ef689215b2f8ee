#include "app/server/demo_orders.h"

#include "app/server/demo_people.h"

namespace tandem::app::server {
namespace {

json::object money(const char* amount, Currency currency) { return {{"amount", amount}, {"currency", currency.code()}}; }

struct Wish { const char* amount; const char* prepaid; int term_days; };

std::string body_of(const Serving& serving, CustomerId customer, const Wish& wish) {
    const Currency currency = serving.company().currency;
    return json::serialize(json::object{{"customer_id", to_string(customer)}, {"date", to_string(serving.today())}, {"amount", money(wish.amount, currency)}, {"prepaid", money(wish.prepaid, currency)},
                                        {"ship_date", to_string(serving.today() + Days{7})}, {"term_days", wish.term_days}});
}

}  // namespace

Result<void> take_orders(Serving& serving, const http::Router& router) {
    DemoPeople people{serving, router, "order"};
    const auto rep = people.named("rep");
    if (!rep) return {};
    const auto customers = people.customers_of(rep->employee, 3);
    if (customers.size() < 3) return {};
    TRY(people.call(*rep, "POST", "/api/v1/orders", body_of(serving, customers[0], {"12600.00", "0.00", 0})));
    TRY(people.call(*rep, "POST", "/api/v1/orders", body_of(serving, customers[1], {"36800.00", "36800.00", 0})));
    const auto held = TRY(people.call(*rep, "POST", "/api/v1/orders", body_of(serving, customers[2], {"2680000.00", "0.00", 60})));
    const auto* hold = held.as_object().if_contains("hold_id");
    if (!hold || !hold->is_string()) return {};
    TRY(people.call(*rep, "POST", "/api/v1/credit-holds/" + std::string(std::string_view{hold->get_string()}) + "/release",
                    json::serialize(json::object{{"reason", "年底备货，客户承诺月底前付清上一批货款"}, {"days", 30}})));
    return {};
}

}  // namespace tandem::app::server
