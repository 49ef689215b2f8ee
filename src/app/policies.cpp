#include "app/policies.h"

#include <algorithm>

#include "access/edge/access_policy_json.h"
#include "approval/edge/approval_policy_json.h"
#include "cash/edge/cash_policy_json.h"
#include "contract/edge/policy_json.h"
#include "credit/edge/credit_policy_json.h"
#include "credit/edge/scoring_model_json.h"
#include "dunning/edge/dunning_policy_json.h"
#include "importing/edge/limits_json.h"
#include "message/edge/message_policy_json.h"
#include "platform/shipped.h"
#include "policy/edge/phases.h"
#include "receivable/edge/receivable_policy_json.h"

namespace tandem::app {

namespace {

// Every phase must point at figures that are there and give policies that can be read: tried on the shipped ones.
Result<void> check_cycle(std::string_view text, Currency company_currency) {
    const policy::Cycle cycle = TRY(policy::parse_cycle(text));
    for (const auto& phase : cycle.phases)
        for (const auto& figure : phase.figures) {
            if (!is_policy(figure.policy) || figure.policy == "cycle") return refuse("policy.unknown", figure.policy);
            const auto shipped = shipped_file("policies/" + figure.policy + ".json");
            const boost::json::value document = TRY(policy::in_phase(boost::json::parse(*shipped), figure.policy, phase));
            TRY_VOID(check_policy(figure.policy, boost::json::serialize(document), company_currency));
        }
    return {};
}

}  // namespace

const std::vector<std::string_view>& policy_names() {
    static const std::vector<std::string_view> names{"contract", "receivable", "cash", "credit", "scoring", "dunning", "approval", "access", "message", "importing", "cycle"};
    return names;
}
bool is_policy(std::string_view name) { return std::ranges::find(policy_names(), name) != policy_names().end(); }

Result<void> check_policy(std::string_view name, std::string_view text, Currency company_currency) {
    const auto read = [](const auto& policy) -> Result<void> {
        if (!policy) return tl::unexpected<Error>(policy.error());
        return {};
    };
    if (name == "contract") return read(contract::parse_contract_policy(text));
    if (name == "receivable") return read(receivable::parse_receivable_policy(text));
    if (name == "cash") return read(cash::parse_cash_policy(text));
    if (name == "credit") return read(credit::parse_credit_policy(text));
    if (name == "scoring") return read(credit::parse_scoring_model(text));
    if (name == "dunning") return read(dunning::parse_dunning_policy(text));
    if (name == "approval") return read(approval::parse_approval_policy(text, company_currency));
    if (name == "access") return read(access::parse_access_policy(text));
    if (name == "message") return read(message::parse_message_policy(text));
    if (name == "cycle") return check_cycle(text, company_currency);
    TANDEM_ASSERT(name == "importing");
    return read(importing::upload_limits_from_json(text));
}

Result<void> check_policies_agree(std::string_view name, std::string_view text, const PolicyOf& other) {
    if (name != "credit" && name != "scoring") return {};
    const std::string beside = other(name == "credit" ? "scoring" : "credit");
    const auto policy = TRY(credit::parse_credit_policy(name == "credit" ? text : beside));
    return credit::check_bands(TRY(credit::parse_scoring_model(name == "credit" ? beside : text)), policy);
}

}  // namespace tandem::app
