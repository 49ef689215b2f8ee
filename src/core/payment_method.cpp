#include "core/payment_method.h"

#include <algorithm>

#include "core/codes.h"

namespace tandem {
namespace {

// In the order of the enum.
constexpr std::array<std::string_view, all_payment_methods.size()> codes{"bank_transfer", "cheque", "cash", "automatic_debit", "acceptance_bill"};

}  // namespace

std::string_view code_of(PaymentMethod method) { return codes[static_cast<std::size_t>(method)]; }

std::optional<PaymentMethod> parse_method(std::string_view code) { return named<PaymentMethod>(codes, code); }

PaymentMethods set_of(PaymentMethods methods) {
    std::ranges::sort(methods);
    methods.erase(std::ranges::unique(methods).begin(), methods.end());
    return methods;
}

PaymentMethods without(const PaymentMethods& methods, const PaymentMethods& others) {
    PaymentMethods left;
    std::ranges::copy_if(methods, std::back_inserter(left), [&](PaymentMethod each) { return std::ranges::find(others, each) == others.end(); });
    return left;
}

std::string to_text(const PaymentMethods& methods) {
    std::string text;
    for (const PaymentMethod each : methods) (text += text.empty() ? "" : "; ") += code_of(each);
    return text;
}

std::optional<PaymentMethods> parse_methods(std::string_view text) {
    PaymentMethods methods;
    while (!text.empty()) {
        const auto end = std::min(text.find(';'), text.size());
        const auto method = parse_method(text.substr(0, end));
        if (!method) return std::nullopt;
        methods.push_back(*method);
        text.remove_prefix(std::min(text.size(), end + 1));
        while (text.starts_with(' ')) text.remove_prefix(1);
    }
    return set_of(std::move(methods));
}

}  // namespace tandem
