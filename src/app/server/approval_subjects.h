// What a held command is about: whose, how much, what is old, what becomes new and what follows from it.
#pragma once
#include <string_view>
#include <vector>

#include "app/server/serving.h"
#include "approval/edge/approval_sql.h"

namespace tandem::app::server {

// The approval kind of a command by its name in the trail ("open_item.write_off" is a write_off); empty: never held.
std::string_view approval_kind(std::string_view command);

struct Subject {
    approval::Held held;
    std::vector<EmployeeId> beneficiaries;  // the reps in whose favour it is
    std::vector<UserId> makers;             // who wrote what is asked, beside the requester
    std::string region;                     // code; empty when there is none
    std::optional<int> days;                // of what grants time
    std::string alone{};                    // its number, when nothing else of the kind may wait for the same document
};

// Of a request that its handler has accepted, before anything is changed. Refuses only what the book does not know.
Result<Subject> describe(sql::Connection& connection, const org::Company& company, std::string_view command, const http::Request& request, Date today);

// SHA-256 over the canonical JSON of kind, method, path, body and what changes: two requests with one hash ask the same.
std::string content_hash(const approval::Held& held);

}  // namespace tandem::app::server
