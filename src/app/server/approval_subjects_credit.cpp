// Agreement on limits, securities and the release of what is on hold. R-402; trust S4.
#include <algorithm>

#include "app/server/approval_facts.h"
#include "credit/edge/credit_lists_sql.h"
#include "org/edge/org_sql.h"

namespace tandem::app::server {

namespace {

json::value limit_value(const credit::LimitInForce& limit, Currency base) {
    using State = credit::LimitInForce::State;
    if (limit.state == State::unlimited) return text("unlimited");
    return limit.state == State::set ? json::value(money(limit.base, base)) : json::value(nullptr);
}

// The new amount decides who must agree; no bound at all is more than any amount.
constexpr std::int64_t beyond_any_amount = 1'000'000'000'000'000;

Result<Subject> limit_change(const Asking& ask) {
    Subject subject;
    const Currency base = ask.company.currency;
    const auto customer = parse_id<CustomerTag>(ask.request.path.starts_with("/api/v1/customers/") ? ask.request.parameter("id") : std::string_view{});
    const auto group = parse_id<CustomerGroupTag>(ask.text_of("group_id"));
    const auto scope = customer ? credit::Scope::customer : group ? credit::Scope::group : credit::Scope::company;
    const std::int64_t id = customer ? customer->value : group ? group->value : 0;
    const Date from = TRY(parse_date(ask.text_of("from")));
    const auto before = credit::limit_on(credit::load_limit_entries(ask.connection, ask.company.id, scope, id), {}, {}, from);
    const bool temporary = ask.text_of("kind") == "temporary", unlimited = !ask.body.contains("amount") || ask.body.at("amount").is_null();
    const Money amount = unlimited ? Money{beyond_any_amount, base} : TRY(ask.money_of("amount"));
    amount_of(subject, amount, Rate{Rate::one}, base);
    if (unlimited) subject.held.amount.reset();
    if (customer) place(ask, subject, *customer);
    Facts facts;
    facts.change(temporary ? "temporary_limit" : "credit_limit", temporary ? json::value(nullptr) : limit_value(before, base), unlimited ? text("unlimited") : money(amount.minor(), base));
    facts.change("from_date", nullptr, date(to_string(from)));
    if (!ask.text_of("valid_to").empty()) facts.change("valid_to", nullptr, date(ask.text_of("valid_to")));
    facts.change("reason", nullptr, text(ask.text_of("reason")));
    facts.follows("may_owe", unlimited ? text("unlimited") : money(temporary ? before.base + amount.minor() : amount.minor(), base));
    return about(std::move(subject), customer ? "customer" : group ? "customer_group" : "company", id, std::move(facts));
}

// A security raises the limit: whoever records it does not decide it.
Result<Subject> security(const Asking& ask) {
    Subject subject;
    const auto customer = parse_id<CustomerTag>(ask.text_of("customer_id")).value_or(CustomerId{});
    const Money amount = TRY(ask.money_of("amount"));
    amount_of(subject, amount, TRY(org::load_exchange_rates(ask.connection, ask.company.id).rate_on(amount.currency(), ask.company.currency, ask.today)), ask.company.currency);
    place(ask, subject, customer);
    Facts facts;
    facts.change("security", nullptr, money(amount.minor(), amount.currency()));
    facts.change("security_kind", nullptr, text(ask.text_of("kind")));
    facts.change("provider", nullptr, text(ask.text_of("provider")));
    facts.change("valid_to", nullptr, date(ask.text_of("valid_to")));
    facts.follows("limit_rises", money(amount.minor(), amount.currency()));
    return about(std::move(subject), "customer", customer.value, std::move(facts));
}

Result<Subject> hold_release(const Asking& ask) {
    Subject subject;
    const auto id = parse_id<credit::HoldTag>(ask.request.parameter("id")).value_or(credit::HoldId{});
    const auto hold = credit::find_hold(ask.connection, ask.company.id, org::Reach::whole_company(), id);
    if (!hold) return refuse("credit.unknown_hold", to_string(id));
    const Money amount{hold->at("amount_minor").as_int64(), TRY(parse_currency(std::string_view{hold->at("currency").as_string()}))};
    amount_of(subject, amount, TRY(org::load_exchange_rates(ask.connection, ask.company.id).rate_on(amount.currency(), ask.company.currency, ask.today)), ask.company.currency);
    place(ask, subject, parse_id<CustomerTag>(std::string_view{hold->at("customer").at("id").as_string()}).value_or(CustomerId{}));
    const auto* days = ask.body.if_contains("days");
    if (days && days->is_int64()) subject.days = static_cast<int>(std::clamp<std::int64_t>(days->as_int64(), 0, 100'000));
    Facts facts;
    facts.change("document", text(std::string_view{hold->at("order").at("number").as_string()}), text(std::string_view{hold->at("order").at("number").as_string()}));
    facts.change("order_amount", money(amount.minor(), amount.currency()), money(amount.minor(), amount.currency()));
    facts.change("order_state", text("held"), text("released"));
    facts.change("hold_reasons", nullptr, json::object{{"reasons", hold->at("reasons")}});
    if (subject.days) facts.change("release_days", nullptr, text(std::to_string(*subject.days)));
    facts.change("reason", nullptr, text(ask.text_of("reason")));
    facts.follows("goes_out", money(amount.minor(), amount.currency()));
    return about(std::move(subject), "credit_hold", id.value, std::move(facts));
}

}  // namespace

Result<Subject> credit_subject(const Asking& ask, std::string_view command) {
    if (command == "credit_security.record") return security(ask);
    return command == "credit_hold.release" ? hold_release(ask) : limit_change(ask);
}

}  // namespace tandem::app::server
