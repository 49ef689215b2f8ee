#include "policy/edge/methods_json.h"

namespace tandem::policy {

Result<PaymentMethods> methods_of(const boost::json::value& value, const std::string& path) {
    const auto* array = value.if_array();
    if (!array) return refuse_type(path, "array");
    PaymentMethods methods;
    for (std::size_t at = 0; at < array->size(); ++at) {
        const std::string place = path + "[" + std::to_string(at) + "]";
        const auto* code = (*array)[at].if_string();
        if (!code) return refuse_type(place, "text");
        const auto method = parse_method(*code);
        if (!method) return refuse("policy.unknown_code", place, {{"value", std::string(*code)}, {"allowed", to_text({all_payment_methods.begin(), all_payment_methods.end()})}});
        methods.push_back(*method);
    }
    return set_of(std::move(methods));
}

Result<PaymentMethods> read_methods(JsonObject& object, std::string_view key) { return methods_of(TRY(object.value(key)), object.path_of(key)); }

boost::json::array methods_json(const PaymentMethods& methods) {
    boost::json::array codes;
    for (const PaymentMethod each : methods) codes.emplace_back(code_of(each));
    return codes;
}

}  // namespace tandem::policy
