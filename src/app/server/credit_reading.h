// The accounts of customers as a page reads them, and their names.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "app/server/serving.h"
#include "credit/edge/accounts_sql.h"
#include "receivable/edge/exposure_sql.h"

namespace tandem::app::server {

struct CreditReading {
    explicit CreditReading(Serving& serving) : serving(serving), policy(serving.policies().credit), question(serving.connection(), serving.company().id, policy.control.exposure, serving.today()) {}
    credit::LoadedAccounts load(std::optional<std::span<const CustomerId>> customers) { return credit::load_accounts({serving.connection(), serving.company(), policy, question, serving.today()}, customers); }
    Serving& serving;
    const credit::CreditPolicy& policy;
    receivable::SqlExposureQuestion question;
};

// What ends so soon is looked at now: as long as grades that end stand in the queue of reassessments.
int soon_days(Serving& serving);

struct CustomerName { std::string code, name; };
std::map<CustomerId, CustomerName> names_of(Serving& serving, const std::vector<CustomerId>& customers);
json::object customer_json(const std::map<CustomerId, CustomerName>& names, CustomerId id);

}  // namespace tandem::app::server
