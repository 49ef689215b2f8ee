#include "party/personal.h"

#include <algorithm>

namespace tandem::party {
namespace {

constexpr std::string_view stars = "********";

bool is_masked(std::string_view text) { return text.find("**") != std::string_view::npos; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Bytes of the last `count` digits and what stands between them.
std::string_view last_digits(std::string_view text, std::size_t count) {
    std::size_t at = text.size();
    while (at > 0 && count > 0)
        if (is_digit(text[--at])) --count;
    return text.substr(at);
}

}  // namespace

std::string masked_phone(std::string_view phone) {
    if (phone.empty() || is_masked(phone)) return std::string{phone};
    const auto digits = std::ranges::count_if(phone, is_digit);
    if (digits < 7) return "****" + std::string{last_digits(phone, digits < 4 ? 0 : 2)};
    // A mobile number keeps three digits before and four behind; what stands before it (the country) stays.
    const std::string_view local = last_digits(phone, 11);
    const std::string_view before = digits >= 11 ? phone.substr(0, phone.size() - local.size()) : std::string_view{};
    const std::size_t shown = digits >= 11 ? 3 : digits >= 10 ? 2 : 0;
    std::string head;
    for (std::size_t at = 0, seen = 0; at < local.size() && seen < shown; ++at)
        if (is_digit(local[at])) { head += local[at]; ++seen; }
    std::string tail;
    for (const char c : last_digits(phone, 4))
        if (is_digit(c)) tail += c;
    return std::string{before} + head + "****" + tail;
}

std::string masked_email(std::string_view email) {
    if (email.empty() || is_masked(email)) return std::string{email};
    const auto at = email.rfind('@');
    if (at == std::string_view::npos || at == 0) return "***";
    // One letter stays; a byte of a longer character alone would be no text.
    const bool plain = static_cast<unsigned char>(email.front()) < 0x80 && at > 1;
    return std::string{plain ? email.substr(0, 1) : std::string_view{}} + "***" + std::string{email.substr(at)};
}

std::string masked_bank_account(std::string_view account) {
    if (account.empty() || is_masked(account)) return std::string{account};
    std::string digits;
    std::ranges::copy_if(account, std::back_inserter(digits), is_digit);
    if (digits.size() < 12) return "****" + (digits.size() < 8 ? std::string{} : digits.substr(digits.size() - 2));
    return digits.substr(0, 4) + " **** **** " + digits.substr(digits.size() - 4);
}

std::string masked_identity_number(std::string_view number) {
    if (number.empty() || is_masked(number)) return std::string{number};
    if (number.size() < 15) return std::string{stars};
    return std::string{number.substr(0, 6)} + std::string{stars} + std::string{number.substr(number.size() - 4)};
}

std::string unmasked_by(std::string_view stated, std::string_view known, std::string (*mask)(std::string_view)) {
    return std::string{is_masked(stated) && stated == mask(known) ? known : stated};
}

}  // namespace tandem::party
