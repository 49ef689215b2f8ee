#include "receivable/order.h"

#include <algorithm>
#include <array>

namespace tandem::receivable {
namespace {

constexpr std::array<std::string_view, 5> states{"imported", "confirmed", "held", "closed", "cancelled"};
constexpr int longest_term = 3650;

Result<void> check_open(const Order& order) {
    if (!order.is_open()) return refuse("receivable.order_not_open", order.number, {{"status", std::string(code_of(order.state))}});
    return {};
}

}  // namespace

std::string_view code_of(OrderState state) { return states[static_cast<std::size_t>(state)]; }

OrderState order_state(std::string_view status) {
    const auto found = std::ranges::find(states, status);
    return found == states.end() ? OrderState::imported : static_cast<OrderState>(found - states.begin());
}

Result<void> check_order_terms(const OrderTerms& terms, Date ordered) {
    if (terms.amount.is_zero() || terms.amount.is_negative()) return refuse("receivable.order_amount", to_decimal(terms.amount));
    if (terms.prepaid.currency() != terms.amount.currency() || terms.prepaid.is_negative() || terms.prepaid > terms.amount) return refuse("receivable.order_prepaid", to_decimal(terms.prepaid), {{"amount", to_decimal(terms.amount)}});
    if (terms.ships && *terms.ships < ordered) return refuse("receivable.order_dates", to_string(*terms.ships), {{"date", to_string(ordered)}});
    if (terms.term_days && (*terms.term_days < 0 || *terms.term_days > longest_term)) return refuse("receivable.order_term", std::to_string(*terms.term_days));
    return {};
}

Result<void> check_order_change(const Order& order, const OrderTerms& terms) {
    TRY_VOID(check_open(order));
    if (terms.amount.currency() != order.terms.amount.currency()) return refuse("receivable.order_currency", order.number, {{"currency", std::string(order.terms.amount.currency().code())}});
    TRY_VOID(check_order_terms(terms, order.date));
    const Money least = std::max(order.delivered, order.invoiced);
    if (terms.amount < least) return refuse("receivable.order_below_delivered", order.number, {{"least", to_decimal(least)}});
    return {};
}

Result<void> check_delivery(const Order& order, Money amount, Date on, Date today) {
    TRY_VOID(check_open(order));
    if (amount.currency() != order.terms.amount.currency()) return refuse("receivable.order_currency", order.number, {{"currency", std::string(order.terms.amount.currency().code())}});
    if (amount.is_zero() || amount.is_negative()) return refuse("receivable.delivery_amount", to_decimal(amount));
    if (on > today || on < order.date) return refuse("receivable.delivery_date", to_string(on), {{"from", to_string(order.date)}, {"today", to_string(today)}});
    const Money left = order.terms.amount - order.delivered;
    if (amount > left) return refuse("receivable.delivery_above", order.number, {{"left", to_decimal(left)}});
    return {};
}

Result<void> check_ending(const Order& order, Ending ending) {
    TRY_VOID(check_open(order));
    if (ending == Ending::cancel && (!order.delivered.is_zero() || !order.invoiced.is_zero())) return refuse("receivable.order_has_deliveries", order.number);
    return {};
}

std::optional<credit::OrderRow> order_row(const Order& order) {
    if (order.under_signed_contract) return std::nullopt;
    return credit::OrderRow{order.customer, order.id, order.number, order.terms.amount.currency(), order.terms.amount.minor(), order.delivered.minor(), order.invoiced.minor(), order.terms.prepaid.minor(), order.terms.ships,
                            order.contract.value_or(ContractId{})};
}

}  // namespace tandem::receivable
