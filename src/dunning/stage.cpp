#include "dunning/stage.h"

#include <algorithm>
#include <array>

namespace tandem::dunning {
namespace {

// In the order of the enums.
constexpr std::array<std::string_view, 7> role_codes{"customer", "rep", "sales_manager", "risk_officer", "legal_officer", "finance", "collector"};
constexpr std::array<std::string_view, 4> action_codes{"reminder_letter", "demand_letter", "negotiate_instalments", "propose_legal"};

}  // namespace

std::string_view code_of(Role role) { return role_codes[static_cast<std::size_t>(role)]; }
std::optional<Role> parse_role(std::string_view code) {
    const auto found = std::ranges::find(role_codes, code);
    if (found == role_codes.end()) return std::nullopt;
    return static_cast<Role>(found - role_codes.begin());
}

std::string_view code_of(Action action) { return action_codes[static_cast<std::size_t>(action)]; }
std::optional<Action> parse_action(std::string_view code) {
    const auto found = std::ranges::find(action_codes, code);
    if (found == action_codes.end()) return std::nullopt;
    return static_cast<Action>(found - action_codes.begin());
}

std::optional<int> Stages::find(std::string_view code) const {
    const auto found = std::ranges::find(list, code, &Stage::code);
    if (found == list.end()) return std::nullopt;
    return static_cast<int>(found - list.begin()) + 1;
}

Result<Stages> make_stages(std::vector<Stage> stages) {
    if (stages.empty()) return refuse("dunning.stages_empty", "stages");
    for (auto stage = stages.begin(); stage != stages.end(); ++stage) {
        const auto same = [&](const Stage& other) { return other.code == stage->code; };
        if (stage->code.empty() || stage->code == "none" || std::any_of(stages.begin(), stage, same))
            return refuse("dunning.stage_code", stage->code);
        if (stage->owners.empty()) return refuse("dunning.stage_without_owner", stage->code);
        const int earlier = stage == stages.begin() ? 0 : std::prev(stage)->from_days;
        if (stage->from_days <= earlier)
            return refuse("dunning.stages_not_ascending", stage->code, {{"earlier", std::to_string(earlier)}, {"later", std::to_string(stage->from_days)}});
    }
    return Stages{std::move(stages)};
}

std::optional<Date> anchor_due(std::span<const receivable::OpenItem> items) {
    std::optional<Date> earliest;
    for (const receivable::OpenItem& item : items)
        if (item.open.minor() > 0 && (!earliest || item.due_date < *earliest)) earliest = item.due_date;
    return earliest;
}

}  // namespace tandem::dunning
