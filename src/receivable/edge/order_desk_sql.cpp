#include "receivable/edge/order_desk_sql.h"

#include <algorithm>
#include <map>

#include "credit/edge/check_json.h"
#include "org/edge/org_sql.h"
#include "receivable/edge/order_store_sql.h"
#include "receivable/facts.h"
#include "receivable/order_check.h"

namespace tandem::receivable {
namespace {

using credit::Checkpoint;
using credit::Outcome;

constexpr std::string_view order_series = "SO", delivery_series = "DN";

std::span<const CustomerId> only(const CustomerId& customer) { return {&customer, 1}; }

bool is_blank(const std::string& text) { return text.find_first_not_of(" \t\r\n") == std::string::npos; }

}  // namespace

OrderDesk::OrderDesk(sql::Connection& connection, const org::Company& company, const audit::Act& act, IdSource& ids, const credit::CreditPolicy& policy, Date today)
    : connection_(connection), company_(company), act_(act), ids_(ids), policy_(policy), today_(today), question_(connection, company.id, policy.control.exposure, today), trail_(connection, ids, act),
      holds_({connection, act, ids, trail_, policy.version, company.currency, policy.control.review_days, today}) {}

void OrderDesk::flush() {
    holds_.flush();
    trail_.flush();
}

void OrderDesk::say(OrderId id, std::string_view topic, std::string_view detail) {
    trail_.record({.object_kind = "sales_order", .object_id = id.value, .topic = topic, .policy_version = policy_.version, .detail = detail});
}

credit::LoadedAccounts OrderDesk::accounts(std::optional<std::span<const CustomerId>> customers, Currency document, bool locked) {
    if (locked) trail_.flush();  // what this desk wrote before is followed too
    return credit::load_accounts({connection_, company_, policy_, question_, today_, document, locked}, customers);
}

std::string OrderDesk::free_number(std::string_view series) {
    for (;;) {
        std::string number = org::next_number(connection_, company_.id, series);
        const bool taken = connection_.one_integer("SELECT 1 FROM sales_order WHERE company_id = $1 AND number = $2 AND voided_at IS NULL UNION ALL SELECT 1 FROM delivery WHERE company_id = $1 AND number = $2 AND voided_at IS NULL LIMIT 1",
                                                   {company_.id.value, number}).has_value();
        if (!taken) return number;
    }
}

// Where the order stands in the accounts, and what the rules say to it.
OrderOutcome OrderDesk::decide(credit::Accounts& accounts, const Order& order, Checkpoint checkpoint) {
    const auto rates = order.terms.amount.currency() == company_.currency ? org::ExchangeRates{} : org::load_exchange_rates(connection_, company_.id);
    CheckedOrder checked = check_order(accounts, order, checkpoint, rates, {policy_, policy_.control.checks, company_.currency, today_});
    return {.id = order.id, .number = order.number, .state = order.state, .decision = std::move(checked.decision), .position = std::move(checked.position), .base_minor = checked.base_minor, .adds_minor = checked.adds_minor, .hold = {}, .delivery = {}};
}

// Writes what was decided: the order waits, or what held it is over.
void OrderDesk::settle(OrderOutcome& outcome, const Order& order, Checkpoint checkpoint, const std::optional<credit::OpenHold>& open) {
    const credit::Decided decided{order.customer, order.id, checkpoint, outcome.decision, outcome.position, outcome.base_minor, outcome.adds_minor};
    if (outcome.decision.outcome == Outcome::hold) {
        outcome.hold = holds_.hold(decided, open);
        return;
    }
    holds_.record(decided);
    if (open) holds_.end(*open, "cleared", "rechecked");
}

Result<OrderOutcome> OrderDesk::place(const OrderDraft& draft) {
    org::share_book(connection_, company_.id);
    TRY_VOID(check_order_terms(draft.terms, draft.date));
    if (draft.date > today_) return refuse("receivable.order_dates", to_string(draft.date), {{"date", to_string(today_)}});
    if (!connection_.one_integer("SELECT 1 FROM customer WHERE company_id = $1 AND id = $2 AND voided_at IS NULL AND merged_into_id IS NULL", {company_.id.value, draft.customer.value}))
        return refuse("receivable.unknown_customer", to_string(draft.customer));
    Order order{.id = ids_.make<OrderId>(), .number = {}, .customer = draft.customer, .contract = draft.contract, .under_signed_contract = false, .date = draft.date, .terms = draft.terms, .state = OrderState::confirmed,
                .delivered = Money{0, draft.terms.amount.currency()}, .invoiced = Money{0, draft.terms.amount.currency()}, .rate = {}, .passed_on = {}, .released = {}, .version = 1};
    if (draft.contract) {
        bool known = false, fits = false;
        connection_.query("SELECT signed_date, customer_id, currency FROM contract WHERE company_id = $1 AND id = $2 AND voided_at IS NULL", {company_.id.value, draft.contract->value}, [&](const sql::Row& row) {
            known = true;
            order.under_signed_contract = !row.is_null(0);
            fits = row.integer(1) == draft.customer.value && row.text(2) == draft.terms.amount.currency().code();
        });
        if (!known) return refuse("contract.unknown", to_string(*draft.contract));
        if (!fits) return refuse("receivable.order_contract", to_string(*draft.contract));
    }
    if (order.terms.amount.currency() != company_.currency) order.rate = TRY(org::load_exchange_rates(connection_, company_.id).rate_on(order.terms.amount.currency(), company_.currency, order.date));
    else order.rate = Rate{Rate::one};
    if (!draft.number.empty() && connection_.one_integer("SELECT 1 FROM sales_order WHERE company_id = $1 AND number = $2 AND voided_at IS NULL LIMIT 1", {company_.id.value, draft.number}))
        return refuse("receivable.order_number_taken", draft.number);

    credit::lock_accounts(connection_, company_.id, only(order.customer));
    auto loaded = accounts(only(order.customer), order.terms.amount.currency());
    OrderOutcome outcome = decide(*loaded, order, Checkpoint::order);
    const bool held = outcome.decision.outcome == Outcome::hold;
    outcome.state = order.state = held ? OrderState::held : OrderState::confirmed;
    if (!held) order.passed_on = today_;
    // The series is locked from here to the commit: after the check, which is what takes time.
    outcome.number = order.number = draft.number.empty() ? free_number(order_series) : draft.number;
    const auto rep = connection_.one_integer("SELECT owner_id FROM assignment WHERE company_id = $1 AND kind = 'customer_rep' AND subject_id = $2 AND voided_at IS NULL AND from_date <= $3 "
                                             "AND (until_date IS NULL OR until_date > $3) ORDER BY from_date DESC LIMIT 1", {company_.id.value, order.customer.value, std::int64_t{day_number(order.date)}});
    insert_order(connection_, {company_.id, company_.currency, act_.at}, order, rep ? std::optional{EmployeeId{*rep}} : std::nullopt);
    say(order.id, "sales_order.recorded");
    settle(outcome, order, Checkpoint::order, {});
    return outcome;
}

Result<Order> OrderDesk::lock(OrderId id) {
    org::share_book(connection_, company_.id);
    const auto customer = connection_.one_integer("SELECT customer_id FROM sales_order WHERE company_id = $1 AND id = $2 AND voided_at IS NULL", {company_.id.value, id.value});
    if (!customer) return refuse("receivable.unknown_order", to_string(id));
    credit::lock_accounts(connection_, company_.id, only(CustomerId{*customer}));
    auto order = find_order(connection_, company_.id, id, OrderLock::write);
    if (!order) return refuse("receivable.unknown_order", to_string(id));
    return *std::move(order);
}

// By whom it was changed last: the order itself, or by what went out of it.
tl::unexpected<Error> OrderDesk::changed_meanwhile(const Order& order) {
    std::string who, when;
    connection_.query("SELECT COALESCE(u.display_name, ''), a.at FROM audit_entry a LEFT JOIN app_user u ON u.company_id = a.company_id AND u.id = a.actor_id WHERE a.company_id = $1 "
                      "AND (a.object_id = $2 OR a.object_id IN (SELECT d.id FROM delivery d WHERE d.company_id = $1 AND d.order_id = $2)) ORDER BY a.at DESC, a.id DESC LIMIT 1",
                      {company_.id.value, order.id.value}, [&](const sql::Row& row) {
                          who = row.text(0);
                          when = to_string(Instant{row.integer(1)});
                      });
    return refuse("receivable.order_changed", order.number, {{"who", who}, {"when", when}});
}

Result<OrderOutcome> OrderDesk::change(OrderId id, const OrderTerms& terms, std::optional<std::int64_t> seen) {
    Order order = TRY(lock(id));
    if (seen && *seen != order.version) return changed_meanwhile(order);
    TRY_VOID(check_order_change(order, terms));
    order.terms = terms;
    order.passed_on.reset();  // it was another document that passed
    auto loaded = accounts(only(order.customer), order.terms.amount.currency());
    OrderOutcome outcome = decide(*loaded, order, Checkpoint::order);
    const bool held = outcome.decision.outcome == Outcome::hold;
    outcome.state = order.state = held ? OrderState::held : OrderState::confirmed;
    if (!held) order.passed_on = today_;
    save_order(connection_, {company_.id, company_.currency, act_.at}, order);
    say(id, "sales_order.changed");
    settle(outcome, order, Checkpoint::order, holds_.open_hold(id));
    return outcome;
}

Result<Order> OrderDesk::end(OrderId id, Ending ending, const std::string& reason) {
    Order order = TRY(lock(id));
    TRY_VOID(check_ending(order, ending));
    if (is_blank(reason)) return refuse("receivable.order_reason", order.number);
    order.state = ending == Ending::close ? OrderState::closed : OrderState::cancelled;
    save_order(connection_, {company_.id, company_.currency, act_.at}, order);
    const std::string detail = boost::json::serialize(boost::json::object{{"reason", reason}});
    say(id, ending == Ending::close ? "sales_order.closed" : "sales_order.cancelled", detail);
    if (const auto open = holds_.open_hold(id)) holds_.end(*open, "cancelled", reason);
    return order;
}

Result<OrderOutcome> OrderDesk::deliver(OrderId id, const DeliveryDraft& draft) {
    Order order = TRY(lock(id));
    TRY_VOID(check_delivery(order, draft.amount, draft.date, today_));
    if (order.state == OrderState::held) return refuse("credit.order_on_hold", order.number);
    const Order before = order;
    order.delivered += draft.amount;
    auto loaded = accounts(only(order.customer), order.terms.amount.currency());
    OrderOutcome outcome = decide(*loaded, order, Checkpoint::delivery);
    settle(outcome, order, Checkpoint::delivery, holds_.open_hold(id));
    if (outcome.hold) return outcome;
    if (!draft.number.empty() && connection_.one_integer("SELECT 1 FROM delivery WHERE company_id = $1 AND number = $2 AND voided_at IS NULL LIMIT 1", {company_.id.value, draft.number}))
        return refuse("receivable.delivery_number_taken", draft.number);
    const std::string number = draft.number.empty() ? free_number(delivery_series) : draft.number;
    outcome.delivery = ids_.make<DeliveryId>();
    connection_.execute("INSERT INTO delivery (company_id, id, number, customer_id, order_id, contract_id, delivery_date, currency, amount_minor, base_amount_minor, rate_e10, source, external_id, recorded_at) "
                        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'tandem', $3, $12)",
                        {company_.id.value, outcome.delivery->value, number, order.customer.value, id.value, order.contract ? std::optional{order.contract->value} : std::nullopt, std::int64_t{day_number(draft.date)},
                         draft.amount.currency().code(), draft.amount.minor(), base_minor(draft.amount, order.rate, company_.currency), order.rate.e10, act_.at.micros});
    trail_.record({.object_kind = "delivery", .object_id = outcome.delivery->value, .topic = "delivery.recorded"});
    Order saved = before;
    saved.passed_on = today_;
    save_order(connection_, {company_.id, company_.currency, act_.at}, saved);
    return outcome;
}

