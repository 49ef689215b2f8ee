#include "app/server/contract_body.h"

#include "contract/edge/contract_json.h"
#include "contract/edge/due_dates_sql.h"
#include "contract/edge/terms_json.h"
#include "credit/edge/standing_sql.h"
#include "credit/treatment.h"
#include "policy/edge/methods_json.h"

namespace tandem::app::server {
namespace {

std::optional<Rate> maybe_rate(Body& body, const char* key, Result<Rate> (*parse)(std::string_view)) {
    const std::string text = body.text_or(key);
    if (text.empty()) return std::nullopt;
    const auto rate = parse(text);
    if (!rate) body.wrong(key, rate.error());
    return rate ? std::optional{*rate} : std::nullopt;
}

std::optional<int> maybe_days(Body& body, const char* key) {
    const auto days = body.maybe_integer(key);
    if (!days) return std::nullopt;
    if (*days >= 0 && *days <= contract::longest_penalty_days) return static_cast<int>(*days);
    body.wrong(key, {*days < 0 ? "contract.breach_days" : "contract.breach_days_long", std::to_string(*days), {}});
    return std::nullopt;
}

std::optional<PaymentMethods> maybe_methods(Body& body, const char* key) {
    const auto* value = body.raw(key);
    if (!value || value->is_null()) return std::nullopt;
    auto methods = policy::methods_of(*value, key);
    if (!methods) body.wrong(key, methods.error());
    return methods ? std::optional{*std::move(methods)} : std::nullopt;
}

std::optional<contract::Venue> maybe_venue(Body& body, const char* key) {
    const std::string name = body.text_or(key);
    if (name.empty()) return std::nullopt;
    const auto venue = contract::venue_named(name);
    if (!venue) body.wrong(key, {"policy.unknown_code", key, {{"value", name}, {"allowed", "our_seat, customer_seat, place_of_performance, arbitration"}}});
    return venue;
}

}  // namespace

CustomerId customer_of(Body& body, sql::Connection& connection, CompanyId company, const org::Reach& reach) {
    const auto id = body.maybe_id<CustomerTag>("customer_id");
    const std::string code = body.text_or("customer_code");
    const auto found = id ? connection.one_integer("SELECT COALESCE(merged_into_id, id) FROM customer WHERE company_id = $1 AND id = $2 AND voided_at IS NULL", {company.value, id->value})
                          : connection.one_integer("SELECT COALESCE(merged_into_id, id) FROM customer WHERE company_id = $1 AND code = $2 AND voided_at IS NULL", {company.value, code});
    const CustomerId known{found && reach.sees(CustomerId{*found}) ? *found : 0};
    if (!id && code.empty()) body.wrong("customer_id", {"http.field_required", "customer_id", {}});
    else if (!known) body.wrong(id ? "customer_id" : "customer_code", {"receivable.unknown_customer", id ? to_string(*id) : code, {}});
    return known;
}

Result<contract::ContractDraft> draft_of(Body& body, Serving& serving, const org::Reach& reach) {
    contract::ContractDraft draft{.number = body.text_or("number"), .title = body.text_or("title"), .customer = {}, .rep = body.maybe_id<EmployeeTag>("rep_id"), .amount = body.money("amount"), .net = body.maybe_money("net"), .terms = {},
                                  .signed_date = body.maybe_date("signed_date"), .expected = {}, .late_interest_daily = maybe_rate(body, "late_interest_daily", parse_rate),
                                  .penalty = maybe_rate(body, "penalty_percent", parse_percent), .penalty_after_days = maybe_days(body, "penalty_after_days"),
                                  .dispute = maybe_venue(body, "dispute"), .payment_methods = maybe_methods(body, "payment_methods"), .source = {}};
    const auto employed = [&](EmployeeId rep) { return serving.connection().one_integer("SELECT id FROM employee WHERE company_id = $1 AND id = $2 AND voided_at IS NULL", {serving.company().id.value, rep.value}).has_value(); };
    if (draft.rep && *draft.rep && !(reach.sees(*draft.rep) && employed(*draft.rep)))
        body.wrong("rep_id", {"http.unknown_id", to_string(*draft.rep), {}});
    if (const auto* value = body.raw("expected"); value && !value->is_null()) {
        const auto expected = contract::expected_events(*value);
        if (!expected) body.wrong("expected", expected.error());
        else draft.expected = *expected;
    }
    if (const auto* value = body.raw("terms"); value && !value->is_null()) {
        const auto total = draft.amount.is_zero() ? std::nullopt : std::optional{draft.amount};  // zero also stands for an amount that could not be read
        auto terms = contract::terms_from_json(*value, draft.amount.currency(), total);
        if (!terms) body.wrong("terms", terms.error());
        else draft.terms = *std::move(terms);
    } else {
        draft.terms = TRY(contract::load_contract_policy(serving.connection(), serving.company().id, serving.today())).payment;
    }
    return draft;
}

PaymentMethods methods_allowed(Serving& serving, sql::Connection& connection, CustomerId customer) {
    const auto standing = credit::load_standing(connection, serving.company().id, customer, serving.today());
    return credit::treatment_of(serving.policies().credit, standing, false).methods;
}

Result<void> fill_in_methods(contract::ContractDraft& draft, Serving& serving, sql::Connection& connection, CustomerId customer) {
    if (draft.payment_methods) return {};
    const auto policy = TRY(contract::load_contract_policy(connection, serving.company().id, serving.today()));
    draft.payment_methods = contract::with_standard_clauses({}, policy, methods_allowed(serving, connection, customer)).payment_methods;
    return {};
}

}  // namespace tandem::app::server
