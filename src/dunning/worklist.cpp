#include "dunning/worklist.h"

#include <algorithm>

namespace tandem::dunning {
namespace {

constexpr int points_a_stage = 50, points_a_digit = 20, most_for_days = 100, points_for_a_broken_promise = 1000;

// In the order of the enum.
constexpr std::array<std::string_view, 5> outcome_codes{"called", "promised", "escalated", "snoozed", "other"};

int digits_of_whole_units(Money money) {
    std::int64_t whole = money.minor();
    for (int digit = 0; digit < money.currency().exponent(); ++digit) whole /= 10;
    int digits = 0;
    for (; whole > 0; whole /= 10) ++digits;
    return digits;
}

}  // namespace

Priority priority_of(const WorkFigures& figures) {
    return {std::clamp(figures.overdue_days, 0, most_for_days), points_a_stage * figures.age_stage, points_a_digit * digits_of_whole_units(figures.base_open),
            figures.broken_promise ? points_for_a_broken_promise : 0};
}

std::string_view code_of(TaskOutcome outcome) { return outcome_codes[static_cast<std::size_t>(outcome)]; }

Result<TaskOutcome> parse_outcome(std::string_view code) {
    const auto found = std::ranges::find(outcome_codes, code);
    if (found == outcome_codes.end()) return refuse("dunning.unknown_outcome", std::string(code), {{"outcomes", "called, promised, escalated, snoozed, other"}});
    return static_cast<TaskOutcome>(found - outcome_codes.begin());
}

namespace {

std::string with_code(Money money) { return to_decimal(money) + " " + std::string(money.currency().code()); }

// "Promised 500.00 CNY by 2026-06-06, paid 0.00. "
std::string broken_text(const WorkText::Broken& broken, Language language) {
    if (language == Language::zh) return "承诺 " + to_string(broken.promised_on) + " 前付 " + with_code(broken.amount) + "，实付 " + to_decimal(broken.paid) + "，已失约。";
    return "Promised " + with_code(broken.amount) + " by " + to_string(broken.promised_on) + ", paid " + to_decimal(broken.paid) + ". ";
}

}  // namespace

std::string explain(const WorkText& work, Language language) {
    const std::string amount = with_code(work.open);
    const auto number = [](int value) { return std::to_string(value); };
    const Priority& points = work.priority;
    const std::string broken = work.broken ? broken_text(*work.broken, language) : std::string{};
    if (language == Language::zh) {
        const std::string when = work.overdue_days > 0 ? "逾期 " + number(work.overdue_days) + " 天" : work.overdue_days == 0 ? "今日到期" : number(-work.overdue_days) + " 天后到期";
        return broken + when + "，未收 " + amount + (work.late_alert ? "；预警日已过，补记预警" : "") + "。优先级 " + number(points.total()) + "：逾期 " + number(points.days) + "、阶段 " + number(points.stage) +
               "、金额 " + number(points.amount) + (points.promise > 0 ? "、失约 " + number(points.promise) : "") + "。";
    }
    const std::string days = number(std::abs(work.overdue_days)) + (std::abs(work.overdue_days) == 1 ? " day" : " days");
    const std::string when = work.overdue_days > 0 ? days + " overdue" : work.overdue_days == 0 ? "Due today" : "Due in " + days;
    return broken + when + ", " + amount + " open" + (work.late_alert ? "; recorded after its alert day" : "") + ". Priority " + number(points.total()) + ": " + number(points.days) + " for days, " +
           number(points.stage) + " for the stage, " + number(points.amount) + " for the amount" + (points.promise > 0 ? ", " + number(points.promise) + " for the broken promise" : "") + ".";
}

}  // namespace tandem::dunning
