// The cells of a contact that hold personal data: sealed where they are written, opened where they are read.
#pragma once
#include <string>
#include <string_view>

#include "core/id.h"
#include "core/result.h"
#include "party/customer.h"
#include "platform/sql/connection.h"

namespace tandem::party {

enum class ContactCell { email, phone };

// What platform/secrets refuses: a missing or exposed key file.
Result<std::string> seal_contact(CompanyId company, ContactId id, ContactCell cell, std::string_view clear);
Result<std::string> unseal_contact(CompanyId company, ContactId id, ContactCell cell, std::string_view stored);

// The same where a failure ends the whole run: throws std::runtime_error with the refusal's text.
std::string sealed_contact(CompanyId company, ContactId id, ContactCell cell, std::string_view clear);
std::string opened_contact(CompanyId company, ContactId id, ContactCell cell, std::string_view stored);

// For those who need not see it whole: the mask, and "****" for what does not open.
std::string shown_contact(CompanyId company, ContactId id, ContactCell cell, std::string_view stored);

}  // namespace tandem::party
