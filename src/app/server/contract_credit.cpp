#include "app/server/contract_credit.h"

#include "credit/edge/accounts_sql.h"
#include "org/edge/org_sql.h"
#include "receivable/edge/exposure_sql.h"
#include "receivable/facts.h"

namespace tandem::app::server {
namespace {

using contract::Finding;
using credit::RuleCode;

struct Asked {
    const credit::CreditPolicy& policy;
    Currency base;
    Date today;
};

// Its exposure is that of a signed contract none of whose lines has a day yet.
credit::DocumentFacts facts_of(const contract::Contract& contract, const credit::Accounts::With& with, const org::ExchangeRates& rates, const Asked& asked) {
    credit::DocumentFacts facts;
    facts.adds_minor = with.adds;
    if (contract.terms) facts.term_days = static_cast<int>(contract::longest_span(*contract.terms).count());
    const auto rate = rates.rate_on(contract.amount.currency(), asked.base, asked.today);
    facts.rate_missing = !rate || with.rate_missing;
    if (!rate) return facts;
    facts.base_minor = receivable::base_minor(contract.amount, *rate, asked.base);
    const Money on_credit = contract.terms ? contract::amount_on_credit(*contract.terms, contract.amount) : contract.amount;
    facts.prepaid_minor = facts.base_minor - receivable::base_minor(on_credit, *rate, asked.base);
    return facts;
}

Finding finding_of(const credit::Reason& reason, const contract::GatePolicy& policy, Currency base) {
    Finding finding{.what = contract::Breaks::credit_limit, .treatment = policy.treatment_of(contract::Breaks::credit_limit), .figures = {{"reason", std::string(code_of(reason.code))}}};
    const auto add = [&](const char* name, contract::Figure figure) { finding.figures.emplace_back(name, std::move(figure)); };
    if (reason.code == RuleCode::status) finding.treatment = contract::Treatment::block;  // a stop set by hand is lifted by hand
    if (reason.code == RuleCode::limit_used || reason.code == RuleCode::limit_expired) add("scope", std::string(code_of(reason.scope)));
    if (reason.code == RuleCode::limit_used)
        for (const auto& [name, minor] : {std::pair{"limit", reason.limit}, {"used", reason.used}, {"adds", reason.adds}, {"above", reason.used + reason.adds - reason.limit}}) add(name, Money{minor, base});
    if (reason.code == RuleCode::overdue_days) add("days", static_cast<int>(reason.actual));
    if (reason.code == RuleCode::overdue_amount) add("overdue", Money{reason.actual, base});
    if (!reason.detail.empty()) add("detail", reason.detail);
    return finding;
}

std::vector<Finding> ask(Serving& serving, sql::Connection& connection, const contract::Contract& contract, const contract::GatePolicy& policy) {
    std::vector<Finding> findings;
    const ContractCheck check = check_contract_credit(serving, connection, contract);
    for (const credit::Reason& each : check.decision.reasons)
        if (each.effect == credit::Effect::hold && each.code != RuleCode::no_grade && each.code != RuleCode::term_above_cap) findings.push_back(finding_of(each, policy, serving.company().currency));
    return findings;
}

}  // namespace

ContractCheck check_contract_credit(Serving& serving, sql::Connection& connection, const contract::Contract& contract) {
    const credit::CreditPolicy& credit = serving.policies().credit;
    const org::Company& company = serving.company();
    const Asked asked{credit, company.currency, serving.today()};
    receivable::SqlExposureQuestion question{connection, company.id, credit.control.exposure, asked.today};
    auto accounts = credit::load_accounts({connection, company, credit, question, asked.today, contract.amount.currency()}, std::span<const CustomerId>{&contract.customer, 1});
    auto with = accounts->with(credit::ContractRow{contract.customer, contract.id, contract.number, contract.amount.currency(), contract.amount.minor()});
    const auto facts = facts_of(contract, with, org::load_exchange_rates(connection, company.id), asked);
    auto decision = credit::decide_check(with.before, facts, credit::Checkpoint::contract, {credit, credit.control.checks, asked.base, asked.today});
    return {std::move(decision), std::move(with.before), with.adds};
}

contract::CreditQuestion credit_question(Serving& serving, sql::Connection& connection, GateLook look) {
    return [&serving, &connection, look](const contract::Contract& contract, const contract::GatePolicy& policy) -> std::vector<Finding> {
        if (contract.status() == contract::Status::signed_off) return {};  // it is in the exposure already
        if (look == GateLook::decides) credit::lock_accounts(connection, serving.company().id, std::span<const CustomerId>{&contract.customer, 1});
        return ask(serving, connection, contract, policy);
    };
}

}  // namespace tandem::app::server
