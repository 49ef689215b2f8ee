// Order (销售订单): what a customer ordered, and how it goes out. It makes no open item; until it is invoiced it is exposure.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "core/date.h"
#include "core/id.h"
#include "core/money.h"
#include "credit/check.h"

namespace tandem::receivable {

// imported: from a file, with its own system's word for how far it is. Only the others are kept at the keyboard.
enum class OrderState { imported, confirmed, held, closed, cancelled };
std::string_view code_of(OrderState state);
OrderState order_state(std::string_view status);

// What is agreed. `prepaid`: of the amount, paid before anything is delivered.
struct OrderTerms {
    Money amount;
    Money prepaid;
    std::optional<Date> ships;
    std::optional<int> term_days;
};

struct Order {
    OrderId id;
    std::string number;
    CustomerId customer;
    std::optional<ContractId> contract;
    bool under_signed_contract = false;  // then the contract's plan is what counts as exposure
    Date date;
    OrderTerms terms;
    OrderState state = OrderState::confirmed;
    Money delivered, invoiced;
    Rate rate{Rate::one};  // of its day, to the company's currency
    std::optional<Date> passed_on;  // the last credit check it passed
    struct Released { std::int64_t minor; int term_days; Date until; };
    std::optional<Released> released;
    std::int64_t version = 1;
    bool is_open() const { return state == OrderState::confirmed || state == OrderState::held; }
};

// Refuses receivable.order_amount, receivable.order_prepaid {amount}, receivable.order_dates {date} and receivable.order_term.
Result<void> check_order_terms(const OrderTerms& terms, Date ordered);
// Refuses receivable.order_not_open {status}, receivable.order_currency, receivable.order_below_delivered {least} and as above.
Result<void> check_order_change(const Order& order, const OrderTerms& terms);
// Refuses receivable.order_not_open {status}, receivable.delivery_amount, receivable.delivery_date and receivable.delivery_above {left}.
Result<void> check_delivery(const Order& order, Money amount, Date on, Date today);
// Closing keeps what was delivered, cancelling needs that nothing was: receivable.order_has_deliveries.
enum class Ending { close, cancel };
Result<void> check_ending(const Order& order, Ending ending);

// As exposure sees it; nothing for one that its contract's plan covers.
std::optional<credit::OrderRow> order_row(const Order& order);

}  // namespace tandem::receivable
