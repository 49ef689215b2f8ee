// Fields that policies share, read strictly: codes of a list, amounts of a currency.
#pragma once
#include <boost/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/money.h"
#include "policy/edge/strict_json.h"

namespace tandem::receivable {

// The value a code stands for; refuses policy.unknown_code {value, allowed} with the field's path.
template <class Value>
Result<Value> known_code(std::string path, std::string_view code, std::optional<Value> (*parse)(std::string_view), std::string_view allowed) {
    if (const auto value = parse(code)) return *value;
    return refuse("policy.unknown_code", std::move(path), {{"value", std::string(code)}, {"allowed", std::string(allowed)}});
}
template <class Value>
Result<Value> code_field(policy::JsonObject& object, std::string_view key, std::optional<Value> (*parse)(std::string_view), std::string_view allowed) {
    return known_code(object.path_of(key), TRY(object.text(key)), parse, allowed);
}

// A list of texts; an absent key is an empty list.
inline Result<std::vector<std::string>> text_list(policy::JsonObject& object, std::string_view key) {
    std::vector<std::string> texts;
    if (!object.has(key)) return texts;
    TRY_VOID(object.array(key, [&](const boost::json::value& element, const std::string& path) -> Result<void> {
        if (!element.is_string()) return policy::refuse_type(path, "text");
        texts.emplace_back(std::string_view{element.get_string()});
        return {};
    }));
    return texts;
}
template <class Value>
Result<std::vector<Value>> code_list(policy::JsonObject& object, std::string_view key, std::optional<Value> (*parse)(std::string_view), std::string_view allowed) {
    std::vector<Value> values;
    for (const std::string& code : TRY(text_list(object, key))) values.push_back(TRY(known_code(object.path_of(key), code, parse, allowed)));
    return values;
}

// {"amount": "1000.00", "currency": "CNY"}
inline Result<Money> money_field(policy::JsonObject& object, std::string_view key) {
    policy::JsonObject money = TRY(object.object(key));
    const Currency currency = TRY(parse_currency(TRY(money.text("currency"))));
    const Money amount = TRY(parse_decimal(TRY(money.text("amount")), currency));
    TRY_VOID(money.done());
    return amount;
}
inline Result<std::optional<Money>> optional_money(policy::JsonObject& object, std::string_view key) {
    if (!object.has(key)) return std::optional<Money>{};
    return std::optional{TRY(money_field(object, key))};
}

}  // namespace tandem::receivable
