// The policies of a company: the shipped file until it decides figures of its own, then its versions in the book.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "core/id.h"
#include "platform/sql/connection.h"

namespace tandem::policy {

// One version as it stands in the book, or shipped (then nobody proposed it and it has no reason).
struct KeptPolicy {
    int version = 0;
    Date effective_from{};
    std::string body;  // JSON of the capability's schema
    std::string reason;
    std::string proposed_by;  // the user's name as shown
    Instant recorded_at{};
    bool shipped = false;
};

// The text in force on the day: the company's own version, else the shipped one.
std::string policy_text(sql::Connection& connection, CompanyId company, std::string_view name, Date on);

// Every version, the shipped one first and the newest last.
std::vector<KeptPolicy> policy_versions(sql::Connection& connection, CompanyId company, std::string_view name);

void insert_policy(sql::Connection& connection, CompanyId company, std::string_view name, const KeptPolicy& policy, UserId proposed_by);

}  // namespace tandem::policy
