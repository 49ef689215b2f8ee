// How personal data is shown to those who need not see it whole (trust S28). Masking twice is masking once.
#pragma once
#include <string>
#include <string_view>

namespace tandem::party {

std::string masked_phone(std::string_view phone);               // 138****1234, +86 138****1234, ****12
std::string masked_email(std::string_view email);               // l***@example.com
std::string masked_bank_account(std::string_view account);      // 6222 **** **** 1234
std::string masked_identity_number(std::string_view number);    // 110101********1234

// What a statement such as a masked file means beside the known value: the known one when it only repeats its mask.
std::string unmasked_by(std::string_view stated, std::string_view known, std::string (*mask)(std::string_view));

}  // namespace tandem::party
