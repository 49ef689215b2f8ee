#include "app/what_if_orders.h"

#include <algorithm>

#include "app/what_if_past.h"
#include "credit/edge/accounts_sql.h"
#include "org/edge/org_sql.h"
#include "receivable/edge/exposure_sql.h"
#include "receivable/edge/order_store_sql.h"
#include "receivable/order_check.h"

namespace tandem::app {
namespace {

using credit::Checkpoint;

// Everybody's account under one policy.
struct Side {
    Side(const WhatIfScope& scope, const credit::CreditPolicy& policy, Date today)
        : question(scope.connection, scope.company.id, policy.control.exposure, today), accounts(credit::load_accounts({scope.connection, scope.company, policy, question, today}, {})),
          context{policy, policy.control.checks, scope.company.currency, today} {}
    receivable::SqlExposureQuestion question;
    credit::LoadedAccounts accounts;
    credit::CheckContext context;
};

void count_terms(const org::Reach& reach, Side& now, Side& draft, CreditShift& shift) {
    for (const auto& [customer, standing] : now.accounts->facts().standings) {
        if (!standing.graded() || !reach.sees(customer)) continue;
        const int before = now.accounts->position(customer).term_cap_days, after = draft.accounts->position(customer).term_cap_days;
        shift.longer += after > before;
        shift.shorter += after < before;
    }
}

}  // namespace

OrderShift order_shift(std::vector<OrderVerdict> all) {
    OrderShift shift;
    std::vector<credit::Verdict> verdicts;
    for (OrderVerdict& each : all) {
        verdicts.push_back(each.verdict);
        if (each.verdict.newly_held() || each.verdict.freed()) shift.changed.push_back(std::move(each));
    }
    shift.shift = credit::compare_holds(verdicts);
    std::ranges::stable_sort(shift.changed, {}, [](const OrderVerdict& one) { return std::pair{one.verdict.freed(), -one.verdict.base_minor}; });
    return shift;
}

OrderVerdict order_verdict(const receivable::Order& order, std::int64_t base_minor, credit::Decision before, credit::Decision after) {
    const credit::Verdict verdict{base_minor, before.outcome, after.outcome};
    return {order, verdict, std::move(verdict.freed() ? before : after).reasons};
}

CreditShift what_if_credit(const WhatIfScope& scope, const CreditPolicies& policies, const insight::Book& book, Date today) {
    const sql::Snapshot snapshot{scope.connection};
    const auto rates = org::load_exchange_rates(scope.connection, scope.company.id);
    Side now{scope, policies.now, today}, draft{scope, policies.draft, today};
    std::vector<OrderVerdict> verdicts;
    for (receivable::Order& order : receivable::open_orders(scope.connection, scope.company.id, policies.now.control.exposure.closed_statuses)) {
        if (!scope.reach.sees(order.customer)) continue;
        order.passed_on.reset();  // as if it were placed today
        auto before = receivable::check_order(*now.accounts, order, Checkpoint::order, rates, now.context);
        auto after = receivable::check_order(*draft.accounts, order, Checkpoint::order, rates, draft.context);
        verdicts.push_back(order_verdict(order, after.base_minor, std::move(before.decision), std::move(after.decision)));
    }
    CreditShift shift{.open = order_shift(std::move(verdicts)), .past = {}, .from = add_months(scope.day, -12) + Days{1}, .to = scope.day, .hindsight = {}};
    count_terms(scope.reach, now, draft, shift);
    const PastOrders past{scope, policies, book, rates, now.accounts->facts()};
    shift.past = past.check(shift.from, shift.to);
    shift.hindsight = past.hindsight(shift.past, today);
    return shift;
}

}  // namespace tandem::app
