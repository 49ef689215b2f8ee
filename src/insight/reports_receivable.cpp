// What is owed: aging, DSO, interest, payment behaviour, concentration.
#include <algorithm>
#include <map>
#include <unordered_set>

#include "insight/definition.h"

namespace tandem::insight {
namespace {

using receivable::AgingBasis;

// ---------------------------------------------------------------- aging (账龄)

void contribute_aging(const ReportInput& in, const Sink& sink) {
    const Book& book = in.position.book();
    const std::int32_t today = day_number(in.query.as_of.date);
    for (const Place item : in.items()) {
        const std::int64_t open = in.position.open(item);
        if (open == 0) continue;
        Contribution one = of_item(book, item);
        const std::int32_t from = in.query.basis == AgingBasis::due ? book.items.due[item] : book.items.date[item];
        one.days = std::max(0, today - book.items.due[item]);
        one.bucket = static_cast<std::int32_t>(in.buckets.index_of(today - from));
        one.amount = open;
        const bool disputed = book.items.flags[item] & item_disputed;
        one.figures = {disputed, disputed ? open : 0, one.days > 0, one.days > 0 ? open : 0};
        sink(one);
    }
}

void finish_aging(const ReportInput&, std::vector<Group>& groups) {
    for (Group& group : groups)
        group.figures = {{"customers", group.customers}, {"disputed_count", group.sums[0]}, {"disputed_minor", group.sums[1]}, {"overdue_count", group.sums[2]},
                         {"overdue_minor", group.sums[3]}, {"overdue_ratio_bp", ratio(group.sums[3], group.amount, 10'000)}};
}

// ---------------------------------------------------------------- DSO (应收账款周转天数)

int dso_window(const ReportInput& in) {
    // Clipped only for one customer whose own record states since when he is one; never inferred.
    if (in.query.customer) {
        const Book& book = in.position.book();
        const Place place = book.customers.find(in.query.customer->value);
        if (place != nowhere && book.customers[place].since != INT32_MIN)
            return std::clamp(day_number(in.query.as_of.date) - book.customers[place].since + 1, 1, in.query.window_days);
    }
    return in.query.window_days;
}

void contribute_dso(const ReportInput& in, const Sink& sink) {
    const Book& book = in.position.book();
    const std::int32_t today = day_number(in.query.as_of.date);
    for (const Place item : in.items()) {
        const std::int64_t open = in.position.open(item);
        if (open == 0) continue;
        Contribution one = of_item(book, item);
        one.amount = open;
        one.days = std::max(0, today - book.items.due[item]);
        one.figures = {open, 0, one.days == 0 ? open : 0};
        sink(one);
    }
    const std::int32_t first = today - dso_window(in) + 1;
    const Invoices& invoices = book.invoices;
    for (const Place at : in.invoices()) {
        if (invoices.date[at] < first || !invoices.visible(at, today, in.query.as_of.known_at.micros)) continue;
        sink({.kind = FactKind::invoice, .place = at, .customer = invoices.customer[at], .rep = invoices.rep[at], .currency = invoices.currency[at],
              .day = invoices.date[at], .count = 0, .figures = {0, invoices.amount[at], 0}});
    }
}

void finish_dso(const ReportInput& in, std::vector<Group>& groups) {
    const std::int64_t window = dso_window(in);
    for (Group& group : groups) {
        const auto [balance, billed, not_due] = std::array{group.sums[0], group.sums[1], group.sums[2]};
        group.figures = {{"window_days", window}, {"balance_minor", balance}, {"billed_minor", billed}, {"not_due_minor", not_due},
                         {"dso_x100", ratio(Wide{balance} * window, billed, 100)}, {"best_possible_dso_x100", ratio(Wide{not_due} * window, billed, 100)}};
    }
}

// ---------------------------------------------------------------- late interest and penalty

// Outstanding principal x days from the day after due through as-of, each settlement bearing interest
// through its own day: amount x days - sum of settlement x the days after it.
receivable::InterestAccrual accrual_of(const Book& book, Place item, const AsOf& as_of) {
    const std::int32_t today = day_number(as_of.date), due = book.items.due[item];
    receivable::InterestAccrual accrual;
    accrual.add(book.items.amount[item], std::max(0, today - due));
    for_each_settlement(book, item, as_of.known_at.micros, [&](Place at) {
        const std::int32_t paid = book.settlements.date[at];
        if (paid <= today) accrual.add(-book.settlements.amount[at], std::max(0, today - std::max(paid, due)));
    });
    return accrual;
}

// Rates that changed over time, or a grace, need the dated segments.
std::int64_t interest_by_segments(const Book& book, Place item, const receivable::InterestTerms& terms, const AsOf& as_of) {
    const Currency currency = book.currencies[book.items.currency[item]];
    std::vector<receivable::PrincipalChange> changes;
    for_each_settlement(book, item, as_of.known_at.micros, [&](Place at) {
        if (book.settlements.date[at] <= day_number(as_of.date)) changes.push_back({date_of(book.settlements.date[at]), Money{-book.settlements.amount[at], currency}});
    });
    std::ranges::sort(changes, {}, &receivable::PrincipalChange::on);
    const receivable::InterestItem claim{Money{book.items.amount[item], currency}, date_of(book.items.due[item]), changes, {}};
    const auto total = receivable::interest_to_date(claim, terms, as_of.date);
    TANDEM_ASSERT(total.has_value());
    return total->minor();
}

std::int64_t interest_of(const ReportInput& in, Place item) {
    const Book& book = in.position.book();
    const auto contract = book.contracts.find(book.items.contract[item]);
    const auto& terms = in.policies.receivable.interest;
    if (contract != book.contracts.end() && contract->second.late_interest_e10 >= 0)
        return accrual_of(book, item, in.query.as_of).rounded(receivable::InterestRate::daily(Rate{contract->second.late_interest_e10}));
    if (terms.rates.size() == 1 && !terms.rates.front().from && terms.grace_days == 0) return accrual_of(book, item, in.query.as_of).rounded(terms.rates.front().rate);
    return interest_by_segments(book, item, terms, in.query.as_of);
}

std::int32_t last_settled_day(const Book& book, Place item, const AsOf& as_of) {
    std::int32_t last = book.items.date[item];
    for_each_settlement(book, item, as_of.known_at.micros, [&](Place at) {
        if (book.settlements.date[at] <= day_number(as_of.date)) last = std::max(last, book.settlements.date[at]);
    });
    return last;
}

// Days from the due date until the item was settled or, while it is open, until the as-of date.
std::int32_t days_late(const ReportInput& in, Place item) {
    const Book& book = in.position.book();
    const std::int32_t until = in.position.open(item) > 0 ? day_number(in.query.as_of.date) : last_settled_day(book, item, in.query.as_of);
    return std::max(0, until - book.items.due[item]);
}

std::int64_t penalty_of(const ReportInput& in, Place item, std::int32_t late, std::unordered_set<std::int64_t>& contracts_seen) {
    const Book& book = in.position.book();
    Money base{book.items.amount[item], book.currencies[book.items.currency[item]]};
    if (const auto contract = book.contracts.find(book.items.contract[item]); contract != book.contracts.end()) {
        base = Money{contract->second.amount, base.currency()};
        const bool due = receivable::compute_penalty(base, late, in.policies.receivable.penalty).minor() > 0;
        if (due && !contracts_seen.insert(contract->first).second) return 0;  // once a contract
    }
    return receivable::compute_penalty(base, late, in.policies.receivable.penalty).minor();
}

void contribute_interest(const ReportInput& in, const Sink& sink) {
    const Book& book = in.position.book();
    std::unordered_set<std::int64_t> penalised;
    for (const Place item : in.items()) {
        if (!in.position.exists(item)) continue;
        const bool open = in.position.open(item) > 0;
        if (in.query.settled == SettledFilter::open && !open) continue;
        if (in.query.settled == SettledFilter::settled && open) continue;
        const std::int32_t late = days_late(in, item);
        if (late == 0) continue;
        Contribution one = of_item(book, item);
        one.days = late;
        one.amount = interest_of(in, item);
        const auto penalty = penalty_of(in, item, late, penalised);
        one.figures = {one.amount, one.amount > 0, penalty, penalty > 0, in.position.open(item)};
        sink(one);
    }
}

void finish_interest(const ReportInput&, std::vector<Group>& groups) {
    for (Group& group : groups)
        group.figures = {{"interest_minor", group.sums[0]}, {"interest_count", group.sums[1]}, {"penalty_minor", group.sums[2]}, {"penalty_count", group.sums[3]}, {"principal_minor", group.sums[4]}};
}

// ---------------------------------------------------------------- payment behaviour

void contribute_behaviour(const ReportInput& in, const Sink& sink) {
    const Book& book = in.position.book();
    for (const Place item : in.items()) {
        if (!in.position.exists(item) || in.position.open(item) > 0) continue;
        const std::int32_t settled = last_settled_day(book, item, in.query.as_of);
        if (!within(settled, in.query)) continue;
        Contribution one = of_item(book, item);
        const std::int64_t amount = book.items.amount[item];
        const std::int64_t late = std::max(0, settled - book.items.due[item]), took = settled - book.items.date[item];
        const bool disputed = book.items.flags[item] & item_disputed;
        one.day = settled;
        one.days = static_cast<std::int32_t>(late);
        one.amount = amount;
        one.bucket = static_cast<std::int32_t>(in.buckets.index_of(one.days));
        one.figures = {late > 0, late > 0 ? amount : 0, disputed, disputed ? amount : 0, late, late, took, disputed && late > 0, amount * took};
        sink(one);
    }
}

void finish_behaviour(const ReportInput&, std::vector<Group>& groups) {
    for (Group& group : groups) {
        const auto& sum = group.sums;
        group.figures = {{"late_count", sum[0]}, {"late_minor", sum[1]}, {"disputed_count", sum[2]}, {"disputed_minor", sum[3]}, {"disputed_late_count", sum[7]},
                         {"undisputed_late_count", sum[0] - sum[7]}, {"dispute_rate_bp", ratio(sum[2], group.count, 10'000)}, {"on_time_count", group.count - sum[0]},
                         {"on_time_minor", group.amount - sum[1]}, {"on_time_rate_bp", ratio(group.amount - sum[1], group.amount, 10'000)}, {"days_late_sum", sum[4]},
                         {"days_late_max", sum[5]}, {"avg_days_late_x100", ratio(sum[4], group.count, 100)}, {"avg_days_late_of_late_x100", ratio(sum[4], sum[0], 100)},
                         {"days_to_settle_sum", sum[6]}, {"avg_days_to_settle_x100", ratio(sum[6], group.count, 100)}, {"amount_days_to_settle", sum[8]},
                         {"weighted_days_to_settle_x100", ratio(sum[8], group.amount, 100)}, {"customers", group.customers}};
    }
}

// ---------------------------------------------------------------- concentration

void finish_concentration(const ReportInput&, std::vector<Group>& groups) {
    std::ranges::stable_sort(groups, [](const Group& a, const Group& b) { return a.amount > b.amount; });
    std::map<Currency, std::int64_t> totals;
    for (const Group& group : groups) totals[group.currency] += group.amount;
    for (Group& group : groups) group.figures = {{"share_bp", ratio(group.amount, totals[group.currency], 10'000)}, {"overdue_minor", group.sums[3]}};
}

const std::vector<Definition> definitions{
    {"aging", {"standard"}, DefaultRange::none, OwnBuckets::aging, {{"disputed_count"}, {"disputed_minor"}, {"overdue_count"}, {"overdue_minor"}}, nullptr, contribute_aging, finish_aging, GroupBy::none, DecidedBy::receivable,
     "Open amounts on the as-of date by age; the buckets sum to the open balance, unapplied credits stand apart.", "截至日未收余额按账龄分段；各段之和等于应收余额，未核销的收款与贷项单列。"},
    {"dso", {"standard"}, DefaultRange::none, OwnBuckets::none, {{"balance_minor"}, {"billed_minor"}, {"not_due_minor"}}, nullptr, contribute_dso, finish_dso, GroupBy::none, DecidedBy::receivable,
     "Open balance ÷ gross billings of the last n days × n; best possible: the part not yet due.", "应收余额 ÷ 最近 n 天含税开票额 × n；最佳值只取未到期余额。"},
    {"interest", {"standard"}, DefaultRange::none, OwnBuckets::none, {{"interest_minor"}, {"interest_count"}, {"penalty_minor"}, {"penalty_count"}, {"principal_minor"}}, nullptr, contribute_interest, finish_interest, GroupBy::none, DecidedBy::receivable,
     "Outstanding principal × days after due × daily rate, rounded once per item; penalty once when more than 30 days overdue.", "逾期本金 × 逾期天数 × 日利率，每笔只取整一次；逾期超过 30 天另计一次违约金。"},
    {"payment-behaviour", {"standard"}, DefaultRange::everything, OwnBuckets::aging,
     {{"late_count"}, {"late_minor"}, {"disputed_count"}, {"disputed_minor"}, {"days_late_sum"}, {"days_late_max", Combine::max}, {"days_to_settle_sum"}, {"disputed_late_count"}, {"amount_days"}},
     nullptr, contribute_behaviour, finish_behaviour, GroupBy::none, DecidedBy::receivable, "Settled items: how many days after the document and after the due date the last of the money came.", "已结清单据：从开票到结清、从到期到结清的天数。"},
    {"concentration", {"standard"}, DefaultRange::none, OwnBuckets::aging, {{"disputed_count"}, {"disputed_minor"}, {"overdue_count"}, {"overdue_minor"}}, nullptr, contribute_aging, finish_concentration, GroupBy::customer, DecidedBy::receivable,
     "Each customer's share of the open balance, largest first.", "各客户占应收余额的比重，从大到小。"},
};

}  // namespace

std::span<const Definition> receivable_reports() { return definitions; }

}  // namespace tandem::insight
