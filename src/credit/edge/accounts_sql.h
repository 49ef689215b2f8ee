// The accounts of customers out of the book, and the lock under which a limit is never exceeded. Trust R5, S25.
#pragma once
#include <memory>
#include <optional>
#include <span>

#include "credit/accounts.h"
#include "org/company.h"
#include "platform/sql/connection.h"

namespace tandem::credit {

struct AccountReading {
    sql::Connection& connection;
    const org::Company& company;
    const CreditPolicy& policy;
    ExposureQuestion& question;
    Date today;
    std::optional<Currency> document{};  // of what is asked about: the book may hold nothing else in it
    bool locked = false;                 // lock_accounts was called: what everybody owes may be written down
};

// The rates these rows need; none are read for a book in one currency.
org::ExchangeRates rates_for(const AccountReading& reading, const ExposureRows& rows);

// Accounts with the exchange rates they were computed by.
class LoadedAccounts {
public:
    LoadedAccounts(std::unique_ptr<const org::ExchangeRates> rates, AccountFacts facts, const AccountReading& reading)
        : rates_(std::move(rates)), accounts_(std::move(facts), reading.policy, {*rates_, reading.company.currency, reading.today}) {}
    Accounts& operator*() { return accounts_; }
    Accounts* operator->() { return &accounts_; }

private:
    std::unique_ptr<const org::ExchangeRates> rates_;
    Accounts accounts_;
};

// Of these customers and of everybody who shares a group's limit with them; without a list, of all customers. What all others
// owe together, where the company has a limit, comes from kept figures. Set-based: the number of statements does not depend on
// how many there are.
LoadedAccounts load_accounts(const AccountReading& reading, std::optional<std::span<const CustomerId>> customers);

// Holds what these customers may owe, their groups' and the company's pools too, to the end of the transaction: taken before
// anything is read that a decision rests on, in one order everywhere.
void lock_accounts(sql::Connection& connection, CompanyId company, std::span<const CustomerId> customers);
// The pool itself: a limit is changed under it.
void lock_account(sql::Connection& connection, CompanyId company, Scope scope, std::int64_t subject);

std::vector<LimitEntry> load_limit_entries(sql::Connection& connection, CompanyId company, Scope scope, std::int64_t subject);

}  // namespace tandem::credit
