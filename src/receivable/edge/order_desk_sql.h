// The order desk: orders and deliveries at the keyboard, each checked against the customer's credit while what he may owe is
// locked (trust R5, S25). One command at a time inside the caller's transaction.
#pragma once
#include <optional>
#include <span>

#include "audit/edge/trail_sql.h"
#include "credit/edge/accounts_sql.h"
#include "credit/edge/hold_book_sql.h"
#include "receivable/edge/exposure_sql.h"
#include "receivable/order.h"

namespace tandem::receivable {

struct OrderDraft {
    CustomerId customer;
    std::string number;  // empty: the next of the series
    Date date;
    OrderTerms terms;
    std::optional<ContractId> contract;
};
struct DeliveryDraft {
    std::string number;
    Date date;
    Money amount;
};

// What became of it. `hold`: the document waits; of a delivery, nothing was delivered.
struct OrderOutcome {
    OrderId id;
    std::string number;
    OrderState state = OrderState::confirmed;
    credit::Decision decision;
    credit::Position position;
    std::int64_t base_minor = 0, adds_minor = 0;  // the document; what it adds to the exposure
    std::optional<credit::HoldId> hold;
    std::optional<DeliveryId> delivery;
};

class OrderDesk {
public:
    OrderDesk(sql::Connection& connection, const org::Company& company, const audit::Act& act, IdSource& ids, const credit::CreditPolicy& policy, Date today);

    // Refuses receivable.unknown_customer, contract.unknown, receivable.order_contract, receivable.order_number_taken and as check_order_terms.
    Result<OrderOutcome> place(const OrderDraft& draft);
    // `seen`: the version the caller edits; another one is receivable.order_changed {who, when}.
    Result<OrderOutcome> change(OrderId id, const OrderTerms& terms, std::optional<std::int64_t> seen);
    Result<Order> end(OrderId id, Ending ending, const std::string& reason);
    Result<OrderOutcome> deliver(OrderId id, const DeliveryDraft& draft);
    // What was agreed to: the order goes on for so many days, as it is now. Refuses credit.unknown_hold, credit.hold_ended,
    // credit.hold_by_hand, credit.release_days {most} and credit.release_reason.
    Result<Order> release(credit::HoldId id, int days, const std::string& reason);

    // Looks again at what is held of these customers and of who shares their limits; without a list, at everything, and at
    // open orders from files too. How many holds ended and began.
    struct Rechecked { int cleared = 0, held = 0; };
    Rechecked recheck(std::optional<std::span<const CustomerId>> customers);

    // What a document would meet at that point: writes nothing and locks nothing.
    OrderOutcome look(const Order& order, credit::Checkpoint checkpoint);
    void flush();

private:
    Result<Order> lock(OrderId id);
    tl::unexpected<Error> changed_meanwhile(const Order& order);
    OrderOutcome decide(credit::Accounts& accounts, const Order& order, credit::Checkpoint checkpoint);
    void settle(OrderOutcome& outcome, const Order& order, credit::Checkpoint checkpoint, const std::optional<credit::OpenHold>& open);
    credit::LoadedAccounts accounts(std::optional<std::span<const CustomerId>> customers, Currency document, bool locked = true);
    std::string free_number(std::string_view series);
    void say(OrderId id, std::string_view topic, std::string_view detail = {});

    sql::Connection& connection_;
    const org::Company& company_;
    const audit::Act& act_;
    IdSource& ids_;
    const credit::CreditPolicy& policy_;
    Date today_;
    SqlExposureQuestion question_;
    audit::SqlTrail trail_;
    credit::HoldBook holds_;
};

}  // namespace tandem::receivable
