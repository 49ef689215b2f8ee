// Alerts (预警): what customer, rep and risk officer are told on given days around the due date. Rule R-161:
// 7 days before to the customer with a copy to the rep; 3 days overdue level 1 and 15 days level 2 to rep
// and risk officer. A schedule of its own beside the stages.
//
// Derived from facts at the end of each day, whether or not day-end ran; disputes do not silence them
// (messages to the customer are another matter). Days are calendar days.
#pragma once
#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/money.h"
#include "dunning/stage.h"

namespace tandem::dunning {

enum class Channel : std::uint8_t { mail, sms, in_app };
std::string_view code_of(Channel channel);
std::optional<Channel> parse_channel(std::string_view code);

// Who an alert is about, as far as a threshold may ask: what is open at the end of the day looked at. An alert
// whose day moves with what is open (R-161, by amount or share) falls on the first of its possible days that is not
// before the day which that evening's figures give it; once for an item and due date (day_end.h).
struct AlertSubject {
    Money open{0, Currency{}};
    std::string_view grade{};  // empty: not assessed
    Rate share{};              // of the customer's item in all that is open
};

// Another day for large, poor or weighty items: the first exception that applies decides.
struct AlertException {
    std::optional<Money> amount_from;
    std::vector<std::string> grades;  // empty: any
    std::optional<Rate> share_from;
    int days;
};

struct AlertRule {
    std::string key;            // "t-7", "level-1", "level-2"
    int days;                   // from the due date: -7, 3, 15
    std::optional<int> level;   // of a warning; none for a reminder before the due date
    std::vector<Role> to, copy;
    std::vector<Channel> channels;
    std::vector<AlertException> exceptions;
};

// Build with make_alerts. Ascending by days; at most 32 rules; levels ascending from 1.
struct Alerts {
    std::vector<AlertRule> rules;
    std::optional<std::size_t> find(std::string_view key) const;
};
// Refuses dunning.alerts_empty, alerts_not_ascending, alert_levels, alert_key, alert_without_recipient,
// alert_exception (no condition, or a change of side of the due date), alerts_too_many.
Result<Alerts> make_alerts(std::vector<AlertRule> rules);

using AlertSet = std::bitset<32>;  // by index of the rule

int alert_days(const AlertRule& rule, const AlertSubject& subject);
// The days on which the rule's alert may fall, whatever is open: its own and those of its exceptions, ascending.
std::vector<int> possible_days(const AlertRule& rule);
// The alerts that may fall on this day: days_from_due is negative before the due date. Of an alert with exceptions
// only the first such day counts.
AlertSet alert_on(int days_from_due, const AlertSubject& subject, const Alerts& alerts);

// An item at the end of a day.
struct AlertItem {
    Date due_date;
    Date recorded_on;  // business date on which the book learnt of it
    AlertSubject subject;
};
struct DayAlerts {
    AlertSet on_time;
    AlertSet late;  // their day had passed when the item was recorded, today
};
// Nothing when nothing is open. Late warnings come for every level passed; a reminder before the due
// date comes late only while the item is not yet overdue.
DayAlerts decide_alerts(const AlertItem& item, const Alerts& alerts, Date today);

// The level of the gravest warning reached at this age.
std::optional<int> highest_warning(int overdue_days, const AlertSubject& subject, const Alerts& alerts);

}  // namespace tandem::dunning
