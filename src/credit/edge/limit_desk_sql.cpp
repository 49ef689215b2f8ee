#include "credit/edge/limit_desk_sql.h"

#include <boost/json.hpp>

#include "org/edge/org_sql.h"

namespace tandem::credit {
namespace {

bool is_blank(const std::string& text) { return text.find_first_not_of(" \t\r\n") == std::string::npos; }
std::string reason_json(const std::string& reason) { return boost::json::serialize(boost::json::object{{"reason", reason}}); }
std::optional<std::int64_t> number(const std::optional<Date>& date) { return date ? std::optional<std::int64_t>{day_number(*date)} : std::nullopt; }

}  // namespace

bool LimitDesk::has_customer(CustomerId customer) {
    return connection_.one_integer("SELECT 1 FROM customer WHERE company_id = $1 AND id = $2 AND voided_at IS NULL AND merged_into_id IS NULL", {company_.id.value, customer.value}).has_value();
}

void LimitDesk::say(std::string_view kind, std::int64_t id, std::string_view topic, std::string_view detail) { trail_.record({.object_kind = kind, .object_id = id, .topic = topic, .policy_version = {}, .detail = detail}); }

Result<LimitEntryId> LimitDesk::change(const LimitSubject& subject, LimitChange change) {
    // With the company's first limit, what everybody owes begins to be kept: no order may be on its way without that lock.
    if (subject.scope == Scope::company) org::lock_book(connection_, company_.id);
    else org::share_book(connection_, company_.id);
    if (subject.scope == Scope::customer && !has_customer(CustomerId{subject.subject})) return refuse("credit.unknown_customer", to_string(CustomerId{subject.subject}));
    if (subject.scope == Scope::group && !connection_.one_integer("SELECT 1 FROM customer_group WHERE company_id = $1 AND id = $2", {company_.id.value, subject.subject}))
        return refuse("credit.unknown_group", to_string(CustomerGroupId{subject.subject}));
    lock_account(connection_, company_.id, subject.scope, subject.subject);
    TRY_VOID(check_change(change, load_limit_entries(connection_, company_.id, subject.scope, subject.subject), today_));
    const LimitEntry& entry = change.entry;
    const auto id = ids_.make<LimitEntryId>();
    connection_.execute("INSERT INTO credit_limit_entry (company_id, id, scope, subject_id, kind, amount_minor, currency, from_date, valid_to_date, replaces_id, reason, actor_id, recorded_at) "
                        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
                        {company_.id.value, id.value, code_of(subject.scope), subject.subject, entry.kind == LimitEntry::Kind::base ? "base" : "temporary", entry.amount, company_.currency.code(),
                         std::int64_t{day_number(entry.from)}, number(entry.valid_to), change.replaces ? std::optional{change.replaces.value} : std::nullopt, change.reason, act_.actor.value, act_.at.micros});
    const boost::json::object detail{{"amount_minor", entry.amount ? boost::json::value(*entry.amount) : boost::json::value(nullptr)}, {"kind", entry.kind == LimitEntry::Kind::base ? "base" : "temporary"},
                                     {"from", to_string(entry.from)}, {"reason", change.reason}};
    constexpr std::array<std::string_view, 3> kinds{"customer", "customer_group", "company"};
    say(kinds[static_cast<std::size_t>(subject.scope)], subject.subject, "credit_limit.changed", boost::json::serialize(detail));
    return id;
}

Result<void> LimitDesk::stop(CustomerId customer, const std::string& reason) {
    org::share_book(connection_, company_.id);
    if (is_blank(reason)) return refuse("credit.stop_reason");
    if (!has_customer(customer)) return refuse("credit.unknown_customer", to_string(customer));
    lock_account(connection_, company_.id, Scope::customer, customer.value);
    if (connection_.one_integer("SELECT 1 FROM credit_stop WHERE company_id = $1 AND customer_id = $2 AND lifted_at IS NULL", {company_.id.value, customer.value})) return refuse("credit.stopped_already", to_string(customer));
    connection_.execute("INSERT INTO credit_stop (company_id, id, customer_id, reason, actor_id, recorded_at) VALUES ($1, $2, $3, $4, $5, $6)",
                        {company_.id.value, ids_.next(), customer.value, reason, act_.actor.value, act_.at.micros});
    say("customer", customer.value, "customer.stopped", reason_json(reason));
    return {};
}

Result<void> LimitDesk::lift(CustomerId customer, const std::string& reason) {
    org::share_book(connection_, company_.id);
    if (is_blank(reason)) return refuse("credit.stop_reason");
    if (!has_customer(customer)) return refuse("credit.unknown_customer", to_string(customer));
    lock_account(connection_, company_.id, Scope::customer, customer.value);
    if (connection_.execute("UPDATE credit_stop SET lifted_at = $3, lifted_by = $4, lift_reason = $5 WHERE company_id = $1 AND customer_id = $2 AND lifted_at IS NULL",
                            {company_.id.value, customer.value, act_.at.micros, act_.actor.value, reason}) == 0)
        return refuse("credit.not_stopped", to_string(customer));
    say("customer", customer.value, "customer.stop_lifted", reason_json(reason));
    return {};
}

Result<SecurityId> LimitDesk::secure(const NewSecurity& security) {
    org::share_book(connection_, company_.id);
    if (!has_customer(security.customer)) return refuse("credit.unknown_customer", to_string(security.customer));
    if (security.amount.is_zero() || security.amount.is_negative()) return refuse("credit.security_amount", to_decimal(security.amount));
    if (security.valid_to < security.from || security.valid_to < today_) return refuse("credit.security_dates", to_string(security.valid_to), {{"today", to_string(today_)}});
    if (security.contract) {
        const auto owner = connection_.one_integer("SELECT customer_id FROM contract WHERE company_id = $1 AND id = $2 AND voided_at IS NULL", {company_.id.value, security.contract->value});
        if (!owner) return refuse("contract.unknown", to_string(*security.contract));
        if (*owner != security.customer.value) return refuse("credit.security_contract", to_string(*security.contract));
    }
    lock_account(connection_, company_.id, Scope::customer, security.customer.value);
    const auto id = ids_.make<SecurityId>();
    connection_.execute("INSERT INTO credit_security (company_id, id, customer_id, contract_id, kind, provider, reference, currency, amount_minor, from_date, valid_to_date, actor_id, recorded_at) "
                        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
                        {company_.id.value, id.value, security.customer.value, security.contract ? std::optional{security.contract->value} : std::nullopt, security.kind, security.provider,
                         security.reference.empty() ? sql::Param{nullptr} : sql::Param{security.reference}, security.amount.currency().code(), security.amount.minor(), std::int64_t{day_number(security.from)},
                         std::int64_t{day_number(security.valid_to)}, act_.actor.value, act_.at.micros});
    const boost::json::object detail{{"kind", security.kind}, {"provider", security.provider}, {"amount_minor", security.amount.minor()}, {"currency", security.amount.currency().code()}};
    say("customer", security.customer.value, "credit_security.recorded", boost::json::serialize(detail));
    return id;
}

Result<void> LimitDesk::void_security(SecurityId id, const std::string& reason) {
    org::share_book(connection_, company_.id);
    if (is_blank(reason)) return refuse("credit.stop_reason");
    const auto customer = connection_.one_integer("SELECT customer_id FROM credit_security WHERE company_id = $1 AND id = $2 AND voided_at IS NULL", {company_.id.value, id.value});
    if (!customer) return refuse("credit.unknown_security", to_string(id));
    lock_account(connection_, company_.id, Scope::customer, *customer);
    connection_.execute("UPDATE credit_security SET voided_at = $3 WHERE company_id = $1 AND id = $2 AND voided_at IS NULL", {company_.id.value, id.value, act_.at.micros});
    say("customer", *customer, "credit_security.voided", reason_json(reason));
    return {};
}

Result<ClaimId> LimitDesk::claim(SecurityId insurance, Money amount, Date on, const std::string& reason) {
    org::share_book(connection_, company_.id);
    if (is_blank(reason)) return refuse("credit.stop_reason");
    CustomerId customer;
    std::string kind, currency;
    std::int64_t insured = 0;
    connection_.query("SELECT customer_id, kind, currency, amount_minor FROM credit_security WHERE company_id = $1 AND id = $2 AND voided_at IS NULL{for_update}", {company_.id.value, insurance.value}, [&](const sql::Row& row) {
        customer = CustomerId{row.integer(0)};
        kind = row.text(1);
        currency = row.text(2);
        insured = row.integer(3);
    });
    if (!customer) return refuse("credit.unknown_security", to_string(insurance));
    if (kind != "insurance") return refuse("credit.claim_not_insured", to_string(insurance));
    const std::int64_t claimed = connection_.one_integer("SELECT CAST(SUM(CASE WHEN status = 'paid' THEN paid_minor ELSE amount_minor END) AS BIGINT) FROM credit_claim WHERE company_id = $1 AND security_id = $2 AND status <> 'refused'",
                                                         {company_.id.value, insurance.value}).value_or(0);
    if (amount.currency().code() != currency || amount.minor() <= 0 || amount.minor() > insured - claimed) return refuse("credit.claim_amount", to_decimal(amount), {{"left_minor", std::to_string(insured - claimed)}});
    const auto id = ids_.make<ClaimId>();
    connection_.execute("INSERT INTO credit_claim (company_id, id, security_id, customer_id, currency, amount_minor, filed_date, status, reason, actor_id, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 'filed', $8, $9, $10)",
                        {company_.id.value, id.value, insurance.value, customer.value, currency, amount.minor(), std::int64_t{day_number(on)}, reason, act_.actor.value, act_.at.micros});
    say("customer", customer.value, "credit_claim.filed", reason_json(reason));
    return id;
}

Result<void> LimitDesk::decide_claim(ClaimId id, std::optional<Money> paid, Date on, const std::string& reason) {
    org::share_book(connection_, company_.id);
    CustomerId customer;
    std::string status, currency;
    std::int64_t claimed = 0;
    connection_.query("SELECT customer_id, status, currency, amount_minor FROM credit_claim WHERE company_id = $1 AND id = $2{for_update}", {company_.id.value, id.value}, [&](const sql::Row& row) {
        customer = CustomerId{row.integer(0)};
        status = row.text(1);
        currency = row.text(2);
        claimed = row.integer(3);
    });
    if (!customer) return refuse("credit.unknown_claim", to_string(id));
    if (status != "filed") return refuse("credit.claim_decided", to_string(id), {{"status", status}});
    if (is_blank(reason)) return refuse("credit.stop_reason");
    if (paid && (paid->currency().code() != currency || paid->minor() <= 0 || paid->minor() > claimed)) return refuse("credit.claim_amount", to_decimal(*paid), {{"left_minor", std::to_string(claimed)}});
    connection_.execute("UPDATE credit_claim SET status = $3, paid_minor = CAST($4 AS BIGINT), decided_date = $5 WHERE company_id = $1 AND id = $2",
                        {company_.id.value, id.value, paid ? "paid" : "refused", paid ? std::optional{paid->minor()} : std::nullopt, std::int64_t{day_number(on)}});
    say("customer", customer.value, paid ? "credit_claim.paid" : "credit_claim.refused", reason_json(reason));
    return {};
}

}  // namespace tandem::credit
