// A promise to pay (付款承诺): what a customer said he pays by a day, on which open items, and what came of it. How it stands
// is derived from the facts of the day asked, never stored: a receipt taken back judges it anew by itself..
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "core/id.h"
#include "core/money.h"

namespace tandem::dunning {

struct PromiseTag { static constexpr std::string_view prefix = "pms"; };
using PromiseId = Id<PromiseTag>;

struct PromiseRules {
    int tolerance_days = 2;  // calendar days after the promised date; promised Saturday, paid Monday is kept
    int longest_days = 30;   // from the day it is made to the promised date
};
Result<PromiseRules> make_promise_rules(PromiseRules rules);  // dunning.promise_range {value}

enum class PromiseState : std::uint8_t { open, kept, partly_kept, broken, withdrawn };
std::string_view code_of(PromiseState state);
std::optional<PromiseState> parse_promise_state(std::string_view code);

// By which way it was given.
enum class PromiseChannel : std::uint8_t { phone, visit, mail, chat, other };
std::string_view code_of(PromiseChannel channel);
Result<PromiseChannel> parse_promise_channel(std::string_view code);  // dunning.promise_channel {channels}

// As it was made. The tolerance is that of the day it was made: a later policy does not turn a kept promise into a broken one.
struct Promise {
    Money amount{0, {}};
    std::int64_t covered_minor = 0;  // what was open on its items when it was made
    Date made_on, promised_on;
    int tolerance_days = 0;
    std::optional<Date> withdrawn_on{};
    Date last_day() const { return promised_on + Days{tolerance_days}; }
};

// What lowered a promised item since the promise was made.
struct PromisedSettlement {
    Date effective;
    std::int64_t minor;
    bool paid;                       // money, with the discount and difference that went with it; otherwise a credit note
    std::optional<Date> reversed_on{};
};

struct Judgement {
    PromiseState state = PromiseState::open;
    std::int64_t asked_minor = 0;  // what was promised, but no more than credit notes left to pay
    std::int64_t paid_minor = 0;   // through the last day
    std::optional<Date> failed_on{};  // partly kept or broken since
};
// What was paid through the promised date and the tolerance, less what was taken back by the day asked. All of it: kept,
// from the day it is there; otherwise open through the last day, then partly kept or broken. A credit note is no payment:
// it lowers what is asked. A write-off is neither.
Judgement judge(const Promise& promise, std::span<const PromisedSettlement> settlements, Date day);

// Whether it counts in the customer's record: it fell due in the window and is decided.
bool fell_due(const Promise& promise, const Judgement& judged, Date from, Date to);

// A promise about to be made.
struct PromisedItem {
    OpenItemId id;
    std::string number;
    CustomerId customer;
    Money open{0, {}};
    std::optional<Date> promised_until{};  // last day of another promise that is open on it
};
struct PromiseOffer {
    CustomerId customer;
    Money amount{0, {}};
    Date promised_on;
};
// Refuses dunning.promise_items, promise_item_unknown, promise_item_settled, promise_currency {expected}, promise_item_taken {until},
// promise_amount {open}, promise_date_past {today}, promise_too_far {latest, days}.
Result<void> check_promise(const PromiseOffer& offer, std::span<const PromisedItem> items, const PromiseRules& rules, Date today);

}  // namespace tandem::dunning
