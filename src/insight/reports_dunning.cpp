// What had to be said and done: warnings and stages entered, derived from facts at
// the end of each day, whether or not the day-end run was made.
#include <algorithm>
#include <climits>
#include <map>

#include "insight/definition.h"

namespace tandem::insight {
namespace {

// An item and the day on which it has come so many days past its due date, with what was open that evening.
void contribute_open(const ReportInput& in, Place item, std::int32_t day, std::int64_t open, std::int32_t key, const Sink& sink) {
    const Book& book = in.position.book();
    Contribution one = of_item(book, item);
    one.day = day;
    one.key = key;
    one.days = std::max(0, day - book.items.due[item]);
    one.amount = open;
    sink(one);
}

bool asked_about(const ReportInput& in, std::int32_t day) { return within(day, in.query) && day <= day_number(in.query.as_of.date); }

std::vector<std::string> alert_keys(const Policies& policies) {
    std::vector<std::string> keys;
    for (const auto& rule : policies.dunning.alerts.rules) keys.push_back(rule.key);
    return keys;
}

// What was open in all of a currency at the end of any day: the whole of which an item is a share.
class OpenTotals {
public:
    OpenTotals(const Position& position) {
        const Book& book = position.book();
        const std::int64_t known = position.as_of().known_at.micros;
        for (Place item = 0; item < book.items.size(); ++item) {
            if (!position.exists(item)) continue;
            auto& changes = totals_[book.items.currency[item]];
            changes[book.items.date[item]] += book.items.amount[item];
            for_each_settlement(book, item, known, [&](Place at) { changes[book.settlements.date[at]] -= book.settlements.amount[at]; });
        }
        for (auto& [currency, changes] : totals_) {
            std::int64_t sum = 0;
            for (auto& [day, total] : changes) total = sum += total;
        }
    }
    std::int64_t on(std::uint8_t currency, std::int32_t day) const {
        const auto found = totals_.find(currency);
        if (found == totals_.end()) return 0;
        const auto after = found->second.upper_bound(day);
        return after == found->second.begin() ? 0 : std::prev(after)->second;
    }

private:
    std::map<std::uint8_t, std::map<std::int32_t, std::int64_t>> totals_;
};

bool asks_for_share(const dunning::AlertRule& rule) {
    return std::ranges::any_of(rule.exceptions, [](const dunning::AlertException& each) { return each.share_from.has_value(); });
}

// The day-end run decides each evening by what is open then, and records an alert once (day_end.h); so does this.
class Warnings {
public:
    Warnings(const ReportInput& in, const Sink& sink) : in_(in), sink_(sink) {
        for (const auto& rule : rules()) days_.push_back(dunning::possible_days(rule));
        if (std::ranges::any_of(rules(), asks_for_share)) totals_.emplace(in.position);
    }
    void contribute(Place item, std::size_t rule) const {
        if (came_late(item, rule)) return;
        for (const int days : days_[rule]) {
            const std::int32_t day = in_.position.book().items.due[item] + days;
            if (days_[rule].size() == 1 && !asked_about(in_, day)) return;  // without exceptions there is one day only
            const std::int64_t open = open_on(in_.position.book(), item, day, in_.query.as_of.known_at.micros);
            if (open == 0 || dunning::alert_days(rules()[rule], subject(item, day, open)) > days) continue;
            if (asked_about(in_, day)) contribute_open(in_, item, day, open, static_cast<std::int32_t>(rule), sink_);
            return;
        }
    }
    std::size_t size() const { return days_.size(); }

private:
    const std::vector<dunning::AlertRule>& rules() const { return in_.policies.dunning.alerts.rules; }
    // An item that arose after the day its figures give: day-end tells of it late, that evening, and then never again.
    bool came_late(Place item, std::size_t rule) const {
        const Book& book = in_.position.book();
        const std::int32_t born = book.items.date[item], due = book.items.due[item];
        if (days_[rule].size() == 1 || due + days_[rule].front() >= born) return false;
        const std::int64_t open = open_on(book, item, born, in_.query.as_of.known_at.micros);
        return open != 0 && dunning::alert_days(rules()[rule], subject(item, born, open)) < born - due;
    }
    dunning::AlertSubject subject(Place item, std::int32_t day, std::int64_t open) const {
        const Book& book = in_.position.book();
        dunning::AlertSubject subject{Money{open, book.currencies[book.items.currency[item]]}};
        if (totals_)
            if (const auto total = totals_->on(book.items.currency[item], day); total > 0) subject.share = Rate{divide(Wide{open} * Rate::one, total, Rounding::down)};
        return subject;
    }

    const ReportInput& in_;
    const Sink& sink_;
    std::vector<std::vector<int>> days_;  // by rule
    std::optional<OpenTotals> totals_;
};

void contribute_warnings(const ReportInput& in, const Sink& sink) {
    const Warnings warnings{in, sink};
    for (const Place item : in.items()) {
        if (!in.position.exists(item)) continue;
        for (std::size_t rule = 0; rule < warnings.size(); ++rule) warnings.contribute(item, rule);
    }
}

std::vector<std::string> stage_keys(const Policies& policies) {
    std::vector<std::string> keys;
    for (const auto& stage : policies.dunning.stages.list) keys.push_back(stage.code);
    return keys;
}

void contribute_stages(const ReportInput& in, const Sink& sink) {
    const auto& stages = in.policies.dunning.stages.list;
    for (const Place item : in.items()) {
        if (!in.position.exists(item)) continue;
        for (std::size_t stage = 0; stage < stages.size(); ++stage) {
            const std::int32_t day = in.position.book().items.due[item] + stages[stage].from_days;
            if (!asked_about(in, day)) continue;
            const std::int64_t open = open_on(in.position.book(), item, day, in.query.as_of.known_at.micros);
            if (open != 0) contribute_open(in, item, day, open, static_cast<std::int32_t>(stage), sink);
        }
    }
}

void finish_counts(const ReportInput&, std::vector<Group>& groups) {
    for (Group& group : groups) group.figures = {{"count", group.count}, {"amount_minor", group.amount}};
}

const std::vector<Definition> definitions{
    {"warnings", {"standard"}, DefaultRange::day, OwnBuckets::none, {}, alert_keys, contribute_warnings, finish_counts, GroupBy::none, DecidedBy::dunning,
     "Items that were open at the end of an alert's day: 7 days before due, 3 and 15 days overdue.", "预警日日终仍未收清的款项：到期前 7 天、逾期 3 天、逾期 15 天。"},
    {"stages", {"standard"}, DefaultRange::day, OwnBuckets::none, {}, stage_keys, contribute_stages, finish_counts, GroupBy::none, DecidedBy::dunning,
     "Items that entered a dunning stage by their age and were open that evening.", "按账龄进入某一催收阶段、且当日日终仍未收清的款项。"},
};

}  // namespace

std::span<const Definition> dunning_reports() { return definitions; }

}  // namespace tandem::insight
