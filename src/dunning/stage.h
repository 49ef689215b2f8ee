// age_stage: how far an overdue item has come by its age alone (催收阶段). Rules.
//
// A pure function of overdue days and policy. Shipped codes: none, remind (from day 1), written_notice (8),
// instalment_agreement (16), legal (31). What was really demanded is another matter: ladder.h.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "core/result.h"
#include "receivable/open_item.h"

namespace tandem::dunning {

// Who acts or is told. Who that is for an item is found by the caller.
enum class Role : std::uint8_t { customer, rep, sales_manager, risk_officer, legal_officer, finance, collector };
std::string_view code_of(Role role);
std::optional<Role> parse_role(std::string_view code);

enum class Action : std::uint8_t { reminder_letter, demand_letter, negotiate_instalments, propose_legal };
std::string_view code_of(Action action);
std::optional<Action> parse_action(std::string_view code);

struct Stage {
    std::string code;
    int from_days;  // reached when overdue days >= from_days
    Action action;
    std::vector<Role> owners;  // the first is responsible, the others act with him
};

// Build with make_stages. Stage numbers count from 1; 0 is "none".
struct Stages {
    std::vector<Stage> list;
    std::string_view code(int number) const { return number == 0 ? std::string_view{"none"} : std::string_view{at(number).code}; }
    const Stage& at(int number) const { return list[static_cast<std::size_t>(number - 1)]; }
    int count() const { return static_cast<int>(list.size()); }
    std::optional<int> find(std::string_view code) const;
};
// Refuses dunning.stages_empty, stages_not_ascending {earlier, later}, stage_code, stage_without_owner.
Result<Stages> make_stages(std::vector<Stage> stages);

// 0 when no stage is reached yet.
constexpr int age_stage(int overdue_days, std::span<const Stage> stages) {
    int number = 0;
    for (const Stage& stage : stages) {
        if (overdue_days < stage.from_days) break;
        ++number;
    }
    return number;
}
inline int age_stage(int overdue_days, const Stages& stages) { return age_stage(overdue_days, stages.list); }

// The due date a customer's stage counts from: the earliest of what is still open on the day, so that
// paying the oldest items moves it at once.
std::optional<Date> anchor_due(std::span<const receivable::OpenItem> items);

}  // namespace tandem::dunning