Result<Order> OrderDesk::release(credit::HoldId id, int days, const std::string& reason) {
    std::optional<credit::OpenHold> open;
    std::string state;
    connection_.query("SELECT order_id, customer_id, checkpoint, state FROM credit_hold WHERE company_id = $1 AND id = $2", {company_.id.value, id.value}, [&](const sql::Row& row) {
        open = credit::OpenHold{id, OrderId{row.integer(0)}, CustomerId{row.integer(1)}, *credit::checkpoint_named(row.text(2))};
        state = row.text(3);
    });
    if (!open) return refuse("credit.unknown_hold", to_string(id));
    Order order = TRY(lock(open->order));
    if (!holds_.open_hold(open->order) || state != "held") return refuse("credit.hold_ended", order.number, {{"state", state}});
    if (is_blank(reason)) return refuse("credit.release_reason", order.number);
    if (days < 1 || days > policy_.control.release_days_most) return refuse("credit.release_days", std::to_string(days), {{"most", std::to_string(policy_.control.release_days_most)}});
    // A stop set by hand is lifted by hand, and money that was to come first is not agreed away.
    auto loaded = accounts(only(order.customer), order.terms.amount.currency());
    const OrderOutcome now = decide(*loaded, order, open->checkpoint);
    for (const auto& each : now.decision.reasons)
        if (each.code == credit::RuleCode::status) return refuse("credit.hold_by_hand", order.number);
    order.released = Order::Released{order.terms.amount.minor(), order.terms.term_days.value_or(0), today_ + Days{days}};
    if (order.state == OrderState::held) order.state = OrderState::confirmed;
    save_order(connection_, {company_.id, company_.currency, act_.at}, order);
    holds_.end(*open, "released", reason, order.released->until);
    return order;
}

