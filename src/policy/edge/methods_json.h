// Ways to pay in JSON: ["bank_transfer", "cash"]. R-205.
#pragma once
#include <boost/json.hpp>

#include "core/payment_method.h"
#include "policy/edge/strict_json.h"

namespace tandem::policy {

// A set, whatever the order. json.wrong_type, policy.unknown_code.
Result<PaymentMethods> methods_of(const boost::json::value& value, const std::string& path);
Result<PaymentMethods> read_methods(JsonObject& object, std::string_view key);
boost::json::array methods_json(const PaymentMethods& methods);

}  // namespace tandem::policy
