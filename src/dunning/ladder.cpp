#include "dunning/ladder.h"

#include <algorithm>
#include <array>

namespace tandem::dunning {
namespace {

// In the order of the enums.
constexpr std::array<std::string_view, 3> mode_codes{"net_days", "end_of_month_after", "after_previous_reminder"};
constexpr std::array<std::string_view, 4> state_codes{"none", "draft", "waiting", "final"};

bool is_reached(const DemandItem& item, const Ladder& ladder, int level, std::optional<Date> previous_confirmed, Date run_date) {
    const auto from = reached_on(ladder.levels[static_cast<std::size_t>(level - 1)], item.due_date, previous_confirmed);
    return from && *from <= run_date;
}

// The level to demand now, or 0. `next` is one above what was confirmed.
int level_to_raise(const DemandItem& item, const Ladder& ladder, int next, Date run_date) {
    const auto reached = [&](int level) {
        return is_reached(item, ladder, level, level == next ? item.history.confirmed_on : std::nullopt, run_date);
    };
    if (item.standing == Standing::malicious && next < ladder.malicious_from_level)
        return is_reached(item, ladder, 1, std::nullopt, run_date) ? ladder.malicious_from_level : 0;
    if (!reached(next)) return 0;
    const bool from_age = item.origin == Origin::opening && item.history.level == 0 && ladder.opening_items == OpeningItems::age_stage;
    int level = next;
    if (from_age || ladder.catch_up == CatchUp::jump)
        while (level < static_cast<int>(ladder.levels.size()) && reached(level + 1)) ++level;
    return level;
}

}  // namespace

std::string_view code_of(ReminderMode mode) { return mode_codes[static_cast<std::size_t>(mode)]; }
std::optional<ReminderMode> parse_reminder_mode(std::string_view code) {
    const auto found = std::ranges::find(mode_codes, code);
    if (found == mode_codes.end()) return std::nullopt;
    return static_cast<ReminderMode>(found - mode_codes.begin());
}

std::string_view code_of(DemandState state) { return state_codes[static_cast<std::size_t>(state)]; }

Result<Ladder> make_ladder(Ladder ladder) {
    if (ladder.levels.empty()) return refuse("dunning.ladder_empty", "levels");
    if (ladder.levels.front().mode == ReminderMode::after_previous_reminder) return refuse("dunning.ladder_first_level", "levels[0]");
    const auto refuse_range = [](std::string field, int value) { return refuse("dunning.ladder_range", std::move(field), {{"value", std::to_string(value)}}); };
    int earlier = -1;
    for (const DemandLevel& level : ladder.levels) {
        if (level.days < 0 || level.days > 3660) return refuse_range("days", level.days);
        if (level.mode != ReminderMode::net_days) continue;
        if (level.days <= earlier)
            return refuse("dunning.ladder_not_ascending", "levels", {{"earlier", std::to_string(earlier)}, {"later", std::to_string(level.days)}});
        earlier = level.days;
    }
    if (ladder.malicious_from_level < 1 || ladder.malicious_from_level > static_cast<int>(ladder.levels.size()))
        return refuse_range("malicious_from_level", ladder.malicious_from_level);
    if (ladder.payment_within_days < 0 || ladder.payment_within_days > 366) return refuse_range("payment_within_days", ladder.payment_within_days);
    if (ladder.quiet_days < 0 || ladder.quiet_days > 366) return refuse_range("quiet_days", ladder.quiet_days);
    return ladder;
}

std::optional<Date> reached_on(const DemandLevel& level, Date due, std::optional<Date> previous_confirmed) {
    switch (level.mode) {
        case ReminderMode::net_days: return due + Days{level.days};
        case ReminderMode::end_of_month_after: return end_of_month(due + Days{level.days});
        case ReminderMode::after_previous_reminder:
            return previous_confirmed ? std::optional{*previous_confirmed + Days{level.days}} : std::nullopt;
    }
    TANDEM_ASSERT(!"a mode of the list");
    return std::nullopt;
}

DemandDecision decide_demand(const DemandItem& item, const Ladder& ladder, Date run_date) {
    if (item.open_minor <= 0) return {};
    const auto& [made, confirmed_on, payment_by] = item.history;
    if (made > 0 && !confirmed_on) return {made, DemandState::draft, false, 0};
    const DemandDecision unchanged{made, made == 0 ? DemandState::none : DemandState::waiting, false, 0};
    if (item.standing == Standing::blocked || item.standing == Standing::agreement_kept) return unchanged;
    if (made >= static_cast<int>(ladder.levels.size()))
        return {made, run_date > *confirmed_on ? DemandState::final : DemandState::waiting, false, 0};
    if (confirmed_on && run_date < *confirmed_on + Days{ladder.quiet_days}) return unchanged;
    const int level = level_to_raise(item, ladder, made + 1, run_date);
    if (level == 0) return unchanged;
    return {level, DemandState::draft, true, level - made - 1};
}

Result<void> check_run_date(Date run, std::optional<Date> last_run) {
    if (!last_run || run >= *last_run) return {};
    return refuse("dunning.run_before_last", to_string(run), {{"run", to_string(run)}, {"last", to_string(*last_run)}});
}

}  // namespace tandem::dunning
