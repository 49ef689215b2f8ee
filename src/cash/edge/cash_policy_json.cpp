#include "cash/edge/cash_policy_json.h"

#include <boost/json.hpp>

#include "policy/edge/policy_head.h"
#include "receivable/edge/json_fields.h"

namespace tandem::cash {
namespace {

using policy::JsonObject;
using receivable::code_field;
using receivable::code_list;
namespace json = boost::json;

std::optional<Ties> parse_ties(std::string_view code) {
    if (code == "in_sequence") return Ties::in_sequence;
    if (code == "pro_rata") return Ties::pro_rata;
    return std::nullopt;
}
std::optional<SmallDifference> parse_small_difference(std::string_view code) {
    if (code == "settle") return SmallDifference::settle;
    if (code == "leave_open") return SmallDifference::leave_open;
    return std::nullopt;
}
std::optional<BillCountsAt> parse_counts_at(std::string_view code) {
    if (code == "receipt") return BillCountsAt::receipt;
    if (code == "maturity") return BillCountsAt::maturity;
    return std::nullopt;
}

Result<AllocationOrder> order_of(const json::value& element, const std::string& path) {
    JsonObject object = TRY(JsonObject::open(element, path));
    AllocationOrder order;
    order.code = TRY(object.text("code"));
    order.keys = TRY(code_list<OrderKey>(object, "keys", parse_order_key,
                                         "kind, due_before_not, least_secured, heaviest_burden, earliest_due, earliest_dated"));
    order.kinds = TRY(code_list<ClaimKind>(object, "kinds", parse_claim_kind, "cost, fee, interest, principal"));
    order.ties = TRY(code_field<Ties>(object, "ties", parse_ties, "in_sequence, pro_rata"));
    TRY_VOID(object.done());
    return make_allocation_order(std::move(order));
}

// Every order is checked, one of them is in force.
Result<AllocationOrder> order_in_force(JsonObject& document) {
    const std::string in_force = TRY(document.text("allocation_order"));
    std::optional<AllocationOrder> chosen;
    TRY_VOID(document.array("allocation_orders", [&](const json::value& element, const std::string& path) -> Result<void> {
        AllocationOrder order = TRY(order_of(element, path));
        if (order.code == in_force) chosen = std::move(order);
        return {};
    }));
    if (!chosen) return refuse("policy.unknown_order", in_force);
    return *std::move(chosen);
}

Result<TolerancePolicy> tolerance_of(JsonObject tolerance) {
    TolerancePolicy read;
    read.use = TRY(code_field<SmallDifference>(tolerance, "small_difference", parse_small_difference, "settle, leave_open"));
    read.discount_grace_days = TRY(tolerance.small_integer("discount_grace_days"));
    TRY_VOID(tolerance.array("limits", [&](const json::value& element, const std::string& path) -> Result<void> {
        JsonObject limit = TRY(JsonObject::open(element, path));
        read.limits.push_back({TRY(limit.percent("percent")), TRY(receivable::money_field(limit, "max"))});
        return limit.done();
    }));
    TRY_VOID(tolerance.done());
    return make_tolerance_policy(std::move(read));
}

}  // namespace

Result<CashPolicy> parse_cash_policy(std::string_view text) {
    const json::value value = TRY(policy::parse_json(text));
    JsonObject document = TRY(JsonObject::open(value));
    CashPolicy read;
    read.version = TRY(policy::read_policy_head(document));
    read.order = TRY(order_in_force(document));
    read.tolerance = TRY(tolerance_of(TRY(document.object("tolerance"))));
    read.bill_counts_at = TRY(code_field<BillCountsAt>(document, "bill_counts_at", parse_counts_at, "receipt, maturity"));
    TRY_VOID(document.done());
    return read;
}

}  // namespace tandem::cash
