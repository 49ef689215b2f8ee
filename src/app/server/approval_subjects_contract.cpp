// What is asked when a contract has passed its review, and when a change order gives more time..
#include "app/server/approval_facts.h"
#include "contract/edge/contract_json.h"
#include "contract/edge/contract_store_sql.h"
#include "contract/edge/gate_sql.h"
#include "contract/edge/terms_json.h"
#include "contract/later.h"
#include "contract/terms_text.h"
#include "org/edge/org_sql.h"

namespace tandem::app::server {
namespace {

std::string days_text(Days days) { return std::to_string(days.count()); }

// Each finding as it was accepted, figures and all: whoever agrees, agrees to these and to nothing worse..
void accepted_findings(const Asking& ask, Facts& facts) {
    const auto* accepted = ask.body.if_contains("accepted");
    if (!accepted || !accepted->is_array()) return;
    for (const auto& each : accepted->get_array()) facts.accepted(each.at("finding"), each.at("figures"), each.at("reason"));
}

void passed(const Asking& ask, const contract::Contract& contract, Facts& facts) {
    facts.change("contract_status", text("in_review"), text("approved"));
    facts.change("contract_amount", nullptr, money(contract.amount.minor(), contract.amount.currency()));
    if (contract.terms) facts.change("longest_term_days", nullptr, text(days_text(contract::longest_span(*contract.terms))));
    facts.change("payment_methods", nullptr, text(to_text(contract.payment_methods)));
    accepted_findings(ask, facts);
    const auto* risks = ask.body.if_contains("risks");
    const std::int64_t count = risks && risks->is_array() ? static_cast<std::int64_t>(risks->get_array().size()) : 0;
    facts.follows("clause_risks", json::object{{"count", count}});
    facts.follows("contract_may_be_signed", money(contract.amount.minor(), contract.amount.currency()));
}

Result<void> extended(const Asking& ask, const contract::ContractState& state, Facts& facts) {
    contract::ChangeOrder order{TRY(ask.money_of("amount")), {}, {}};
    if (const auto* terms = ask.body.if_contains("terms"); terms && !terms->is_null()) order.rest = TRY(contract::terms_from_json(*terms, order.amount.currency())).parts();
    if (const auto* expected = ask.body.if_contains("expected"); expected && !expected->is_null()) order.expected = TRY(contract::expected_events(*expected));
    const auto changed = TRY(contract::decide_change(state, order));
    const contract::Contract& contract = state.contract;
    const auto lengthened = contract::judge_change(state, order, changed);
    facts.change("longest_term_days", text(days_text(lengthened.before)), text(days_text(lengthened.after)));
    facts.change("contract_amount", money(contract.amount.minor(), contract.amount.currency()), money(order.amount.minor(), order.amount.currency()));
    const auto day = [](std::optional<Date> some) { return some ? json::value(date(to_string(*some))) : json::value(nullptr); };
    if (lengthened.expected_before || lengthened.expected_after) facts.change("last_expected_due", day(lengthened.expected_before), day(lengthened.expected_after));
    if (lengthened.put_off) facts.change("put_off", nullptr, money(lengthened.put_off->minor(), lengthened.put_off->currency()));
    facts.change("payment_terms", text(contract::to_text(*contract.terms)), text(contract::to_text(changed.terms)));
    facts.change("reason", nullptr, text(ask.text_of("reason")));
    Money waiting{0, order.amount.currency()};
    for (const auto& line : changed.replaced) waiting += line.amount;
    facts.follows("paid_later", money(waiting.minor(), waiting.currency()));
    return {};
}

}  // namespace

Result<Subject> contract_review(const Asking& ask) {
    const auto id = parse_id<ContractTag>(ask.request.parameter("id")).value_or(ContractId{});
    const audit::Act act{ask.company.id, UserId{}, Instant{}, "describe", 0};
    contract::SqlContractStore store{ask.connection, act};
    const auto states = store.lock(std::span{&id, 1});
    if (states.empty()) return refuse("contract.unknown", to_string(id));
    const contract::Contract& contract = states.front().contract;
    Subject subject;
    const auto rates = org::load_exchange_rates(ask.connection, ask.company.id);
    const bool extension = ask.request.path.ends_with("/changes");
    const Money amount = extension ? TRY(ask.money_of("amount")) : contract.amount;
    amount_of(subject, amount, TRY(rates.rate_on(amount.currency(), ask.company.currency, ask.today)), ask.company.currency);
    if (contract.rep) subject.beneficiaries.push_back(*contract.rep);
    if (auto row = contract::load_gate(ask.connection, ask.company.id, id))
        for (const contract::Hand& maker : contract::with_employees(ask.connection, ask.company.id, *std::move(row)).makers) {
            subject.makers.push_back(maker.user);
            if (maker.employee) subject.beneficiaries.push_back(maker.employee);
        }
    place(ask, subject, contract.customer);
    Facts facts;
    facts.change("contract", text(contract.number + " " + contract.title), text(contract.number + " " + contract.title));
    if (extension) TRY_VOID(extended(ask, states.front(), facts));
    else {
        passed(ask, contract, facts);
        subject.alone = contract.number;
    }
    subject.held.object_kind = "contract";
    subject.held.object_id = id.value;
    subject.held.facts = std::move(facts).serialized();
    return subject;
}

}  // namespace tandem::app::server
