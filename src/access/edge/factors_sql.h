// Second factors and recovery codes as they are kept. A secret is shown once, at enrolment, and sealed at rest with the keys
// of personal data (trust S28); codes are kept hashed. What platform/secrets refuses comes up where a secret is used.
#pragma once
#include <string>
#include <vector>

#include "core/date.h"
#include "core/id.h"
#include "core/result.h"
#include "platform/secrets/key_ring.h"
#include "platform/sql/connection.h"

namespace tandem::access {

// A secret as it stands in the column, and in the clear. One from before sealing comes back as it is.
Result<std::string> open_factor_secret(CompanyId company, UserId user, std::string_view stored);
platform::Cell factor_cell(CompanyId company, UserId user);

bool has_second_factor(sql::Connection& connection, CompanyId company, UserId user);

// A new secret (base32), good once confirm_factor() saw a code of it; one not confirmed yet is replaced.
// Refuses access.factor_on.
Result<std::string> begin_factor(sql::Connection& connection, CompanyId company, UserId user, Instant now);
// Refuses access.factor_off, access.factor_on, auth.wrong_code.
Result<void> confirm_factor(sql::Connection& connection, CompanyId company, UserId user, const std::string& code, Instant now);
// Takes a code of the phone, or a recovery code, once; a recovery code needs no key. Refuses access.factor_off, auth.wrong_code.
Result<void> use_factor(sql::Connection& connection, CompanyId company, UserId user, const std::string& code, Instant now);
// Ten new ones; the old ones are void.
std::vector<std::string> renew_recovery_codes(sql::Connection& connection, CompanyId company, UserId user, Instant now);
std::int64_t recovery_codes_left(sql::Connection& connection, CompanyId company, UserId user);
void remove_factor(sql::Connection& connection, CompanyId company, UserId user);

}  // namespace tandem::access
