#include "app/server/approval_facts.h"

#include <algorithm>

#include "receivable/facts.h"

namespace tandem::app::server {

void place(const Asking& ask, Subject& subject, CustomerId customer) {
    subject.held.customer = customer;
    const auto rep = ask.owner("customer_rep", customer.value);
    if (!rep) return;
    if (std::ranges::find(subject.beneficiaries, EmployeeId{*rep}) == subject.beneficiaries.end()) subject.beneficiaries.push_back(EmployeeId{*rep});
    const auto team = ask.owner("rep_team", *rep);
    if (!team) return;
    subject.held.team = TeamId{*team};
    const auto region = ask.owner("team_region", *team);
    if (!region) return;
    subject.held.region = RegionId{*region};
    subject.region = ask.connection.one_text("SELECT code FROM region WHERE company_id = $1 AND id = $2", {ask.company.id.value, *region}).value_or("");
}

std::string customer_name(const Asking& ask, CustomerId customer) {
    return ask.connection.one_text("SELECT name FROM customer WHERE company_id = $1 AND id = $2", {ask.company.id.value, customer.value}).value_or("");
}
std::int64_t customer_open(const Asking& ask, CustomerId customer, Currency currency) {
    return ask.connection.one_integer("SELECT CAST(SUM(open_minor) AS BIGINT) FROM open_item WHERE company_id = $1 AND customer_id = $2 AND currency = $3 AND voided_at IS NULL", {ask.company.id.value, customer.value, currency.code()}).value_or(0);
}

void amount_of(Subject& subject, Money amount, Rate rate, Currency base) {
    subject.held.amount = amount;
    subject.held.base_amount = receivable::base_minor(amount, rate, base);
}

Subject about(Subject subject, std::string_view kind, std::int64_t id, Facts facts) {
    subject.held.object_kind = kind;
    subject.held.object_id = id;
    subject.held.facts = std::move(facts).serialized();
    return subject;
}

}  // namespace tandem::app::server
