// Reading the trail: who did what to which object, newest first.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/date.h"
#include "core/id.h"
#include "platform/sql/connection.h"

namespace tandem::audit {

struct TrailFilter {
    std::optional<UserId> actor;
    std::optional<std::int64_t> object, request;
    std::string object_kind;           // empty: any
    std::string search;                // in command or detail
    std::optional<Instant> from, until;  // until: not included
    std::optional<std::int64_t> before;  // entries older than this id
    std::int64_t limit = 50;
};

struct TrailEntry {
    std::int64_t id{}, stream{}, seq{};
    UserId actor;
    std::string actor_name;  // empty: the system
    Instant at;
    std::string command;
    std::int64_t request{};
    std::string object_kind;
    std::int64_t object{};
    std::optional<std::int64_t> policy_version;
    std::string detail, hash;
};

std::vector<TrailEntry> read_trail(sql::Connection& connection, CompanyId company, const TrailFilter& filter);
std::vector<std::string> object_kinds(sql::Connection& connection, CompanyId company);

}  // namespace tandem::audit
