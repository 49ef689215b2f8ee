// Requests and their decisions in the database.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "approval/policy.h"
#include "approval/request.h"
#include "core/money.h"
#include "platform/sql/connection.h"

namespace tandem::approval {

// The command as it came, and what it is about.
struct Held {
    std::string kind;
    std::string command, method, path, body;  // how it is done when agreed
    std::string object_kind;
    std::int64_t object_id = 0;
    std::optional<CustomerId> customer;
    std::optional<TeamId> team;      // the customer's at the time of asking
    std::optional<RegionId> region;
    std::optional<Money> amount;
    std::optional<std::int64_t> base_amount, counted;  // minor units of the company's currency
    std::string facts;  // JSON: {"changes": [...], "consequences": [...]}
};

struct Stored {
    ApprovalId id;
    Held held;
    Request request;
    int policy_version = 0;
    std::string failure;  // JSON of the refusal, when failed
    Instant recorded_at;
    std::optional<Instant> decided_at;
};

void insert_request(sql::Connection& connection, CompanyId company, const Stored& stored);
// Saves what changed; a decision that is new to the database is written with it.
void save_request(sql::Connection& connection, CompanyId company, const Stored& stored);

enum class Lock { none, write };
std::optional<Stored> find_request(sql::Connection& connection, CompanyId company, ApprovalId id, Lock lock = Lock::none);
std::vector<Stored> pending_requests(sql::Connection& connection, CompanyId company);  // the oldest first

// Newest first; those of a requester, or those a user decided. `before`: id of the last row seen.
enum class Box { sent, done };
std::vector<Stored> list_requests(sql::Connection& connection, CompanyId company, Box box, UserId user, std::optional<ApprovalId> before, std::int64_t limit);

// What this person asked of this kind for this customer since then, without what came to nothing.
std::int64_t asked_since(sql::Connection& connection, CompanyId company, const std::string& kind, CustomerId customer, const Person& requester, Instant since, std::optional<ApprovalId> except = {});

// Who asked the same of the same document and waits for agreement.
std::optional<std::string> waiting_requester(sql::Connection& connection, CompanyId company, const Held& held);

}  // namespace tandem::approval
