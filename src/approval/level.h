// The steps an agreement goes through: who decides at each, how many of them, by when. R-303: none is skipped.
#pragma once
#include <string>
#include <vector>

#include "core/id.h"

namespace tandem::approval {

struct ApprovalTag { static constexpr std::string_view prefix = "apr"; };
using ApprovalId = Id<ApprovalTag>;

// Somebody who asks or decides. Two accounts of one employee are one person (S4).
struct Person {
    UserId user{};
    EmployeeId employee{};  // none (0) for a user who is not an employee
    std::string role;
    std::string name;       // the login name
};
inline bool same_person(const Person& a, const Person& b) { return a.user == b.user || (a.employee && a.employee == b.employee); }

struct Level {
    std::vector<std::string> roles;    // codes of policies/roles.json
    std::vector<std::string> users;    // login names: these people whatever their role
    std::vector<std::string> limited;  // roles whose limit lies below what is asked: they cannot say the last word
    int needed = 1;                    // distinct people who must agree
    int deadline_hours = 0;            // then the people of the next level may decide here too; 0: none
    friend bool operator==(const Level&, const Level&) = default;
};

}  // namespace tandem::approval
