// To whom among the users a mail may go, and in which language.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "core/errors.h"
#include "core/id.h"
#include "platform/sql/connection.h"

namespace tandem::message {

struct Recipient {
    UserId user;
    std::string name, account, address;  // address empty: none is known
    std::string account_address;         // the one for links that sign somebody in: only the account's own
    Language language = Language::zh;
    bool off = false;                    // wants no reminders
};

// Of those who may sign in. The address is the account's, else its employee's.
std::vector<Recipient> recipients(sql::Connection& connection, CompanyId company, std::span<const UserId> users);

// What a person settles for himself.
void set_mail_wishes(sql::Connection& connection, CompanyId company, UserId user, Language language, bool off);

}  // namespace tandem::message
