// Who does a task: from the role the policy names to a person. R-192: the rep follows up first, risk and legal
// take over. Nobody found leaves the task in the role's common queue.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/id.h"
#include "dunning/stage.h"

namespace tandem::dunning {

// The role of a stated position: its code, or a usual title in Chinese or English ("风控专员", "Legal counsel").
std::optional<Role> role_of_position(std::string_view position);

struct Colleague {
    EmployeeId id;
    std::string code, position, manager_code;
    std::optional<Date> left_date;  // not at work from this day on
};

class Staff {
public:
    explicit Staff(std::vector<Colleague> colleagues);  // in the order of their codes

    // The rep is the item's; a sales manager is the rep's own before any other. Several of one role share
    // the customers, one customer always with the same person.
    std::optional<EmployeeId> owner(Role role, std::optional<EmployeeId> rep, CustomerId customer, Date on) const;

private:
    const Colleague* find(EmployeeId id) const;
    std::vector<Colleague> all_;
    std::map<std::int64_t, std::size_t> by_id_;
    std::map<std::string, std::size_t, std::less<>> by_code_;
    std::map<Role, std::vector<std::size_t>> by_role_;
};

}  // namespace tandem::dunning
