#include "receivable/edge/receivable_policy_json.h"

#include <boost/json.hpp>

#include "policy/edge/policy_head.h"
#include "receivable/edge/json_fields.h"

namespace tandem::receivable {
namespace {

using policy::JsonObject;
namespace json = boost::json;

std::optional<Cumulation> parse_cumulation(std::string_view code) {
    if (code == "both") return Cumulation::both;
    if (code == "higher_only") return Cumulation::higher_only;
    return std::nullopt;
}

Result<AgingBuckets> buckets_of(JsonObject& aging, std::string_view key, AgingBasis basis) {
    std::vector<int> edges;
    TRY_VOID(aging.array(key, [&](const json::value& element, const std::string& path) -> Result<void> {
        if (!element.is_int64() || element.get_int64() < 0 || element.get_int64() > 100'000) return policy::refuse_type(path, "days, 0 to 100000");
        edges.push_back(static_cast<int>(element.get_int64()));
        return {};
    }));
    return make_aging_buckets(basis, edges);
}

Result<int> margin_of(JsonObject& aging) {
    const int margin = TRY(aging.small_integer("unpaid_margin_days"));
    if (margin < 0) return refuse("receivable.unpaid_margin", aging.path_of("unpaid_margin_days"), {{"days", std::to_string(margin)}});
    return margin;
}

Result<InterestTerms> interest_of(JsonObject interest) {
    std::vector<DatedRate> rates;
    TRY_VOID(interest.array("rates", [&](const json::value& element, const std::string& path) -> Result<void> {
        JsonObject rate = TRY(JsonObject::open(element, path));
        rates.push_back({TRY(rate.optional("from", &JsonObject::date)), {TRY(rate.rate("rate")), TRY(rate.small_integer("per_days"))}});
        return rate.done();
    }));
    const int grace_days = TRY(interest.small_integer("grace_days"));
    TRY_VOID(interest.done());
    return make_interest_terms(std::move(rates), grace_days);
}

Result<PenaltyPolicy> penalty_of(JsonObject penalty) {
    PenaltyPolicy read;
    read.rate = TRY(penalty.percent("percent"));
    read.more_than_days = TRY(penalty.small_integer("more_than_days"));
    read.cumulation = TRY(code_field<Cumulation>(penalty, "with_interest", parse_cumulation, "both, higher_only"));
    read.cap = TRY(penalty.optional("cap_percent_of_principal", &JsonObject::percent));
    TRY_VOID(penalty.done());
    return make_penalty_policy(read);
}

Result<FeeSchedule> fee_schedule_of(JsonObject& schedule) {
    const Currency currency = TRY(parse_currency(TRY(schedule.text("currency"))));
    std::vector<FeeTier> tiers;
    TRY_VOID(schedule.array("tiers", [&](const json::value& element, const std::string& path) -> Result<void> {
        JsonObject tier = TRY(JsonObject::open(element, path));
        tiers.push_back({TRY(parse_decimal(TRY(tier.text("from")), currency)), TRY(parse_decimal(TRY(tier.text("fee")), currency))});
        return tier.done();
    }));
    TRY_VOID(schedule.done());
    return make_fee_schedule(std::move(tiers));
}

// Every schedule is checked, one of them or none is in force.
Result<std::optional<FeeSchedule>> late_fee_of(JsonObject& document) {
    const auto in_force = TRY(document.optional("late_fee", &JsonObject::text));
    std::optional<FeeSchedule> chosen;
    TRY_VOID(document.array("fee_schedules", [&](const json::value& element, const std::string& path) -> Result<void> {
        JsonObject schedule = TRY(JsonObject::open(element, path));
        const std::string code = TRY(schedule.text("code"));
        FeeSchedule read = TRY(fee_schedule_of(schedule));
        if (in_force == code) chosen = std::move(read);
        return {};
    }));
    if (in_force && !chosen) return refuse("policy.unknown_fee_schedule", *in_force);
    return chosen;
}

Result<Chart> chart_of(JsonObject& document) {
    std::vector<RoleAccount> accounts;
    TRY_VOID(document.array("chart", [&](const json::value& element, const std::string& path) -> Result<void> {
        JsonObject line = TRY(JsonObject::open(element, path));
        const AccountRole role = TRY(code_field<AccountRole>(line, "role", account_role, "receivable ... opening_balance"));
        accounts.push_back({role, {TRY(line.text("account")), TRY(line.text("zh")), TRY(line.text("en"))}});
        return line.done();
    }));
    return make_chart(accounts);
}

}  // namespace

Result<ReceivablePolicy> parse_receivable_policy(std::string_view text) {
    const json::value value = TRY(policy::parse_json(text));
    JsonObject document = TRY(JsonObject::open(value));
    ReceivablePolicy read;
    read.version = TRY(policy::read_policy_head(document));
    JsonObject aging = TRY(document.object("aging"));
    read.by_due = TRY(buckets_of(aging, "due_last_days", AgingBasis::due));
    read.by_invoice = TRY(buckets_of(aging, "invoice_last_days", AgingBasis::invoice));
    read.unpaid_margin_days = TRY(margin_of(aging));
    TRY_VOID(aging.done());
    read.interest = TRY(interest_of(TRY(document.object("interest"))));
    read.late_fee = TRY(late_fee_of(document));
    read.penalty = TRY(penalty_of(TRY(document.object("penalty"))));
    read.chart = TRY(chart_of(document));
    TRY_VOID(document.done());
    return read;
}

}  // namespace tandem::receivable
