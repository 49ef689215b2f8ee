// The worklist (今日待办): what people have to do, the most pressing first, and why it stands where it stands.
//
// Points add up, as every reason gives some: one a day overdue up to a hundred, fifty a stage, twenty for every digit of
// the amount in the company's currency; a broken promise a thousand, so that it stands above all else. Of equal points the
// larger amount leads.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/date.h"
#include "core/errors.h"
#include "core/money.h"
#include "dunning/stage.h"

namespace tandem::dunning {

struct WorkFigures {
    int overdue_days = 0;      // negative before the due date
    int age_stage = 0;
    Money base_open{0, Currency{}};  // in the company's currency
    bool broken_promise = false;     // the task is there because a promise was not kept
};
struct Priority {
    int days = 0, stage = 0, amount = 0, promise = 0;
    int total() const { return days + stage + amount + promise; }
    friend bool operator==(const Priority&, const Priority&) = default;
};
Priority priority_of(const WorkFigures& figures);

enum class TaskOutcome : std::uint8_t { called, promised, escalated, snoozed, other };
std::string_view code_of(TaskOutcome outcome);
Result<TaskOutcome> parse_outcome(std::string_view code);  // dunning.unknown_outcome {outcomes}
// A demand counts as handed over once its task is done; who puts it off has handed over nothing, and finds
// the task again after the next day-end.
constexpr bool confirms_demand(TaskOutcome outcome) { return outcome != TaskOutcome::snoozed; }

// "20 days overdue, 12345.00 CNY open. Priority 170: 20 for days, 50 for the stage, 100 for the amount."
struct WorkText {
    int overdue_days;
    Money open;
    Priority priority;
    bool late_alert = false;  // recorded after its alert day
    struct Broken { Date promised_on; Money amount, paid; };
    std::optional<Broken> broken{};  // the promise that was not kept
};
std::string explain(const WorkText& work, Language language);

}  // namespace tandem::dunning