OrderDesk::Rechecked OrderDesk::recheck(std::optional<std::span<const CustomerId>> customers) {
    const auto open = holds_.open_holds(customers);
    Rechecked rechecked;
    std::vector<Order> imported;
    if (!customers) imported = open_imported_orders(connection_, company_.id, policy_.control.exposure.closed_statuses);
    if (open.empty() && imported.empty()) return rechecked;
    std::vector<CustomerId> concerned;
    std::vector<OrderId> ids;
    std::map<OrderId, credit::OpenHold> holds;
    for (const auto& each : open) {
        concerned.push_back(each.customer);
        ids.push_back(each.order);
        holds.emplace(each.order, each);
    }
    for (const Order& each : imported) concerned.push_back(each.customer);
    std::ranges::sort(concerned);
    concerned.erase(std::ranges::unique(concerned).begin(), concerned.end());
    credit::lock_accounts(connection_, company_.id, concerned);
    std::vector<Order> orders = find_orders(connection_, company_.id, ids);
    std::erase_if(imported, [&](const Order& each) { return holds.contains(each.id); });
    orders.insert(orders.end(), imported.begin(), imported.end());
    const auto foreign = std::ranges::find_if(orders, [&](const Order& each) { return each.terms.amount.currency() != company_.currency; });
    auto loaded = accounts(customers ? std::optional{std::span<const CustomerId>{concerned}} : std::nullopt, foreign == orders.end() ? company_.currency : foreign->terms.amount.currency());
    for (Order& order : orders) {
        const auto held = holds.find(order.id);
        const auto hold = held == holds.end() ? std::nullopt : std::optional{held->second};
        const Checkpoint checkpoint = hold ? hold->checkpoint : Checkpoint::order;
        OrderOutcome outcome = decide(*loaded, order, checkpoint);
        const bool waits = outcome.decision.outcome == Outcome::hold;
        if (waits == hold.has_value()) continue;
        settle(outcome, order, checkpoint, hold);
        if (waits) {
            ++rechecked.held;
            continue;
        }
        ++rechecked.cleared;
        if (order.state == OrderState::held) {
            order.state = OrderState::confirmed;
            order.passed_on = today_;
            save_order(connection_, {company_.id, company_.currency, act_.at}, order);
            loaded->apply({order.customer, order.id, order_row(order)});
        }
    }
    return rechecked;
}

OrderOutcome OrderDesk::look(const Order& order, Checkpoint checkpoint) {
    auto loaded = accounts(only(order.customer), order.terms.amount.currency(), false);
    return decide(*loaded, order, checkpoint);
}

}  // namespace tandem::receivable
