#include "contract/edge/policy_json.h"

#include <boost/json.hpp>

#include "contract/edge/gate_policy_json.h"
#include "contract/edge/terms_json.h"
#include "policy/edge/methods_json.h"
#include "policy/edge/policy_head.h"
#include "policy/edge/strict_json.h"

namespace tandem::contract {
namespace {

using policy::JsonObject;
using policy::refuse_type;

Result<BreachClause> breach_of(JsonObject object) {
    const Rate daily = TRY(object.rate("late_interest_daily"));
    const Rate penalty = TRY(object.percent("penalty_percent"));
    const int after_days = TRY(object.small_integer("penalty_after_days"));
    TRY_VOID(object.done());
    return make_breach_clause(daily, penalty, after_days);
}

}  // namespace

Result<ContractPolicy> parse_contract_policy(std::string_view text) {
    const boost::json::value document = TRY(policy::parse_json(text));
    JsonObject object = TRY(JsonObject::open(document));
    const int version = TRY(policy::read_policy_head(object));
    std::string calendar = TRY(object.text("calendar"));
    const auto roll = policy::roll_named(TRY(object.text("roll")));
    if (!roll) return refuse_type("roll", "none, following, modified_following, preceding");
    // Standard terms stand for contracts in every currency, so they hold no fixed amounts.
    PaymentTerms payment = TRY(terms_from_json(TRY(object.value("payment")), currency("CNY")));
    for (const TermsPart& part : payment.parts())
        if (std::holds_alternative<Fixed>(part.share)) return refuse("contract.standard_terms_fixed");
    PaymentMethods methods = TRY(policy::read_methods(object, "payment_methods"));
    const BreachClause breach = TRY(breach_of(TRY(object.object("breach"))));
    const auto venue = venue_named(TRY(object.text("dispute")));
    if (!venue) return refuse_type("dispute", "our_seat, customer_seat, place_of_performance, arbitration");
    GatePolicy gate = TRY(gate_of(TRY(object.object("gate"))));
    TRY_VOID(object.done());
    return make_contract_policy({version, std::move(calendar), *roll, std::move(payment), breach, *venue, std::move(gate), std::move(methods)});
}

}  // namespace tandem::contract
