// demand_level: what was demanded of the customer, one step after the other (催收阶梯). It follows the age
// stage, but only over what was confirmed handed over: shipped, one level a run, so that nobody gets a
// lawyer's letter who never got a reminder. Rules.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "dunning/stage.h"

namespace tandem::dunning {

// When a level is reached, with its days d:
enum class ReminderMode {
    net_days,                 // d days after the due date
    end_of_month_after,       // at the end of the month in which the due date + d days falls
    after_previous_reminder,  // d days after the level before was confirmed; never the first level
};
std::string_view code_of(ReminderMode mode);
std::optional<ReminderMode> parse_reminder_mode(std::string_view code);

struct DemandLevel {
    int stage;  // number of the age stage whose action and owners this level has; 0 in a ladder of its own
    ReminderMode mode = ReminderMode::net_days;
    int days;
};

enum class CatchUp { one_level_a_run, jump };
enum class OpeningItems { first_level, age_stage };  // where taken-over items start

// Build with make_ladder. Levels count from 1.
struct Ladder {
    std::vector<DemandLevel> levels;
    CatchUp catch_up = CatchUp::one_level_a_run;
    OpeningItems opening_items = OpeningItems::age_stage;
    int malicious_from_level = 2;   // an approved malicious default starts here
    int payment_within_days = 3;    // after the written demand is confirmed handed over
    int quiet_days = 0;             // at least so many days between two demands
};
// Refuses dunning.ladder_empty, ladder_first_level, ladder_not_ascending, ladder_range.
Result<Ladder> make_ladder(Ladder ladder);

// What is known of an item's demands: the level moves on only from a confirmed one.
struct DemandHistory {
    int level = 0;                     // highest level made (drafted), 0 none
    std::optional<Date> confirmed_on;  // when that level was accepted by the channel; empty while a draft
    std::optional<Date> payment_by{};  // payment_deadline of the last written demand; a later level keeps it
};
enum class Standing {
    normal,
    blocked,         // a dispute, a promise or a person holds the item
    agreement_kept,  // an instalment agreement that is kept stops the ladder
    malicious,       // approved flag
};
enum class Origin { own, opening };

struct DemandItem {
    Date due_date;
    std::int64_t open_minor;
    DemandHistory history{};
    Standing standing = Standing::normal;
    Origin origin = Origin::own;
};

enum class DemandState { none, draft, waiting, final };
std::string_view code_of(DemandState state);

struct DemandDecision {
    int level = 0;      // after this run; 0: no demand
    DemandState state = DemandState::none;
    bool raised = false;  // this run makes a new demand at `level`
    int skipped = 0;      // levels passed over, to be recorded with the reason (opening, malicious, jump)
};
// Settled items have no demand. A draft stays until it is confirmed; final: the last level was
// confirmed in an earlier run and nothing more follows.
DemandDecision decide_demand(const DemandItem& item, const Ladder& ladder, Date run_date);

// The day a level is reached; empty for after_previous_reminder before the level before was confirmed.
std::optional<Date> reached_on(const DemandLevel& level, Date due, std::optional<Date> previous_confirmed);

// The day the demand's time for payment ends; runs on when the stage changes.
inline Date payment_deadline(Date confirmed_on, const Ladder& ladder) { return confirmed_on + Days{ladder.payment_within_days}; }

// Runs go forward only: refuses dunning.run_before_last {run, last}. The same day again is fine.
Result<void> check_run_date(Date run, std::optional<Date> last_run);

}  // namespace tandem::dunning
