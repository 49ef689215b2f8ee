#include "cash/cash_desk_decision.h"

#include <algorithm>

#include "cash/allocation.h"

namespace tandem::cash {
namespace {

bool is_paper(Method method) { return method == Method::cheque || method == Method::acceptance_bill; }

// People know documents by number.
Error named(Error error, const Source& source, std::span<const ItemState> items) {
    if (error.subject == "receipt") error.subject = source.number;
    for (const ItemState& item : items)
        if (error.subject == to_string(item.id)) error.subject = item.number;
    return error;
}

struct Wanted {
    const ItemState* item;
    Money amount;
};
Result<std::vector<Wanted>> match(const Source& source, std::span<const ItemState> items, std::span<const DeskLine> lines) {
    std::vector<Wanted> wanted;
    std::vector<CommandedLine> commanded;
    for (const DeskLine& line : lines) {
        const auto item = std::ranges::find(items, line.item, &ItemState::id);
        if (item == items.end()) return refuse("cash.unknown_item", to_string(line.item));
        if (item->customer != source.customer) return refuse("cash.other_customer", item->number, {{"source", source.number}});
        commanded.push_back({line.item, line.amount, item->balance.left});
    }
    if (const auto allowed = check_allocation(source.balance.left, commanded); !allowed)
        return tl::unexpected<Error>(named(allowed.error(), source, items));
    for (const DeskLine& line : lines) {
        const auto known = std::ranges::find(wanted, line.item, [](const Wanted& each) { return each.item->id; });
        if (known != wanted.end()) known->amount += line.amount;
        else wanted.push_back({&*std::ranges::find(items, line.item, &ItemState::id), line.amount});
    }
    return wanted;
}

Result<Money> decide_tolerance(const Wanted& line, Date value_date, TolerancePolicy policy) {
    const Money open = line.item->balance.left;
    policy.use = SmallDifference::settle;  // the command says so; the policy says how much
    const Closing closing = decide_closing(open, line.amount, value_date, {}, policy);
    if (closing.open.is_zero()) return closing.tolerance;
    return refuse("cash.difference_too_large", line.item->number,
                  {{"difference", to_decimal(closing.open)}, {"allowed", to_decimal(allowed_difference(open, policy))}});
}

}  // namespace

Date free_from(const Balance& balance, Money wanted, Date earliest) {
    TANDEM_ASSERT(wanted <= balance.left);
    std::vector<Movement> movements = balance.used;
    std::ranges::sort(movements, {}, &Movement::effective);
    Money free = balance.total;
    auto at = movements.begin();
    for (; at != movements.end() && at->effective <= earliest; ++at) free -= at->amount;
    std::optional<Date> found = free >= wanted ? std::optional{earliest} : std::nullopt;
    while (at != movements.end()) {
        const Date day = at->effective;
        for (; at != movements.end() && at->effective == day; ++at) free -= at->amount;
        if (free < wanted) found.reset();
        else if (!found) found = day;
    }
    TANDEM_ASSERT(found.has_value());
    return *found;
}

Result<std::vector<PlannedLine>> decide_lines(const Source& source, std::span<const ItemState> items, const AllocationRequest& request,
                                              const TolerancePolicy& tolerance) {
    if (request.lines.empty()) return refuse("cash.nothing_to_allocate", source.number);
    Balance money = source.balance;
    std::vector<PlannedLine> planned;
    for (const Wanted& line : TRY(match(source, items, request.lines))) {
        const Balance& open = line.item->balance;
        const Money closing = request.difference == SmallDifference::settle ? TRY(decide_tolerance(line, source.from, tolerance)) : Money{0, line.amount.currency()};
        const Date both = std::max(source.from, line.item->item_date);
        const Date earliest = std::max(free_from(money, line.amount, both), free_from(open, line.amount + closing, both));
        const Date effective = TRY(effective_date(earliest, earliest, request.effective, request.reason));
        planned.push_back({line.item->id, line.amount, closing, effective, line.item->rate});
        money.used.push_back({effective, line.amount});
        money.left -= line.amount;
    }
    return planned;
}

Result<Date> decide_write_off(const ItemState& item, Money amount, Date today) {
    const Money open = item.balance.left;
    if (amount.minor() <= 0) return refuse("cash.amount_not_positive", to_decimal(amount));
    if (amount.currency() != open.currency())
        return refuse("receivable.currency_mismatch", item.number, {{"first", std::string(open.currency().code())}, {"second", std::string(amount.currency().code())}});
    if (amount > open) return refuse("cash.write_off_above_open", item.number, {{"amount", to_decimal(amount)}, {"open", to_decimal(open)}});
    return free_from(item.balance, amount, std::max(today, item.item_date));
}

Result<void> check_reversal(const ReceiptState& receipt, Date on, Date today) {
    if (receipt.reversed) return refuse("cash.receipt_reversed", receipt.source.number, {{"date", to_string(*receipt.reversed)}});
    // What still stands is taken back on the day itself; what was taken back before must have come to rest.
    Balance at_rest{receipt.receipt.amount, receipt.receipt.amount, {}};
    for (const auto& [fact, reversed] : receipt.settlements)
        if (fact.kind == SettlementKind::receipt && (reversed || fact.reverses)) at_rest.used.push_back({fact.effective_date, fact.amount});
    Money refunded{0, receipt.receipt.amount.currency()};
    for (const Movement& refund : receipt.refunds) {
        refunded += refund.amount;
        at_rest.used.push_back(refund);
    }
    if (!refunded.is_zero()) return refuse("cash.receipt_refunded", receipt.source.number, {{"amount", to_decimal(refunded)}});
    const Date earliest = free_from(at_rest, receipt.receipt.amount, std::max(receipt.receipt.value_date, receipt.cleared.value_or(Date::min())));
    if (on < earliest) return refuse("cash.reversal_too_early", receipt.source.number, {{"date", to_string(on)}, {"earliest", to_string(earliest)}});
    if (on > std::max(today, earliest)) return refuse("cash.date_in_future", to_string(on), {{"today", to_string(today)}});
    return {};
}

Result<void> check_clearing(const ReceiptState& receipt, Date on, Money charges, Date today) {
    const std::string& number = receipt.source.number;
    if (!is_paper(receipt.receipt.method)) return refuse("cash.not_paper", number, {{"method", std::string(code_of(receipt.receipt.method))}});
    if (receipt.reversed) return refuse("cash.receipt_reversed", number, {{"date", to_string(*receipt.reversed)}});
    if (receipt.cleared) return refuse("cash.receipt_cleared", number, {{"date", to_string(*receipt.cleared)}});
    if (on < receipt.receipt.value_date) return refuse("cash.clearing_too_early", to_string(on), {{"value_date", to_string(receipt.receipt.value_date)}});
    if (on > today) return refuse("cash.date_in_future", to_string(on), {{"today", to_string(today)}});
    if (charges.currency() != receipt.receipt.amount.currency() || charges.is_negative() || charges > receipt.receipt.amount)
        return refuse("cash.charges_range", to_decimal(charges), {{"currency", std::string(charges.currency().code())}, {"amount", to_decimal(receipt.receipt.amount)}});
    return {};
}

Result<void> check_dishonour(const ReceiptState& receipt, Date on, Date today) {
    const std::string& number = receipt.source.number;
    if (!is_paper(receipt.receipt.method)) return refuse("cash.not_paper", number, {{"method", std::string(code_of(receipt.receipt.method))}});
    TRY_VOID(check_reversal(receipt, on, today));
    if (receipt.cleared) return refuse("cash.receipt_cleared", number, {{"date", to_string(*receipt.cleared)}});
    return {};
}

}  // namespace tandem::cash
