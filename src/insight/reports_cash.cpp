// What was billed, what came in, what is expected: billings, cash, collection rate, turnover, expected cash-in.
#include <algorithm>
#include <climits>
#include <unordered_map>

#include "insight/definition.h"

namespace tandem::insight {
namespace {

// ---------------------------------------------------------------- billings and cash

void contribute_billings(const ReportInput& in, const Sink& sink) {
    const Invoices& invoices = in.position.book().invoices;
    const std::int32_t today = day_number(in.query.as_of.date);
    for (const Place at : in.invoices())
        if (within(invoices.date[at], in.query) && invoices.visible(at, today, in.query.as_of.known_at.micros))
            sink({.kind = FactKind::invoice, .place = at, .customer = invoices.customer[at], .rep = invoices.rep[at], .currency = invoices.currency[at], .day = invoices.date[at], .amount = invoices.amount[at]});
}

void contribute_cash(const ReportInput& in, const Sink& sink) {
    const Receipts& receipts = in.position.book().receipts;
    const std::int32_t today = day_number(in.query.as_of.date);
    for (const Place at : in.receipts()) {
        if (!receipts.visible(at, today, in.query.as_of.known_at.micros)) continue;
        Contribution one{.kind = FactKind::receipt, .place = at, .customer = receipts.customer[at], .currency = receipts.currency[at], .day = receipts.date[at], .amount = receipts.amount[at]};
        if (within(one.day, in.query)) sink(one);
        // A receipt taken back leaves on the day it was taken back, not from the day it came.
        one.day = receipts.reversed[at];
        if (one.day > today || !within(one.day, in.query)) continue;
        one.count = -1;
        one.amount = -one.amount;
        sink(one);
    }
}

// Given up as uncollectable, on the day it was given up; what comes back later leaves on its day.
void contribute_write_offs(const ReportInput& in, const Sink& sink) {
    const Book& book = in.position.book();
    const std::int32_t today = day_number(in.query.as_of.date);
    for (const Place item : in.items()) {
        if (!in.position.exists(item)) continue;
        for_each_settlement(book, item, in.query.as_of.known_at.micros, [&](Place at) {
            const std::int32_t on = book.settlements.date[at];
            if (static_cast<cash::SettlementKind>(book.settlements.kind[at]) != cash::SettlementKind::write_off || on > today || !within(on, in.query)) return;
            Contribution one = of_item(book, item);
            one.day = on;
            one.amount = book.settlements.amount[at];
            one.count = one.amount < 0 ? -1 : 1;
            sink(one);
        });
    }
}

void finish_plain(const ReportInput&, std::vector<Group>& groups) {
    for (Group& group : groups) group.figures = {{"count", group.count}, {"amount_minor", group.amount}};
}

// ---------------------------------------------------------------- collection rate (回款率, R-180)

struct Collected {
    std::int64_t cash = 0, on_time = 0, credited = 0, written_off = 0;
};
// What settled an item through a day. Cash counts from the day it counts as collected; write-offs and
// tolerance are never cash; credit notes lower what is due.
Collected collected_through(const Book& book, Place item, std::int32_t after, std::int32_t through, std::int64_t known_at) {
    Collected sum;
    const std::int32_t due = book.items.due[item];
    for_each_settlement(book, item, known_at, [&](Place at) {
        const auto kind = static_cast<cash::SettlementKind>(book.settlements.kind[at]);
        const std::int32_t on = kind == cash::SettlementKind::receipt ? std::max(book.settlements.date[at], book.settlements.counts[at]) : book.settlements.date[at];
        if (on > through || on <= after) return;
        const std::int64_t amount = book.settlements.amount[at];
        if (kind == cash::SettlementKind::receipt) {
            sum.cash += amount;
            if (on <= due) sum.on_time += amount;
        } else if (kind == cash::SettlementKind::credit_note) sum.credited += amount;
        else sum.written_off += amount;
    });
    return sum;
}

constexpr std::int32_t ever = INT_MIN;

Contribution rate_row(const Book& book, Place item, std::int64_t due, std::int64_t collected, std::int64_t on_time) {
    Contribution one = of_item(book, item);
    one.amount = collected;
    one.count = due != 0;
    one.figures = {due != 0, due, due != 0 && collected >= due, collected, on_time};
    return one;
}

void contribute_due_cohort(const ReportInput& in, const Sink& sink) {
    const Book& book = in.position.book();
    const std::int32_t today = day_number(in.query.as_of.date);
    for (const Place item : in.items()) {
        const std::int32_t due = book.items.due[item];
        if (!in.position.exists(item) || !within(due, in.query) || due > day_number(end_of_month(in.query.as_of.date))) continue;
        const std::int32_t cut = std::min(today, day_number(end_of_month(date_of(due))));
        const Collected got = collected_through(book, item, ever, cut, in.query.as_of.known_at.micros);
        sink(rate_row(book, item, book.items.amount[item] - got.credited, got.cash, got.on_time));
    }
}

void contribute_with_opening(const ReportInput& in, const Sink& sink) {
    const Book& book = in.position.book();
    const std::int64_t known = in.query.as_of.known_at.micros;
    const std::int32_t opening = day_number(*in.query.from) - 1, closing = std::min(day_number(*in.query.to), day_number(in.query.as_of.date));
    for (const Place item : in.items()) {
        if (!in.position.exists(item)) continue;
        const std::int32_t due = book.items.due[item];
        if (due <= opening) {
            const std::int64_t overdue = open_on(book, item, opening, known);
            const Collected got = collected_through(book, item, opening, closing, known);
            if (overdue != 0) sink(rate_row(book, item, overdue - got.credited, got.cash, got.on_time));
        } else if (within(due, in.query)) {
            const Collected got = collected_through(book, item, ever, closing, known);
            sink(rate_row(book, item, book.items.amount[item] - got.credited, got.cash, got.on_time));
        }
    }
}

void contribute_cumulative(const ReportInput& in, const Sink& sink) {
    const Book& book = in.position.book();
    const std::int32_t today = day_number(in.query.as_of.date);
    for (const Place item : in.items()) {
        if (!in.position.exists(item) || book.items.due[item] > today) continue;
        const Collected got = collected_through(book, item, ever, today, in.query.as_of.known_at.micros);
        sink(rate_row(book, item, book.items.amount[item] - got.credited, got.cash, got.on_time));
    }
}

// Collection effectiveness index: of what was open or was billed in the period and is not merely not yet
// due at its end, how much was collected.
void contribute_cei(const ReportInput& in, const Sink& sink) {
    const Book& book = in.position.book();
    const std::int64_t known = in.query.as_of.known_at.micros;
    const std::int32_t opening = day_number(*in.query.from) - 1, closing = std::min(day_number(*in.query.to), day_number(in.query.as_of.date));
    for (const Place item : in.items()) {
        if (!in.position.exists(item) || book.items.date[item] > closing) continue;
        const bool billed = book.items.date[item] > opening;
        const std::int64_t before = billed ? book.items.amount[item] : open_on(book, item, opening, known);
        if (before == 0) continue;
        const std::int64_t left = open_on(book, item, closing, known);
        const Collected got = collected_through(book, item, opening, closing, known);
        const std::int64_t current = book.items.due[item] >= closing ? left : 0;
        sink(rate_row(book, item, before - got.credited - current, got.cash, got.on_time));
    }
}

void contribute_collection_rate(const ReportInput& in, const Sink& sink) {
    if (in.query.variant == "due_cohort") contribute_due_cohort(in, sink);
    else if (in.query.variant == "with_opening") contribute_with_opening(in, sink);
    else if (in.query.variant == "cumulative") contribute_cumulative(in, sink);
    else contribute_cei(in, sink);
}

void finish_collection_rate(const ReportInput&, std::vector<Group>& groups) {
    for (Group& group : groups) {
        const auto& sum = group.sums;
        group.figures = {{"collected_minor", sum[3]}, {"due_minor", sum[1]}, {"rate_bp", ratio(sum[3], sum[1], 10'000)}, {"due_count", sum[0]}, {"collected_count", sum[2]},
                         {"on_time_minor", sum[4]}, {"on_time_rate_bp", ratio(sum[4], sum[1], 10'000)}};
    }
}

// ---------------------------------------------------------------- turnover (周转率, R-411)

void contribute_turnover(const ReportInput& in, const Sink& sink) {
    const Book& book = in.position.book();
    const std::int64_t known = in.query.as_of.known_at.micros;
    const std::int32_t opening = day_number(*in.query.from) - 1, closing = day_number(*in.query.to);
    for (const Place item : in.items()) {
        const std::int64_t before = open_on(book, item, opening, known), after = open_on(book, item, closing, known);
        if (before == 0 && after == 0) continue;
        Contribution one = of_item(book, item);
        one.amount = after;
        one.figures = {0, before, after};
        sink(one);
    }
    const Invoices& invoices = book.invoices;
    for (const Place at : in.invoices())
        if (within(invoices.date[at], in.query) && invoices.visible(at, closing, known))
            sink({.kind = FactKind::invoice, .place = at, .customer = invoices.customer[at], .rep = invoices.rep[at], .currency = invoices.currency[at], .day = invoices.date[at],
                  .count = 0, .figures = {invoices.amount[at], 0, 0}});
}

void finish_turnover(const ReportInput& in, std::vector<Group>& groups) {
    const std::int64_t days = (*in.query.to - *in.query.from).count() + 1;
    for (Group& group : groups) {
        const auto [billed, before, after] = std::array{group.sums[0], group.sums[1], group.sums[2]};
        group.figures = {{"billed_minor", billed}, {"opening_minor", before}, {"closing_minor", after}, {"turnover_x100", ratio(Wide{billed} * 2, before + after, 100)},
                         {"turnover_days_x100", ratio(Wide{before + after} * days, 2 * billed, 100)}};
    }
}

// ---------------------------------------------------------------- expected cash-in

// How late a customer usually settles: whole days, half-up, over the items settled so far.
std::vector<std::int32_t> usual_days_late(const ReportInput& in) {
    const Book& book = in.position.book();
    std::vector<std::int64_t> late(book.customers.size()), count(book.customers.size());
    for (const Place item : in.items()) {
        if (!in.position.exists(item) || in.position.open(item) > 0) continue;
        std::int32_t last = book.items.date[item];
        for_each_settlement(book, item, in.query.as_of.known_at.micros, [&](Place at) { last = std::max(last, book.settlements.date[at]); });
        late[book.items.customer[item]] += std::max(0, last - book.items.due[item]);
        ++count[book.items.customer[item]];
    }
    std::vector<std::int32_t> usual(book.customers.size());
    for (std::size_t at = 0; at < usual.size(); ++at) usual[at] = count[at] ? static_cast<std::int32_t>(divide(late[at], count[at], Rounding::half_up)) : 0;
    return usual;
}

void contribute_expected_cash(const ReportInput& in, const Sink& sink) {
    const Book& book = in.position.book();
    const std::int32_t today = day_number(in.query.as_of.date);
    const bool by_behaviour = in.query.variant == "behaviour";
    const std::vector<std::int32_t> usual = by_behaviour ? usual_days_late(in) : std::vector<std::int32_t>{};
    for (const Place item : in.items()) {
        const std::int64_t open = in.position.open(item);
        if (open == 0) continue;
        Contribution one = of_item(book, item);
        one.days = std::max(0, today - book.items.due[item]);
        if (by_behaviour) one.day += usual[one.customer];
        // What is already late is expected from now on.
        one.day = std::max(one.day, today);
        one.amount = open;
        one.figures = {one.days > 0 ? open : 0, 0};
        if (within(one.day, in.query)) sink(one);
    }
    for (Place at = 0; at < book.undated.size(); ++at) {
        const UndatedLine& line = book.undated[at];
        // Without an expected date a line is still to come: it counts, but in no week.
        const std::int32_t day = line.expected == INT32_MAX ? undated_day : std::max(line.expected, today);
        if (day == undated_day ? !in.query.to : within(day, in.query))
            sink({.kind = FactKind::plan_line, .place = at, .customer = line.customer, .rep = line.rep, .currency = line.currency, .day = day, .amount = line.amount, .figures = {0, line.amount}});
    }
}

void finish_expected_cash(const ReportInput&, std::vector<Group>& groups) {
    for (Group& group : groups) group.figures = {{"amount_minor", group.amount}, {"overdue_minor", group.sums[0]}, {"undated_minor", group.sums[1]}};
}

const std::vector<Definition> definitions{
    {"billings", {"standard"}, DefaultRange::everything, OwnBuckets::none, {}, nullptr, contribute_billings, finish_plain, GroupBy::none, DecidedBy::receivable,
     "Gross invoices by invoice date.", "按开票日期统计的含税开票额。"},
    {"cash", {"standard"}, DefaultRange::everything, OwnBuckets::none, {}, nullptr, contribute_cash, finish_plain, GroupBy::none, DecidedBy::cash,
     "Receipts by value date; a reversed receipt leaves on the day of its reversal.", "按到账日期统计的收款；退回的收款在退回日冲减。"},
    {"write-offs", {"standard"}, DefaultRange::everything, OwnBuckets::none, {}, nullptr, contribute_write_offs, finish_plain, GroupBy::none, DecidedBy::receivable,
     "Bad debts written off by the day of the write-off; one that is taken back leaves on that day.", "按核销日期统计的坏账核销额；撤销的在撤销日冲减。"},
    {"collection-rate", {"due_cohort", "with_opening", "cumulative", "cei"}, DefaultRange::month_of_as_of, OwnBuckets::none,
     {{"due_count"}, {"due_minor"}, {"collected_count"}, {"collected_minor"}, {"on_time_minor"}}, nullptr, contribute_collection_rate, finish_collection_rate, GroupBy::none, DecidedBy::cash,
     "By due month: collected by the end of the month on items due in that month ÷ due in that month. Credit notes lower what is due; write-offs are never cash.",
     "到期口径：当月到期款项截至月末已收 ÷ 当月到期应收。贷项冲减应收，坏账核销与尾差不算回款。"},
    {"turnover", {"standard"}, DefaultRange::window, OwnBuckets::none, {{"billed_minor"}, {"opening_minor"}, {"closing_minor"}}, nullptr, contribute_turnover, finish_turnover, GroupBy::none, DecidedBy::receivable,
     "Gross billings of the period ÷ average of opening and closing receivables.", "期间含税开票额 ÷ 期初与期末应收的平均数。"},
    {"expected-cash", {"plan", "behaviour"}, DefaultRange::everything, OwnBuckets::none, {{"overdue_minor"}, {"undated_minor"}}, nullptr, contribute_expected_cash, finish_expected_cash, GroupBy::week, DecidedBy::cash,
     "Open items by due date (by payment behaviour: plus the customer's usual delay); what is late is expected now; plan lines without an event by their expected date, else as undated.",
     "未收款项按到期日（按付款习惯时另加客户惯常的延迟天数）；已逾期的视为即期；未触发的计划行按预计日期，没有预计日期的单列为未定日期。"},
};

}  // namespace

std::span<const Definition> cash_reports() { return definitions; }

}  // namespace tandem::insight
