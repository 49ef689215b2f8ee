// Ways to pay: what a receipt came by, what a grade of customers may use, what a contract agrees on.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tandem {

enum class PaymentMethod { bank_transfer, cheque, cash, automatic_debit, acceptance_bill };
inline constexpr std::array all_payment_methods{PaymentMethod::bank_transfer, PaymentMethod::cheque, PaymentMethod::cash, PaymentMethod::automatic_debit, PaymentMethod::acceptance_bill};

std::string_view code_of(PaymentMethod method);  // "bank_transfer"
std::optional<PaymentMethod> parse_method(std::string_view code);

// A set: in the order of the list, each once.
using PaymentMethods = std::vector<PaymentMethod>;
PaymentMethods set_of(PaymentMethods methods);
// Those of the first that the second lacks.
PaymentMethods without(const PaymentMethods& methods, const PaymentMethods& others);

std::string to_text(const PaymentMethods& methods);  // "bank_transfer; cash"
// Nothing when one of the codes is none. Reading what to_text wrote gives the same set.
std::optional<PaymentMethods> parse_methods(std::string_view text);

}  // namespace tandem
