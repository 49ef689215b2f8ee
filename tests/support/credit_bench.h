// A company whose orders are placed one transaction at a time, against limits and grades that are simply there.
#pragma once
#include "credit/edge/limit_desk_sql.h"
#include "credit/edge/standing_sql.h"
#include "receivable/edge/order_desk_sql.h"
#include "support/cash_bench.h"

namespace tandem::testing {

class CreditBench : public CashBench {
public:
    explicit CreditBench(const TemporaryDatabase& database) : CashBench(database), credit_policy(workspace().policies().credit) { today = workspace().today(); }

    void grade(CustomerId customer, const std::string& grade) {
        credit::insert_grade(connection(), company(), {.id = workspace().ids().next(), .customer = customer,
                                                       .fact = {.kind = credit::GradeFact::Kind::assessment, .grade = grade, .assessment = credit::AssessmentId{1}, .from = today - Days{30}, .valid_to = today + Days{300}, .recorded_at = Instant{1}, .ended_at = {}},
                                                       .reason = {}, .actor = UserId{1}});
    }
    CustomerId graded(const std::string& code, std::int64_t limit_minor) {
        const auto customer = add_customer(code);
        grade(customer, "A");
        set_limit({credit::Scope::customer, customer.value}, limit_minor);
        return customer;
    }
    template <class Command>
    auto at_limits(Command command) {
        const auto act = workspace().act("test");
        sql::Transaction transaction{connection()};
        credit::LimitDesk desk{connection(), workspace().company(), act, workspace().ids(), today};
        auto result = command(desk);
        if (!result) return result;
        desk.flush();
        transaction.commit();
        return result;
    }
    Result<credit::LimitEntryId> set_limit(credit::LimitSubject subject, std::int64_t minor, credit::LimitEntryId replaces = {}) {
        return at_limits([&](credit::LimitDesk& desk) {
            return desk.change(subject, {.entry = {.id = {}, .kind = credit::LimitEntry::Kind::base, .amount = minor, .from = today, .valid_to = {}, .recorded_at = {}}, .replaces = replaces, .reason = "a test"});
        });
    }
    // Commits unless the command refuses.
    template <class Command>
    auto at_orders(Command command) {
        const auto act = workspace().act("test");
        sql::Transaction transaction{connection()};
        receivable::OrderDesk desk{connection(), workspace().company(), act, workspace().ids(), credit_policy, today};
        auto result = command(desk);
        if (!result) return result;
        desk.flush();
        transaction.commit();
        return result;
    }
    receivable::OrderDraft draft(CustomerId customer, std::int64_t minor) { return {.customer = customer, .number = {}, .date = today, .terms = {cny(minor), cny(0), {}, 30}, .contract = {}}; }
    Result<receivable::OrderOutcome> order(CustomerId customer, std::int64_t minor) {
        return at_orders([&](receivable::OrderDesk& desk) { return desk.place(draft(customer, minor)); });
    }
    Result<receivable::OrderOutcome> deliver(OrderId id, std::int64_t minor) {
        return at_orders([&](receivable::OrderDesk& desk) { return desk.deliver(id, {.number = {}, .date = today, .amount = cny(minor)}); });
    }
    receivable::OrderDesk::Rechecked recheck(std::optional<std::span<const CustomerId>> customers = {}) {
        return *at_orders([&](receivable::OrderDesk& desk) { return Result<receivable::OrderDesk::Rechecked>{desk.recheck(customers)}; });
    }
    std::int64_t exposure(CustomerId customer) {
        receivable::SqlExposureQuestion question{connection(), company(), credit_policy.control.exposure, today};
        auto accounts = credit::load_accounts({connection(), workspace().company(), credit_policy, question, today}, std::span<const CustomerId>{&customer, 1});
        return accounts->position(customer).exposure.total();
    }
    // An invoice for the order, as billing sends it.
    void invoice(OrderId order, CustomerId customer, const std::string& number, std::int64_t minor) {
        const auto issued = issue(customer, number, today, cny(minor), cny(0));
        connection().execute("UPDATE invoice SET order_id = $3 WHERE company_id = $1 AND id = $2", {company().value, issued.invoice.value, order.value});
    }

    credit::CreditPolicy credit_policy;
};

}  // namespace tandem::testing
