// Who owned what, when: customer -> rep, rep -> team, team -> region, each dated.
//
// An item keeps the owners of the day it was born, so moving a customer never rewrites the past.
#pragma once
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "core/date.h"
#include "core/id.h"

namespace tandem::org {

struct Owners {
    std::optional<EmployeeId> rep;
    std::optional<TeamId> team;
    std::optional<RegionId> region;
    friend bool operator==(const Owners&, const Owners&) = default;
};

enum class AssignmentKind { customer_rep, rep_team, team_region };

class Ownership {
public:
    // From `from` until the day before `until`; a later `from` of the same subject wins.
    void assign(AssignmentKind kind, std::int64_t subject, std::int64_t owner, Date from, std::optional<Date> until = {});

    // The first owner ever recorded also owns what came before: history often starts late.
    Owners owners_of(CustomerId customer, Date on) const;
    Owners owners_through(std::optional<EmployeeId> rep, Date on) const;  // when the document names its rep

private:
    struct Period { Date from; std::optional<Date> until; std::int64_t owner; };
    using Subjects = std::unordered_map<std::int64_t, std::vector<Period>>;
    static std::optional<std::int64_t> owner_on(const Subjects& subjects, std::int64_t subject, Date on);
    Subjects customer_rep_, rep_team_, team_region_;
};

}  // namespace tandem::org
