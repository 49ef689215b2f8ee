// What a new password must not be, whoever chooses it and by whichever page (trust S10).
#pragma once
#include <memory>
#include <string>

#include "app/server/users.h"
#include "platform/leaked_passwords.h"

namespace tandem::app::server {

// The list every new password is looked up in, of all companies this process serves; none before the first call.
void use_leaked_passwords(std::shared_ptr<const platform::LeakedPasswords> list);

// Refuses auth.password_guessable and auth.password_leaked. Length is looked at where the password is hashed.
Result<void> check_new_password(const org::Company& company, const User& user, const std::string& password);

}  // namespace tandem::app::server
