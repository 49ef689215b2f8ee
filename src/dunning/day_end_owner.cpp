#include "dunning/day_end_owner.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace tandem::dunning {
namespace {

struct Title { std::string_view part; Role role; };
// The first that stands in the position decides: 风控 before 经理, so that a risk manager is risk.
constexpr std::array titles{
    Title{"催收", Role::collector},      Title{"collector", Role::collector},  Title{"collections", Role::collector},
    Title{"风控", Role::risk_officer},   Title{"风险", Role::risk_officer},    Title{"信控", Role::risk_officer},
    Title{"risk", Role::risk_officer},   Title{"credit control", Role::risk_officer},
    Title{"法务", Role::legal_officer},  Title{"法律", Role::legal_officer},   Title{"legal", Role::legal_officer},
    Title{"财务", Role::finance},        Title{"会计", Role::finance},         Title{"finance", Role::finance},
    Title{"accountant", Role::finance},  Title{"销售经理", Role::sales_manager}, Title{"销售主管", Role::sales_manager},
    Title{"销售总监", Role::sales_manager}, Title{"sales manager", Role::sales_manager}, Title{"sales director", Role::sales_manager},
    Title{"销售", Role::rep},            Title{"业务员", Role::rep},           Title{"sales", Role::rep},
};

bool at_work(const Colleague& one, Date on) { return !one.left_date || on < *one.left_date; }

}  // namespace

std::optional<Role> role_of_position(std::string_view position) {
    std::string lower{position};
    for (char& letter : lower) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    if (const auto role = parse_role(lower)) return role;
    for (const Title& title : titles)
        if (lower.find(title.part) != std::string::npos) return title.role;
    return std::nullopt;
}

Staff::Staff(std::vector<Colleague> colleagues) : all_(std::move(colleagues)) {
    for (std::size_t at = 0; at < all_.size(); ++at) {
        by_id_.emplace(all_[at].id.value, at);
        by_code_.emplace(all_[at].code, at);
        if (const auto role = role_of_position(all_[at].position)) by_role_[*role].push_back(at);
    }
}

const Colleague* Staff::find(EmployeeId id) const {
    const auto found = by_id_.find(id.value);
    return found == by_id_.end() ? nullptr : &all_[found->second];
}

std::optional<EmployeeId> Staff::owner(Role role, std::optional<EmployeeId> rep, CustomerId customer, Date on) const {
    const Colleague* seller = rep ? find(*rep) : nullptr;
    if (role == Role::rep) return seller && at_work(*seller, on) ? std::optional{seller->id} : std::nullopt;
    if (role == Role::sales_manager && seller) {
        const auto manager = by_code_.find(seller->manager_code);
        if (manager != by_code_.end() && at_work(all_[manager->second], on)) return all_[manager->second].id;
    }
    const auto group = by_role_.find(role);
    if (group == by_role_.end()) return std::nullopt;
    std::vector<const Colleague*> present;
    for (const std::size_t at : group->second)
        if (at_work(all_[at], on)) present.push_back(&all_[at]);
    if (present.empty()) return std::nullopt;
    return present[static_cast<std::size_t>(customer.value) % present.size()]->id;
}

}  // namespace tandem::dunning
