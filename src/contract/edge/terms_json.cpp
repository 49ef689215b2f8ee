#include "contract/edge/terms_json.h"

#include <boost/json.hpp>

#include "policy/edge/strict_json.h"

namespace tandem::contract {
namespace {

namespace json = boost::json;
using policy::JsonObject;
using policy::refuse_type;

Result<Rate> rate_of(JsonObject& object) {
    if (!object.has("ratio")) return object.percent("percent");
    const Rate ratio = TRY(object.rate("ratio"));
    if (!object.has("divisor")) return ratio;
    return share_of(ratio, TRY(object.rate("divisor")));
}

Result<Share> share_of(JsonObject& object, Currency currency) {
    const std::string kind = TRY(object.text("kind"));
    if (kind == "percent") return Percent{TRY(rate_of(object))};
    if (kind == "percent_of_remaining") return PercentOfRemaining{TRY(rate_of(object))};
    if (kind == "fixed") return Fixed{TRY(parse_decimal(TRY(object.text("amount")), currency))};
    if (kind == "remainder") return Remainder{};
    return refuse_type(object.path_of("kind"), "percent, percent_of_remaining, fixed, remainder");
}

Result<DueRule> due_rule_of(JsonObject& object) {
    DueRule rule;
    rule.months = TRY(object.optional("months", &JsonObject::small_integer)).value_or(0);
    rule.days = TRY(object.optional("days", &JsonObject::small_integer)).value_or(0);
    rule.day_of_month = TRY(object.optional("day_of_month", &JsonObject::small_integer));
    rule.next_day_of_month = TRY(object.optional("next_day_of_month", &JsonObject::small_integer));
    const bool end_of_month = TRY(object.optional("end_of_month", &JsonObject::boolean)).value_or(false);
    if (end_of_month && rule.day_of_month) return refuse("contract.two_days_of_month", object.path_of("day_of_month"));
    if (end_of_month) rule.day_of_month = 31;
    return rule;
}

Result<std::optional<Discount>> discount_of(JsonObject& object) {
    if (!object.has("discount")) return std::optional<Discount>{};
    JsonObject inner = TRY(object.object("discount"));
    const Discount discount{TRY(inner.percent("percent")), TRY(inner.small_integer("days"))};
    TRY_VOID(inner.done());
    return std::optional{discount};
}

Result<TermsPart> part_of(const json::value& value, const std::string& path, Currency currency) {
    JsonObject object = TRY(JsonObject::open(value, path));
    TermsPart part{.share = TRY(share_of(object, currency)), .base = {}, .due = {}, .discount = {}, .label = {}};
    const auto base = base_event_named(TRY(object.text("base")));
    if (!base) return refuse_type(object.path_of("base"), "signing, delivery, acceptance, invoice");
    part.base = *base;
    part.due = TRY(due_rule_of(object));
    part.discount = TRY(discount_of(object));
    part.label = TRY(object.optional("label", &JsonObject::text)).value_or("");
    TRY_VOID(object.done());
    return part;
}

std::string percent_text(Rate rate) { return to_string(Rate{rate.e10 * 100}); }

void write_share(const Share& share, json::object& into) {
    if (const auto* percent = std::get_if<Percent>(&share)) {
        into["kind"] = "percent";
        into["percent"] = percent_text(percent->rate);
    } else if (const auto* of_remaining = std::get_if<PercentOfRemaining>(&share)) {
        into["kind"] = "percent_of_remaining";
        into["percent"] = percent_text(of_remaining->rate);
    } else if (const auto* fixed = std::get_if<Fixed>(&share)) {
        into["kind"] = "fixed";
        into["amount"] = to_decimal(fixed->amount);
    } else {
        into["kind"] = "remainder";
    }
}

json::object json_of(const TermsPart& part) {
    json::object object;
    write_share(part.share, object);
    object["base"] = name_of(part.base);
    if (part.due.months != 0) object["months"] = part.due.months;
    if (part.due.day_of_month == 31) object["end_of_month"] = true;
    else if (part.due.day_of_month) object["day_of_month"] = *part.due.day_of_month;
    if (part.due.days != 0) object["days"] = part.due.days;
    if (part.due.next_day_of_month) object["next_day_of_month"] = *part.due.next_day_of_month;
    if (part.discount) object["discount"] = json::object{{"percent", percent_text(part.discount->rate)}, {"days", part.discount->days}};
    if (!part.label.empty()) object["label"] = part.label;
    return object;
}

}  // namespace

Result<PaymentTerms> terms_from_json(const json::value& value, Currency currency, std::optional<Money> total) {
    JsonObject object = TRY(JsonObject::open(value, "terms"));
    std::vector<TermsPart> parts;
    TRY_VOID(object.array("parts", [&](const json::value& element, const std::string& path) -> Result<void> {
        parts.push_back(TRY(part_of(element, path, currency)));
        return {};
    }));
    TRY_VOID(object.done());
    return make_payment_terms(std::move(parts), total);
}

Result<PaymentTerms> parse_terms(std::string_view text, Currency currency, std::optional<Money> total) {
    const json::value document = TRY(policy::parse_json(text));
    return terms_from_json(document, currency, total);
}

json::value terms_to_json(const PaymentTerms& terms) {
    json::array parts;
    for (const TermsPart& part : terms.parts()) parts.emplace_back(json_of(part));
    return json::object{{"parts", std::move(parts)}};
}

std::string to_json(const PaymentTerms& terms) { return json::serialize(terms_to_json(terms)); }

}  // namespace tandem::contract
