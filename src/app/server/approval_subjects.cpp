#include "app/server/approval_facts.h"

#include <algorithm>
#include <array>

#include "credit/edge/standing_sql.h"
#include "org/edge/org_sql.h"
#include "party/edge/merge_sql.h"
#include "platform/password.h"
#include "policy/edge/phases_sql.h"
#include "policy/edge/policy_changes.h"
#include "policy/edge/policy_sql.h"

namespace tandem::app::server {
namespace {

struct HeldCommand { std::string_view command, kind; };
constexpr std::array held_commands{HeldCommand{"open_item.write_off", "write_off"},       HeldCommand{"credit_note.issue", "credit_note"},
                                   HeldCommand{"receipt.refund", "refund"},               HeldCommand{"credit_note.refund", "refund"},
                                   HeldCommand{"accounting_period.reopen", "period_reopen"}, HeldCommand{"customer.merge", "customer_merge"},
                                   HeldCommand{"customer.override_grade", "grade_override"}, HeldCommand{"credit_limit.change", "limit_change"},    HeldCommand{"credit_security.record", "limit_change"},
                                   HeldCommand{"credit_hold.release", "hold_release"},    HeldCommand{"policy.change", approval::policy_change},
                                   HeldCommand{"policy.enter_phase", approval::policy_change},
                                   HeldCommand{"contract.approve", "contract_review"},    HeldCommand{"contract.extend", "contract_review"}};

Result<Subject> write_off(const Asking& ask) {
    Subject subject;
    const auto id = parse_id<OpenItemTag>(ask.request.parameter("id")).value_or(OpenItemId{});
    const Money amount = TRY(ask.money_of("amount"));
    CustomerId customer;
    Facts facts;
    ask.connection.query("SELECT o.number, o.customer_id, o.open_minor, o.rate_e10, o.rep_id, o.due_date FROM open_item o WHERE o.company_id = $1 AND o.id = $2", {ask.company.id.value, id.value}, [&](const sql::Row& row) {
        customer = CustomerId{row.integer(1)};
        amount_of(subject, amount, Rate{row.integer(3)}, ask.company.currency);
        if (!row.is_null(4)) subject.beneficiaries.push_back(EmployeeId{row.integer(4)});
        facts.change("document", text(row.text(0)), text(row.text(0)));
        facts.change("due_date", date(to_string(date_of(row.integer(5)))), date(to_string(date_of(row.integer(5)))));
        facts.change("open_amount", money(row.integer(2), amount.currency()), money(row.integer(2) - amount.minor(), amount.currency()));
    });
    if (!customer) return refuse("cash.unknown_item", to_string(id));
    place(ask, subject, customer);
    facts.change("reason", nullptr, text(ask.text_of("reason")));
    facts.follows("bad_debt_loss", money(amount.minor(), amount.currency()));
    facts.follows("customer_open_after", money(customer_open(ask, customer, amount.currency()) - amount.minor(), amount.currency()));
    return about(std::move(subject), "open_item", id.value, std::move(facts));
}

Result<Subject> credit_note(const Asking& ask) {
    Subject subject;
    const auto customer = parse_id<CustomerTag>(ask.text_of("customer_id")).value_or(CustomerId{});
    const Money amount = TRY(ask.money_of("amount"));
    const Date on = TRY(parse_date(ask.text_of("date")));
    amount_of(subject, amount, TRY(org::load_exchange_rates(ask.connection, ask.company.id).rate_on(amount.currency(), ask.company.currency, on)), ask.company.currency);
    place(ask, subject, customer);
    Facts facts;
    facts.change("credit_note", nullptr, money(amount.minor(), amount.currency()));
    facts.change("date", nullptr, date(to_string(on)));
    if (const auto invoice = parse_id<InvoiceTag>(ask.text_of("invoice_id"))) {
        ask.connection.query("SELECT number, gross_minor, currency FROM invoice WHERE company_id = $1 AND id = $2", {ask.company.id.value, invoice->value}, [&](const sql::Row& row) {
            facts.change("invoice", text(row.text(0)), text(row.text(0)));
            facts.change("invoice_amount", money(row.integer(1), amount.currency()), money(row.integer(1), amount.currency()));
        });
    }
    facts.change("reason", nullptr, text(ask.text_of("reason")));
    facts.follows("revenue_falls", money(amount.minor(), amount.currency()));
    facts.follows("customer_open_after", money(customer_open(ask, customer, amount.currency()) - amount.minor(), amount.currency()));
    return about(std::move(subject), "customer", customer.value, std::move(facts));
}

Result<Subject> refund(const Asking& ask) {
    Subject subject;
    const bool of_receipt = ask.request.path.starts_with("/api/v1/receipts/");
    const auto id = of_receipt ? parse_id<ReceiptTag>(ask.request.parameter("id")).value_or(ReceiptId{}).value : parse_id<CreditNoteTag>(ask.request.parameter("id")).value_or(CreditNoteId{}).value;
    const Money amount = TRY(ask.money_of("amount"));
    CustomerId customer;
    Facts facts;
    const auto take = [&](const sql::Row& row) {
        customer = CustomerId{row.integer(1)};
        amount_of(subject, amount, Rate{row.integer(3)}, ask.company.currency);
        facts.change("document", text(row.text(0)), text(row.text(0)));
        facts.change("unapplied_amount", money(row.integer(2), amount.currency()), money(row.integer(2) - amount.minor(), amount.currency()));
    };
    if (of_receipt) ask.connection.query("SELECT number, customer_id, unapplied_minor, rate_e10 FROM receipt WHERE company_id = $1 AND id = $2", {ask.company.id.value, id}, take);
    else ask.connection.query("SELECT number, customer_id, open_minor, rate_e10 FROM credit_note WHERE company_id = $1 AND id = $2", {ask.company.id.value, id}, take);
    if (!customer) return refuse("cash.unknown_receipt", std::string(ask.request.parameter("id")));
    place(ask, subject, customer);
    facts.change("date", nullptr, date(ask.text_of("date")));
    facts.change("reason", nullptr, text(ask.text_of("reason")));
    facts.follows("cash_leaves", money(amount.minor(), amount.currency()));
    return about(std::move(subject), of_receipt ? "receipt" : "credit_note", id, std::move(facts));
}

Result<Subject> period_reopen(const Asking& ask) {
    Subject subject;
    const std::string month{ask.request.parameter("month")};
    Facts facts;
    facts.change("period", text(month), text(month));
    facts.change("period_state", text("closed"), text("open"));
    facts.change("reason", nullptr, text(ask.text_of("reason")));
    facts.follows("period_takes_entries", text(month));
    return about(std::move(subject), "accounting_period", day_number(TRY(parse_date(month + "-01"))), std::move(facts));
}

Result<Subject> customer_merge(const Asking& ask) {
    Subject subject;
    const auto duplicate = parse_id<CustomerTag>(ask.request.parameter("id")).value_or(CustomerId{}), into = parse_id<CustomerTag>(ask.text_of("into_id")).value_or(CustomerId{});
    place(ask, subject, into);
    place(ask, subject, duplicate);
    Facts facts;
    facts.change("customer", text(customer_name(ask, duplicate)), text(customer_name(ask, into)));
    facts.change("reason", nullptr, text(ask.text_of("reason")));
    std::int64_t documents = 0;
    for (const auto& each : TRY(party::plan_merge(ask.connection, ask.company.id, duplicate, into)).moving) documents += each.count;
    facts.follows("documents_move", json::object{{"count", documents}, {"text", customer_name(ask, into)}});
    return about(std::move(subject), "customer", duplicate.value, std::move(facts));
}

// several policies at once.
Result<Subject> phase_of_cycle(const Asking& ask) {
    Subject subject;
    const std::string code{ask.request.parameter("code")};
    const policy::Cycle cycle = TRY(policy::latest_cycle(ask.connection, ask.company.id)).cycle;
    const policy::Phase* phase = cycle.find(code);
    if (!phase) return refuse("policy.phase_unknown", code);
    Facts facts;
    facts.change("phase", text(cycle.in_force), text(code));
    facts.change("effective_from", nullptr, date(ask.text_of("effective_from")));
    facts.change("reason", nullptr, text(ask.text_of("reason")));
    for (const auto& step : TRY(policy::steps_into(ask.connection, ask.company.id, cycle, *phase))) {
        if (step.name == "cycle") continue;
        for (const auto& each : policy::policy_changes(step.before, step.after)) facts.figure(step.name, each);
    }
    facts.follows("policy_changes", json::object{{"text", "cycle"}, {"date", ask.text_of("effective_from")}});
    return about(std::move(subject), "policy", cycle.version + 1, std::move(facts));
}

Result<Subject> grade_override(const Asking& ask) {
    Subject subject;
    const auto customer = parse_id<CustomerTag>(ask.request.parameter("id")).value_or(CustomerId{});
    place(ask, subject, customer);
    const auto standing = credit::load_standing(ask.connection, ask.company.id, customer, ask.today);
    Facts facts;
    facts.change("customer", text(customer_name(ask, customer)), text(customer_name(ask, customer)));
    facts.change("grade", standing.graded() ? json::value(text(standing.grade)) : json::value(nullptr), text(ask.text_of("grade")));
    facts.change("valid_to", standing.valid_to ? json::value(date(to_string(*standing.valid_to))) : json::value(nullptr), date(ask.text_of("valid_to_date")));
    facts.change("reason", nullptr, text(ask.text_of("reason")));
    facts.follows("grade_outranks_score", json::object{{"text", ask.text_of("grade")}, {"date", ask.text_of("valid_to_date")}});
    return about(std::move(subject), "customer", customer.value, std::move(facts));
}

Result<Subject> change_of_policy(const Asking& ask) {
    if (ask.request.path.starts_with("/api/v1/policy-phases/")) return phase_of_cycle(ask);
    Subject subject;
    const std::string name{ask.request.parameter("name")};
    const auto latest = policy::policy_versions(ask.connection, ask.company.id, name).back();
    Facts facts;
    facts.change("policy", text(name), text(name));
    facts.change("policy_version", text(std::to_string(latest.version)), text(std::to_string(latest.version + 1)));
    facts.change("effective_from", date(to_string(latest.effective_from)), date(ask.text_of("effective_from")));
    facts.change("reason", nullptr, text(ask.text_of("reason")));
    for (const auto& each : policy::policy_changes(json::parse(latest.body), ask.body.at("policy"))) facts.figure(name, each);
    facts.follows("policy_changes", json::object{{"text", name}, {"date", ask.text_of("effective_from")}});
    return about(std::move(subject), "policy", latest.version + 1, std::move(facts));
}

Result<Subject> subject_of(const Asking& ask, std::string_view kind, std::string_view command) {
    if (kind == "write_off") return write_off(ask);
    if (kind == "credit_note") return credit_note(ask);
    if (kind == "refund") return refund(ask);
    if (kind == "period_reopen") return period_reopen(ask);
    if (kind == "customer_merge") return customer_merge(ask);
    if (kind == "limit_change" || kind == "hold_release") return credit_subject(ask, command);
    if (kind == "contract_review") return contract_review(ask);
    if (kind == "grade_override") return grade_override(ask);
    TANDEM_ASSERT(kind == approval::policy_change);
    return change_of_policy(ask);
}

// Keys in order, so that equal content has one text.
json::value canonical(const json::value& value) {
    if (const auto* array = value.if_array()) {
        json::array out;
        for (const auto& each : *array) out.push_back(canonical(each));
        return out;
    }
    const auto* object = value.if_object();
    if (!object) return value;
    std::vector<std::string_view> keys;
    for (const auto& pair : *object) keys.push_back(pair.key());
    std::ranges::sort(keys);
    json::object out;
    for (const auto key : keys) out[key] = canonical(object->at(key));
    return out;
}

}  // namespace

std::string_view approval_kind(std::string_view command) {
    const auto found = std::ranges::find(held_commands, command, &HeldCommand::command);
    return found == held_commands.end() ? std::string_view{} : found->kind;
}

Result<Subject> describe(sql::Connection& connection, const org::Company& company, std::string_view command, const http::Request& request, Date today) {
    const json::value body = json::parse(request.body.empty() ? "{}" : request.body);
    const std::string_view kind = approval_kind(command);
    Subject subject = TRY(subject_of({connection, company, request, body.as_object(), today}, kind, command));
    subject.held.kind = kind;
    subject.held.command = command;
    subject.held.method = request.method;
    subject.held.path = request.path;
    subject.held.body = json::serialize(canonical(body));
    return subject;
}

std::string content_hash(const approval::Held& held) {
    const json::object content{{"body", json::parse(held.body)}, {"changes", json::parse(held.facts).at("changes")}, {"kind", held.kind}, {"method", held.method}, {"path", held.path}};
    return platform::sha256_hex(json::serialize(canonical(content)));
}

}  // namespace tandem::app::server
